// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "core/ledger/opening.h"
#include "core/ledger/payments.h"
#include "core/ledger/setaside.h"
#include "tests/ledger/ways.h"

#include <QDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;
using namespace Qt::StringLiterals;

class tst_LedgerFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aFullDiskChangesNothing();
    void aReadOnlyFileChangesNothing();
    void anotherProgramInTheWay();
    void halfStatesCannotBeWritten_data();
    void halfStatesCannotBeWritten();
    void aFileThatCannotBeOpened();
    void aFolderThatCannotBeMade();
    void aFileThatCannotBeMovedAside();
    void damageStaysDamage();

private:
    std::unique_ptr<House> m_house;
    std::unique_ptr<Connection> m_connection;
    [[nodiscard]] qint64 count();
};

void tst_LedgerFailures::init()
{
    m_connection.reset();
    m_house = std::make_unique<House>();
    walk(*m_house->ledger, "1", "");
    m_connection = Connection::open(m_house->path()).value();
    QVERIFY(m_connection->configure());
}

qint64 tst_LedgerFailures::count()
{
    const auto read = [](Row &row) -> Result<qint64> { return row.number(); };
    return m_connection->row(u"SELECT count(*) FROM payments"_s, {}, read).value().value();
}

void tst_LedgerFailures::aFullDiskChangesNothing()
{
    QVERIFY(m_connection->execute(u"PRAGMA max_page_count = 1"_s)); // means: no more than now
    const auto fill = [&]() -> Result<Done> {
        for (int i = 0;; ++i) {
            NewPayment more = payment("more" + QByteArray::number(i), "pay_1");
            more.challenge = QByteArray(4096, 'x');
            if (auto asked = ask(*m_connection, more); !asked)
                return asked;
        }
    };
    const auto filled = m_connection->transaction(fill);
    QVERIFY(!filled);
    QCOMPARE(filled.error().code, "ledger.full");
    QCOMPARE(filled.error().kind, Error::Kind::Storage);
    QCOMPARE(count(), 1);

    QVERIFY(m_connection->execute(u"PRAGMA max_page_count = 100000"_s));
    QVERIFY(
        m_connection->transaction([&] { return ask(*m_connection, payment("more", "pay_1")); }));
    QCOMPARE(count(), 2);
}

void tst_LedgerFailures::aReadOnlyFileChangesNothing()
{
    QVERIFY(m_connection->execute(u"PRAGMA query_only = ON"_s));
    const auto asked = ask(*m_connection, payment("more", "pay_1"));
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, "ledger.read_only");
    QCOMPARE(asked.error().kind, Error::Kind::Storage);
    QCOMPARE(count(), 1);
}

void tst_LedgerFailures::anotherProgramInTheWay()
{
    const auto other = Connection::open(m_house->path()).value();
    QVERIFY(other->execute(u"BEGIN IMMEDIATE"_s));
    QVERIFY(m_connection->execute(u"PRAGMA busy_timeout = 1"_s));
    const auto step = [&] { return ask(*m_connection, payment("more", "pay_1")); };
    const auto asked = m_connection->transaction(step);
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, "ledger.busy");
    QVERIFY(other->execute(u"ROLLBACK"_s));
    QVERIFY(m_connection->transaction(step));
}

void tst_LedgerFailures::halfStatesCannotBeWritten_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("unknown stage", u"UPDATE payments SET stage = 'paid'"_s);
    row("sent without money", u"UPDATE payments SET stage = 'sent', live = 1"_s);
    row("sent without being live",
        u"UPDATE payments SET stage = 'sent', money = 'open', answer = 'waiting'"_s);
    row("live without being sent", u"UPDATE payments SET live = 1"_s);
    row("live twice", u"UPDATE payments SET stage = 'reserved', live = 2"_s);
    row("ended without a time", u"UPDATE payments SET stage = 'declined'"_s);
    row("a time without an end", u"UPDATE payments SET closed = 1"_s);
    row("money without stage", u"UPDATE payments SET money = 'open', answer = 'waiting'"_s);
    row("money without answer", u"UPDATE payments SET stage = 'sent', live = 1, money = 'open'"_s);
    row("settled without sum",
        u"UPDATE payments SET stage = 'sent', live = 1, money = 'settled', answer = 'lost'"_s);
    row("closed while open",
        u"UPDATE payments SET stage = 'closed', live = 1, closed = 1, money = 'open', answer = 'lost'"_s);
    row("closed while waiting",
        u"UPDATE payments SET stage = 'closed', closed = 1, money = 'dead', answer = 'waiting'"_s);
    row("proof without money", u"UPDATE payments SET proof = x'00'"_s);
    row("short amount", u"UPDATE payments SET amount = x'00'"_s);
    row("amount as number", u"UPDATE payments SET amount = 10000"_s);
    row("time as text", u"UPDATE payments SET asked = 'yesterday'"_s);
    row("payment of no purchase", u"UPDATE payments SET purchase = 'pay_2'"_s);
    row("purchase without its payments", u"DELETE FROM purchases"_s);
}

void tst_LedgerFailures::halfStatesCannotBeWritten()
{
    QFETCH(QString, sql);
    const auto written = m_connection->execute(sql);
    QVERIFY(!written);
    QCOMPARE(written.error().code, "ledger.constraint");
    QCOMPARE(written.error().kind, Error::Kind::Refused);
}

void tst_LedgerFailures::aFileThatCannotBeOpened()
{
    const QString path = m_house->folder.filePath(u"other/ledger.db"_s);
    QVERIFY(QDir().mkpath(path)); // a folder where the file should be
    const auto opened = Ledger::open(path, m_house->clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, "ledger.io");
    QCOMPARE(opened.error().kind, Error::Kind::Storage);
}

void tst_LedgerFailures::aFolderThatCannotBeMade()
{
    const auto opened = Ledger::open(m_house->path() + u"/home/ledger.db"_s, m_house->clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, "ledger.folder");
    QCOMPARE(opened.error().kind, Error::Kind::Storage);
}

void tst_LedgerFailures::aFileThatCannotBeMovedAside()
{
    // Its name is so long that none can be made of it.
    const QString path = m_house->folder.filePath(QString(240, u'l'));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto moved = moveAside(path, at(0));
    QVERIFY(!moved);
    QCOMPARE(moved.error().code, "ledger.set_aside");
    QCOMPARE(moved.error().kind, Error::Kind::Storage);
    QVERIFY(file.exists());
}

void tst_LedgerFailures::damageStaysDamage()
{
    m_connection->markDamaged();
    const auto asked = ask(*m_connection, payment("more", "pay_1"));
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, "ledger.damaged");
    QCOMPARE(asked.error().kind, Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(tst_LedgerFailures)
#include "tst_ledgerfailures.moc"
