// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/offer.h"

#include "core/base/bytes.h"
#include "core/crypto/eip55.h"
#include "core/protocols/deadline.h"
#include "core/protocols/decimal.h"
#include "core/protocols/paymentheaders/coin.h"
#include "core/protocols/sellertext.h"

using namespace Qt::StringLiterals;

namespace tuppence::paymentheaders {

namespace {

using Kind = Error::Kind;

struct Payee
{
    QByteArray address; ///< EIP-55
    bool isMisspelled = false;
};

Result<QByteArray> said(const QByteArray &text, const char *member)
{
    if (text.isEmpty())
        return fail(Kind::Malformed, "clawdnet.missing",
                    {{u"member"_s, QString::fromLatin1(member)}});
    return text;
}

Result<NetworkId> readNetwork(const Claim &claim)
{
    const auto name = TRY(said(claim.network, "network"));
    if (name.toLower() == "lightning")
        return fail(Kind::Unsupported, "clawdnet.lightning");
    const auto network = networkCalled(name);
    if (!network)
        return fail(Kind::Unsupported, "clawdnet.network", sellersWords(name));
    return *network;
}

Result<Coin> readCoin(const Claim &claim, const NetworkId &network)
{
    const auto symbol = TRY(said(claim.currency, "currency"));
    const auto coin = coinCalled(network, symbol);
    if (coin)
        return *coin;
    auto words = sellersWords(symbol);
    words[u"network"_s] = QString::fromLatin1(network.toString());
    return fail(Kind::Unsupported, "clawdnet.currency", words);
}

/// The specification's own sample has a checksum that does not fit, so the bytes count and the
/// owner is warned.
Result<Payee> readPayee(const Claim &claim)
{
    const auto text = TRY(said(claim.recipient, "recipient"));
    const auto exact = evm::Address::checksummed(text);
    if (exact)
        return Payee {*exact, false};
    const auto bytes = evm::Address::checksummed(text.toLower());
    if (!bytes || exact.error().code != "address.checksum")
        return fail(Kind::Malformed, "clawdnet.payee", sellersWords(text));
    return Payee {*bytes, true};
}

/// A payee to whom money would be lost.
Result<Done> checkPayee(const QByteArray &payee, const AssetId &asset)
{
    if (payee == evm::Address().toChecksummed())
        return fail(Kind::Refused, "clawdnet.payee_zero");
    if (payee == asset.reference)
        return fail(Kind::Refused, "clawdnet.payee_is_token");
    return Done {};
}

Result<Uint256> readUnits(const Claim &claim, const Coin &coin)
{
    const auto text = TRY(said(claim.amount, "amount"));
    const auto price = Decimal::parse(text);
    if (!price || price->isZero())
        return fail(Kind::Malformed, "clawdnet.amount", sellersWords(text));
    const auto units = price->units(coin.decimals);
    if (units)
        return *units;
    if (units.error() == Decimal::Unfit::Fraction)
        return fail(Kind::Malformed, "clawdnet.amount_fraction", sellersWords(text));
    return fail(Kind::OutOfRange, "clawdnet.amount_too_large", sellersWords(text));
}

/// None: the seller says none.
Result<std::optional<Time>> readDeadline(const Claim &claim)
{
    if (claim.deadline.isEmpty())
        return std::optional<Time>();
    const auto deadline = deadlineIn(claim.deadline);
    if (!deadline)
        return fail(Kind::Malformed, "clawdnet.deadline", sellersWords(claim.deadline));
    return deadline;
}

/// 32 bytes; small letters, so that equal ids are equal.
Result<QByteArray> readChannel(const Claim &claim)
{
    constexpr qsizetype idBytes = 32;
    if (!fromHex(claim.channel, idBytes))
        return fail(Kind::Malformed, "clawdnet.channel", sellersWords(claim.channel));
    return claim.channel.toLower();
}

/// The seller may leave the payee to the channel.
Result<Payee> readChannelPayee(const Claim &claim)
{
    return claim.recipient.isEmpty() ? Payee {} : readPayee(claim);
}

/// Fills `offer` as far as it goes; the obstacle is the first thing that is in the way.
Result<Done> readInto(deal::Offer &offer, const Claim &claim)
{
    offer.network = TRY(readNetwork(claim));
    const auto coin = TRY(readCoin(claim, offer.network));
    const bool isVoucher = !claim.channel.isEmpty();
    const auto payee = TRY(isVoucher ? readChannelPayee(claim) : readPayee(claim));
    offer.payeeMisspelled = payee.isMisspelled;
    const auto payable = checkPayee(payee.address, coin.asset);
    if (!payable)
        return tl::make_unexpected(payable.error());
    const auto units = TRY(readUnits(claim, coin));
    const auto deadline = TRY(readDeadline(claim));
    const AssetAmount amount {coin.asset, units};
    if (!isVoucher) {
        offer.instruction = deal::SubmitTransfer {amount, payee.address, deadline};
        return Done {};
    }
    const auto channel = TRY(readChannel(claim));
    offer.instruction = deal::SignVoucher {amount, channel, payee.address, {}, {}, deadline};
    return Done {};
}

deal::Offer emptyOffer(const Claim &claim, int index)
{
    deal::Offer offer;
    offer.index = index;
    const bool isVoucher = !claim.channel.isEmpty();
    offer.scheme = isVoucher ? "channel" : "transfer";
    offer.flow = isVoucher ? deal::Flow::Authorization : deal::Flow::Upfront;
    offer.raw = toJson(claim);
    return offer;
}

} // namespace

deal::Offer readOffer(const Claim &claim, int index)
{
    auto offer = emptyOffer(claim, index);
    const auto read = readInto(offer, claim);
    if (!read)
        offer.obstacle = read.error();
    return offer;
}

deal::Offer unpayable(const Claim &claim, int index, Error obstacle)
{
    auto offer = readOffer(claim, index);
    offer.obstacle = std::move(obstacle);
    return offer;
}

} // namespace tuppence::paymentheaders
