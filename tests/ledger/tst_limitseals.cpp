// SPDX-License-Identifier: MIT
#include "tests/ledger/limithouse.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;
using namespace Qt::StringLiterals;
using deal::Verdict;

namespace {

/// What somebody does who can write the file, and cannot unlock the wallet.
void tamper(const QString &path, const QStringList &statements)
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        for (const QString &statement : statements)
            QVERIFY(QSqlQuery(database).exec(statement));
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
}

} // namespace

/// Which limits are believed.
class tst_LimitSeals : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<LimitHouse>(); }

    void noticesTampering_data();
    void noticesTampering();
    void believesNothingUnderAnotherKey();
    void settingALimitAnewMakesItSound();
    void doubtedLimitsAreNotSound();
    void theOwnersWordBeginsAnewWhatNoLimitCounts();

private:
    std::unique_ptr<LimitHouse> m_house;
};

void tst_LimitSeals::noticesTampering_data()
{
    QTest::addColumn<QStringList>("statements");
    const auto row = [](const char *name, const QStringList &statements) {
        QTest::newRow(name) << statements;
    };
    row("another limit", {u"UPDATE limits SET content = x'00' WHERE subject = 'wallet'"_s});
    row("another seal", {u"UPDATE limits SET seal = zeroblob(32) WHERE subject = 'wallet'"_s});
    row("the limit of another",
        {u"UPDATE limits SET (content, seal) = (SELECT content, seal FROM limits "
         "WHERE subject = 'site https://a.example') WHERE subject = 'wallet'"_s});
    row("limit gone", {u"DELETE FROM limits WHERE subject = 'wallet'"_s});
    row("list gone", {u"DELETE FROM limits WHERE subject = ''"_s});
    row("totals changed", {u"UPDATE spending SET content = x'00' WHERE subject = 'wallet'"_s});
    row("totals gone", {u"DELETE FROM spending WHERE subject = 'wallet'"_s});
    row("limit for totals",
        {u"UPDATE spending SET (content, seal) = (SELECT content, seal FROM limits "
         "WHERE subject = 'wallet') WHERE subject = 'wallet'"_s});
}

void tst_LimitSeals::noticesTampering()
{
    QFETCH(QStringList, statements);
    m_house->set("wallet", "one");
    m_house->set("site https://a.example", "two");
    QVERIFY(rowOf(*m_house->ledger, "wallet").isSound);
    tamper(m_house->path(), statements);
    QVERIFY(!rowOf(*m_house->ledger, "wallet").isSound);
}

void tst_LimitSeals::believesNothingUnderAnotherKey()
{
    m_house->set("wallet", "one");
    QVERIFY(!rowOf(*m_house->ledger, "wallet", sealKey('x')).isSound);
}

void tst_LimitSeals::settingALimitAnewMakesItSound()
{
    m_house->set("wallet", "one");
    tamper(m_house->path(),
           {u"DELETE FROM limits"_s, u"UPDATE spending SET seal = zeroblob(32)"_s});
    QVERIFY(!rowOf(*m_house->ledger, "wallet").isSound);
    m_house->set("wallet", "two");
    QVERIFY((rowOf(*m_house->ledger, "wallet") == LimitRow {"wallet", "two", "fresh", true}));
}

void tst_LimitSeals::doubtedLimitsAreNotSound()
{
    m_house->set("wallet", "one");
    QVERIFY(wait(m_house->ledger->doubtLimits()));
    QVERIFY(!rowOf(*m_house->ledger, "wallet").isSound);
    m_house->set("wallet", "two");
    QVERIFY(rowOf(*m_house->ledger, "wallet").isSound);
}

void tst_LimitSeals::theOwnersWordBeginsAnewWhatNoLimitCounts()
{
    Ledger &ledger = *m_house->ledger;
    m_house->set("wallet", "one");
    m_house->judge("a", [](Book &book) -> Result<Judgement> {
        TRY(book.writeSpending("payee eip155:0xAb", "counted"));
        return Judgement {{Verdict::Kind::Allow, {}, {}}, at(20)};
    });
    QVERIFY(wait(ledger.doubtLimits()));
    QVERIFY(!rowOf(ledger, "payee eip155:0xAb").isSound);
    m_house->set("site https://a.example", "two");
    QVERIFY(
        (rowOf(ledger, "payee eip155:0xAb") == LimitRow {"payee eip155:0xAb", {}, "fresh", true}));
    QVERIFY(!rowOf(ledger, "wallet").isSound); // it has a limit, which has to be set again itself
}

QTEST_GUILESS_MAIN(tst_LimitSeals)
#include "tst_limitseals.moc"
