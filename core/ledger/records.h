// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/limit.h"
#include "core/deal/prepared.h"
#include "core/deal/terms.h"
#include "core/net/message.h"

#include <optional>

namespace tuppence::ledger {

// What stands in the ledger. The words: trust.md, "Stages and outcomes". What goes in: entries.h.

/// How far a payment came.
enum class Stage { Asked, Reserved, Signed, Sent, Closed, Declined, Refused, Lapsed, Released };

/// What became of the money; `None` until something is signed, and again where it never left.
enum class MoneyKind { None, Open, Settled, Dead };

/// What became of the answer; `None` until something is signed.
enum class AnswerKind { None, Waiting, Delivered, Withheld, Lost };

/// The names used in the file, on the command line and in JSON: "asked", "settled", "withheld".
[[nodiscard]] QByteArray nameOf(Stage stage);
[[nodiscard]] QByteArray nameOf(MoneyKind kind);
[[nodiscard]] QByteArray nameOf(AnswerKind kind);

struct Money
{
    MoneyKind kind = MoneyKind::None;
    std::optional<Uint256> moved; ///< units of the terms' asset that really moved; when settled
    QByteArray transaction; ///< when settled, and while open where it was seen
    int confirmations = 0; ///< blocks on top of it when it was seen last; may be taken back

    friend bool operator==(const Money &, const Money &) = default;
};

struct Answer
{
    AnswerKind kind = AnswerKind::None;
    int status = 0; ///< HTTP status; 0: none came
    QByteArray code; ///< why it was withheld or lost
    QByteArray receipt; ///< what the seller says of the settlement, as it came: a claim

    friend bool operator==(const Answer &, const Answer &) = default;
};

struct Purchase
{
    QByteArray id;
    QByteArray requester;
    QByteArray key;
    QByteArray method;
    QUrl url;
    QByteArray bodyHash; ///< SHA-256
    Time created;

    friend bool operator==(const Purchase &, const Purchase &) = default;
};

/// What left the account, or is kept ready to leave it.
struct Movement
{
    enum class Kind { Amount, Fee };
    enum class State { Held, Booked, Released }; ///< held and booked count as spent

    Kind kind = Kind::Amount;
    AssetAmount amount; ///< of a booked amount: what really moved
    State state = State::Held;
    Time booked; ///< when it was reserved: the period that it counts in, whatever follows

    friend bool operator==(const Movement &, const Movement &) = default;
};

struct Payment
{
    QByteArray id;
    Stage stage = Stage::Asked;
    Money money;
    Answer answer;
    deal::Terms terms;
    QByteArray termsName;
    QByteArray challenge; ///< as it came
    std::optional<deal::Approval::By> approvedBy; ///< from reserved on
    deal::Handle handle; ///< from signed on
    QByteArray proof; ///< erased when the money is settled or dead
    QByteArray exchangeState; ///< to send the proof again; erased with it
    QByteArray code; ///< why it ended early
    QString reason; ///< the owner's words on that
    std::optional<Time> deadAfter; ///< from then on the chain can prove it dead
    std::optional<Time> openUntil; ///< when the chain will be able to say, at the latest
    Time asked;
    Time askedUntil;
    std::optional<Time> decided, reserved, signedAt, sent, lastSent, closed;

    friend bool operator==(const Payment &, const Payment &) = default;
};

/// One page of the history, newest first.
struct Page
{
    QList<Payment> payments;
    QByteArray next; ///< cursor of the following page; empty: this is the last one
};

} // namespace tuppence::ledger
