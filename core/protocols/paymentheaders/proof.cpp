// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/proof.h"

#include "core/base/amount.h"
#include "core/protocols/paymentheaders/claim.h"
#include "core/protocols/paymentheaders/coin.h"

namespace tuppence::paymentheaders {

namespace {

/// A text of what the chain wrote, which it always writes.
QByteArray written(const Json &json, const char *key)
{
    const auto text = textMember(json, key);
    Q_ASSERT(text);
    return text.value_or(QByteArray());
}

/// `units` as the dialect writes prices: in whole coins.
QByteArray wholeCoins(const QByteArray &units, const NetworkId &network, const Claim &claim)
{
    const auto coin = coinCalled(network, claim.currency);
    Q_ASSERT(coin); // the offer was read with it
    const auto amount = Uint256::parse(units).and_then(
        [&coin](const Uint256 &number) { return Amount::create(number, coin->decimals); });
    Q_ASSERT(amount);
    return amount ? amount->toString().toLatin1() : QByteArray();
}

void addHash(net::Headers &headers, const Json &proof, const Claim &claim)
{
    headers.set(hashHeader, written(proof, "transactionHash"));
    headers.set("X-Payment-Network", claim.network);
    headers.set("X-Payment-Amount", claim.amount);
}

void addVoucher(net::Headers &headers, const Json &proof, const deal::Offer &offer,
                const Claim &claim)
{
    const Json *voucher = member(proof, "voucher");
    Q_ASSERT(voucher);
    headers.set("X-Payment-Channel", written(*voucher, "channelId"));
    headers.set("X-Payment-Amount", wholeCoins(written(*voucher, "amount"), offer.network, claim));
    headers.set("X-Payment-Network", claim.network);
    headers.set(signatureHeader, written(proof, "signature"));
}

} // namespace

net::Request withProof(const net::Request &original, const deal::Offer &offer,
                       const QByteArray &payload)
{
    const Json proof = parseJson(payload).value_or(Json());
    const Claim claim = claimIn(offer.raw);
    net::Request paid = original;
    if (std::holds_alternative<deal::SignVoucher>(*offer.instruction))
        addVoucher(paid.headers, proof, offer, claim);
    else
        addHash(paid.headers, proof, claim);
    return paid;
}

} // namespace tuppence::paymentheaders
