// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/evmcharge.h"

#include "core/base/bytes.h"
#include "core/crypto/eip55.h"
#include "core/crypto/hash.h"
#include "core/protocols/deadline.h"
#include "core/protocols/sellertext.h"

#include <algorithm>

namespace tuppence::paymentauth {

namespace {

using Kind = Error::Kind;

constexpr std::chrono::seconds validityWithoutEnd {300};
// However late a challenge ends (trust.md 16).
constexpr std::chrono::seconds longestValidity {3600};

Result<Json> readRequest(const QByteArray &encoded)
{
    const auto text = fromBase64(encoded);
    const auto json = text ? parseJson(*text) : tl::make_unexpected(text.error());
    if (!json)
        return fail(Kind::Malformed, "mpp.request", {}, QString::fromUtf8(json.error().code));
    if (!json->is_object())
        return fail(Kind::Malformed, "mpp.request");
    if (hasLongText(*json))
        return fail(Kind::OutOfRange, "mpp.text_too_long");
    return *json;
}

Result<NetworkId> readNetwork(const Json &details)
{
    const Json *said = member(details, "chainId");
    if (!said || !said->is_number_unsigned() || said->get<quint64>() == 0)
        return fail(Kind::Malformed, "mpp.network", sellersWords(said ? *said : Json("")));
    return NetworkId {"eip155", QByteArray::number(said->get<quint64>())};
}

bool isAmong(const Json &types, const char *type)
{
    return std::ranges::find(types, Json(type)) != types.end();
}

/// The first of the seller's types that the wallet can make; there is one.
Result<Done> checkTypes(const Json &details)
{
    const Json *types = member(details, "credentialTypes");
    if (!types) // the draft's default is a signed transaction
        return fail(Kind::Unsupported, "mpp.own_transaction");
    if (!types->is_array())
        return fail(Kind::Unsupported, "mpp.credential_types", sellersWords(*types));
    if (isAmong(*types, "authorization"))
        return Done {};
    if (isAmong(*types, "permit2"))
        return fail(Kind::Unsupported, "mpp.permit2");
    if (isAmong(*types, "hash") || isAmong(*types, "transaction"))
        return fail(Kind::Unsupported, "mpp.own_transaction");
    return fail(Kind::Unsupported, "mpp.credential_types", sellersWords(*types));
}

Result<Done> checkSplits(const Json &details)
{
    const Json *splits = member(details, "splits");
    if (splits && !(splits->is_array() && splits->empty()))
        return fail(Kind::Unsupported, "mpp.splits");
    return Done {};
}

/// In its checksummed spelling.
Result<QByteArray> readAddress(const Json &request, const char *key, const char *wrong,
                               const char *mistyped)
{
    const auto text = textMember(request, key).value_or(QByteArray());
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
        return fail(Kind::Refused, "mpp.payee_zero");
    if (payee == token)
        return fail(Kind::Refused, "mpp.payee_is_token");
    return Done {};
}

Result<Uint256> readAmount(const Json &request)
{
    const Json *said = member(request, "amount");
    const auto text = textMember(request, "amount").value_or(QByteArray());
    const auto amount = Uint256::parse(QByteArrayView(text));
    if (!amount)
        return fail(amount.error().kind, "mpp.amount", sellersWords(said ? *said : Json("")));
    if (amount->isZero())
        return fail(Kind::Refused, "mpp.amount_zero");
    return *amount;
}

/// No value: the challenge says no end.
Result<std::optional<Time>> readEnd(const Claim &claim)
{
    if (claim.expires.isEmpty())
        return std::optional<Time>();
    const auto end = rfc3339In(claim.expires);
    if (!end)
        return fail(Kind::Malformed, "mpp.expires", sellersWords(claim.expires));
    return end;
}

} // namespace

Result<Done> readEvmCharge(const Claim &claim, deal::Offer &offer)
{
    const auto request = TRY(readRequest(claim.request));
    const Json *said = member(request, "methodDetails");
    const Json details = said ? *said : Json::object();
    offer.network = TRY(readNetwork(details));
    TRY(checkTypes(details));
    TRY(checkSplits(details));
    const auto token = TRY(readAddress(request, "currency", "mpp.token", "mpp.token_checksum"));
    const auto payee = TRY(readAddress(request, "recipient", "mpp.payee", "mpp.payee_checksum"));
    TRY(checkPayee(payee, token));
    const auto amount = TRY(readAmount(request));
    deal::AuthorizeTransfer transfer;
    transfer.amount = {{offer.network, "erc20", token}, amount};
    transfer.payee = payee;
    transfer.nonce = crypto::keccak256(claim.id + claim.realm);
    transfer.end = TRY(readEnd(claim));
    transfer.validity = transfer.end ? longestValidity : validityWithoutEnd;
    offer.instruction = transfer;
    return Done {};
}

} // namespace tuppence::paymentauth
