// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/deal/prepared.h"
#include "core/deal/signedword.h"
#include "core/deal/step.h"
#include "core/deal/terms.h"

#include <memory>
#include <optional>

namespace tuppence {

class SigningIn;

/// One purchase in one dialect: a pure state machine. Values in, the next step out; no clock, no
/// network, no key.
class Exchange
{
public:
    virtual ~Exchange() = default;
    [[nodiscard]] virtual deal::Step start() = 0;
    [[nodiscard]] virtual deal::Step next(const deal::Signed &proof) = 0;
    /// Takes the head and, for 402 and 412 and after an interim Send, the body; a body that is the
    /// answer is not needed here. What it withholds by the head alone it is given again, whole.
    [[nodiscard]] virtual deal::Step next(const deal::Reply &reply) = 0;
    /// Written before every Send that carries a proof, and before Submit; `Protocol::resume`
    /// continues after a crash.
    [[nodiscard]] virtual QByteArray state() const = 0;
    /// After resume(): the Send or Submit that was written last, once more with the same proof.
    [[nodiscard]] virtual deal::Step sendAgain() = 0;
};

/// What an exchange is about.
struct Purchase
{
    QByteArray id; ///< `[A-Za-z0-9_-]{16,128}`
    deal::Carried original; ///< the request that was answered with the challenge
};

/// What is left of a purchase when it was paid.
struct Sale
{
    deal::Terms terms;
    QByteArray challenge; ///< what was read of it: `deal::Challenge::raw`
    QByteArray receipt; ///< what the seller said of the settlement: `deal::Settlement::raw`
    Time agreed; ///< when the proof left first
    Time paid; ///< when it left last
};

/// One way of asking for money.
class Protocol
{
public:
    virtual ~Protocol() = default;
    [[nodiscard]] virtual QLatin1StringView id() const = 0;
    /// No value: `reply` does not speak this dialect. An error: it does, but breaks its rules; its
    /// offers are left out, the reason is kept, other dialects are still read.
    [[nodiscard]] virtual std::optional<Result<deal::Challenge>>
    read(const deal::Carried &asked, const deal::Reply &reply) const = 0;
    /// `offer` is one of `challenge.offers` and has an instruction.
    [[nodiscard]] virtual std::unique_ptr<Exchange> exchange(const Purchase &purchase,
                                                             const deal::Challenge &challenge,
                                                             const deal::Offer &offer) const = 0;
    /// Malformed ("protocol.state"): not a state of this dialect.
    [[nodiscard]] virtual Result<std::unique_ptr<Exchange>>
    resume(const QByteArray &state) const = 0;

    /// How to sign in; null: this dialect has no such thing.
    [[nodiscard]] virtual const SigningIn *signingIn() const { return nullptr; }

    /// What the seller signed of `sale`, checked. In most dialects nothing is signed.
    [[nodiscard]] virtual deal::SignedWords signedWords(const Sale & /*sale*/) const { return {}; }
};

} // namespace tuppence
