// SPDX-License-Identifier: MIT
#include "tests/bench/till.h"

#include "core/payments/inquiry.h"
#include "core/payments/warnings.h"
#include "core/policy/habits.h"

#include <QEventLoop>

namespace tuppence::bench {

namespace {

const QByteArray words = "test test test test test test test test test test test junk";
const QByteArray passphrase = "a passphrase";
const QByteArray agent(64, 'a');

template <class T> T value(Pending<T> pending, QObject &context)
{
    QEventLoop loop;
    std::optional<Result<T>> result;
    whenReady(std::move(pending), &context, [&](const Result<T> &got) {
        result = got;
        loop.quit();
    });
    if (!result)
        loop.exec();
    if (!*result)
        qFatal("%s", result->error().code.constData());
    return *std::move(*result);
}

deal::Limit limitOf(const deal::Subject &subject)
{
    deal::Limit limit;
    limit.subject = subject;
    limit.perPayment = deal::Cap {deal::Dollars {}, Uint256(1'000'000'000'000'000'000)};
    limit.perDay = deal::Cap {deal::Dollars {}, Uint256(2'000'000'000'000'000'000)};
    limit.window = deal::Limit::Window::Rolling;
    limit.zone = "UTC";
    limit.perMinute = 0;
    return limit;
}

} // namespace

Till::Till()
    : m_registry(money::Registry::builtIn().value())
    , m_chain(
          m_registry, m_rpc, [](const NetworkId &) { return QList<QUrl>(); }, m_clock,
          [] { return QByteArray(32, '\x11'); })
    , m_vault(m_folder.path())
    , m_signer(m_vault, m_registry, m_clock)
{
    value(m_vault.restore(Secret::copyOf(crypto::bytesOf(words)),
                          Secret::copyOf(crypto::bytesOf(passphrase)), vault::Keeping::FileOnly),
          m_vault);
    m_rooms.clock = &m_clock;
    m_rooms.registry = &m_registry;
    m_rooms.chains = {&m_chain};
    m_rooms.isEnabled = [](const NetworkId &) { return true; };
    m_rooms.mayReachLoopback = [] { return false; };
    m_rooms.earlierPaymentsLost = [] { return false; };
    m_accounts = {{"eip155", m_vault.accounts().value().first().address}};
    using Kind = deal::Subject::Kind;
    for (const deal::Subject &subject :
         {deal::Subject {}, deal::Subject {Kind::Site, "https://api.example.com", {}},
          deal::Subject {Kind::Agent, agent, {}}})
        m_limits.append(limitOf(subject));
    // As the ledger keeps them from one payment to the next.
    policy::moveOn(m_spending, m_clock.now(), QTimeZone::utc());
}

deal::Verdict Till::decide(const payments::Option &option, const deal::Terms &terms,
                           const deal::Prepared &prepared, const QList<Error> &warnings) const
{
    const policy::Habits habits {option.payee, terms.asset, {option.amount, option.amount}};
    QList<policy::Standing> standings;
    for (const deal::Subject &subject : policy::subjectsOf(terms, agent, prepared.leaves)) {
        policy::Standing standing;
        standing.subject = subject;
        for (const deal::Limit &limit : m_limits) {
            if (limit.subject == subject)
                standing.limit = limit;
        }
        standing.spending = m_spending;
        policy::moveOn(standing.spending, m_clock.now(), QTimeZone::utc());
        standings.append(standing);
    }
    const policy::Question question {
        prepared.leaves, true,
        warnings + policy::unusual(terms, prepared.leaves, habits, m_limits, m_registry)};
    return policy::decide(question, standings, m_registry, m_clock.now());
}

QByteArray Till::pay(const QByteArray &required)
{
    net::Request request;
    request.url = QUrl(QStringLiteral("https://api.example.com/weather"));
    const net::Response reply {402, {{"PAYMENT-REQUIRED", required}}, {}, {}};
    auto options = payments::collect(m_protocols.read(request, reply), m_accounts, m_rooms);
    for (payments::Option &option : options.possible)
        option.balance = Uint256(1'000'000'000); // what an Inquiry asks the chain for
    payments::sort(options, m_rooms);
    const payments::Option &option = options.possible.first();

    const QByteArray number = QByteArray::number(++m_paid);
    const Purchase purchase {"pay_" + number.rightJustified(32, '0'), request};
    const auto exchange = option.protocol->exchange(purchase, option.challenge, option.offer);
    const auto instruction = std::get<deal::CarryOut>(exchange->start()).instruction;
    const auto terms = payments::termsOf(option, purchase);
    const auto warnings = payments::warningsFor(option, {request, reply}, m_rooms);
    const auto prepared = m_chain.prepare(instruction, option.account, {}).result().value();
    const auto verdict = decide(option, terms, prepared, warnings);
    if (verdict.kind != deal::Verdict::Kind::Allow)
        qFatal("%s", verdict.reasons.first().code.constData());
    const deal::Approval approval {terms, deal::Approval::By::Limit, m_clock.now(), number};
    const auto proof = m_chain.sign(prepared, approval, m_signer);
    const auto sending = std::get<deal::Send>(exchange->next(proof.value()));
    return sending.message.headers.first("PAYMENT-SIGNATURE").value();
}

} // namespace tuppence::bench
