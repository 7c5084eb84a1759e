// SPDX-License-Identifier: MIT
#include "tests/ledger/ways.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

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

Author owner()
{
    return {"owner", at(5)};
}

LimitRow rowOf(Ledger &ledger, const QByteArray &subject, const SealKey &key = sealKey())
{
    const auto rows = wait(ledger.limits(key)).value();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const LimitRow &row) { return row.subject == subject; });
    return found == rows.end() ? LimitRow {} : *found;
}

} // namespace

class tst_Limits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsLimitsAndTheirHistory();
    void countsOnWhereALimitChanges();
    void countsAnewWhereTheOwnerSaysSo();
    void noticesTampering_data();
    void noticesTampering();
    void believesNothingUnderAnotherKey();
    void settingALimitAnewMakesItSound();
    void reservesOnlyWhatTheJudgeAllows();
    void writesNothingWhereTheReservationFails();
    void whatWasNotSpentComesBackOnce();
    void knowsWhatWasPaidBefore();
    void countsWhatOnlyAnUnlockedWalletDoes();
    void doubtedLimitsAreNotSound();
    void theOwnersWordBeginsAnewWhatNoLimitCounts();

private:
    void set(const QByteArray &subject, const QByteArray &content);
    Verdict::Kind judge(const QByteArray &id, const Judge &judge);

    std::unique_ptr<House> m_house;
};

void tst_Limits::init()
{
    m_house = std::make_unique<House>();
}

void tst_Limits::set(const QByteArray &subject, const QByteArray &content)
{
    QVERIFY(wait(m_house->ledger->setLimit({subject, content, "fresh"}, owner(), sealKey())));
}

Verdict::Kind tst_Limits::judge(const QByteArray &id, const Judge &judge)
{
    Ledger &ledger = *m_house->ledger;
    const NewPayment payment = samples::payment(id, "pay_" + id);
    (void)wait(ledger.ask(payment)).value();
    return wait(ledger.reserve(reservation(payment), {judge, sealKey()})).value().kind;
}

void tst_Limits::keepsLimitsAndTheirHistory()
{
    set("site https://a.example", "one");
    set("site https://a.example", "two");
    set("wallet", "three");
    set("site https://a.example", {});
    QVERIFY(m_house->open());
    const auto rows = wait(m_house->ledger->limits(sealKey())).value();
    QCOMPARE(rows.size(), 2);
    QVERIFY((rows.first() == LimitRow {"site https://a.example", {}, "fresh", true}));
    QVERIFY((rows.last() == LimitRow {"wallet", "three", "fresh", true}));
    const auto changes = wait(m_house->ledger->changes("limit site https://a.example")).value();
    QCOMPARE(changes.size(), 3);
    QVERIFY((changes.at(0)
             == Change {"limit site https://a.example", "owner", at(5), std::nullopt, "one"}));
    QCOMPARE(changes.at(1).from, QByteArray("one"));
    QCOMPARE(changes.at(2).to, QByteArray());
}

void tst_Limits::countsOnWhereALimitChanges()
{
    set("wallet", "one");
    judge("a", [](Book &book) -> Result<Judgement> {
        TRY(book.writeSpending("wallet", "counted"));
        return Judgement {{Verdict::Kind::Allow, {}, {}}, at(20)};
    });
    set("wallet", "two");
    QCOMPARE(rowOf(*m_house->ledger, "wallet").spending, "counted");
    set("wallet", {});
    set("wallet", "three");
    QCOMPARE(rowOf(*m_house->ledger, "wallet").spending, "counted");
}

