// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/offer.h"

#include "core/base/amount.h"
#include "core/base/plaintext.h"
#include "core/crypto/eip55.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/tokenendpoint/price.h"

using namespace Qt::StringLiterals;

namespace tuppence::tokenendpoint {

namespace {

using Kind = Error::Kind;

// What the reference client signs, and the reference server waits for.
constexpr std::chrono::seconds validity {600};
constexpr qsizetype longestClaim = 100;

// As the servers call them.
constexpr char authorizationScheme[] = "ERC3009";
constexpr char permitScheme[] = "Permit2";

/// Where the two generations of servers keep the same things.
struct Place
{
    const Json *object = nullptr; ///< none: there is nothing of it
    const char *payee = nullptr;
    const char *name = nullptr;
    const char *version = nullptr;
    const char *decimals = nullptr;
    const char *defaultDecimals = nullptr; ///< what counts where none are said
};

Place placeIn(const Json &entry)
{
    const bool isNew = member(entry, "caip2") || member(entry, "pay_to");
    if (isNew)
        return {&entry, "pay_to", "token_name", "token_version", "token_decimals", ""};
    return {member(entry, "metadata"), "wallet_address", "name", "version", "decimals", "6"};
}

/// A text, or the digits of a number; empty where neither is there.
QByteArray textOrNumber(const Json *object, const char *key)
{
    const Json *said = object ? member(*object, key) : nullptr;
    if (!said || (!said->is_string() && !said->is_number()))
        return {};
    return QByteArray::fromStdString(said->is_string() ? said->get<std::string>() : said->dump());
}

tl::unexpected<Error> missing(const char *key)
{
    return fail(Kind::Malformed, "tokenendpoint.missing",
                {{u"member"_s, QString::fromLatin1(key)}});
}

Result<QByteArray> readText(const Json *object, const char *key)
{
    const auto text = object ? textMember(*object, key).value_or(QByteArray()) : QByteArray();
    if (text.isEmpty())
        return missing(key);
    return text;
}

Result<Done> checkType(const Json &entry)
{
    const auto type = TRY(readText(&entry, "payment_type"));
    if (type != "evm")
        return fail(Kind::Unsupported, "tokenendpoint.payment_type", sellersWords(type));
    return Done {};
}

/// "eip155:8453", also spelled "eip155-8453" or in capitals; 0.2.0 has the bare number.
Result<NetworkId> readNetwork(const Json &entry)
{
    const QByteArray said =
        member(entry, "caip2") ? textOrNumber(&entry, "caip2") : textOrNumber(&entry, "chain_id");
    if (said.isEmpty())
        return missing("caip2");
    QByteArray reference = said.toLower();
    if (member(entry, "caip2")) {
        if (!reference.startsWith("eip155:") && !reference.startsWith("eip155-"))
            return fail(Kind::Malformed, "tokenendpoint.network", sellersWords(said));
        reference.remove(0, 7);
    }
    const auto chainId = Uint256::parse(QByteArrayView(reference));
    if (!chainId || !chainId->toUint64())
        return fail(Kind::Malformed, "tokenendpoint.network", sellersWords(said));
    return NetworkId {"eip155", reference};
}

/// The servers move some currencies by EIP-3009 and everything else by Permit2. "USDbC" is in the
/// servers' own list too, but never equals a symbol in capitals.
Result<QByteArray> readScheme(const Json &entry)
{
    const auto currency = TRY(readText(&entry, "currency"));
    const QByteArray symbol = currency.toUpper();
    const bool byAuthorization = symbol == "USDC" || symbol == "EURC" || symbol == "AXLUSDC";
    return QByteArray(byAuthorization ? authorizationScheme : permitScheme);
}

/// In its checksummed spelling.
Result<QByteArray> readAddress(const QByteArray &text, const char *wrong, const char *mistyped)
{
    const auto address = evm::Address::checksummed(text);
    if (!address)
        return fail(Kind::Malformed, address.error().code == "address.checksum" ? mistyped : wrong,
                    sellersWords(text));
    return *address;
}

/// A payee to whom money would be lost.
Result<Done> checkPayee(const QByteArray &payee, const QByteArray &token)
{
    if (payee == evm::Address().toChecksummed())
        return fail(Kind::Refused, "tokenendpoint.payee_zero");
    if (payee == token)
        return fail(Kind::Refused, "tokenendpoint.payee_is_token");
    return Done {};
}

Result<int> readDecimals(const Place &place)
{
    auto text = textOrNumber(place.object, place.decimals);
    if (text.isEmpty())
        text = place.defaultDecimals;
    if (text.isEmpty())
        return missing(place.decimals);
    const auto decimals = Uint256::parse(QByteArrayView(text));
    if (!decimals || *decimals > Uint256(Amount::maxDecimals))
        return fail(Kind::Malformed, "tokenendpoint.decimals", sellersWords(text));
    return int(*decimals->toUint64());
}

/// The price in units, by the decimals that the seller claims: this room knows no tokens. Where the
/// claim is wrong the units are others than the seller's figure suggests, but they are what the
/// owner is shown, by the decimals that the registry knows, and what is signed; no other sum can
/// be taken.
Result<Uint256> readUnits(const Json &entry, const QByteArray &raw, const Place &place)
{
    if (!member(entry, "amount"))
        return missing("amount");
    const auto decimals = TRY(readDecimals(place));
    // The seller's own digits: `entry` has made a double of them.
    return unitsOf(rawMember(raw, "amount").value_or(QByteArray()), decimals);
}

Result<deal::Instruction> readInstruction(const Json &entry, const deal::Offer &offer)
{
    const Place place = placeIn(entry);
    const auto tokenText = TRY(readText(&entry, "token"));
    const auto token =
        TRY(readAddress(tokenText, "tokenendpoint.token", "tokenendpoint.token_checksum"));
    const auto payeeText = TRY(readText(place.object, place.payee));
    const auto payee =
        TRY(readAddress(payeeText, "tokenendpoint.payee", "tokenendpoint.payee_checksum"));
    const auto payable = checkPayee(payee, token);
    if (!payable)
        return tl::make_unexpected(payable.error());
    const auto units = TRY(readUnits(entry, offer.raw, place));
    const AssetAmount amount {{offer.network, "erc20", token}, units};
    if (offer.scheme == authorizationScheme)
        return deal::AuthorizeTransfer {amount, payee, validity, deal::ValidAfter::Zero};
    // Nothing but the spender is bound: it is the payee, and nobody else.
    return deal::AuthorizePermit2 {amount,  payee, payee, {}, deal::AuthorizePermit2::Witness::None,
                                   validity};
}

/// Fills `offer` as far as it goes; the obstacle is the first thing that is in the way.
Result<Done> readInto(deal::Offer &offer, const Json &entry)
{
    const Place place = placeIn(entry);
    offer.claimedName = plainText(textOrNumber(place.object, place.name), longestClaim);
    offer.claimedVersion = plainText(textOrNumber(place.object, place.version), longestClaim);
    const auto type = checkType(entry);
    if (!type)
        return tl::make_unexpected(type.error());
    offer.network = TRY(readNetwork(entry));
    offer.scheme = TRY(readScheme(entry));
    offer.instruction = TRY(readInstruction(entry, offer));
    return Done {};
}

} // namespace

deal::Offer readOffer(const Json &entry, const QByteArray &raw, int index)
{
    deal::Offer offer;
    offer.index = index;
    offer.raw = raw;
    const auto read = readInto(offer, entry);
    if (!read)
        offer.obstacle = read.error();
    return offer;
}

} // namespace tuppence::tokenendpoint
