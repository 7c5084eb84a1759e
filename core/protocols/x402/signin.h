// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/signingin.h"

namespace tuppence::x402 {

/// The extension "sign-in-with-x" (x402.md 3.2), by a single key on EVM: type "eip191".
class SignInWithX final : public SigningIn
{
public:
    [[nodiscard]] std::optional<deal::SignInAsked> asked(const deal::Reply &reply) const override;

    [[nodiscard]] QByteArray header() const override { return "SIGN-IN-WITH-X"; }

    /// Base64 of the JSON that the reference client writes, in its order.
    [[nodiscard]] QByteArray valueFor(const deal::SignIn &message,
                                      const QByteArray &signature) const override;
};

} // namespace tuppence::x402
