// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/payments/answers.h"
#include "core/payments/order.h"
#include "core/payments/relay.h"
#include "core/payments/settler.h"
#include "core/protocols/protocol.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>

namespace tuppence::payments {

/// The last part of a walk: gives a transaction of ours to the network, sends a proof that is on
/// disk, hands the answer over, notes what became of it, and asks the chain where the seller's word
/// is not enough.
class Delivery final : public QObject
{
    Q_OBJECT

public:
    /// How much of an answer that was withheld is shown to whoever asked.
    static constexpr qsizetype mostRefusalBytes = 256 * 1024;
    /// How long the body of such an answer may take in all; then it is judged by its head.
    static constexpr std::chrono::seconds refusalWait {120};
    /// How much a reply on the way to the answer may have, and how long it may take in all. A
    /// seller that takes longer has not accepted the proof; it is still live (dialects.md 2.4).
    static constexpr qsizetype mostInterimBytes = 256 * 1024;
    static constexpr std::chrono::seconds interimWait {60};

    Delivery(const Rooms &rooms, Answers &answers, Settler &settler,
             std::unique_ptr<Exchange> exchange, QObject *parent = nullptr);

    /// Takes `step`, a Submit or a Send with the proof of `payment`. Call once; stage sent is on
    /// disk. From here on the chain is asked, whatever the seller does. Always ends with a report.
    [[nodiscard]] QFuture<Report> run(const ledger::Payment &payment, const deal::Step &step,
                                      QPointer<Listener> listener);
    /// Somebody else listens from now on. False: they would miss the beginning of the answer.
    bool attach(QPointer<Listener> listener);

    /// Instead of `refusalWait` and `interimWait`, for whoever cannot wait so long: a test.
    void setWait(std::chrono::milliseconds wait) { m_refusalWait = m_interimWait = wait; }

Q_SIGNALS:
    /// The head of the seller's reply is here, or no reply comes any more.
    void heard();

private:
    void submit(const deal::Submit &step);
    void sendOnceSubmitted(const std::variant<deal::Send, deal::Delivered> &then);
    void send(const deal::Send &sending);
    void goOn(const Result<net::Response> &reply);
    void keep(const deal::Pass &pass, const std::function<void()> &then);
    void lose(const Error &why);
    void judge(std::shared_ptr<net::Arriving> arriving);
    void deliver(const net::Response &head, const deal::Delivered &delivered,
                 std::shared_ptr<net::Arriving> arriving);
    void handOver(const net::Response &head, const deal::Delivered &delivered,
                  std::shared_ptr<net::Arriving> arriving);
    void withhold(const net::Response &reply);
    void withhold(const net::Response &reply, const deal::Step &step);
    void record(const ledger::Answer &answer, const std::optional<Error> &why);
    void report();
    [[nodiscard]] std::unique_ptr<AnswerWriter> keeperFor(const net::Response &head) const;

    const Rooms &m_rooms;
    Answers &m_answers;
    Settler &m_settler;
    std::unique_ptr<Exchange> m_exchange;
    ledger::Payment m_payment;
    QPointer<Listener> m_listener;
    bool m_isConfirming = false; ///< a transaction of ours is on its way into a block
    Relay *m_relay = nullptr;
    std::chrono::milliseconds m_refusalWait = refusalWait;
    std::chrono::milliseconds m_interimWait = interimWait;
    Report m_report;
    QPromise<Report> m_promise;
};

} // namespace tuppence::payments
