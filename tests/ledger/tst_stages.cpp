// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"
#include "tests/ledger/situations.h"
#include "tests/ledger/ways.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

class tst_Stages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachActionDoesWhatTheTableSays_data();
    void eachActionDoesWhatTheTableSays();
    void refusesUnknownPayments_data();
    void refusesUnknownPayments();
    void keepsWhatWasAsked();
    void keepsProofAndTimes();
    void keepsTheWordThatEndedIt();
    void erasesTheProofWhenSettled();
    void erasesEverythingWhenDead();
    void erasedProofsAreNotInTheFileThatIsLeft();
    void anAnswerThatAsksForAnotherTryIsNotTheLast_data();
    void anAnswerThatAsksForAnotherTryIsNotTheLast();
    void booksWhatReallyMoved();
    void lettingGoReleasesTheMovements_data();
    void lettingGoReleasesTheMovements();
    void takesBackWhatAReorganisationTook();

private:
    House m_house;
    int m_count = 0;

    QByteArray name() { return "n" + QByteArray::number(++m_count); }
};

void tst_Stages::eachActionDoesWhatTheTableSays_data()
{
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("becomes");
    for (const Situation &situation : situations) {
        for (const QByteArray &action : allActions)
            QTest::addRow("%s: %s", situation.name, action.constData())
                << QByteArray(situation.way) << action << situation.becomes.value(action);
    }
}

void tst_Stages::eachActionDoesWhatTheTableSays()
{
    QFETCH(QByteArray, way);
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, becomes);

    Ledger &ledger = *m_house.ledger;
    const NewPayment payment = walk(ledger, name(), way);
    const auto before = wait(ledger.payment(payment.id)).value();
    const auto movements = wait(ledger.movementsOf(payment.id)).value();
    const auto done = wait(carryOut(ledger, payment, action));
    if (!becomes.isEmpty()) {
        QVERIFY2(done, done ? "" : done.error().code.constData());
        QCOMPARE(standing(ledger, payment.id), becomes);
        return;
    }
    QVERIFY(!done);
    QCOMPARE(done.error().code, "ledger.stage");
    QCOMPARE(done.error().kind, Error::Kind::Refused);
    QCOMPARE(done.error().data.value(u"stage").toString(),
             QString::fromLatin1(nameOf(before.stage)));
    QVERIFY(wait(ledger.payment(payment.id)).value() == before);
    QVERIFY(wait(ledger.movementsOf(payment.id)).value() == movements);
}

void tst_Stages::refusesUnknownPayments_data()
{
    QTest::addColumn<QByteArray>("action");
    for (const QByteArray &action : allActions)
        QTest::newRow(action.constData()) << action;
}

void tst_Stages::refusesUnknownPayments()
{
    QFETCH(QByteArray, action);
    QCOMPARE(codeOf(carryOut(*m_house.ledger, payment("nobody", "pay_nobody"), action)),
             "ledger.unknown_payment");
    QCOMPARE(codeOf(m_house.ledger->payment("nobody")), "ledger.unknown_payment");
}

void tst_Stages::keepsWhatWasAsked()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "");
    const Payment kept = wait(ledger.payment(asked.id)).value();
    QCOMPARE(kept.id, asked.id);
    QVERIFY(kept.terms == asked.terms);
    QCOMPARE(kept.termsName, deal::nameOf(asked.terms));
    QCOMPARE(kept.challenge, asked.challenge);
    QVERIFY(kept.asked == asked.at);
    QVERIFY(kept.askedUntil == asked.until);
    QVERIFY(!kept.approvedBy && !kept.decided && !kept.reserved && !kept.signedAt && !kept.sent);

    QCOMPARE(codeOf(ledger.ask(asked)), "ledger.payment_id");
}

void tst_Stages::keepsProofAndTimes()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "reserve writeSigned writeSent seen");
    const SignedPayment given = proofOf(asked.id);
    const Payment kept = wait(ledger.payment(asked.id)).value();
    QVERIFY(kept.approvedBy == deal::Approval::By::Owner);
    QCOMPARE(kept.proof, given.proof.bytes);
    QVERIFY(kept.handle == given.proof.handle);
    QCOMPARE(kept.exchangeState, given.exchangeState);
    QVERIFY(kept.deadAfter == given.proof.deadAfter);
    QVERIFY(kept.openUntil == given.openUntil);
    QVERIFY(kept.reserved == at(20) && kept.decided == at(20));
    QVERIFY(kept.signedAt == at(21));
    QVERIFY(kept.sent == at(22) && kept.lastSent == at(22));
    QVERIFY(!kept.closed);
    QCOMPARE(kept.money.transaction, "0xseen");
    QCOMPARE(kept.money.confirmations, 2);

    QVERIFY(wait(carryOut(ledger, asked, "writeSentAgain")));
    const Payment again = wait(ledger.payment(asked.id)).value();
    QVERIFY(again.sent == at(22) && again.lastSent == at(23));

    QVERIFY(wait(carryOut(ledger, asked, "delivered")));
    const Answer answer {AnswerKind::Delivered, 200, "seller.code", "receipt"};
    QVERIFY(wait(ledger.payment(asked.id)).value().answer == answer);
}

