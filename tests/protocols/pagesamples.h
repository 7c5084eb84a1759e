// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/referencepage/pageprotocol.h"
#include "tests/protocols/samples.h"

/// What sellers that take the "X402 Payment Protocol Reference" at its word send.
namespace tuppence::samples {

inline const referencepage::PageProtocol pageProtocol;

/// `seller` as the page calls it, on Base Sepolia.
inline Json pageOffer()
{
    return {{"amount", "10000"},
            {"currency", token.toStdString()},
            {"network", "eip155:84532"},
            {"recipient", payee.toStdString()},
            {"facilitator", "https://pay.example/settle"}};
}

/// The sample with one member changed; null takes it away.
inline Json pageOfferWith(const char *key, const Json &value)
{
    auto offer = pageOffer();
    offer[key] = value;
    return offer;
}

inline net::Response pageReplyOf(const QByteArray &text, const QByteArray &body = {})
{
    return {402,
            {{"Content-Type", "application/json"}, {"x-payment-required", toBase64(text)}},
            body,
            {}};
}

inline net::Response pageReply(const Json &json = pageOffer())
{
    return pageReplyOf(text(json));
}

inline std::optional<Result<deal::Challenge>> readPage(const net::Response &reply)
{
    return pageProtocol.read(request(), reply);
}

inline deal::Challenge pageChallenge(const net::Response &reply = pageReply())
{
    const auto found = readPage(reply);
    if (!found || !*found)
        qFatal("no challenge: %s", found ? found->error().code.constData() : "not spoken");
    return **found;
}

inline deal::SubmitTransfer transferOf(const deal::Offer &offer)
{
    if (!offer.instruction)
        qFatal("cannot be paid: %s", offer.obstacle->code.constData());
    return std::get<deal::SubmitTransfer>(*offer.instruction);
}

/// As the chain writes it.
inline deal::Signed signedPage()
{
    return signedWith(R"({"transaction":"0x02f8","transactionHash":"0x)" + QByteArray(64, 'c')
                      + R"(","from":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"})");
}

/// A purchase of the first offer in `reply` whose transaction is signed.
inline std::unique_ptr<Exchange> payingPage(const net::Response &reply = pageReply())
{
    const auto read = pageChallenge(reply);
    auto exchange = pageProtocol.exchange({purchaseId, request()}, read, read.offers.first());
    (void)exchange->next(signedPage());
    return exchange;
}

/// The request that `exchange` sends once the transaction is in a block.
inline net::Request sentBy(Exchange &exchange)
{
    const auto submit = std::get<deal::Submit>(exchange.sendAgain());
    return std::get<deal::Send>(submit.then).message;
}

inline net::Response pageAnswer(int status, const QByteArray &body = {},
                                const net::Headers &headers = {
                                    {"Content-Type", "application/json"}})
{
    return {status, headers, body, QUrl(QStringLiteral("https://api.example.com/weather"))};
}

} // namespace tuppence::samples
