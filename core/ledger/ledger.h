// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/book.h"
#include "core/ledger/choices.h"
#include "core/ledger/entries.h"
#include "core/ledger/limits.h"
#include "core/ledger/passes.h"
#include "core/ledger/records.h"

#include <atomic>
#include <memory>

namespace tuppence::ledger {

class BackingUp;
class Database;
class Restoring;
struct EntryPage;

/// What is written down: the only place that knows SQL. One file, one thread of its own; calls are
/// carried out in the order in which they were made, each in one transaction that is on disk when
/// its Pending succeeds, and has changed nothing when it fails.
///
/// Every call may fail with Storage: "ledger.full", "ledger.read_only", "ledger.io", "ledger.busy",
/// "ledger.damaged". Every call that names a payment: Refused "ledger.unknown_payment", and where
/// it changes one, "ledger.stage" {payment, stage}: it does not stand where this can happen to it.
class Ledger
{
public:
    /// Opens the file, or begins it: folder 0700, files 0600. Waits for the disk. What is not a
    /// readable ledger is set aside with its -wal and -shm, under a new name, and a new one begun.
    /// Unsupported "ledger.newer": it was written by a newer program. Storage as every call,
    /// "ledger.folder" and "ledger.set_aside" {path, reason}.
    static Result<std::unique_ptr<Ledger>> open(const QString &path, const Clock &clock);
    /// Carries out what was asked for, then closes the file.
    ~Ledger();
    Q_DISABLE_COPY_MOVE(Ledger)

    /// When this file was begun in place of an unreadable one: earlier payments may be open.
    [[nodiscard]] std::optional<Time> setAside() const { return m_setAside; }

    /// When a backup last brought something into this file: payments that were made after it may
    /// be open, and do not stand here.
    [[nodiscard]] std::optional<Time> restored() const;

    /// Reads the whole file, once a week. "ledger.damaged": every later call fails with it too.
    Pending<Done> check();

    /// The one that `requester` and `key` of the new one name already, if there is one. Refused
    /// "purchase.other_request": it has another method, URL or body.
    Pending<std::optional<Purchase>> joined(NewPurchase purchase);
    /// Refused "purchase.unknown".
    Pending<Purchase> purchase(QByteArray id);

    // A payment's way, in order

    /// → asked; its purchase is written down with it where it is not there yet. Refused:
    /// "purchase.id" (taken by another one), "ledger.payment_id" (taken).
    Pending<Done> ask(NewPayment payment);
    /// ask() and reserve() in one transaction.
    Pending<deal::Verdict> askAndReserve(NewPayment payment, Reservation reservation,
                                         Judging judging);
    /// asked → reserved, where `judging` allows it: check and reservation in one transaction.
    /// Where it does not, its verdict says why, and the payment stands as it did. Refused:
    /// "ledger.other_terms" (not what was asked), "ledger.other_amount" (`leaves` is not the terms'
    /// amount and fees up to the highest), "ledger.live_proof" (another payment for this purchase
    /// is reserved, or was signed and is not proved dead); of a voucher, which is drawn in the same
    /// transaction, "ledger.channel_busy" and "ledger.channel_used_up" (vouchers.h).
    Pending<deal::Verdict> reserve(Reservation reservation, Judging judging);
    /// What a step reads and writes of the running totals apart from a reservation.
    Pending<Done> keepBook(std::function<Result<Done>(Book &book)> step, SealKey key);
    /// asked → declined (by the owner), refused (by a rule), lapsed (nobody answered).
    Pending<Done> decline(QByteArray payment, Ending ending);
    Pending<Done> refuse(QByteArray payment, Ending ending);
    Pending<Done> lapse(QByteArray payment, Ending ending);
    /// reserved → released: nothing was signed, or at least nothing written.
    Pending<Done> release(QByteArray payment, Ending ending);
    /// reserved → signed; money open, answer waiting.
    Pending<Done> writeSigned(SignedPayment payment);
    /// signed → sent: before the first byte leaves.
    Pending<Done> writeSent(QByteArray payment, Time at);
    /// Both in one transaction, for a proof that leaves next; gives what stands there then.
    Pending<Payment> writeSending(SignedPayment payment);
    /// Before the same proof leaves once more; the stage stays. Refused "ledger.stage" also where
    /// the proof is not there any more, or the answer there for good (isAnswered()).
    Pending<Done> writeSentAgain(QByteArray payment, Time at);
    /// → delivered, withheld, lost, once something was sent, until one is there for good
    /// (isAnswered()). The payment closes when its money is certain too.
    Pending<Done> recordAnswer(QByteArray payment, Answer answer, Time at);
    /// The chain shows it, not yet for good; an empty transaction: not any more.
    Pending<Done> recordSeen(QByteArray payment, QByteArray transaction, int confirmations);
    /// open → settled: that much is gone for good. Erases a signature; a transaction of our own
    /// (`deadAfter` none) is kept until its answer is there, or where it moved nothing.
    Pending<Done> recordSettled(QByteArray payment, Settled settled, Time at);
    /// open → dead, proved (trust.md 15). Erases proof and exchange state, releases the movements.
    Pending<Done> recordDead(QByteArray payment, Time at);

