// SPDX-License-Identifier: MIT
#include "tests/bench/books.h"

#include "core/base/bytes.h"
#include "core/ledger/connection.h"
#include "core/payments/ids.h"
#include "core/payments/judging.h"
#include "core/policy/decide.h"
#include "core/policy/limittext.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace tuppence::bench {

namespace {

const QByteArray agent(64, 'a');
const QByteArray site = "https://api.example.com";
const QByteArray token = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
const NetworkId network {"eip155", "84532"};
const AssetId usdc {network, "erc20", token};

/// As the header of a seller is, decoded.
const QByteArray challenge(430, 'c');

template <class T> T value(Pending<T> pending)
{
    pending.waitForFinished();
    auto result = pending.result();
    if (!result)
        qFatal("%s", result.error().code.constData());
    return *std::move(result);
}

deal::Terms termsFor(const QByteArray &purchase)
{
    deal::Terms terms;
    terms.site = site;
    terms.method = "GET";
    terms.url = QUrl(u"https://api.example.com/weather"_s);
    terms.bodyHash = QByteArray(32, 'h');
    terms.purchase = purchase;
    terms.dialect = "x402-v2";
    terms.network = network;
    terms.asset = usdc;
    terms.amount = 10'000;
    terms.payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    terms.validity = std::chrono::seconds(60);
    terms.account = {network, "0x857b06519E91e3A54538791bDbb0E22373e36b66"};
    return terms;
}

deal::Limit limitOf(const deal::Subject &subject)
{
    const deal::Cap enough {deal::Dollars {},
                            Uint256(1'000'000'000'000'000'000).times(1'000'000'000).value()};
    deal::Limit limit;
    limit.subject = subject;
    limit.perPayment = limit.perDay = limit.perWeek = limit.perMonth = enough;
    limit.window = deal::Limit::Window::Rolling;
    limit.zone = "UTC";
    limit.perMinute = 0;
    return limit;
}

QString ledgerIn(const QString &folder)
{
    return QDir(folder).filePath(u"ledger.sqlite"_s);
}

} // namespace

Books::Books(const QString &folder)
    : m_clock({})
    , m_registry(money::Registry::builtIn().value())
    , m_key(std::make_shared<const Secret>(Secret::create(32)))
{
    m_clock.time = SystemClock().now();
    const bool isNew = !QFile::exists(ledgerIn(folder));
    m_ledger = *ledger::Ledger::open(ledgerIn(folder), m_clock);
    if (!isNew)
        return;
    setLimits();
}

void Books::setLimits()
{
    using Kind = deal::Subject::Kind;
    policy::Spending fresh;
    for (const deal::Subject &subject : {deal::Subject {}, deal::Subject {Kind::Site, site, {}},
                                         deal::Subject {Kind::Agent, agent, {}}})
        value(m_ledger->setLimit(
            {subject.key(), policy::encode(limitOf(subject)), policy::encode(fresh), false},
            {"owner", m_clock.now()}, m_key));
}

ledger::NewPayment Books::next()
{
    const QByteArray purchase = payments::newId("pay_", m_clock.now());
    net::Request request;
    request.url = QUrl(u"https://api.example.com/weather"_s);
    const Time now = m_clock.now();
    return {payments::newId("p_", m_clock.now()),
            {purchase, agent, randomBytes(16), request, now},
            termsFor(purchase),
            challenge,
            now,
            now + std::chrono::minutes(5)};
}

void Books::reserve()
{
    m_payment = next();
    const payments::Case payment {
        m_payment.terms, agent,           u"agent"_s, true, {{usdc, m_payment.terms.amount}}, {},
        m_clock.now(),   QTimeZone::utc()};
    const ledger::Reservation reservation {m_payment.id, deal::nameOf(m_payment.terms),
                                           payment.leaves, deal::Approval::By::Limit,
                                           m_clock.now()};
    // The first payment to a site asks; here it is the owner who says yes to it.
    const auto judge = [limits = payments::byLimits(payment, m_registry),
                        owner = payments::byOwner(payment, {}, m_registry)](ledger::Book &book) {
        auto judged = limits(book);
        if (judged && judged->verdict.kind != deal::Verdict::Kind::Allow)
            return owner(book);
        return judged;
    };
    const auto verdict = value(m_ledger->askAndReserve(m_payment, reservation, {judge, m_key}));
    if (verdict.kind != deal::Verdict::Kind::Allow)
        qFatal("%s", verdict.reasons.first().code.constData());
}

void Books::send()
{
    const Time now = m_clock.now();
    const deal::Signed proof {QByteArray(420, 'p'), {network, QByteArray(145, 'i')}, now};
    (void)value(m_ledger->writeSending(
        {m_payment.id, proof, QByteArray(1500, 's'), now + std::chrono::hours(1), now}));
}

void Books::answer()
{
    value(m_ledger->recordAnswer(m_payment.id,
                                 {ledger::AnswerKind::Delivered, 200, {}, QByteArray(200, 'r')},
                                 m_clock.now()));
}

void Books::settle()
{
    value(m_ledger->recordSettled(m_payment.id, {m_payment.terms.amount, QByteArray(66, 't')},
                                  m_clock.now()));
}

namespace {

void run(ledger::Connection &connection, const QString &statement, const QVariantList &values = {})
{
    const auto done = connection.execute(statement, values);
    if (!done)
        qFatal("%s", done.error().code.constData());
}

QByteArrayList columnsOf(ledger::Connection &connection, const QString &table)
{
    return connection
        .rows(u"SELECT name FROM pragma_table_info(?)"_s, {table},
              [](ledger::Row &row) -> Result<QByteArray> { return row.text(); })
        .value();
}

/// `table`'s newest row once more for each row of `source`, with `changed` columns.
void copy(ledger::Connection &connection, const QString &table, const QString &source,
          const QMap<QByteArray, QByteArray> &changed)
{
    const QByteArrayList columns = columnsOf(connection, table);
    QByteArrayList values;
    for (const QByteArray &column : columns)
        values.append(changed.value(column, "newest." + column));
    run(connection,
        u"INSERT INTO %1 SELECT %2 FROM %3, (SELECT * FROM %1 ORDER BY rowid DESC LIMIT 1) newest"_s
            .arg(table, QString::fromLatin1(values.join(',')), source));
}

void copyMany(ledger::Connection &connection, qint64 many)
{
    run(connection, u"PRAGMA synchronous = OFF"_s);
    run(connection, u"BEGIN"_s);
    run(connection,
        u"CREATE TEMP TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) SELECT i, 'pay_' || printf('%08x', unixepoch() - 2592000 + i * 2592000 / %1) || lower(hex(randomblob(12))) purchase, 'p_' || printf('%08x', unixepoch() - 2592000 + i * 2592000 / %1) || lower(hex(randomblob(12))) payment FROM n"_s
            .arg(many));
    copy(connection, u"purchases"_s, u"many"_s,
         {{"number", "NULL"}, {"id", "many.purchase"}, {"key", "randomblob(16)"}});
    copy(connection, u"payments"_s, u"many"_s,
         {{"number", "NULL"}, {"id", "many.payment"}, {"purchase", "many.purchase"}});
    run(connection,
        u"INSERT INTO movements SELECT many.payment, newest.line, newest.kind, newest.asset, newest.units, newest.state, newest.booked, newest.surplus FROM many, (SELECT * FROM movements LIMIT 1) newest"_s);
    run(connection, u"COMMIT"_s);
    run(connection, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

} // namespace

void fill(const QString &folder, qint64 many)
{
    if (QFile::exists(ledgerIn(folder)))
        return;
    constexpr int days = 31;
    {
        Books books(folder);
        const Time now = SystemClock().now();
        // One an hour, so that every bucket of a rolling window holds something.
        for (int hour = 24 * days; hour >= 1; --hour) {
            books.setNow(now - std::chrono::hours(hour));
            books.reserve();
            books.send();
            books.answer();
            books.settle();
        }
    }
    const auto connection = ledger::Connection::open(ledgerIn(folder)).value();
    copyMany(*connection, many);
}

} // namespace tuppence::bench