void tst_Limits::countsAnewWhereTheOwnerSaysSo()
{
    const QByteArray site = "site https://a.example";
    judge("a", [&site](Book &book) -> Result<Judgement> {
        TRY(book.writeSpending("wallet", "counted"));
        TRY(book.writeSpending(site, "counted"));
        return Judgement {{Verdict::Kind::Allow, {}, {}}, at(20)};
    });
    Ledger &ledger = *m_house->ledger;
    QVERIFY(wait(ledger.setLimit({site, "one", "fresh", true}, owner(), sealKey())));
    QCOMPARE(rowOf(ledger, site).spending, "fresh");
    QCOMPARE(rowOf(ledger, "wallet").spending, "counted");
    QVERIFY(wait(ledger.setLimit({"wallet", "one", "newest", true}, owner(), sealKey())));
    QCOMPARE(rowOf(ledger, site).spending, "newest");
    QCOMPARE(rowOf(ledger, "wallet").spending, "newest");
}

void tst_Limits::noticesTampering_data()
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

void tst_Limits::noticesTampering()
{
    QFETCH(QStringList, statements);
    set("wallet", "one");
    set("site https://a.example", "two");
    QVERIFY(rowOf(*m_house->ledger, "wallet").isSound);
    tamper(m_house->path(), statements);
    QVERIFY(!rowOf(*m_house->ledger, "wallet").isSound);
}

void tst_Limits::believesNothingUnderAnotherKey()
{
    set("wallet", "one");
    QVERIFY(!rowOf(*m_house->ledger, "wallet", sealKey('x')).isSound);
}

void tst_Limits::settingALimitAnewMakesItSound()
{
    set("wallet", "one");
    tamper(m_house->path(),
           {u"DELETE FROM limits"_s, u"UPDATE spending SET seal = zeroblob(32)"_s});
    QVERIFY(!rowOf(*m_house->ledger, "wallet").isSound);
    set("wallet", "two");
    QVERIFY((rowOf(*m_house->ledger, "wallet") == LimitRow {"wallet", "two", "fresh", true}));
}

void tst_Limits::reservesOnlyWhatTheJudgeAllows()
{
    set("wallet", "one");
    for (const auto kind : {Verdict::Kind::Ask, Verdict::Kind::Refuse, Verdict::Kind::Allow}) {
        const QByteArray id = "a" + QByteArray::number(int(kind));
        const auto judged = judge(id, [kind](Book &book) -> Result<Judgement> {
            const auto limit = TRY(book.limit("wallet"));
            if (!limit.isSound || limit.content != "one")
                return fail(Error::Kind::Refused, "test.limit");
            return Judgement {{kind, {}, {}}, at(70)};
        });
        QCOMPARE(judged, kind);
        const bool isAllowed = kind == Verdict::Kind::Allow;
        QCOMPARE(standing(*m_house->ledger, id),
                 isAllowed ? "reserved none none" : "asked none none");
        if (isAllowed) // the judge's time, not the clock's
            QCOMPARE(wait(m_house->ledger->movementsOf(id)).value().first().booked, at(70));
    }
}

void tst_Limits::writesNothingWhereTheReservationFails()
{
    set("wallet", "one");
    judge("a", allowing().judge);
    const Judge counting = [](Book &book) -> Result<Judgement> {
        TRY(book.writeSpending("wallet", "counted"));
        return Judgement {{Verdict::Kind::Allow, {}, {}}, at(20)};
    };
    const auto again =
        wait(m_house->ledger->reserve(reservation(payment("a", "pay_a")), {counting, sealKey()}));
    QCOMPARE(again.error().code, "ledger.stage");
    QCOMPARE(rowOf(*m_house->ledger, "wallet").spending, "fresh");
}

