// SPDX-License-Identifier: MIT
#include "tests/protocols/tokensamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_TokenEndpointExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheInstruction();
    void givesThePermitForAToken();
    void givesAPermitOfPermit2ForAToken();
    void repeatsTheRequestWithTheToken();
    void continuesAfterACrash();
    void refusesForeignStates_data();
    void refusesForeignStates();
};

void tst_TokenEndpointExchange::beginsWithTheInstruction()
{
    const auto exchange = begun();
    const auto offer = challenge(tokenDialect, tokenReply(tokenChallengeNew())).offers.first();
    QCOMPARE(std::get<deal::CarryOut>(exchange->start()).instruction, offer.instruction.value());
    QVERIFY(exchange->state().isEmpty());
}

void tst_TokenEndpointExchange::givesThePermitForAToken()
{
    const auto sent = std::get<deal::Send>(begun()->next(signedTransfer()));
    QVERIFY(sent.carriesProof && sent.isInterim);
    QCOMPARE(sent.message.method, "POST"_ba);
    QCOMPARE(sent.message.url, QUrl(u"https://api.example.com/token"_s));
    QCOMPARE(sent.message.headers, net::Headers({{"Content-Type", "application/json"}}));
    QCOMPARE(
        sent.message.body,
        R"({"version":"Version 0.1","permit":{"permit_type":"ERC3009","token":"0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238","chain_id":11155111,"authorizer":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","recipient":")"_ba
            + payee + R"(","value":500000,"validAfter":0,"validBefore":1773142800,"nonce":"0x)"
            + QByteArray(64, 'e') + R"(","signature":{"signature_type":"ERC3009","v":27,"r":"0x000)"
            + QByteArray(61, 'a') + R"(","s":"0x)" + QByteArray(59, '0') + R"(b1c2d"}}})");
}

void tst_TokenEndpointExchange::givesAPermitOfPermit2ForAToken()
{
    const auto dai = with(tokenChallengeNew(), R"("currency": "USDC")", R"("currency": "DAI")");
    const auto exchange = exchangeFor(tokenDialect, tokenReply(dai));
    const QByteArray nonce =
        "7719472615821079694904732333912527190217998977709370935963838933860875309329";
    const auto sent = std::get<deal::Send>(exchange->next(signedWith(
        R"({"signature":"0x)" + QByteArray(64, 'a') + QByteArray(64, 'b')
        + R"(1c","permit2Authorization":{"from":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","permitted":{"token":"0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238","amount":"500000"},"spender":")"
        + payee + R"(","nonce":")" + nonce + R"(","deadline":"1773142800"}})")));
    QCOMPARE(
        sent.message.body,
        R"({"version":"Version 0.1","permit":{"permit_type":"Permit2","owner":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","spender":")"_ba
            + payee
            + R"(","token":"0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238","amount":500000,"nonce":)"
            + nonce
            + R"(,"deadline":1773142800,"chain_id":11155111,"permit2_address":"0x000000000022D473030F116dDEE9F6B43aC78BA3","signature":{"signature_type":"Permit2","v":28,"r":"0x)"
            + QByteArray(64, 'a') + R"(","s":"0x)" + QByteArray(64, 'b') + R"("}}})");
    // It comes back after a crash, its long numbers too.
    const auto after = dialect(tokenDialect).resume(exchange->state());
    QVERIFY(after);
    QCOMPARE(std::get<deal::Send>((*after)->sendAgain()), sent);
}

void tst_TokenEndpointExchange::repeatsTheRequestWithTheToken()
{
    const auto sent = std::get<deal::Send>(asking()->next(tokenGiven()));
    QVERIFY(!sent.carriesProof && !sent.isInterim);
    auto wanted = samples::request();
    wanted.headers.add("Authorization", "Bearer eyJleHAi.c2ln");
    QCOMPARE(sent.message, wanted);
    QCOMPARE(sent.pass.value(),
             (deal::Pass {"https://api.example.com", "Authorization", "Bearer eyJleHAi.c2ln",
                          std::chrono::seconds(300)}));
}

void tst_TokenEndpointExchange::continuesAfterACrash()
{
    const auto before = begun();
    const auto sent = std::get<deal::Send>(before->next(signedTransfer()));
    const auto state = before->state();
    const auto answer = before->next(tokenGiven());
    QCOMPARE(before->state(), state);

    const auto after = dialect(tokenDialect).resume(state);
    QVERIFY(after);
    QCOMPARE((*after)->state(), state);
    QCOMPARE(std::get<deal::Send>((*after)->sendAgain()), sent);
    QCOMPARE((*after)->next(tokenGiven()), answer);
    // And once more, when that answer is lost too.
    QCOMPARE(std::get<deal::Send>((*after)->sendAgain()), sent);
    QCOMPARE((*after)->next(tokenGiven()), answer);
    QVERIFY(
        std::holds_alternative<deal::Delivered>((*after)->next(net::Response {200, {}, {}, {}})));
}

void tst_TokenEndpointExchange::refusesForeignStates_data()
{
    QTest::addColumn<QByteArray>("state");
    const auto state = asking()->state();
    const auto foreign = exchangeFor("x402-v2", replyTwo(challengeTwo()));
    (void)foreign->next(signedWith("{}"));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no object") << "[]"_ba;
    QTest::newRow("x402") << foreign->state();
    QTest::newRow("another dialect") << with(state, "x402-mock", "x402-v2");
    QTest::newRow("another layout") << with(state, R"("layout":1)", R"("layout":2)");
    QTest::newRow("no original") << with(state, R"("original")", R"("first")");
    QTest::newRow("nothing sent") << with(state, R"("sent")", R"("kept")");
    auto json = Json::parse(state.toStdString());
    json["sent"] = json["original"];
    QTest::newRow("no permit sent") << text(json);
}

void tst_TokenEndpointExchange::refusesForeignStates()
{
    QFETCH(QByteArray, state);
    const auto resumed = dialect(tokenDialect).resume(state);
    QVERIFY(!resumed);
    QCOMPARE(resumed.error().code, "protocol.state"_ba);
    QVERIFY(!dialect("x402-v2").resume(asking()->state()));
    QVERIFY(!dialect("x402-v1").resume(asking()->state()));
}

QTEST_GUILESS_MAIN(tst_TokenEndpointExchange)
#include "tst_tokenendpointexchange.moc"
