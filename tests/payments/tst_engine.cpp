// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"
#include "core/payments/engine.h"
#include "core/protocols/protocolregistry.h"
#include "tests/fakes/fakechain.h"
#include "tests/fakes/fakeclock.h"
#include "tests/fakes/fakehttp.h"
#include "tests/fakes/fakepurse.h"
#include "tests/fakes/recordinglistener.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using ledger::Outcome;
using payments::Order;
using payments::PaymentEngine;

namespace {

const QByteArray terms =
    R"({"x402Version":2,"error":"Payment required","resource":{"url":"https://api.example.com/weather"},"accepts":[{"scheme":"exact","network":"eip155:84532","amount":"10000","asset":"0x036CbD53842c5426634e7929541eC2318f3dCF7e","payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C","maxTimeoutSeconds":60,"extra":{"name":"USDC","version":"2"}}]})";
const QByteArray receipt =
    R"({"success":true,"transaction":"0xaa","network":"eip155:84532","payer":"0x1a"})";

net::Response challenge()
{
    return {402, {{"PAYMENT-REQUIRED", toBase64(terms)}}, "{}", {}};
}

net::Response paidAnswer()
{
    return {200, {{"PAYMENT-RESPONSE", toBase64(receipt)}}, "sunny", {}};
}

bool isPaid(const net::Request &request)
{
    return request.headers.has("PAYMENT-SIGNATURE");
}

template <class T> T value(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
        qFatal("A future did not come");
    const auto result = pending.result();
    if (!result)
        qFatal("Unexpected error %s", result.error().code.constData());
    return *result;
}

QByteArray codeOf(Pending<Done> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
        qFatal("A future did not come");
    const auto result = pending.result();
    return result ? QByteArray() : result.error().code;
}

/// A whole house on fakes, with a real ledger in a folder of its own.
class House
{
public:
    House()
    {
        http.answer = [](const net::Request &request) {
            return isPaid(request) ? paidAnswer() : challenge();
        };
        open();
    }

    /// As after a restart: the same folder, everything else new.
    void restart()
    {
        engine.reset();
        ledger.reset();
        open();
    }

    void open()
    {
        ledger = *ledger::Ledger::open(folder.filePath(u"ledger.sqlite"_s), clock);
        payments::Rooms rooms;
        rooms.clock = &clock;
        rooms.registry = &registry;
        rooms.http = &http;
        rooms.ledger = ledger.get();
        rooms.purse = &purse;
        rooms.protocols = &protocols;
        rooms.chains = {&chain};
        rooms.answersFolder = folder.filePath(u"answers"_s);
        rooms.mayReachLoopback = [] { return false; };
        rooms.earlierPaymentsLost = [this] {
            if (beforeNoting)
                beforeNoting();
            return false;
        };
        rooms.isEnabled = [this](const NetworkId &) { return networkOn; };
        engine = std::make_unique<PaymentEngine>(rooms);
        value(engine->recover());
    }

    std::unique_ptr<fakes::RecordingListener> pay(const QByteArray &key = {},
                                                  const QString &most = {})
    {
        Order order;
        order.requester = "1a2b-3c4d-5e6f-7a8b";
        order.key = key;
        order.most = most;
        order.request.url = QUrl(u"https://api.example.com/weather"_s);
        order.request.body = body;
        auto listener = std::make_unique<fakes::RecordingListener>();
        engine->pay(order, listener.get());
        return listener;
    }

    /// Waits until one payment asks the owner.
    payments::Waiting waiting()
    {
        if (!QTest::qWaitFor([&] { return engine->waiting().size() == 1; }))
            qFatal("Nothing waits for the owner");
        return engine->waiting().first();
    }

    QByteArray approve()
    {
        const auto request = waiting();
        return codeOf(engine->approve(request.payment, request.termsName));
    }

