// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "tests/ledger/limithouse.h"

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;
using deal::Verdict;

class tst_Limits : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<LimitHouse>(); }

    void keepsLimitsAndTheirHistory();
    void countsOnWhereALimitChanges();
    void countsAnewWhereTheOwnerSaysSo();
    void reservesOnlyWhatTheJudgeAllows();
    void writesNothingWhereTheReservationFails();
    void whatWasNotSpentComesBackOnce();
    void knowsWhatWasPaidBefore();
    void countsWhatOnlyAnUnlockedWalletDoes();

private:
    std::unique_ptr<LimitHouse> m_house;
};

void tst_Limits::keepsLimitsAndTheirHistory()
{
    m_house->set("site https://a.example", "one");
    m_house->set("site https://a.example", "two");
    m_house->set("wallet", "three");
    m_house->set("site https://a.example", {});
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
    m_house->set("wallet", "one");
    m_house->judge("a", [](Book &book) -> Result<Judgement> {
        TRY(book.writeSpending("wallet", "counted"));
        return Judgement {{Verdict::Kind::Allow, {}, {}}, at(20)};
    });
    m_house->set("wallet", "two");
    QCOMPARE(rowOf(*m_house->ledger, "wallet").spending, "counted");
    m_house->set("wallet", {});
    m_house->set("wallet", "three");
    QCOMPARE(rowOf(*m_house->ledger, "wallet").spending, "counted");
}

void tst_Limits::countsAnewWhereTheOwnerSaysSo()
{
    const QByteArray site = "site https://a.example";
    m_house->judge("a", [&site](Book &book) -> Result<Judgement> {
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

void tst_Limits::reservesOnlyWhatTheJudgeAllows()
{
    m_house->set("wallet", "one");
    for (const auto kind : {Verdict::Kind::Ask, Verdict::Kind::Refuse, Verdict::Kind::Allow}) {
        const QByteArray id = "a" + QByteArray::number(int(kind));
        const auto judged = m_house->judge(id, [kind](Book &book) -> Result<Judgement> {
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
    m_house->set("wallet", "one");
    m_house->judge("a", allowing().judge);
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
    m_house->judge("dead", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent", "dead"})
        QVERIFY(wait(carryOut(ledger, payment("dead", "pay_dead"), action)));
    m_house->judge("less", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("less", "pay_less"), action)));
    QVERIFY(wait(ledger.recordSettled("less", {9'000, "0xfinal"}, at(50))));
    m_house->judge("whole", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("whole", "pay_whole"), action)));
    QVERIFY(wait(ledger.recordSettled("whole", {10'000, "0xfinal"}, at(50))));

    QList<Surplus> surplus;
    const Judge taking = [&surplus](Book &book) -> Result<Judgement> {
        surplus = TRY(book.takeSurplus());
        return Judgement {};
    };
    m_house->judge("later", taking);
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
    m_house->judge("latest", taking);
    QVERIFY(surplus.isEmpty());
}

void tst_Limits::knowsWhatWasPaidBefore()
{
    Ledger &ledger = *m_house->ledger;
    const auto before = [&](const QByteArray &id) {
        std::optional<PaidBefore> paid;
        QList<AssetAmount> prices;
        m_house->judge(id, [&](Book &book) -> Result<Judgement> {
            paid = TRY(book.paidBefore("https://shop.example"));
            prices = TRY(book.pricesOf("https://shop.example/a"));
            return Judgement {};
        });
        return std::pair {paid, prices};
    };
    m_house->judge("only reserved", allowing().judge);
    QVERIFY(!before("1").first);
    QVERIFY(before("2").second.isEmpty());
    m_house->judge("sent", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("sent", "pay_sent"), action)));
    const auto [paid, prices] = before("3");
    QCOMPARE(paid.value().payee, termsFor("pay_sent").payee);
    QVERIFY(paid->asset == usdc);
    QVERIFY((prices == QList<AssetAmount> {{usdc, 10'000}}));
    // A backup brings what was paid before it, and writes it down after it.
    m_house->judge("older", allowing().judge);
    for (const char *action : {"writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment("older", "pay_older"), action)));
    const auto connection = Connection::open(m_house->path()).value();
    QVERIFY(connection->execute(
        QStringLiteral("UPDATE payments SET asked = asked - 1, payee = 'another', "
                       "amount = zeroblob(32) WHERE id = 'older'")));
    const auto [newest, both] = before("5");
    QCOMPARE(newest.value().payee, termsFor("pay_sent").payee);
    QVERIFY((both == QList<AssetAmount> {{usdc, 10'000}, {usdc, 0}}));
    QVERIFY(wait(carryOut(ledger, payment("older", "pay_older"), "dead")));
    QVERIFY(wait(carryOut(ledger, payment("sent", "pay_sent"), "dead")));
    QVERIFY(!before("4").first);
}

void tst_Limits::countsWhatOnlyAnUnlockedWalletDoes()
{
    Ledger &ledger = *m_house->ledger;
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {0});
    m_house->judge("only asked", [](Book &) -> Result<Judgement> { return Judgement {}; });
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {0});
    m_house->judge("reserved", allowing().judge);
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {1});
    m_house->set("wallet", "one");
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {2});
    QVERIFY(m_house->open());
    QCOMPARE(wait(m_house->ledger->sequence()).value(), quint64 {2});
}

QTEST_GUILESS_MAIN(tst_Limits)
#include "tst_limits.moc"