    // Reading

    Pending<Payment> payment(QByteArray id);
    /// Oldest first.
    Pending<QList<Payment>> paymentsOf(QByteArray purchase);
    /// Waiting for the owner, oldest first.
    Pending<QList<Payment>> askedPayments();
    /// Signed or sent, with money open: what the chain must be asked about.
    Pending<QList<Payment>> openPayments();
    /// Reserved, signed or sent: all that a crash can leave half-way.
    Pending<QList<Payment>> unfinishedPayments();
    /// `limit` is 1 … 1000. `cursor` is empty or `Page::next`: Malformed "ledger.cursor".
    Pending<Page> history(int limit, QByteArray cursor);
    /// The same, oldest first, with who asked: what is exported.
    Pending<EntryPage> entries(int limit, QByteArray cursor);
    /// The account that paid there last for that requester, unless that is proved dead; `page` is a
    /// pageOf(). None: none did.
    Pending<std::optional<AccountId>> lastPayer(QByteArray page, QByteArray requester);
    Pending<QList<Movement>> movementsOf(QByteArray payment);
    /// What the voucher of `payment` is good for in all; none: it is drawn on no channel.
    Pending<std::optional<Uint256>> voucherOf(QByteArray payment);
    /// What the highest voucher over that channel (channelKeyOf()) is good for; none: there is
    /// none.
    Pending<std::optional<Uint256>> highestVoucher(QByteArray channel);

    // The owner's choices

    /// Refused: "client.paired_already" (that key), "client.name_taken".
    Pending<Done> addClient(Client client);
    /// Refused "client.unknown": no paired one has that key.
    Pending<Done> revokeClient(QByteArray publicKey, Time at);
    /// None: nobody with that key, or not any more.
    Pending<std::optional<Client>> pairedClient(QByteArray publicKey);
    /// Revoked ones too, oldest first.
    Pending<QList<Client>> clients();
    /// Sets a limit or takes one away; what was counted so far goes on counting.
    Pending<Done> setLimit(NewLimit limit, Author author, SealKey key);
    /// Every subject that has a limit or has spent something, by name.
    Pending<QList<LimitRow>> limits(SealKey key);
    /// Breaks every seal, so that everything asks until the owner sets the limits anew.
    Pending<Done> doubtLimits();
    /// How often something was set aside or a limit was changed: an older copy of the file has
    /// less.
    Pending<quint64> sequence();
    Pending<Done> setNetwork(NetworkChoice choice, Author author);
    Pending<QList<NetworkChoice>> networks();
    Pending<Done> setSetting(QByteArray key, QByteArray value, Author author);
    Pending<std::optional<QByteArray>> setting(QByteArray key);
    /// What was changed about a setting, a network or a limit, oldest first.
    Pending<QList<Change>> changes(QByteArray key);

    // Passes (passes.h)

    Pending<Done> keepPass(KeptPass pass);
    Pending<std::optional<KeptPass>> passFor(QByteArray requester, QByteArray site, Time now);
    Pending<QList<KeptPass>> passes(Time now);
    /// The one that came with `payment`. Refused "pass.unknown".
    Pending<Done> forgetPass(QByteArray payment);

    // backup.h

    /// What a step reads for a backup.
    Pending<Done> backUp(std::function<Result<Done>(BackingUp &backingUp)> step, SealKey key);
    /// What a step takes from a backup: all of it or, where the step fails, nothing.
    Pending<Done> restore(std::function<Result<Done>(Restoring &restoring)> step, SealKey key);

private:
    using Seconds = std::shared_ptr<std::atomic<qint64>>; ///< since 1970; 0: never

    Ledger(std::unique_ptr<Database> database, std::optional<Time> setAside, Seconds restored,
           const Clock &clock);

    std::unique_ptr<Database> m_database;
    std::optional<Time> m_setAside;
    Seconds m_restored; ///< written in the ledger's thread
    const Clock &m_clock;
};

} // namespace tuppence::ledger
