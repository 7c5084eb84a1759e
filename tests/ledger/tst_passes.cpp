// SPDX-License-Identifier: MIT
#include "core/ledger/passes.h"
#include "tests/ledger/ways.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

namespace {

const QByteArray site = "https://shop.example";

KeptPass pass(const QByteArray &requester, const QByteArray &payment, int until)
{
    return {requester, site, "Authorization", "sealed " + payment, payment, at(10), at(until)};
}

} // namespace

class tst_Passes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void servesWhoeverPaidUntilItEnds();
    void aNewOneTakesThePlaceOfTheOld();
    void forgetsWhatHasEnded();
    void isForgottenByItsPayment();

private:
    [[nodiscard]] std::optional<KeptPass> found(const QByteArray &requester, int now)
    {
        return wait(m_house->ledger->passFor(requester, site, at(now))).value();
    }

    std::unique_ptr<House> m_house;
};

void tst_Passes::init()
{
    m_house = std::make_unique<House>();
    for (const QByteArray &id : {QByteArray("a"), QByteArray("b")})
        QVERIFY(wait(m_house->ledger->ask(payment(id, "pay_" + id))));
}

void tst_Passes::servesWhoeverPaidUntilItEnds()
{
    const KeptPass mine = pass("me", "a", 20);
    QVERIFY(wait(m_house->ledger->keepPass(mine)));
    QVERIFY(found("me", 19) == mine);
    QVERIFY(!found("me", 20));
    QVERIFY(!found("somebody", 19));
    QVERIFY(!wait(m_house->ledger->passFor("me", "https://other.example", at(19))).value());
    m_house->ledger.reset();
    QVERIFY(m_house->open());
    QVERIFY(found("me", 19) == mine);
}

void tst_Passes::aNewOneTakesThePlaceOfTheOld()
{
    QVERIFY(wait(m_house->ledger->keepPass(pass("me", "a", 20))));
    QVERIFY(wait(m_house->ledger->keepPass(pass("me", "b", 15))));
    QCOMPARE(found("me", 12)->payment, "b");
    QCOMPARE(wait(m_house->ledger->passes(at(12))).value().size(), 1);
}

void tst_Passes::forgetsWhatHasEnded()
{
    KeptPass ended = pass("somebody", "a", 9);
    QVERIFY(wait(m_house->ledger->keepPass(ended)));
    QVERIFY(wait(m_house->ledger->keepPass(pass("me", "b", 20))));
    const auto all = wait(m_house->ledger->passes(at(1))).value();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().requester, "me");
}

void tst_Passes::isForgottenByItsPayment()
{
    QVERIFY(wait(m_house->ledger->keepPass(pass("me", "a", 20))));
    QVERIFY(wait(m_house->ledger->forgetPass("a")));
    QVERIFY(!found("me", 12));
    QCOMPARE(wait(m_house->ledger->forgetPass("a")).error().code, "pass.unknown");
}

QTEST_GUILESS_MAIN(tst_Passes)
#include "tst_passes.moc"