void tst_Stages::keepsTheWordThatEndedIt()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "decline");
    const Payment kept = wait(ledger.payment(asked.id)).value();
    QCOMPARE(kept.code, "payments.why");
    QCOMPARE(kept.reason, QStringLiteral("reason"));
    QVERIFY(kept.decided == at(30));
}

void tst_Stages::erasesTheProofWhenSettled()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "reserve writeSigned writeSent lost settled");
    const Payment kept = wait(ledger.payment(asked.id)).value();
    QVERIFY(kept.proof.isEmpty());
    QVERIFY(kept.exchangeState.isEmpty());
    QVERIFY(kept.money == (Money {MoneyKind::Settled, Uint256(10'000), "0xfinal"}));
    QVERIFY(kept.closed == at(50));
}

void tst_Stages::erasesEverythingWhenDead()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "reserve writeSigned writeSent seen dead");
    const Payment kept = wait(ledger.payment(asked.id)).value();
    QVERIFY(kept.proof.isEmpty());
    QVERIFY(kept.exchangeState.isEmpty());
    QVERIFY(kept.money == (Money {MoneyKind::Dead, std::nullopt, {}}));
}

void tst_Stages::erasedProofsAreNotInTheFileThatIsLeft()
{
    House house;
    walk(*house.ledger, name(), "reserve writeSigned writeSent delivered settled");
    walk(*house.ledger, name(), "reserve writeSigned writeSent settled lost");
    walk(*house.ledger, name(), "reserve writeSigned writeSent dead");
    house.ledger.reset();
    QVERIFY(!QFile::exists(house.path() + QStringLiteral("-wal")));
    QFile file(house.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray everything = file.readAll();
    QVERIFY(everything.contains("shop.example"));
    QVERIFY(!everything.contains("the-signature"));
}

void tst_Stages::anAnswerThatAsksForAnotherTryIsNotTheLast_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    for (const int status : {408, 425, 429, 500, 502, 503, 524})
        QTest::addRow("%d", status) << status << QByteArray();
    for (const int status : {200, 204, 301, 400, 404, 409})
        QTest::addRow("%d", status) << status << QByteArray("ledger.stage");
}

void tst_Stages::anAnswerThatAsksForAnotherTryIsNotTheLast()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    Ledger &ledger = *m_house.ledger;
    const QByteArray id = walk(ledger, name(), "reserve writeSigned writeSent").id;
    const Answer first {AnswerKind::Delivered, status, {}, {}};
    QVERIFY(wait(ledger.recordAnswer(id, first, at(40))));
    QCOMPARE(isAnswered(first), !code.isEmpty());
    QCOMPARE(codeOf(ledger.writeSentAgain(id, at(41))), code);
    QCOMPARE(codeOf(ledger.recordAnswer(id, {AnswerKind::Delivered, 200, {}, {}}, at(42))), code);
    QCOMPARE(wait(ledger.payment(id)).value().answer.status, code.isEmpty() ? 200 : status);
}

void tst_Stages::booksWhatReallyMoved()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "reserve writeSigned writeSent");
    const Movement amount {Movement::Kind::Amount, {usdc, 10'000}, Movement::State::Held, at(20)};
    const Movement fee {Movement::Kind::Fee, {ether, 500}, Movement::State::Held, at(20)};
    QVERIFY(wait(ledger.movementsOf(asked.id)).value() == (QList {amount, fee}));

    QVERIFY(wait(ledger.recordSettled(asked.id, {9'999, "0xfinal"}, at(50))));
    const Movement moved {Movement::Kind::Amount, {usdc, 9'999}, Movement::State::Booked, at(20)};
    const Movement paid {Movement::Kind::Fee, {ether, 500}, Movement::State::Booked, at(20)};
    QVERIFY(wait(ledger.movementsOf(asked.id)).value() == (QList {moved, paid}));
}

void tst_Stages::lettingGoReleasesTheMovements_data()
{
    QTest::addColumn<QByteArray>("way");
    QTest::newRow("release") << QByteArray("reserve release");
    QTest::newRow("dead") << QByteArray("reserve writeSigned writeSent dead");
}

void tst_Stages::lettingGoReleasesTheMovements()
{
    QFETCH(QByteArray, way);
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), way);
    const auto movements = wait(ledger.movementsOf(asked.id)).value();
    QCOMPARE(movements.size(), 2);
    for (const Movement &movement : movements)
        QVERIFY(movement.state == Movement::State::Released);
}

void tst_Stages::takesBackWhatAReorganisationTook()
{
    Ledger &ledger = *m_house.ledger;
    const NewPayment asked = walk(ledger, name(), "reserve writeSigned writeSent seen");
    QVERIFY(wait(ledger.recordSeen(asked.id, {}, 0)));
    QVERIFY(wait(ledger.payment(asked.id)).value().money
            == (Money {MoneyKind::Open, std::nullopt, {}}));
}

QTEST_GUILESS_MAIN(tst_Stages)
#include "tst_stages.moc"
