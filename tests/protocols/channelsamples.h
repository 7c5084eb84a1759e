// SPDX-License-Identifier: MIT
#pragma once

#include "tests/protocols/headersamples.h"

/// What sellers of the ClawdNet specification send who take vouchers, and the forms that Tuppence
/// shows and does not pay.
namespace tuppence::samples {

inline const QByteArray sampleChannel = "0x" + QByteArray(64, 'a');
inline const QByteArray voucherSignature = "0x" + QByteArray(130, 'b');

/// The sample with a channel, and no address.
inline net::Response channelReply(const QList<std::pair<QByteArray, QByteArray>> &changes = {})
{
    return headerReply(QList<std::pair<QByteArray, QByteArray>> {
                           {"X-Payment-Address", ""}, {"X-Payment-Channel", sampleChannel}}
                       + changes);
}

inline deal::SignVoucher voucherOf(const deal::Offer &offer)
{
    if (!offer.instruction)
        qFatal("cannot be paid: %s", offer.obstacle->code.constData());
    return std::get<deal::SignVoucher>(*offer.instruction);
}

/// As the chain writes it.
inline deal::Signed signedVoucher()
{
    return signedWith("{\"voucher\":{\"channelId\":\"" + sampleChannel
                      + "\",\"amount\":\"1250000\",\"nonce\":\"0\"},\"signature\":\""
                      + voucherSignature + "\"}");
}

inline std::unique_ptr<Exchange> payingOver(const net::Response &reply = channelReply())
{
    const auto read = headerChallenge(reply);
    auto exchange = headerProtocol.exchange({purchaseId, request()}, read, read.offers.first());
    (void)exchange->next(signedVoucher());
    return exchange;
}

/// A body that names the channel beside an honest payee, and an end.
inline QByteArray channelBody()
{
    return plainBody("\"0.25\"",
                     ",\"deadline\":\"2026-02-06T01:00:00Z\",\"channel\":\"" + sampleChannel + '"');
}

/// What X-Payment-Requirements holds, for so much.
inline QByteArray requirements(const QByteArray &amount = "\"250000\"",
                               const QByteArray &network = "base:8453")
{
    return "[{\"network\":\"" + network + "\",\"scheme\":\"exact\",\"maxAmountRequired\":" + amount
        + ",\"payTo\":\"" + payee + "\",\"asset\":\"eip155:8453/erc20:" + baseUsdc.toLower()
        + "\"}]";
}

inline net::Response requirementsReply(const QByteArray &list)
{
    return bodyReply("{\"error\":\"Payment Required\",\"paymentRequirements\":" + list + '}');
}

} // namespace tuppence::samples
