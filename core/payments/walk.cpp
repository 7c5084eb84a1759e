// SPDX-License-Identifier: MIT
#include "core/payments/walk.h"

#include "core/ledger/ledger.h"

namespace tuppence::payments {

using ledger::Outcome;

namespace {

/// How it ends where the way leads to no payment: a rule forbids it or the wallet cannot pay so, or
/// something went wrong.
Outcome outcomeOf(const Error &why)
{
    const bool isRefusal = why.kind == Error::Kind::Refused || why.kind == Error::Kind::Unsupported;
    return isRefusal ? Outcome::Refused : Outcome::Failed;
}

} // namespace

Walk::Walk(const Rooms &rooms, Answers &answers, Settler &settler, const Order &order,
           QByteArray purchase, QObject *parent)
    : QObject(parent)
    , m_rooms(rooms)
    , m_answers(answers)
    , m_settler(settler)
    , m_order(order)
    , m_purchase {std::move(purchase), order.request}
{
    m_report.purchase = m_purchase.id;
    m_ownerTimer.setSingleShot(true);
    connect(&m_ownerTimer, &QTimer::timeout, this, [this] { lapse("payments.lapsed"); });
}

Walk::~Walk() = default;

void Walk::attach(const QPointer<Listener> &listener)
{
    Report elsewhere = m_report;
    elsewhere.outcome = Outcome::Pending;
    if (listener)
        listener->progress(m_purchase.id, m_progress);
    if (m_phase == Phase::Answering && !(m_delivery && m_delivery->attach(listener))) {
        // The answer is on its way to somebody else already, and the newcomer would get half of it.
        elsewhere.error = Error {Error::Kind::Refused, "purchase.answering_elsewhere", {}, {}};
        if (listener)
            listener->finished(elsewhere);
        return;
    }
    elsewhere.error = Error {Error::Kind::Cancelled, "purchase.joined_elsewhere", {}, {}};
    if (const auto former = std::exchange(m_listener, listener))
        former->finished(elsewhere);
}

const Order &Walk::order() const
{
    return m_order;
}

QByteArray Walk::payment() const
{
    return m_waiting.payment;
}

// 1 read, 2 choose

void Walk::start()
{
    whenReady(passFor(m_rooms, m_order, this), this,
              [this](const std::optional<ServingPass> &serving) {
                  if (m_phase == Phase::Asking)
                      ask(m_order, serving);
              });
}

void Walk::transfer(const Option &option, const QList<Error> &warnings)
{
    m_warnings = warnings;
    decide({option}, {});
}

void Walk::ask(const Order &order, const std::optional<ServingPass> &serving)
{
    m_inquiry = new Inquiry(m_rooms, order, this);
    if (serving)
        m_inquiry->bring(serving->pass);
    whenReady(m_inquiry->run(), this, [this, serving](const Result<Finding> &finding) {
        m_inquiry->deleteLater();
        if (finding && finding->isPassRefused
            && !serving->payment.isEmpty()) // it has served its time, whatever it said of that
            m_rooms.ledger->forgetPass(serving->payment);
        if (m_phase != Phase::Asking)
            return;
        if (!finding) {
            return fail(finding.error());
        }
        choose(*finding);
    });
}

void Walk::choose(const Finding &finding)
{
    m_purchase.original = finding.asked;
    if (finding.isAnswer())
        return passOn(finding);
    if (m_rooms.purse->accounts().isEmpty())
        return fail(Outcome::NoWallet, {Error::Kind::Refused, "vault.none", {}, {}});
    if (finding.signIn && !m_hasSignedIn)
        return signIn(finding);
    if (finding.options.possible.isEmpty())
        return fail(Outcome::Refused, whyNone(finding.options));
    decide(finding.options.possible, finding.reply);
}

void Walk::passOn(const Finding &finding)
{
    m_phase = Phase::Answering;
    tell(Progress::Receiving);
    m_report.error = finding.unknownWay();
    m_report.outcome = m_report.error ? outcomeOf(*m_report.error) : Outcome::Free;
    m_report.head = finding.reply;
    m_report.head->body.clear();
    if (m_listener)
        m_listener->head(*m_report.head);
    auto *relay = new Relay(finding.reply.body, finding.free, nullptr, this);
    whenReady(relay->run(m_listener), this, [this](const Result<Done> &relayed) {
        if (!relayed)
            return fail(Outcome::Failed, relayed.error());
        finish();
    });
}

// Ends before anything was sent

void Walk::withdraw()
{
    m_isWithdrawn = m_phase == Phase::Deciding; // unless it is paid for, it ends there
    if (m_phase == Phase::WaitingForOwner)
        return lapse("payments.withdrawn");
    if (m_phase == Phase::Asking)
        fail(Outcome::Expired, {Error::Kind::Cancelled, "payments.withdrawn", {}, {}});
}

void Walk::lapse(const QByteArray &code)
{
    endUnpaid(End::Lapse, {Error::Kind::Cancelled, code, {}, {}});
}

Pending<Done> Walk::refuse(const QString &reason)
{
    if (m_phase != Phase::WaitingForOwner)
        return failed<Done>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
    endUnpaid(End::Decline,
              {Error::Kind::Refused, "payments.declined", {{QStringLiteral("reason"), reason}}, {}},
              reason);
    return ready<Done>(Done {});
}

void Walk::endUnpaid(End end, const Error &why, const QString &reason)
{
    m_phase = Phase::CarryingOut;
    m_ownerTimer.stop();
    Q_EMIT waitingChanged();
    auto ended = andThen(writeDown(), this, [this, end, why, reason](Done) {
        return write(end, {why.code, reason, m_rooms.clock->now()});
    });
    auto reread = whenReady(std::move(ended), this, [this](const Result<Done> &) {
        return m_rooms.ledger->payment(m_waiting.payment);
    });
    whenReady(std::move(reread), this, [this, why](const Result<ledger::Payment> &payment) {
        if (!payment) // a proof may stand in a ledger that cannot be read: nobody can say
            return fail(m_isSigned ? Outcome::Unknown : Outcome::Failed, why);
        m_report.payment = *payment;
        if (payment->money.kind == ledger::MoneyKind::Open) // it is on disk for all that
            m_settler.watch(*payment);
        // What is neither signed nor ended could not even be taken back: the next start does it.
        const auto outcome = ledger::outcome(*payment);
        fail(outcome == Outcome::Pending ? Outcome::Failed : outcome, why);
    });
}

Pending<Done> Walk::write(End end, const ledger::Ending &ending)
{
    switch (end) {
    case End::Decline:
        return m_rooms.ledger->decline(m_waiting.payment, ending);
    case End::Refuse:
        return m_rooms.ledger->refuse(m_waiting.payment, ending);
    case End::Lapse:
        return m_rooms.ledger->lapse(m_waiting.payment, ending);
    case End::Release:
        return m_rooms.ledger->release(m_waiting.payment, ending);
    }
    Q_UNREACHABLE();
}

void Walk::fail(const Error &why)
{
    fail(outcomeOf(why), why);
}

void Walk::fail(Outcome outcome, const Error &error)
{
    m_report.outcome = outcome;
    m_report.error = error;
    finish();
}

void Walk::tell(Progress progress)
{
    m_progress = progress;
    if (m_listener)
        m_listener->progress(m_purchase.id, progress);
}

void Walk::finish()
{
    m_phase = Phase::Done;
    Q_EMIT decided(/*isAllowed=*/false);
    if (m_listener)
        std::exchange(m_listener, nullptr)->finished(m_report);
    Q_EMIT finished();
}

} // namespace tuppence::payments
