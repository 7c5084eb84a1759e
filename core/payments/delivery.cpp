// SPDX-License-Identifier: MIT
#include "core/payments/delivery.h"

#include "core/ledger/ledger.h"
#include "core/payments/crashpoint.h"
#include "core/payments/inquiry.h"
#include "core/payments/passes.h"
#include "core/payments/submission.h"

#include <QTimer>

namespace tuppence::payments {

namespace {

QByteArray claimOf(const std::optional<deal::Settlement> &settlement)
{
    return settlement ? settlement->raw : QByteArray();
}

/// An answer that breaks off when its time is up, however it trickles.
class TimedArriving final : public net::Arriving
{
public:
    TimedArriving(std::shared_ptr<net::Arriving> arriving, std::chrono::milliseconds time)
        : m_arriving(std::move(arriving))
    {
        connect(m_arriving.get(), &Arriving::readable, this, &Arriving::readable);
        connect(m_arriving.get(), &Arriving::ended, this, &Arriving::ended);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Arriving::ended);
        m_timer.start(time);
    }

    [[nodiscard]] const net::Response &head() const override { return m_arriving->head(); }

    [[nodiscard]] QByteArray read(qsizetype most) override
    {
        return isLate() ? QByteArray() : m_arriving->read(most);
    }

    [[nodiscard]] std::optional<Result<Done>> end() const override
    {
        if (isLate())
            return fail(Error::Kind::Network, "http.timeout");
        return m_arriving->end();
    }

private:
    [[nodiscard]] bool isLate() const { return !m_timer.isActive(); }

    std::shared_ptr<net::Arriving> m_arriving;
    QTimer m_timer;
};

} // namespace

Delivery::Delivery(const Rooms &rooms, Answers &answers, Settler &settler,
                   std::unique_ptr<Exchange> exchange, QObject *parent)
    : QObject(parent)
    , m_rooms(rooms)
    , m_answers(answers)
    , m_settler(settler)
    , m_exchange(std::move(exchange))
{
}

QFuture<Report> Delivery::run(const ledger::Payment &payment, const deal::Step &step,
                              QPointer<Listener> listener)
{
    m_payment = payment;
    m_listener = std::move(listener);
    m_report.purchase = payment.terms.purchase;
    m_promise.start();
    auto reported = m_promise.future();
    // The seller can take the money and keep us waiting.
    m_settler.watch(m_payment, Settler::sendingTime);
    if (const auto *submission = std::get_if<deal::Submit>(&step)) {
        submit(*submission);
        return reported;
    }
    const auto *sending = std::get_if<deal::Send>(&step);
    Q_ASSERT(sending && sending->carriesProof); // a proof is made to be sent
    send(*sending);
    return reported;
}

void Delivery::submit(const deal::Submit &step)
{
    m_isConfirming = true;
    if (m_listener)
        m_listener->progress(m_report.purchase, Progress::Confirming);
    reached(CrashPoint::Sending);
    auto *onItsWay = new Submission(m_rooms, m_settler, this);
    whenReady(onItsWay->run(m_payment, step), this,
              [this, then = step.then](const Result<Done> &isSoFar) {
                  m_isConfirming = false;
                  reached(CrashPoint::Submitted);
                  if (!isSoFar)
                      return lose(isSoFar.error());
                  sendOnceSubmitted(then);
              });
}

void Delivery::sendOnceSubmitted(const std::variant<deal::Send, deal::Delivered> &then)
{
    const auto *sending = std::get_if<deal::Send>(&then);
    if (!sending) // there is nobody who would answer
        return record({ledger::AnswerKind::Delivered, 0, {}, {}}, std::nullopt);
    whenReady(m_rooms.ledger->writeSentAgain(m_payment.id, m_rooms.clock->now()), this,
              [this, sending = *sending](const Result<Done> &written) {
                  if (!written)
                      return lose(written.error());
                  send(sending);
              });
}

void Delivery::send(const deal::Send &sending)
{
    if (sending.until && m_rooms.clock->now() >= *sending.until)
        return lose({Error::Kind::Refused, "payments.offer_over", {}, {}});
    reached(CrashPoint::Sending);
    net::Options options = reachOf(m_rooms);
    if (sending.isInterim)
        options.firstByte = options.total = m_interimWait;
    whenReady(m_rooms.http->open(sending.message, options), this,
              [this, isInterim = sending.isInterim](
                  const Result<std::shared_ptr<net::Arriving>> &arriving) {
                  reached(CrashPoint::Sent);
                  Q_EMIT heard();
                  if (!arriving)
                      return lose(arriving.error());
                  if (!isInterim)
                      return judge(*arriving);
                  whenReady(net::whole(*arriving, mostInterimBytes), this,
                            [this](const Result<net::Response> &reply) { goOn(reply); });
              });
}

void Delivery::goOn(const Result<net::Response> &reply)
{
    if (!reply)
        return lose(reply.error());
    const auto step = m_exchange->next(*reply);
    const auto *sending = std::get_if<deal::Send>(&step);
    if (!sending)
        return withhold(*reply, step);
    if (!sending->pass)
        return send(*sending);
    keep(*sending->pass, [this, sending = *sending] { send(sending); });
}