    QTemporaryDir folder;
    fakes::FakeClock clock;
    fakes::FakeHttp http;
    fakes::FakeChain chain {clock};
    fakes::FakePurse purse;
    money::Registry registry = *money::Registry::builtIn();
    ProtocolRegistry protocols;
    bool networkOn = true;
    std::function<void()> beforeNoting; ///< right before the request is written down
    QByteArray body;
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<PaymentEngine> engine;
};

#define QVERIFY_ENDS(listener) QTRY_VERIFY((listener)->report.has_value())

} // namespace

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

    void passesOnA402ThatNoDialectKnows()
    {
        House house;
        house.http.answer = [](const net::Request &) {
            return net::Response {402, {}, "coins, please", {}};
        };
        const auto listener = house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Free);
        QCOMPARE(listener->body, QByteArray("coins, please"));
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
        const auto first = house.engine->approve(request.payment, request.termsName);
        QCOMPARE(codeOf(house.engine->approve(request.payment, request.termsName)),
                 QByteArray("payments.not_waiting"));
        QCOMPARE(codeOf(first), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(house.purse.approvals.size(), 1);
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

    void oneKeyIsOnePurchase()
    {
        House house;
        const auto first = house.pay("order-1");
        const auto request = house.waiting();
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->error->code, QByteArray("purchase.joined_elsewhere"));
        QCOMPARE(house.waiting().payment, request.payment);
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(second);
        QCOMPARE(second->body, QByteArray("sunny"));
        QCOMPARE(house.purse.approvals.size(), 1);

        const auto third = house.pay("order-1");
        QVERIFY_ENDS(third);
        QCOMPARE(third->report->outcome, Outcome::Paid);
        QCOMPARE(third->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 2);
    }

    void oneKeyIsOneRequest()
    {
        House house;
        const auto first = house.pay("order-1");
        house.waiting();
        house.body = "other";
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->error->code, QByteArray("purchase.other_request"));
        QVERIFY(!first->report);
    }

    void twoPurchasesAreTwoPayments()
    {
        House house;
        for (int i = 0; i < 2; ++i) {
            const auto listener = house.pay();
            QCOMPARE(house.approve(), QByteArray());
            QVERIFY_ENDS(listener);
            QCOMPARE(listener->report->outcome, Outcome::Paid);
        }
        QCOMPARE(house.purse.approvals.size(), 2);
    }

    void sendsTheSameProofAfterALostAnswer()
    {
        House house;
        house.http.answer = [](const net::Request &request) -> Result<net::Response> {
            if (isPaid(request))
                return fail(Error::Kind::Network, "http.connection_lost", {{u"left"_s, true}});
            return challenge();
        };
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->outcome, Outcome::Unknown);
        QVERIFY(first->report->payment->openUntil);

        house.http.answer = [](const net::Request &) { return paidAnswer(); };
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::Paid);
        QCOMPARE(house.http.asked.size(), 3);
        QCOMPARE(house.http.asked.at(2), house.http.asked.at(1));
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void sendsTheSameProofAfterARefusal()
    {
        House house;
        house.chain.nextFate = {deal::Fate::Kind::Unseen, {}, std::nullopt, 0, {}};
        house.http.answer = [](const net::Request &) { return challenge(); };
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->payment->answer.kind, ledger::AnswerKind::Withheld);

        house.http.answer = [](const net::Request &) { return paidAnswer(); };
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::Paid);
        QCOMPARE(house.http.asked.size(), 3);
        QCOMPARE(house.http.asked.at(2), house.http.asked.at(1));
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void sendsTheSameProofAfterARestart()
    {
        House house;
        house.http.answer = [](const net::Request &request) -> Result<net::Response> {
            if (isPaid(request))
                return fail(Error::Kind::Network, "http.timeout", {{u"left"_s, true}});
            return challenge();
        };
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        house.restart();
        house.http.answer = [](const net::Request &) { return paidAnswer(); };
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::Paid);
        QCOMPARE(house.http.asked.at(2), house.http.asked.at(1));
        QCOMPARE(house.purse.approvals.size(), 1);
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
        house.http.answer = [](const net::Request &request) {
            return isPaid(request) ? net::Response {402, {}, "it broke", {}} : challenge();
        };
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
        house.http.answer = [](const net::Request &request) {
            return isPaid(request) ? net::Response {500, {}, "it broke", {}} : challenge();
        };
        const auto listener = house.pay();
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Paid);
        QCOMPARE(listener->answer->status, 500);
        QCOMPARE(listener->body, QByteArray("it broke"));
    }

    void sendsTheSameProofAfterAnErrorOfTheSellersOwn()
    {
        House house;
        house.http.answer = [](const net::Request &request) {
            return isPaid(request) ? net::Response {503, {}, "later", {}} : challenge();
        };
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        QCOMPARE(first->body, QByteArray("later"));

        house.http.answer = [](const net::Request &) { return paidAnswer(); };
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.at(2), house.http.asked.at(1));
        QCOMPARE(house.purse.approvals.size(), 1);

        const auto third =
            house.pay("order-1"); // that was the answer: from now on it is the kept one
        QVERIFY_ENDS(third);
        QCOMPARE(third->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 3);
    }

    void leavesAnAnswerToWhomItFlows()
    {
        House house;
        const auto first = house.pay("order-1");
        first->taken = 2;
        QCOMPARE(house.approve(), QByteArray());
        QTRY_COMPARE(first->body, QByteArray("su"));
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->error->code, QByteArray("purchase.answering_elsewhere"));
        QVERIFY(!first->report);
        first->taken = 100;
        Q_EMIT first->roomGrew();
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->outcome, Outcome::Paid);
        QCOMPARE(first->body, QByteArray("sunny"));
    }

    void withdrawsWhatIsBeingWrittenDown()
    {
        House house;
        std::unique_ptr<fakes::RecordingListener> listener;
        house.beforeNoting = [&] {
            house.engine->withdraw(listener->purchase, "1a2b-3c4d-5e6f-7a8b");
        };
        listener = house.pay("order-1");
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Expired);
        QCOMPARE(listener->report->payment->stage, ledger::Stage::Lapsed);
        QVERIFY(house.engine->waiting().isEmpty());
        QVERIFY(house.engine->isIdle());

        house.beforeNoting = nullptr;
        const auto again = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(again);
        QCOMPARE(again->report->outcome, Outcome::Paid);
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

    void notesWhatACrashLeftUnanswered()
    {
        House house;
        house.http.answer = [](const net::Request &request) -> Result<net::Response> {
            if (isPaid(request))
                return fail(Error::Kind::Network, "http.timeout", {{u"left"_s, true}});
            return challenge();
        };
        const auto first = house.pay("order-1");
        // Between the first byte and the answer: the listener hears nothing any more.
        QCOMPARE(house.approve(), QByteArray());
        house.restart();
        house.chain.nextFate = {deal::Fate::Kind::Final, "0xbb", Uint256(10000), 0, {}};
        QTRY_VERIFY_WITH_TIMEOUT(house.engine->isIdle(), 10000);
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::PaidNotDelivered);
        QCOMPARE(second->report->payment->stage, ledger::Stage::Closed);
        QVERIFY(!second->report->error->code.isEmpty());
        QCOMPARE(house.http.asked.size(), 2);
    }

    void paysNothingTwiceWhenThePriceChangesAfterwards()
    {
        House house;
        QByteArray dearer = terms;
        dearer.replace("10000", "20000");
        house.http.answer = [dearer](const net::Request &request) {
            return isPaid(request)
                ? net::Response {402, {{"PAYMENT-REQUIRED", toBase64(dearer)}}, "{}", {}}
                : challenge();
        };
        const auto listener = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Unknown);
        QCOMPARE(listener->report->error->code, QByteArray("payments.terms_changed"));
        const auto again = house.pay("order-1");
        QVERIFY_ENDS(again);
        QCOMPARE(again->report->outcome, Outcome::Unknown);
        QVERIFY(house.engine->waiting().isEmpty());
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void asksAnewOnceTheOldProofIsDead()
    {
        House house;
        house.chain.nextFate = {deal::Fate::Kind::Dead, {}, {}, 0, {}};
        house.http.answer = [](const net::Request &request) {
            return isPaid(request) ? net::Response {402, {}, {}, {}} : challenge();
        };
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->outcome, Outcome::Failed);
        house.chain.nextFate = {deal::Fate::Kind::Unseen, {}, {}, 0, {}};
        house.http.answer = [](const net::Request &request) {
            return isPaid(request) ? paidAnswer() : challenge();
        };
        const auto second = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::Paid);
        QCOMPARE(house.purse.approvals.size(), 2);
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

    void aLostListenerLosesNothing()
    {
        House house;
        auto listener = house.pay("order-1");
        house.waiting();
        listener.reset();
        QCOMPARE(house.approve(), QByteArray());
        QTRY_VERIFY(house.http.asked.size() == 2);
        QTRY_COMPARE(value(house.ledger->openPayments()).first().answer.kind,
                     ledger::AnswerKind::Delivered);
        const auto again = house.pay("order-1");
        QVERIFY_ENDS(again);
        QCOMPARE(again->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 2);
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

    void keepsAsOpenWhatACrashLeft()
    {
        House house;
        const auto listener = house.pay("order-1");
        house.waiting();
        house.restart(); // while the owner was asked
        QVERIFY(house.engine->waiting().isEmpty());
        QVERIFY(house.engine->isIdle());
        const auto page = value(house.ledger->history(10, {}));
        QCOMPARE(page.payments.first().stage, ledger::Stage::Lapsed);
        QCOMPARE(page.payments.first().code, QByteArray("payments.interrupted"));
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
