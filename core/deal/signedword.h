// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <optional>

namespace tuppence::deal {

/// What a seller's signature under its own words is worth. It never decides about money.
struct SignedWord
{
    /// None: the payee signed just this. Unsupported: nobody here can check it. Any other kind: it
    /// is wrong.
    std::optional<Error> doubt;
    std::optional<Time> until; ///< the last second in which it holds; none: it does not end

    [[nodiscard]] bool isWrong() const { return doubt && doubt->kind != Error::Kind::Unsupported; }

    friend bool operator==(const SignedWord &, const SignedWord &) = default;
};

/// What a seller signed of one sale; none: it did not.
struct SignedWords
{
    std::optional<SignedWord> offer;
    std::optional<SignedWord> receipt;

    friend bool operator==(const SignedWords &, const SignedWords &) = default;
};

/// `offer` at that time: Refused "warning.offer_ended" {until} once it has ended.
[[nodiscard]] inline SignedWord offerAt(SignedWord offer, Time now)
{
    if (!offer.isWrong() && offer.until && *offer.until < now)
        offer.doubt = Error {Error::Kind::Refused,
                             "warning.offer_ended",
                             {{QStringLiteral("until"), toRfc3339(*offer.until)}},
                             {}};
    return offer;
}

} // namespace tuppence::deal