/// A pass is on disk before the request leaves, or the answer is handed over, that may be lost.
void Delivery::keep(const deal::Pass &pass, const std::function<void()> &then)
{
    whenReady(keepPass(m_rooms, pass, m_payment, this), this,
              [this, then](const Result<Done> &kept) {
                  if (!kept) // the next request will be asked for money again
                      m_report.notices.append(kept.error());
                  then();
              });
}

void Delivery::lose(const Error &why)
{
    Q_EMIT heard();
    record({ledger::AnswerKind::Lost, 0, why.code, {}}, why);
}

bool Delivery::attach(QPointer<Listener> listener)
{
    if (m_relay && !m_relay->attach(listener))
        return false;
    m_listener = std::move(listener);
    if (m_isConfirming && m_listener)
        m_listener->progress(m_report.purchase, Progress::Confirming);
    if (m_relay && m_listener)
        m_listener->head(*m_report.head);
    return true;
}

void Delivery::judge(std::shared_ptr<net::Arriving> arriving)
{
    const net::Response head = arriving->head();
    // A challenge is judged by its body too; any other answer by its head, so that it can stream.
    if (!mayBeChallenge(head)) {
        const auto step = m_exchange->next(head);
        if (const auto *delivered = std::get_if<deal::Delivered>(&step))
            return deliver(head, *delivered, std::move(arriving));
    }
    auto timed = std::make_shared<TimedArriving>(std::move(arriving), m_refusalWait);
    whenReady(net::whole(std::move(timed), mostRefusalBytes), this,
              [this, head](const Result<net::Response> &reply) {
                  // A refusal that breaks off, or takes too long, is a refusal all the same.
                  withhold(reply.value_or(head));
              });
}

void Delivery::deliver(const net::Response &head, const deal::Delivered &delivered,
                       std::shared_ptr<net::Arriving> arriving)
{
    if (!delivered.pass)
        return handOver(head, delivered, std::move(arriving));
    keep(*delivered.pass, [this, head, delivered, arriving = std::move(arriving)] {
        handOver(head, delivered, arriving);
    });
}

void Delivery::handOver(const net::Response &head, const deal::Delivered &delivered,
                        std::shared_ptr<net::Arriving> arriving)
{
    m_report.head = head;
    m_report.head->body.clear();
    if (m_listener) {
        m_listener->progress(m_report.purchase, Progress::Receiving);
        m_listener->head(*m_report.head);
    }
    m_relay = new Relay(head.body, std::move(arriving), keeperFor(head), this);
    const ledger::Answer whole {
        ledger::AnswerKind::Delivered, head.status, {}, claimOf(delivered.settlement)};
    whenReady(
        m_relay->run(m_listener), this,
        [this, whole, note = delivered.note](const Result<Done> &relayed) {
            reached(CrashPoint::Answered);
            if (relayed)
                return record(whole, note);
            const auto &error = relayed.error();
            record({ledger::AnswerKind::Lost, whole.status, error.code, whole.receipt}, error);
        });
}

std::unique_ptr<AnswerWriter> Delivery::keeperFor(const net::Response &head) const
{
    // Handing over comes first: an answer that cannot be kept is delivered all the same.
    const auto key = m_rooms.purse->answersKey();
    if (!key)
        return nullptr;
    auto keeper = m_answers.keep(m_report.purchase, head, *key);
    return keeper ? std::move(*keeper) : nullptr;
}

void Delivery::withhold(const net::Response &reply)
{
    withhold(reply, m_exchange->next(reply));
}

void Delivery::withhold(const net::Response &reply, const deal::Step &step)
{
    // What could have asked for money does not in this dialect.
    if (const auto *delivered = std::get_if<deal::Delivered>(&step))
        return deliver(reply, *delivered, nullptr);
    reached(CrashPoint::Answered);
    m_report.head = reply;
    if (const auto *withheld = std::get_if<deal::Withheld>(&step))
        return record({ledger::AnswerKind::Withheld, reply.status, withheld->reason.code,
                       claimOf(withheld->settlement)},
                      withheld->reason);
    // New terms while a proof is live: no second signature for this purchase before the first is
    // dead.
    const Error changed {Error::Kind::Refused, "payments.terms_changed", {}, {}};
    record({ledger::AnswerKind::Withheld, reply.status, changed.code, {}}, changed);
}

void Delivery::record(const ledger::Answer &answer, const std::optional<Error> &why)
{
    m_report.error = why;
    whenReady(m_rooms.ledger->recordAnswer(m_payment.id, answer, m_rooms.clock->now()), this,
              [this, kind = answer.kind](const Result<Done> &) {
                  reached(CrashPoint::Recorded);
                  if (kind == ledger::AnswerKind::Delivered)
                      return report();
                  // Whoever paid and got nothing is told what the chain says, where it says it at
                  // once.
                  whenReady(m_settler.askNow(m_payment), this,
                            [this](const Result<Done> &) { report(); });
              });
}

void Delivery::report()
{
    whenReady(m_rooms.ledger->payment(m_payment.id), this,
              [this](const Result<ledger::Payment> &payment) {
                  if (payment) {
                      m_report.payment = *payment;
                      m_report.outcome = ledger::outcome(*payment);
                  } else {
                      // It was sent; a ledger that cannot say more leaves it at that.
                      m_report.outcome = ledger::Outcome::Unknown;
                      m_report.error = payment.error();
                  }
                  m_promise.addResult(m_report);
                  m_promise.finish();
              });
}

} // namespace tuppence::payments
