// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

namespace tuppence::x402 {

/// The two versions of x402; they differ in header names and in a few fields.
enum class Version { One = 1, Two = 2 };

/// What the dialect is called in the ledger and in terms.
[[nodiscard]] constexpr QLatin1StringView dialectId(Version version)
{
    return version == Version::Two ? QLatin1StringView("x402-v2") : QLatin1StringView("x402-v1");
}

/// The request header that carries the proof.
[[nodiscard]] constexpr QLatin1StringView proofHeader(Version version)
{
    return version == Version::Two ? QLatin1StringView("PAYMENT-SIGNATURE")
                                   : QLatin1StringView("X-PAYMENT");
}

/// The response header that carries the challenge. In version 1 it is a habit of some servers, not
/// part of the specification; the challenge stands in the body.
[[nodiscard]] constexpr QLatin1StringView challengeHeader(Version version)
{
    return version == Version::Two ? QLatin1StringView("PAYMENT-REQUIRED")
                                   : QLatin1StringView("X-PAYMENT-REQUIRED");
}

} // namespace tuppence::x402
