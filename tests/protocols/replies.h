// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/x402/judge.h"
#include "tests/protocols/samples.h"

/// Replies to a request that carried a proof.
namespace tuppence::samples {

using x402::Version;

inline const QByteArray transaction = "0x" + QByteArray(64, 'a');

inline x402::Bought bought(Version version = Version::Two)
{
    const auto read = version == Version::Two ? challenge("x402-v2", replyTwo(challengeTwo()))
                                              : challenge("x402-v1", replyOne(challengeOne()));
    return {version, read.offers.first(), read.error};
}

inline Json receipt(bool success, const char *reason = nullptr)
{
    Json json {{"success", success},
               {"transaction", success ? transaction.toStdString() : std::string()},
               {"network", "eip155:84532"}};
    if (reason)
        json["errorReason"] = reason;
    return json;
}

inline net::Response withReceipt(int status, const Json &json,
                                 const char *header = "PAYMENT-RESPONSE")
{
    return {status, {{header, encoded(json)}}, "{}", {}};
}

/// The seller's usual challenge with another reason.
inline net::Response asksAgain(const Json &error, int status = 402)
{
    auto json = challengeTwo();
    json["error"] = error;
    return replyTwo(json, status);
}

/// A step in one word: "delivered", "new terms", or the code it was withheld with.
inline QByteArray wordFor(const deal::Step &step)
{
    if (std::holds_alternative<deal::Delivered>(step))
        return "delivered";
    if (std::holds_alternative<deal::NewTerms>(step))
        return "new terms";
    return std::get<deal::Withheld>(step).reason.code;
}

} // namespace tuppence::samples
