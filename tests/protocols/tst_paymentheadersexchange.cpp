// SPDX-License-Identifier: MIT
#include "tests/protocols/headersamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_PaymentHeadersExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheTransfer();
    void sendsTheHashOnceItIsInABlock();
    void sendsTheSellersOwnSpelling();
    void replacesAnOldProof();
    void continuesAfterACrash();
    void refusesForeignStates_data();
    void refusesForeignStates();
};

void tst_PaymentHeadersExchange::beginsWithTheTransfer()
{
    const auto read = headerChallenge(sampleReply());
    const auto exchange = headerProtocol.exchange({purchaseId, request()}, read, read.offers[1]);
    QCOMPARE(std::get<deal::CarryOut>(exchange->start()).instruction,
             read.offers[1].instruction.value());
    QVERIFY(exchange->state().isEmpty());
}

void tst_PaymentHeadersExchange::sendsTheHashOnceItIsInABlock()
{
    const auto read = headerChallenge(sampleReply());
    const auto exchange = headerProtocol.exchange({purchaseId, request()}, read, read.offers[0]);
    const auto submit = std::get<deal::Submit>(exchange->next(signedTransaction()));
    QCOMPARE(submit.until, deal::Submit::Until::Included);
    const auto &sent = std::get<deal::Send>(submit.then);
    QVERIFY(sent.carriesProof && !sent.isInterim && !sent.pass);
    auto wanted = samples::request();
    wanted.headers.add("X-Payment-Hash", sentHash);
    wanted.headers.add("X-Payment-Network", "base");
    wanted.headers.add("X-Payment-Amount", "0.25");
    QCOMPARE(sent.message, wanted);
}

void tst_PaymentHeadersExchange::sendsTheSellersOwnSpelling()
{
    const auto exchange =
        paying(bodyReply(replaced(plainBody("2.50e-1"), "base-sepolia", "EIP155:84532")));
    const auto submit = std::get<deal::Submit>(exchange->sendAgain());
    const auto &headers = std::get<deal::Send>(submit.then).message.headers;
    QCOMPARE(headers.first("X-Payment-Amount").value(), "2.50e-1"_ba);
    QCOMPARE(headers.first("X-Payment-Network").value(), "EIP155:84532"_ba);
}

void tst_PaymentHeadersExchange::replacesAnOldProof()
{
    auto original = samples::request();
    original.headers.add("x-payment-hash", "0x1");
    original.headers.add("X-Payment-Amount", "7");
    const auto read = headerChallenge(sampleReply());
    const auto exchange = headerProtocol.exchange({purchaseId, original}, read, read.offers[0]);
    const auto submit = std::get<deal::Submit>(exchange->next(signedTransaction()));
    const auto &headers = std::get<deal::Send>(submit.then).message.headers;
    QCOMPARE(headers.all("X-Payment-Hash"), QByteArrayList {sentHash});
    QCOMPARE(headers.all("X-Payment-Amount"), QByteArrayList {"0.25"});
}

void tst_PaymentHeadersExchange::continuesAfterACrash()
{
    const auto before = paying();
    const auto state = before->state();
    const auto after = headerProtocol.resume(state);
    QVERIFY(after);
    QCOMPARE((*after)->state(), state);
    QCOMPARE(std::get<deal::Submit>((*after)->sendAgain()),
             std::get<deal::Submit>(before->sendAgain()));
    const auto costly = answered(200, {}, {{"X-Cost-Actual", "0.26"}});
    const auto delivered = std::get<deal::Delivered>((*after)->next(costly));
    QCOMPARE(delivered, std::get<deal::Delivered>(before->next(costly)));
    QVERIFY(delivered.note);
}

void tst_PaymentHeadersExchange::refusesForeignStates_data()
{
    QTest::addColumn<QByteArray>("state");
    const auto state = paying()->state();
    const auto foreign = exchangeFor("x402-v2", replyTwo(challengeTwo()));
    (void)foreign->next(signedWith("{}"));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no object") << "[]"_ba;
    QTest::newRow("x402") << foreign->state();
    QTest::newRow("another dialect") << replaced(state, "clawdnet", "x402-v2");
    QTest::newRow("another layout") << replaced(state, R"("layout":1)", R"("layout":2)");
    QTest::newRow("no index") << replaced(state, R"("index":0)", R"("index":-1)");
    QTest::newRow("no offer") << replaced(state, R"("offer")", R"("bought")");
    QTest::newRow("nothing sent") << replaced(state, R"("sent")", R"("kept")");
    QTest::newRow("no hash") << replaced(state, "X-Payment-Hash", "X-Payment-Hush");
    QTest::newRow("what cannot be paid") << replaced(state, "USDC", "DOGE");
}

void tst_PaymentHeadersExchange::refusesForeignStates()
{
    QFETCH(QByteArray, state);
    const auto resumed = headerProtocol.resume(state);
    QVERIFY(!resumed);
    QCOMPARE(resumed.error().code, "protocol.state"_ba);
    for (const char *other : {"x402-v2", "x402-v1", "x402-mock"})
        QVERIFY(!dialect(other).resume(paying()->state()));
}

QTEST_GUILESS_MAIN(tst_PaymentHeadersExchange)
#include "tst_paymentheadersexchange.moc"