void tst_Limits::whatWasNotSpentComesBackOnce()
{
    Ledger &ledger = *m_house->ledger;
    judge("dead", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent", "dead"})
        QVERIFY(wait(carryOut(ledger, payment("dead", "pay_dead"), action)));
    judge("less", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("less", "pay_less"), action)));
    QVERIFY(wait(ledger.recordSettled("less", 9'000, "0xfinal", at(50))));
    judge("whole", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("whole", "pay_whole"), action)));
    QVERIFY(wait(ledger.recordSettled("whole", 10'000, "0xfinal", at(50))));

    QList<Surplus> surplus;
    const Judge taking = [&surplus](Book &book) -> Result<Judgement> {
        surplus = TRY(book.takeSurplus());
        return Judgement {};
    };
    judge("later", taking);
    QCOMPARE(surplus.size(), 3); // the dead amount and its fee, and what was too much
    const auto units = [&surplus](const char *purchase, const AssetId &asset) {
        Uint256 sum;
        for (const Surplus &one : std::as_const(surplus)) {
            if (one.terms.purchase == purchase && one.amount.asset == asset)
                sum = sum.plus(one.amount.units).value();
        }
        return sum;
    };
    QCOMPARE(units("pay_dead", usdc), Uint256(10'000));
    QCOMPARE(units("pay_dead", ether), Uint256(500));
    QCOMPARE(units("pay_less", usdc), Uint256(1'000));
    QCOMPARE(surplus.first().requester, "unpaired");
    QCOMPARE(surplus.first().booked, at(20));
    judge("latest", taking);
    QVERIFY(surplus.isEmpty());
}

void tst_Limits::knowsWhatWasPaidBefore()
{
    Ledger &ledger = *m_house->ledger;
    const auto before = [&](const QByteArray &id) {
        std::optional<PaidBefore> paid;
        QList<AssetAmount> prices;
        judge(id, [&](Book &book) -> Result<Judgement> {
            paid = TRY(book.paidBefore("https://shop.example"));
            prices = TRY(book.pricesOf("https://shop.example/a"));
            return Judgement {};
        });
        return std::pair {paid, prices};
    };
    judge("only reserved", allowing().judge);
    QVERIFY(!before("1").first);
    QVERIFY(before("2").second.isEmpty());
    judge("sent", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("sent", "pay_sent"), action)));
    const auto [paid, prices] = before("3");
    QCOMPARE(paid.value().payee, termsFor("pay_sent").payee);
    QVERIFY(paid->asset == usdc);
    QVERIFY((prices == QList<AssetAmount> {{usdc, 10'000}}));
    QVERIFY(wait(carryOut(ledger, payment("sent", "pay_sent"), "dead")));
    QVERIFY(!before("4").first);
}

void tst_Limits::countsWhatOnlyAnUnlockedWalletDoes()
{
    Ledger &ledger = *m_house->ledger;
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {0});
    judge("only asked", [](Book &) -> Result<Judgement> { return Judgement {}; });
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {0});
    judge("reserved", allowing().judge);
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {1});
    set("wallet", "one");
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {2});
    QVERIFY(m_house->open());
    QCOMPARE(wait(m_house->ledger->sequence()).value(), quint64 {2});
}

void tst_Limits::doubtedLimitsAreNotSound()
{
    set("wallet", "one");
    QVERIFY(wait(m_house->ledger->doubtLimits()));
    QVERIFY(!rowOf(*m_house->ledger, "wallet").isSound);
    set("wallet", "two");
    QVERIFY(rowOf(*m_house->ledger, "wallet").isSound);
}

void tst_Limits::theOwnersWordBeginsAnewWhatNoLimitCounts()
{
    Ledger &ledger = *m_house->ledger;
    set("wallet", "one");
    judge("a", [](Book &book) -> Result<Judgement> {
        TRY(book.writeSpending("payee eip155:0xAb", "counted"));
        return Judgement {{Verdict::Kind::Allow, {}, {}}, at(20)};
    });
    QVERIFY(wait(ledger.doubtLimits()));
    QVERIFY(!rowOf(ledger, "payee eip155:0xAb").isSound);
    set("site https://a.example", "two");
    QVERIFY(
        (rowOf(ledger, "payee eip155:0xAb") == LimitRow {"payee eip155:0xAb", {}, "fresh", true}));
    QVERIFY(!rowOf(ledger, "wallet").isSound); // it has a limit, which has to be set again itself
}

QTEST_GUILESS_MAIN(tst_Limits)
#include "tst_limits.moc"
