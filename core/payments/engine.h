// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/limits.h"
#include "core/payments/answers.h"
#include "core/payments/order.h"
#include "core/payments/rooms.h"
#include "core/payments/settler.h"
#include "core/payments/transfer.h"
#include "core/payments/walks.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QIODevice;

namespace tuppence::payments {

class Walk;
struct Option;
struct BackedUp;
struct BackupKeys;
struct Restored;

/// The only place where the rooms meet: takes orders, walks each through the house, passes on the
/// owner's word, and asks about every open payment until its money is settled or dead.
class PaymentEngine final : public QObject
{
    Q_OBJECT

public:
    explicit PaymentEngine(Rooms rooms, QObject *parent = nullptr);
    ~PaymentEngine() override;

    /// Closes what an earlier run left: requests that wait lapse, reservations without a signature
    /// are released, and every open payment is asked about in the background. Call once, first.
    Pending<Done> recover();

    /// Pays for what `order` wants, or joins the purchase that its requester and key name already.
    /// Everything that follows is told to `listener`, which may vanish at any time: the walk goes
    /// on.
    void pay(const Order &order, const QPointer<Listener> &listener);

    /// Reads what it would cost; nothing is written and nothing is paid. Fails as Inquiry::run().
    Pending<Quote> quote(const Order &order);

    /// Hands a bought answer over once more, from the sealed copy.
    /// Errors come through `finished`: "purchase.unknown", "purchase.no_answer", "vault.locked".
    void answer(const QByteArray &purchase, const QByteArray &requester,
                const QPointer<Listener> &listener);

    /// What the owner sends on their own wish waits for their word like every payment; gives what
    /// they are to read. Refused or Unsupported: the codes of collect() and sort() (choose.h).
    /// Errors of the chain, which is asked for the fee.
    Pending<Waiting> send(const Transfer &transfer);
    /// The owner gives up a payment whose money may still move: a transaction that makes its
    /// signature worthless, or takes its number, waits for their word like every payment. What
    /// becomes of the one that is given up, the chain says as ever. Refused: "payments.not_live":
    /// nothing of it can move; "payments.cancelled_already" {payment}: another one is under way for
    /// it; "ledger.…". Errors of Chain::cancellation() and of send().
    Pending<Waiting> cancel(const QByteArray &payment);
    /// The owner lets Permit2 move so much of a token, and no more than that: a transaction, which
    /// waits for their word like every payment. Refused "payments.not_allowable": it is no token.
    /// Unsupported "payments.unknown_network", "chain.no_coin" {network}. Errors of send().
    Pending<Waiting> allow(const AssetAmount &allowed);
    /// How a payment that is under way ends, once it does. Refused ("payments.not_waiting"): it is
    /// not under way.
    Pending<Report> ended(const QByteArray &payment);

    /// The requester takes its request back; nothing happens where something is reserved already.
    void withdraw(const QByteArray &purchase, const QByteArray &requester);

    /// How a purchase stands. Refused ("purchase.unknown"): no such purchase of this requester.
    Pending<Report> state(const QByteArray &purchase, const QByteArray &requester);

    /// The owner agrees to the terms of one waiting payment; `shown` is nameOf() of what they saw.
    /// Succeeds once the proof is on disk. Refused ("payments.not_waiting",
    /// "payments.other_terms": it never waited like that; "payments.limit_reached": by now a limit
    /// is passed or a warning there that they were not told of, and it waits with that said;
    /// "limit.…": one that refuses). Locked ("vault.locked"). Errors of the chain, the signer and
    /// the ledger pass through.
    Pending<Done> approve(const QByteArray &payment, const QByteArray &shown);
    /// The owner refuses; `reason` is told to the requester. Refused ("payments.not_waiting").
    Pending<Done> refuse(const QByteArray &payment, const QString &reason);

    /// The wallet is unlocked: what waited for that is decided now.
    void reconsider();

    /// Every limit and what counts against it, without what was not spent after all. Locked
    /// ("vault.locked"): what is written cannot be told from what somebody else wrote.
    Pending<QList<ledger::LimitRow>> limits();

    /// Writes a backup to `device`, which is used in the ledger's thread until then (backupfile.h).
    /// Storage "seal.write_failed".
    Pending<BackedUp> backUp(const BackupKeys &keys, std::shared_ptr<QIODevice> device);
    /// Takes in the backup that `device` holds: all of it or nothing. Payments that are there
    /// already stay as they are; limits become the stricter of both; totals are taken over where
    /// there are none, and else what is new is counted on top, as of now. Nothing changes the
    /// second time. What is open is asked about at once. Errors of BackupReader and of
    /// ledger::Restoring.
    Pending<Restored> restore(const BackupKeys &keys, std::shared_ptr<QIODevice> device);

    /// What waits for the owner, oldest first.
    [[nodiscard]] QList<Waiting> waiting() const { return m_walks.waiting(); }

    /// How many purchases of one requester are under way.
    [[nodiscard]] qsizetype walksOf(const QByteArray &requester) const
    {
        return m_walks.countOf(requester);
    }

    /// Nothing is being carried out and nothing is open: the program may end.
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    /// Something began or ceased to wait for the owner.
    void waitingChanged();

private:
    [[nodiscard]] Pending<Done> recover(const ledger::Payment &payment);
    [[nodiscard]] Pending<Done> recoverAnswer(const ledger::Payment &payment);
    [[nodiscard]] Pending<Waiting> cancel(const ledger::Payment &payment);
    /// Of the account that pays by default.
    [[nodiscard]] Pending<Waiting> carryOut(const Order &order,
                                            const deal::Instruction &instruction,
                                            const QList<Error> &warnings);
    [[nodiscard]] Pending<Waiting> propose(const Order &order, const Option &option,
                                           const QList<Error> &warnings);
    [[nodiscard]] Pending<Waiting> begin(const Order &order, const Option &option,
                                         const QList<Error> &warnings);
    void join(Walk *walk, const Order &order, const QPointer<Listener> &listener);
    void takeUp(const Order &order, const QByteArray &purchase, const QPointer<Listener> &listener);
    void takeUpAgain(const Order &order, const QList<ledger::Payment> &payments,
                     const QByteArray &purchase, const QPointer<Listener> &listener);
    Walk *begin(const Order &order, const QByteArray &purchase, const QPointer<Listener> &listener);
    void replay(Report report, const QPointer<Listener> &listener);
    [[nodiscard]] Pending<QList<ledger::Payment>> paymentsOf(const QByteArray &purchase,
                                                             const QByteArray &requester);

    Rooms m_rooms;
    Answers m_answers;
    Settler m_settler;
    Walks m_walks;
};

} // namespace tuppence::payments
