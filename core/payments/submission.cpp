// SPDX-License-Identifier: MIT
#include "core/payments/submission.h"

#include "core/chains/chain.h"
#include "core/payments/inquiry.h"

namespace tuppence::payments {

using Until = deal::Submit::Until;

namespace {

bool movedNothing(const deal::Fate &fate)
{
    return fate.moved && fate.moved->isZero();
}

} // namespace

Pending<Done> Submission::run(const ledger::Payment &payment, const deal::Submit &step)
{
    m_payment = payment.id;
    m_until = step.until;
    m_promise.start();
    auto finished = m_promise.future();
    connect(&m_settler, &Settler::heard, this, &Submission::take);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const char *code = m_until == Until::Final ? "payments.not_final" : "payments.not_included";
        finish(fail(Error::Kind::Network, code));
    });
    if (std::holds_alternative<deal::Send>(step.then))
        m_timer.start(m_until == Until::Final ? std::chrono::milliseconds(finalityWait)
                                              : std::chrono::milliseconds(inclusionWait));
    if (payment.money.kind == ledger::MoneyKind::Settled) { // by an earlier try
        finish(Done {});
        return finished;
    }
    // What the servers say to it decides nothing: the chain is asked.
    Chain *chain = chainOf(m_rooms, payment.handle.network);
    if (!chain) {
        finish(fail(Error::Kind::Unsupported, "payments.unknown_network"));
        return finished;
    }
    whenReady(chain->submit({payment.proof, payment.handle, payment.deadAfter}), this,
              [this, payment](const Result<Done> &) {
                  m_settler.watch(payment);
                  m_settler.askSoon(payment.id);
              });
    return finished;
}

void Submission::take(const QByteArray &payment, const deal::Fate &fate)
{
    using Kind = deal::Fate::Kind;
    if (payment != m_payment)
        return;
    switch (fate.kind) {
    case Kind::Landed:
    case Kind::Final:
        if (movedNothing(fate))
            finish(fail(Error::Kind::Refused, "payments.transaction_failed"));
        else if (fate.kind == Kind::Final || m_until == Until::Included)
            finish(Done {});
        break;
    case Kind::Dead:
        finish(fail(Error::Kind::Refused, "payments.transaction_dead"));
        break;
    case Kind::Unseen:
    case Kind::Unknown:
        break;
    }
}

void Submission::finish(Result<Done> result)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_timer.stop();
    disconnect(&m_settler, nullptr, this, nullptr);
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace tuppence::payments
