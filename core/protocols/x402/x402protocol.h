// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"
#include "core/protocols/x402/signin.h"
#include "core/protocols/x402/version.h"

namespace tuppence::x402 {

/// The x402 dialect in one of its versions, scheme "exact" by EIP-3009.
/// https://github.com/coinbase/x402/tree/main/specs
class X402Protocol final : public Protocol
{
public:
    explicit X402Protocol(Version version)
        : m_version(version)
    {
    }

    /// "x402-v2" or "x402-v1".
    [[nodiscard]] QLatin1StringView id() const override;
    /// See challenge.h for what is read and what makes it fail.
    [[nodiscard]] std::optional<Result<deal::Challenge>>
    read(const deal::Carried &asked, const deal::Reply &reply) const override;
    [[nodiscard]] std::unique_ptr<Exchange> exchange(const Purchase &purchase,
                                                     const deal::Challenge &challenge,
                                                     const deal::Offer &offer) const override;
    /// Malformed ("protocol.state"): not a state of this version after a proof was made.
    [[nodiscard]] Result<std::unique_ptr<Exchange>> resume(const QByteArray &state) const override;
    /// In version 2 only.
    [[nodiscard]] const SigningIn *signingIn() const override;
    /// In version 2: see offerreceipt.h.
    [[nodiscard]] deal::SignedWords signedWords(const Sale &sale) const override;

private:
    Version m_version;
    SignInWithX m_signingIn;
};

} // namespace tuppence::x402
