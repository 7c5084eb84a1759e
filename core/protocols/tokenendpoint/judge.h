// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::tokenendpoint {

/// What the seller gave for the permit.
struct Token
{
    QByteArray text; ///< visible ASCII without spaces, at most 8 KiB
    std::optional<std::chrono::seconds> lifetime; ///< 1 s … 30 days; none: it is not kept
};

/// The token in the reply of the token endpoint. All errors are Refused, "tokenendpoint.…", and say
/// nothing about money: "no_token" for a 200 without a usable one; for any other status what the
/// seller says is wrong, its text in data "text" (plain, at most 200 characters), or "seller_error"
/// where it says nothing.
[[nodiscard]] Result<Token> tokenIn(const net::Response &reply);

/// `token` as what serves again at the origin of `original`; none where its lifetime is not known.
[[nodiscard]] std::optional<deal::Pass> passOf(const Token &token, const net::Request &original);

/// What a reply to the request with the token means. Withheld: 402 ("tokenendpoint.token_refused",
/// with the seller's text in data "text") and 431 ("tokenendpoint.header_refused"). Never
/// NewTerms: the permit is alive. Any other status is the seller's final answer and Delivered, an
/// error of its own too.
[[nodiscard]] deal::Step judgeAnswer(const net::Response &reply);

} // namespace tuppence::tokenendpoint
