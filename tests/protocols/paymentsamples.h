// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/paymentauth/paymentprotocol.h"
#include "tests/protocols/samples.h"

/// What sellers of the scheme "Payment" send, as the official package wrote it (mpp-vectors.json).
namespace tuppence::samples {

inline const paymentauth::PaymentProtocol paymentProtocol;

inline const Json &mppVector()
{
    static const Json vector = vectors("mpp-vectors.json");
    return vector;
}

/// The official challenge, as it stands in its header.
inline QByteArray officialField()
{
    return textMember(mppVector(), "wwwAuthenticate").value();
}

inline net::Response payReply(const QByteArrayList &fields)
{
    net::Headers headers {{"Content-Type", "application/problem+json"}};
    for (const QByteArray &field : fields)
        headers.add("WWW-Authenticate", field);
    return {
        402, headers, text({{"type", "https://paymentauth.org/problems/payment-required"}}), {}};
}

/// What the official challenge asks for.
inline Json chargeRequest()
{
    return mppVector().at("requestDecoded");
}

/// A parameter behind others.
inline QByteArray parameter(const QByteArray &name, const QByteArray &value)
{
    return ", " + name + "=\"" + value + '"';
}

/// A challenge whose terms are `encoded`, with `more` parameters behind them.
inline QByteArray fieldOf(const QByteArray &encoded, const QByteArray &more = {},
                          const QByteArray &method = "evm", const QByteArray &intent = "charge")
{
    return R"(Payment id="one", realm="shop.example")" + parameter("method", method)
        + parameter("intent", intent) + parameter("request", encoded) + more;
}

/// A challenge for `request`, with `more` parameters behind it.
inline QByteArray fieldFor(const Json &request, const QByteArray &more = {},
                           const QByteArray &method = "evm", const QByteArray &intent = "charge")
{
    const QByteArray encoded =
        text(request).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return fieldOf(encoded, more, method, intent);
}

inline std::optional<Result<deal::Challenge>> readPayment(const QByteArrayList &fields,
                                                          const net::Request &asked = request())
{
    return paymentProtocol.read(asked, payReply(fields));
}

/// The only offer in `fields`; the test ends when there is none.
inline deal::Offer onlyOffer(const QByteArrayList &fields, const net::Request &asked = request())
{
    const auto found = readPayment(fields, asked);
    if (!found || !*found || (*found)->offers.size() != 1)
        qFatal("not one offer");
    return (*found)->offers.first();
}

/// Why the only offer cannot be paid; empty: it can.
inline QByteArray obstacleIn(const QByteArrayList &fields, const net::Request &asked = request())
{
    const auto offer = onlyOffer(fields, asked);
    return offer.obstacle ? offer.obstacle->code : QByteArray();
}

/// As the chain writes it for the official challenge.
inline deal::Signed officialProof()
{
    const Json payload = mppVector().at("credentialDecoded").at("payload");
    Json authorization;
    for (const char *key : {"from", "to", "value", "validAfter", "validBefore", "nonce"})
        authorization[key] = payload.at(key);
    return signedWith(
        text({{"authorization", authorization}, {"signature", payload.at("signature")}}));
}

/// An exchange for the official challenge.
inline std::unique_ptr<Exchange> charging(const QByteArrayList &fields = {officialField()})
{
    const auto found = readPayment(fields);
    if (!found || !*found)
        qFatal("no challenge");
    return paymentProtocol.exchange({purchaseId, request()}, **found, (*found)->offers.first());
}

/// One whose credential has been sent.
inline std::unique_ptr<Exchange> charged()
{
    auto exchange = charging();
    (void)exchange->next(officialProof());
    return exchange;
}

/// Problem details of that type, beside a fresh challenge.
inline net::Response problem(int status, const QByteArray &type, const QByteArray &field = {})
{
    auto reply = payReply({field.isEmpty() ? officialField() : field});
    reply.status = status;
    reply.body = text({{"type", type.toStdString()}, {"detail", "so it is"}});
    return reply;
}

} // namespace tuppence::samples
