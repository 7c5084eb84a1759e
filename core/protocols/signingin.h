// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/signin.h"
#include "core/deal/step.h"

#include <optional>

namespace tuppence {

/// How a dialect opens once more, without money, what was paid for before. Pure, like a Protocol.
class SigningIn
{
public:
    virtual ~SigningIn() = default;
    /// None: `reply` asks for nothing that could be signed, or not readably.
    [[nodiscard]] virtual std::optional<deal::SignInAsked>
    asked(const deal::Reply &reply) const = 0;
    /// The header that goes with the same request, once: its name, and what it says.
    [[nodiscard]] virtual QByteArray header() const = 0;
    [[nodiscard]] virtual QByteArray valueFor(const deal::SignIn &message,
                                              const QByteArray &signature) const = 0;
};

} // namespace tuppence
