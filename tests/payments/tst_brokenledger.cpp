// SPDX-License-Identifier: MIT
#include "tests/payments/enginehouse.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

namespace {

/// Makes the ledger's file refuse to move a payment on to a stage, for as long as this lives.
class Refusal
{
public:
    Refusal(const House &house, const QString &stages)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"refusal"_s))
    {
        m_database.setDatabaseName(house.ledgerPath());
        if (!m_database.open())
            qFatal("The ledger's file cannot be opened");
        run(u"CREATE TRIGGER refusal BEFORE UPDATE ON payments WHEN NEW.stage IN (%1) "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"_s.arg(stages));
    }

    ~Refusal()
    {
        run(u"DROP TRIGGER refusal"_s);
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(u"refusal"_s);
    }

    Q_DISABLE_COPY_MOVE(Refusal)

private:
    void run(const QString &statement)
    {
        QSqlQuery query(m_database);
        if (!query.exec(statement))
            qFatal("%s", qPrintable(query.lastError().text()));
    }

    QSqlDatabase m_database;
};

} // namespace

class tst_BrokenLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void signsNothingThatItCannotReserve()
    {
        House house;
        const auto listener = house.pay();
        house.waiting();
        {
            const Refusal refusal(house, u"'reserved'"_s);
            QVERIFY(!house.approve().isEmpty());
        }
        QVERIFY_ENDS(listener);
        QVERIFY(house.purse.approvals.isEmpty());
        QCOMPARE(house.http.asked.size(), 1);
    }

    void sendsNothingThatItCannotWrite()
    {
        House house;
        const auto listener = house.pay();
        house.waiting();
        {
            const Refusal refusal(house, u"'signed', 'sent'"_s);
            QVERIFY(!house.approve().isEmpty());
        }
        QVERIFY_ENDS(listener);
        QVERIFY(listener->report->outcome == Outcome::Failed);
        QVERIFY(listener->report->payment->stage == ledger::Stage::Released);
        QCOMPARE(house.http.asked.size(), 1);
    }

    /// What is reserved can neither go on nor be taken back: it counts as spent until the start.
    void theNextStartTakesBackWhatCannotBe()
    {
        House house;
        const auto listener = house.pay();
        house.waiting();
        {
            const Refusal refusal(house, u"'sent', 'released'"_s);
            QVERIFY(!house.approve().isEmpty());
            QVERIFY_ENDS(listener);
        }
        QVERIFY(listener->report->outcome == Outcome::Failed);
        QVERIFY(listener->report->payment->stage == ledger::Stage::Reserved);
        QCOMPARE(house.http.asked.size(), 1);
        QVERIFY(house.purse.approvals.size() == 1);
        value(house.engine->recover());
        const auto payment = value(house.ledger->payment(listener->report->payment->id));
        QVERIFY(payment.stage == ledger::Stage::Released);
    }
};

QTEST_GUILESS_MAIN(tst_BrokenLedger)
#include "tst_brokenledger.moc"
