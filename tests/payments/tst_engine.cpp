// SPDX-License-Identifier: MIT
#include "tests/payments/enginehouse.h"

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

class tst_Engine : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void paysOnceAndHandsTheAnswerOver()
    {
        House house;
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Paid);
        QCOMPARE(listener->answer->status, 200);
        QCOMPARE(listener->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 2);
        QCOMPARE(house.purse.approvals.size(), 1);
        const auto payment = *listener->report->payment;
        QCOMPARE(payment.stage, ledger::Stage::Sent);
        QCOMPARE(payment.money.kind, ledger::MoneyKind::Open);
        QCOMPARE(payment.answer.receipt, receipt);
        QCOMPARE(payment.terms.amount, Uint256(10000));
    }

    void isFreeWhereNothingIsAsked()
    {
        House house;
        house.http.answer = [](const net::Request &) {
            return net::Response {404, {}, "no such page", {}};
        };
        const auto listener = house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Free);
        QCOMPARE(listener->answer->status, 404);
        QCOMPARE(listener->body, QByteArray("no such page"));
        QVERIFY(!listener->report->payment);
    }

    void passesOnA402ThatNoDialectKnowsAndCallsItNotFree()
    {
        House house;
        house.http.answer = [](const net::Request &) {
            return net::Response {402, {}, "coins, please", {}};
        };
        const auto listener = house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Refused);
        QCOMPARE(listener->report->error->code, "payments.unknown_way");
        QCOMPARE(listener->report->error->data[u"host"_s].toString(), u"api.example.com"_s);
        QCOMPARE(listener->answer->status, 402);
        QCOMPARE(listener->body, QByteArray("coins, please"));
        QVERIFY(!listener->report->payment);
        const auto quote = house.engine->quote({});
        QTRY_VERIFY(quote.isFinished());
        QCOMPARE(quote.result().error().code, "payments.unknown_way");
    }

    void reservesAndWritesBeforeAnythingLeaves()
    {
        House house;
        ledger::Payment atSending;
        house.http.answer = [&](const net::Request &request) -> net::Response {
            if (!isPaid(request))
                return challenge();
            atSending = value(house.ledger->openPayments()).first();
            return paidAnswer();
        };
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(atSending.stage, ledger::Stage::Sent);
        QVERIFY(!atSending.proof.isEmpty());
        QCOMPARE(value(house.ledger->movementsOf(atSending.id)).first().amount.units,
                 Uint256(10000));
    }

    void signsNothingWithoutTheOwner()
    {
        House house;
        const auto listener = house.pay();
        const auto request = house.waiting();
        QVERIFY(house.purse.approvals.isEmpty());
        QCOMPARE(codeOf(house.engine->refuse(request.payment, u"too dear"_s)), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Refused);
        QCOMPARE(listener->report->error->code, QByteArray("payments.declined"));
        QCOMPARE(listener->report->payment->reason, u"too dear"_s);
        QCOMPARE(house.http.asked.size(), 1);
        QVERIFY(house.purse.approvals.isEmpty());
    }

    void takesOneApprovalOnly()
    {
        House house;
        const auto listener = house.pay();
        const auto request = house.waiting();
        const auto first = house.engine->approve(request.payment, nameOf(request));
        QCOMPARE(codeOf(house.engine->approve(request.payment, nameOf(request))),
                 QByteArray("payments.not_waiting"));
        QCOMPARE(codeOf(first), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void takesNoApprovalOfOtherWarnings()
    {
        House house;
        const auto listener = house.pay();
        const auto waits = house.waiting();
        auto request = waits;
        request.warnings.append({Error::Kind::Refused, "warning.clock", {}, {}});
        QCOMPARE(codeOf(house.engine->approve(request.payment, nameOf(request))),
                 QByteArray("payments.other_terms"));
        QCOMPARE(codeOf(house.engine->approve(request.payment, nameOf(waits))), QByteArray());
        QVERIFY_ENDS(listener);
    }

    void takesNoApprovalOfOtherTerms()
    {
        House house;
        const auto listener = house.pay();
        const auto request = house.waiting();
        QCOMPARE(codeOf(house.engine->approve(request.payment, QByteArray(32, 'x'))),
                 QByteArray("payments.other_terms"));
        QCOMPARE(house.engine->waiting().size(), 1);
    }

    void waitsWhileLocked()
    {
        House house;
        house.purse.locked = true;
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray("vault.locked"));
        QCOMPARE(listener->steps.last(), payments::Progress::WaitingForUnlock);
        house.purse.locked = false;
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Paid);
    }

    void releasesWhatTheSignerRefuses()
    {
        House house;
        house.purse.refusal = Error {Error::Kind::Refused, "signer.amount", {}, {}};
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray("signer.amount"));
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Failed);
        QCOMPARE(listener->report->payment->stage, ledger::Stage::Released);
        QCOMPARE(house.http.asked.size(), 1);
    }

    void asksTheChainAndNotTheSeller_data()
    {
        QTest::addColumn<deal::Fate::Kind>("fate");
        QTest::addColumn<Outcome>("outcome");
        QTest::newRow("the money is gone") << deal::Fate::Kind::Final << Outcome::PaidNotDelivered;
        QTest::newRow("it can never go") << deal::Fate::Kind::Dead << Outcome::Failed;
        QTest::newRow("it may be taken back") << deal::Fate::Kind::Landed << Outcome::Unknown;
        QTest::newRow("it can still go") << deal::Fate::Kind::Unseen << Outcome::Unknown;
        QTest::newRow("nobody knows") << deal::Fate::Kind::Unknown << Outcome::Unknown;
    }

    void asksTheChainAndNotTheSeller()
    {
        QFETCH(deal::Fate::Kind, fate);
        QFETCH(Outcome, outcome);
        House house;
        house.chain.nextFate = {fate, "0xbb", Uint256(10000), 1, {}};
        house.answerProofs(net::Response {402, {}, "it broke", {}});
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, outcome);
        QVERIFY(!listener->answer);
        QCOMPARE(listener->report->head->body, QByteArray("it broke"));
    }

    void handsOverAnErrorOfTheSellersOwn()
    {
        House house;
        house.answerProofs(net::Response {500, {}, "it broke", {}});
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Paid);
        QCOMPARE(listener->answer->status, 500);
        QCOMPARE(listener->body, QByteArray("it broke"));
    }

    void saysThatThereIsNoWallet()
    {
        House house;
        house.purse.exists = false;
        const auto listener = house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::NoWallet);
        QCOMPARE(listener->report->error->code, QByteArray("vault.none"));
    }

    void countsWhatARequesterHasUnderWay()
    {
        House house;
        const auto first = house.pay("order-1");
        const auto second = house.pay("order-2");
        QTRY_COMPARE(house.engine->waiting().size(), 2);
        QCOMPARE(house.engine->walksOf("1a2b-3c4d-5e6f-7a8b"), 2);
        QCOMPARE(house.engine->walksOf("nobody"), 0);
    }

    void withdrawsWhatNobodyApproved()
    {
        House house;
        const auto listener = house.pay();
        house.waiting();
        house.engine->withdraw(listener->purchase, "somebody else");
        QCOMPARE(house.engine->waiting().size(), 1);
        house.engine->withdraw(listener->purchase, "1a2b-3c4d-5e6f-7a8b");
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Expired);
        QCOMPARE(listener->report->payment->stage, ledger::Stage::Lapsed);
    }

    void refusesAboveWhatTheCallerSaid()
    {
        House house;
        const auto listener = house.pay({}, u"0.009"_s);
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Refused);
        QCOMPARE(listener->report->error->code, QByteArray("payments.above_most"));
    }

    void refusesWhatItCannotPay_data()
    {
        QTest::addColumn<bool>("networkOn");
        QTest::addColumn<quint64>("balance");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("network") << false << quint64 {10000} << QByteArray("payments.network_off");
        QTest::newRow("balance") << true << quint64 {9999}
                                 << QByteArray("payments.insufficient_balance");
    }

    void refusesWhatItCannotPay()
    {
        QFETCH(bool, networkOn);
        QFETCH(quint64, balance);
        QFETCH(QByteArray, code);
        House house;
        house.networkOn = networkOn;
        house.chain.balance = balance;
        const auto listener = house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Refused);
        QCOMPARE(listener->report->error->code, code);
        QVERIFY(house.engine->waiting().isEmpty());
    }

    void settlesInTheBackground()
    {
        House house;
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QVERIFY(!house.engine->isIdle());
        house.chain.nextFate = {deal::Fate::Kind::Final, "0xbb", Uint256(10000), 0, {}};
        QTRY_VERIFY_WITH_TIMEOUT(house.engine->isIdle(), 10000);
        const auto payment = value(house.ledger->payment(listener->report->payment->id));
        QCOMPARE(payment.stage, ledger::Stage::Closed);
        QCOMPARE(payment.money.kind, ledger::MoneyKind::Settled);
        QVERIFY(payment.proof.isEmpty());
    }

    void quotesWithoutWriting()
    {
        House house;
        Order order;
        order.request.url = QUrl(u"https://api.example.com/weather"_s);
        const auto quote = value(house.engine->quote(order));
        QCOMPARE(quote.status, 402);
        QCOMPARE(quote.offers.size(), 1);
        QVERIFY(quote.offers.first().chosen);
        QCOMPARE(quote.offers.first().amount->units, Uint256(10000));
        QVERIFY(value(house.ledger->history(10, {})).payments.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Engine)
#include "tst_engine.moc"
