// SPDX-License-Identifier: MIT
#include "tests/ledger/ways.h"

#include <QProcess>
#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

class tst_Reservation : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<House>(); }

    void takesOnlyWhatWasShown();
    void takesOnlyTheTermsAmount_data();
    void takesOnlyTheTermsAmount();
    void keepsAmountsUpToTheLastBit();
    void reservesOnce();
    void aPurchaseHasOneLiveProof_data();
    void aPurchaseHasOneLiveProof();
    void twoLedgersReserveOnce();
    void manyProcessesReserveOnce();

private:
    std::unique_ptr<House> m_house;
    NewPayment asked(const QByteArray &id, const QByteArray &purchaseId,
                     const Uint256 &amount = 10'000);
};

NewPayment tst_Reservation::asked(const QByteArray &id, const QByteArray &purchaseId,
                                  const Uint256 &amount)
{
    Ledger &ledger = *m_house->ledger;
    const NewPayment payment = samples::payment(id, purchaseId, amount);
    if (!wait(ledger.ask(payment)))
        qFatal("not asked");
    return payment;
}

void tst_Reservation::takesOnlyWhatWasShown()
{
    const NewPayment payment = asked("a", "pay_1");
    Reservation reservation = samples::reservation(payment);
    deal::Terms other = payment.terms;
    other.payee = "0x0000000000000000000000000000000000000001";
    reservation.termsName = deal::nameOf(other);
    QCOMPARE(codeOf(m_house->ledger->reserve(reservation, allowing())), "ledger.other_terms");
    QCOMPARE(standing(*m_house->ledger, "a"), "asked none none");
    QVERIFY(wait(m_house->ledger->movementsOf("a")).value().isEmpty());
}

void tst_Reservation::takesOnlyTheTermsAmount_data()
{
    QTest::addColumn<QByteArrayList>("leaves");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArrayList &leaves, const char *code) {
        QTest::newRow(name) << leaves << QByteArray(code);
    };
    row("amount alone", {"usdc 10000"}, "");
    row("highest fee", {"usdc 10000", "ether 500"}, "");
    row("fee in parts", {"usdc 10000", "ether 499", "ether 1"}, "");
    row("fee in the same asset", {"usdc 10000", "usdc 500"}, "");
    row("nothing", {}, "ledger.other_amount");
    row("less", {"usdc 9999"}, "ledger.other_amount");
    row("more", {"usdc 10001"}, "ledger.other_amount");
    row("another asset", {"ether 10000"}, "ledger.other_amount");
    row("fee first", {"ether 500", "usdc 10000"}, "ledger.other_amount");
    row("fee too high", {"usdc 10000", "ether 501"}, "ledger.other_amount");
    row("fees too high", {"usdc 10000", "ether 500", "ether 1"}, "ledger.other_amount");
    row("fees past 2^256",
        {"usdc 10000", "ether 1",
         "ether 115792089237316195423570985008687907853269984665640564039457584007913129639935"},
        "ledger.other_amount");
}

void tst_Reservation::takesOnlyTheTermsAmount()
{
    QFETCH(QByteArrayList, leaves);
    QFETCH(QByteArray, code);
    Reservation reservation = samples::reservation(asked("a", "pay_1"));
    reservation.leaves.clear();
    for (const QByteArray &leaf : leaves) {
        const QByteArrayList parts = leaf.split(' ');
        reservation.leaves.append({parts.first() == "usdc" ? usdc : ether,
                                   Uint256::parse(QByteArrayView(parts.last())).value()});
    }
    QCOMPARE(codeOf(m_house->ledger->reserve(reservation, allowing())), code);
    QCOMPARE(standing(*m_house->ledger, "a"),
             code.isEmpty() ? "reserved none none" : "asked none none");
}

void tst_Reservation::keepsAmountsUpToTheLastBit()
{
    const Uint256 most = Uint256::max();
    const NewPayment payment = asked("a", "pay_1", most);
    Ledger &ledger = *m_house->ledger;
    for (const char *action : {"reserve", "writeSigned", "writeSent"})
        QVERIFY(wait(carryOut(ledger, payment, action)));
    QVERIFY(wait(ledger.payment("a")).value().terms.amount == most);
    QVERIFY(wait(ledger.movementsOf("a")).value().first().amount.units == most);
    const Uint256 less = most.minus(1).value();
    QVERIFY(wait(ledger.recordSettled("a", {less, "0xfinal"}, at(50))));
    QVERIFY(wait(ledger.payment("a")).value().money.moved == less);
    QVERIFY(wait(ledger.movementsOf("a")).value().first().amount.units == less);
}

