// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/paymentheaders/headerprotocol.h"
#include "tests/protocols/samples.h"

/// What sellers of the ClawdNet specification send, and what a chain writes for a transaction.
namespace tuppence::samples {

inline const paymentheaders::HeaderProtocol headerProtocol;

inline const QByteArray baseUsdc = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
/// The specification's own sample; its letters do not fit together.
inline const QByteArray samplePayee = "0x742d35Cc6634C0532925a3b8D9d0532925a3b8D9";

inline net::Headers sampleHeaders()
{
    return {{"Content-Type", "application/json"}, {"X-Payment-Network", "base"},
            {"X-Payment-Currency", "USDC"},       {"X-Payment-Amount", "0.25"},
            {"X-Payment-Address", samplePayee},   {"X-Payment-Memo", "req_abc123_analyze"}};
}

inline QByteArray sampleBody()
{
    return R"({ "error": "Payment required",
  "payment": { "amount": "0.25", "currency": "USDC", "network": "base", "recipient": "0x742d35Cc6634C0532925a3b8D9d0532925a3b8D9",
               "memo": "req_abc123_analyze", "deadline": "2026-02-06T01:00:00Z" },
  "alternatives": [ { "amount": "0.20", "currency": "ETH", "network": "base" } ] })";
}

/// A body that asks an honest payee for `more` besides: members of `payment` with a comma before
/// each.
inline QByteArray plainBody(const QByteArray &amount = R"("0.25")", const QByteArray &more = {})
{
    return R"({"payment":{"amount":)" + amount
        + R"(,"currency":"USDC","network":"base-sepolia","recipient":")" + payee + '"' + more
        + "}}";
}

inline net::Response sampleReply()
{
    return {402, sampleHeaders(), sampleBody(), {}};
}

inline net::Response bodyReply(const QByteArray &body)
{
    return {402, {{"Content-Type", "application/json"}}, body, {}};
}

/// The sample's headers alone, with some of them changed; an empty value takes one away.
inline net::Response headerReply(const QList<std::pair<QByteArray, QByteArray>> &changes = {})
{
    net::Headers headers = sampleHeaders();
    for (const auto &[name, value] : changes) {
        headers.remove(name);
        if (!value.isEmpty())
            headers.add(name, value);
    }
    return {402, headers, "<p>Payment required</p>", {}};
}

/// `text` with `from` replaced, which has to stand there.
inline QByteArray replaced(QByteArray text, const char *from, const QByteArray &to)
{
    if (!text.contains(from))
        qFatal("not there: %s", from);
    return text.replace(from, to);
}

inline std::optional<Result<deal::Challenge>> readHeaders(const net::Response &reply)
{
    return headerProtocol.read(request(), reply);
}

inline deal::Challenge headerChallenge(const net::Response &reply)
{
    const auto found = readHeaders(reply);
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

inline const QByteArray sentHash = "0x" + QByteArray(64, 'c');

/// As the chain writes it.
inline deal::Signed signedTransaction()
{
    return signedWith(R"({"transaction":"0x02f8","transactionHash":")" + sentHash
                      + R"(","from":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"})");
}

/// A purchase of the first offer in `reply` whose transaction is signed.
inline std::unique_ptr<Exchange> paying(const net::Response &reply = sampleReply())
{
    const auto read = headerChallenge(reply);
    auto exchange = headerProtocol.exchange({purchaseId, request()}, read, read.offers.first());
    (void)exchange->next(signedTransaction());
    return exchange;
}

inline net::Response answered(int status, const QByteArray &body = {},
                              const net::Headers &headers = {{"Content-Type", "application/json"}})
{
    return {status, headers, body, QUrl(QStringLiteral("https://api.example.com/weather"))};
}

} // namespace tuppence::samples
