// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/deal/step.h"
#include "core/protocols/protocolregistry.h"

#include <QFile>
#include <QTest>

/// What the tests of x402 have in common: one honest challenge of each version, and the official
/// vectors.
namespace tuppence::samples {

inline const QByteArray token = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
inline const QByteArray payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

inline Json vectors(const char *file)
{
    QFile opened(QStringLiteral(TUPPENCE_VECTORS "/") + QLatin1StringView(file));
    if (!opened.open(QIODevice::ReadOnly))
        qFatal("no vectors: %s", file);
    const QByteArray text = opened.readAll();
    return Json::parse(text.begin(), text.end());
}

inline Json offerTwo()
{
    return {{"scheme", "exact"},
            {"network", "eip155:84532"},
            {"amount", "10000"},
            {"asset", token.toStdString()},
            {"payTo", payee.toStdString()},
            {"maxTimeoutSeconds", 60},
            {"extra", {{"name", "USDC"}, {"version", "2"}}}};
}

inline Json challengeTwo()
{
    return {{"x402Version", 2},
            {"error", "Payment required"},
            {"resource",
             {{"url", "https://api.example.com/weather"},
              {"description", "Weather"},
              {"mimeType", "application/json"}}},
            {"accepts", Json::array({offerTwo()})}};
}

inline Json offerOne()
{
    return {{"scheme", "exact"},
            {"network", "base-sepolia"},
            {"maxAmountRequired", "10000"},
            {"resource", "https://api.example.com/weather"},
            {"description", "Weather"},
            {"mimeType", "application/json"},
            {"payTo", payee.toStdString()},
            {"maxTimeoutSeconds", 60},
            {"asset", token.toStdString()},
            {"extra", {{"name", "USDC"}, {"version", "2"}}}};
}

inline Json challengeOne()
{
    return {{"x402Version", 1},
            {"error", "X-PAYMENT header is required"},
            {"accepts", Json::array({offerOne()})}};
}

inline QByteArray text(const Json &json)
{
    return QByteArray::fromStdString(json.dump());
}

inline QByteArray encoded(const Json &json)
{
    return toBase64(text(json));
}

inline net::Response replyTwo(const Json &challenge, int status = 402)
{
    return {status, {{"PAYMENT-REQUIRED", encoded(challenge)}}, "{}", {}};
}

inline net::Response replyOne(const Json &challenge)
{
    return {402, {{"Content-Type", "application/json"}}, text(challenge), {}};
}

inline net::Request request()
{
    return {"POST",
            QUrl(QStringLiteral("https://api.example.com/weather?q=%C3%A4%2Fb")),
            {{"Content-Type", "text/plain"}, {"X-Note", "caf\xe9"}, {"X-Payment", "old"}},
            QByteArray("body\0\xff", 6)};
}

/// The dialect by its id, from the registry of the product.
inline const Protocol &dialect(const char *id)
{
    static const ProtocolRegistry registry;
    const Protocol *found = registry.find(id);
    if (!found)
        qFatal("no dialect: %s", id);
    return *found;
}

inline std::optional<Result<deal::Challenge>> read(const char *id, const net::Response &reply)
{
    return dialect(id).read(request(), reply);
}

/// The only challenge that `id` reads in `reply`; the test ends when there is none.
inline deal::Challenge challenge(const char *id, const net::Response &reply)
{
    const auto found = read(id, reply);
    if (!found || !*found)
        qFatal("no challenge: %s", found ? found->error().code.constData() : "not spoken");
    return **found;
}

inline const QByteArray purchaseId = "purchase_0123456789";

inline deal::Signed signedWith(const QByteArray &payload)
{
    deal::Signed proof;
    proof.bytes = payload;
    return proof;
}

/// An exchange for the first offer of the challenge in `reply`.
inline std::unique_ptr<Exchange> exchangeFor(const char *id, const net::Response &reply)
{
    const auto read = challenge(id, reply);
    return dialect(id).exchange({purchaseId, request()}, read, read.offers.first());
}

} // namespace tuppence::samples