void tst_Reservation::reservesOnce()
{
    const NewPayment payment = asked("a", "pay_1");
    Reservation byLimit = reservation(payment);
    byLimit.by = deal::Approval::By::Limit;
    const auto first = m_house->ledger->reserve(byLimit, allowing());
    const auto second = m_house->ledger->reserve(reservation(payment), allowing());
    QCOMPARE(codeOf(first), "");
    QCOMPARE(codeOf(second), "ledger.stage");
    QVERIFY(wait(m_house->ledger->payment("a")).value().approvedBy == deal::Approval::By::Limit);
    QCOMPARE(wait(m_house->ledger->movementsOf("a")).value().size(), 2);
}

void tst_Reservation::aPurchaseHasOneLiveProof_data()
{
    QTest::addColumn<QByteArray>("earlier");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *way, const char *code) {
        QTest::newRow(way) << QByteArray(way) << QByteArray(code);
    };
    row("", "");
    row("decline", "");
    row("refuse", "");
    row("lapse", "");
    row("reserve release", "");
    row("reserve writeSigned dead", "");
    row("reserve writeSigned writeSent dead", "");
    row("reserve writeSigned writeSent withheld dead", "");
    row("reserve", "ledger.live_proof");
    row("reserve writeSigned", "ledger.live_proof");
    row("reserve writeSigned writeSent", "ledger.live_proof");
    row("reserve writeSigned writeSent lost", "ledger.live_proof");
    row("reserve writeSigned writeSent withheld", "ledger.live_proof");
    row("reserve writeSigned writeSent settled", "ledger.live_proof");
    row("reserve writeSigned writeSent withheld settled", "ledger.live_proof");
    row("reserve writeSigned writeSent delivered settled", "ledger.live_proof");
}

void tst_Reservation::aPurchaseHasOneLiveProof()
{
    QFETCH(QByteArray, earlier);
    QFETCH(QByteArray, code);
    Ledger &ledger = *m_house->ledger;
    walk(ledger, "1", earlier);
    const NewPayment later = asked("later", "pay_1");
    const auto reserved = wait(ledger.reserve(reservation(later), allowing()));
    QCOMPARE(reserved ? QByteArray() : reserved.error().code, code);
    QCOMPARE(standing(ledger, "later"), code.isEmpty() ? "reserved none none" : "asked none none");
    QCOMPARE(wait(ledger.movementsOf("later")).value().size(), code.isEmpty() ? 2 : 0);
    // Another purchase is not held up by it.
    QVERIFY(wait(ledger.reserve(reservation(asked("elsewhere", "pay_2")), allowing())));
}

void tst_Reservation::twoLedgersReserveOnce()
{
    const auto second = Ledger::open(m_house->path(), m_house->clock).value();
    for (int i = 0; i < 6; ++i) {
        const QByteArray number = QByteArray::number(i);
        const NewPayment one = asked("one" + number, "pay_" + number);
        const NewPayment other = asked("other" + number, "pay_" + number);
        const auto first = m_house->ledger->reserve(reservation(one), allowing());
        const QByteArrayList codes {codeOf(second->reserve(reservation(other), allowing())),
                                    codeOf(first)};
        QCOMPARE(codes.count(""), 1);
        QCOMPARE(codes.count("ledger.live_proof"), 1);
    }
}

void tst_Reservation::manyProcessesReserveOnce()
{
    constexpr int purchases = 8;
    constexpr int programs = 4;
    for (int number = 0; number < purchases; ++number) {
        for (int program = 0; program < programs; ++program) {
            const QByteArray end = QByteArray::number(number);
            asked(QByteArray::number(program) + '-' + end, "pay_" + end);
        }
    }
    std::vector<std::unique_ptr<QProcess>> victims;
    for (int program = 0; program < programs; ++program) {
        QStringList arguments {QStringLiteral("reserve"), m_house->path()};
        for (int number = 0; number < purchases; ++number)
            arguments.append(QStringLiteral("%1-%2").arg(program).arg(number));
        auto &victim = victims.emplace_back(std::make_unique<QProcess>());
        victim->start(QCoreApplication::applicationDirPath() + QStringLiteral("/ledgervictim"),
                      arguments);
        QVERIFY(victim->waitForReadyRead());
        QCOMPARE(victim->readLine(), "ready\n");
    }
    for (const auto &victim : victims)
        victim->write("\n");
    int reserved = 0;
    int refused = 0;
    for (const auto &victim : victims) {
        QVERIFY(victim->waitForFinished());
        QCOMPARE(victim->exitCode(), 0);
        const QByteArray said = victim->readAll();
        reserved += int(said.count(" reserved\n"));
        refused += int(said.count(" ledger.live_proof\n"));
    }
    QCOMPARE(reserved, purchases);
    QCOMPARE(refused, purchases * (programs - 1));
    QCOMPARE(wait(m_house->ledger->unfinishedPayments()).value().size(), purchases);
}

QTEST_GUILESS_MAIN(tst_Reservation)
#include "tst_reservation.moc"
