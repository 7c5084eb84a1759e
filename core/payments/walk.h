// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/ledger.h"
#include "core/payments/delivery.h"
#include "core/payments/inquiry.h"
#include "core/payments/order.h"
#include "core/payments/passes.h"
#include "core/protocols/protocol.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace tuppence::payments {

/// One purchase on its way through the house, from the first request to the answer. It goes on
/// whether or not anybody listens, and ends with finished().
class Walk final : public QObject
{
    Q_OBJECT

public:
    /// How long the owner has for an answer.
    static constexpr std::chrono::minutes ownerWait {5};
    /// How long the slowest network takes to finalize the block that proves a payment dead
    /// (Ethereum 13 to 19 minutes; what is built on it, somewhat more).
    static constexpr std::chrono::minutes slowestFinality {30};

    Walk(const Rooms &rooms, Answers &answers, Settler &settler, const Order &order,
         QByteArray purchase, QObject *parent = nullptr);
    ~Walk() override;

    /// Asks the seller, and pays anew if it wants money.
    void start();
    /// Sends money as the owner wishes: no seller is asked. `warnings` come on top of the offer's.
    void transfer(const Option &option, const QList<Error> &warnings);
    /// Sends the proof of `payment` once more: it is signed, and its answer has not come.
    void sendAgain(const ledger::Payment &payment);

    /// Tells `listener` from now on; whoever listened before is told "purchase.joined_elsewhere".
    /// Where the answer has begun to flow, it is the newcomer who is told
    /// "purchase.answering_elsewhere".
    void attach(const QPointer<Listener> &listener);
    /// Ends the walk if nothing is reserved yet.
    void withdraw();

    [[nodiscard]] const Order &order() const;
    /// The payment that the limits or the owner decide about; empty as long as there is none.
    [[nodiscard]] QByteArray payment() const;

    /// How it ended, once it is finished().
    [[nodiscard]] const Report &report() const { return m_report; }

    /// The payment that waits for the owner, if one does.
    [[nodiscard]] std::optional<Waiting> waiting() const;
    /// The wallet is unlocked: what waited for that is decided by the limits now.
    void reconsider();
    /// As PaymentEngine::approve() and refuse(), for the payment that waits. While the limits are
    /// being asked, approving waits for their word, which may do without the owner's.
    Pending<Done> approve(const QByteArray &shown);
    Pending<Done> refuse(const QString &reason);

Q_SIGNALS:
    void waitingChanged();
    void finished();
    void decided(bool isAllowed); ///< by the limits; or it ended before they could be asked

private:
    enum class Phase { Asking, Deciding, WaitingForOwner, CarryingOut, Answering, Done };
    using By = deal::Approval::By;
    /// How the ledger ends a payment that nothing left for.
    enum class End { Decline, Refuse, Lapse, Release };

    void ask(const Order &order, const std::optional<ServingPass> &serving);
    void signIn(const Finding &finding);
    void signIn(const Finding &finding, const AccountId &payer);
    void choose(const Finding &finding);
    void passOn(const Finding &finding);

    void decide(QList<Option> ways, const net::Response &challenge);
    [[nodiscard]] Pending<std::optional<AssetAmount>> feeOf(const Option &option);
    void noteRequest(const Option &option);
    [[nodiscard]] ledger::NewPayment newPayment() const;
    [[nodiscard]] Pending<Done> writeDown();
    void askLimits();
    void waitForOwner();
    [[nodiscard]] Pending<deal::Verdict> carryOut(By by);
    [[nodiscard]] Pending<deal::Verdict> carryOutInTurn(By by);
    [[nodiscard]] Pending<deal::Verdict> carryOutOverChannel(By by);
    [[nodiscard]] Pending<Done> drawn(By by);
    [[nodiscard]] Pending<Done> turn();
    [[nodiscard]] Pending<deal::Prepared> prepare(const Bounds &bounds);
    void settle(const Result<deal::Verdict> &verdict);
    [[nodiscard]] Pending<Done> approve(const QList<Error> &shown);
    [[nodiscard]] Pending<Done> approveOnceDecided(const QList<Error> &shown);
    [[nodiscard]] Pending<deal::Verdict> reserve(const QList<AssetAmount> &leaves, By by);
    [[nodiscard]] Pending<deal::Verdict> judged(const QList<AssetAmount> &leaves, By by,
                                                const QList<Error> &warnings);
    [[nodiscard]] Pending<Done> sign(const deal::Prepared &prepared, By by);
    [[nodiscard]] Pending<Done> write(const deal::Signed &proof, const deal::Step &step);
    void deliver(const ledger::Payment &payment, const deal::Step &step);

    void endUnpaid(End end, const Error &why, const QString &reason = {});
    [[nodiscard]] Pending<Done> write(End end, const ledger::Ending &ending);
    void lapse(const QByteArray &code);
    void tell(Progress progress);
    void fail(const Error &why);
    void fail(ledger::Outcome outcome, const Error &error);
    void finish();

    const Rooms &m_rooms;
    Answers &m_answers;
    Settler &m_settler;
    Order m_order;
    Purchase m_purchase;
    Phase m_phase = Phase::Asking;
    Progress m_progress = Progress::Asking;
    QPointer<Listener> m_listener;
    Inquiry *m_inquiry = nullptr;
    Delivery *m_delivery = nullptr;
    std::unique_ptr<Exchange> m_exchange;
    std::optional<deal::Instruction> m_instruction;
    std::optional<Error> m_obstacle; ///< why the best way could not be gone
    std::optional<AssetAmount> m_fee; ///< the highest, of a transaction of ours
    Lanes::Taken m_place; ///< of a transaction of ours, from its number on; of a voucher
    QByteArray m_challenge; ///< as it came
    std::optional<End> m_undo; ///< what takes the ledger's row back; none: it is not written yet
    bool m_isSigned = false; ///< a proof may stand in the ledger
    Waiting m_waiting;
    QHash<QByteArray, QList<Error>> m_published; ///< the warnings beside each name that was shown
    QList<Error> m_shown; ///< what the owner had read when they approved
    QList<Error> m_warnings; ///< of the offer: each of them asks, whatever the limits say
    QList<Error> m_notices; ///< of the limits that it was paid under
    bool m_isWithdrawn = false;
    bool m_hasSignedIn = false; ///< or tried to: once is enough
    QTimer m_ownerTimer;
    QDeadlineTimer m_ownerDeadline;
    Report m_report;
};

} // namespace tuppence::payments
