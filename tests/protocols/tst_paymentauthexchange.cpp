// SPDX-License-Identifier: MIT
#include "tests/protocols/paymentsamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_PaymentAuthExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheTransfer();
    void sendsWhatTheOfficialClientSends();
    void usesTheHeaderThatTheSellerNames();
    void continuesAfterACrash();
    void refusesForeignStates_data();
    void refusesForeignStates();
};

void tst_PaymentAuthExchange::beginsWithTheTransfer()
{
    const auto exchange = charging();
    QCOMPARE(std::get<deal::CarryOut>(exchange->start()).instruction,
             onlyOffer({officialField()}).instruction.value());
    QVERIFY(exchange->state().isEmpty());
}

void tst_PaymentAuthExchange::sendsWhatTheOfficialClientSends()
{
    const auto send = std::get<deal::Send>(charging()->next(officialProof()));
    auto wanted = samples::request();
    wanted.headers.add("Authorization", textMember(mppVector(), "authorization").value());
    QCOMPARE(send.message, wanted);
    QVERIFY(send.carriesProof && !send.isInterim && !send.pass);
    QCOMPARE(send.until.value(), Time(std::chrono::seconds(1'700'000'060)));
}

void tst_PaymentAuthExchange::usesTheHeaderThatTheSellerNames()
{
    const auto exchange =
        charging({fieldFor(chargeRequest(), parameter("header", "Payment-Authorization"))});
    const auto send = std::get<deal::Send>(exchange->next(officialProof()));
    QVERIFY(!send.message.headers.has("Authorization"));
    QVERIFY(send.message.headers.first("Payment-Authorization")->startsWith("Payment ey"));
    QVERIFY(!send.until);
}

void tst_PaymentAuthExchange::continuesAfterACrash()
{
    const auto exchange = charged();
    const auto resumed = paymentProtocol.resume(exchange->state()).value();
    QCOMPARE(resumed->state(), exchange->state());
    QCOMPARE(std::get<deal::Send>(resumed->sendAgain()),
             std::get<deal::Send>(exchange->sendAgain()));
}

void tst_PaymentAuthExchange::refusesForeignStates_data()
{
    QTest::addColumn<QByteArray>("state");
    const auto row = [](const char *name, const char *key, const Json &value) {
        Json state = parseJson(charged()->state()).value();
        state[key] = value;
        QTest::newRow(name) << text(state);
    };
    row("layout", "layout", 2);
    row("dialect", "dialect", "clawdnet");
    row("index", "index", -1);
    row("offer", "offer", "{}");
    row("no request", "sent", nullptr);
    row("a request without its credential", "sent",
        {{"method", "GET"},
         {"url", "https://a.example/"},
         {"headers", Json::array()},
         {"body", ""}});
    QTest::newRow("nothing") << ""_ba;
}

void tst_PaymentAuthExchange::refusesForeignStates()
{
    QFETCH(QByteArray, state);
    const auto resumed = paymentProtocol.resume(state);
    QVERIFY(!resumed);
    QCOMPARE(resumed.error().code, "protocol.state"_ba);
}

QTEST_GUILESS_MAIN(tst_PaymentAuthExchange)
#include "tst_paymentauthexchange.moc"
