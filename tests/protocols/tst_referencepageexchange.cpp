// SPDX-License-Identifier: MIT
#include "tests/protocols/pagesamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_ReferencePageExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheTransfer();
    void waitsForTheBlock();
    void sendsWhatAnotherImplementationWould_data();
    void sendsWhatAnotherImplementationWould();
    void changesNothingElse();
    void continuesAfterACrash();
    void refusesForeignStates_data();
    void refusesForeignStates();
};

void tst_ReferencePageExchange::beginsWithTheTransfer()
{
    const auto read = pageChallenge();
    const auto exchange = pageProtocol.exchange({purchaseId, request()}, read, read.offers[0]);
    QCOMPARE(std::get<deal::CarryOut>(exchange->start()).instruction,
             read.offers[0].instruction.value());
    QVERIFY(exchange->state().isEmpty());
}

void tst_ReferencePageExchange::waitsForTheBlock()
{
    const auto submit = std::get<deal::Submit>(payingPage()->sendAgain());
    QCOMPARE(submit.until, deal::Submit::Until::Included);
    const auto &sent = std::get<deal::Send>(submit.then);
    QVERIFY(sent.carriesProof && !sent.isInterim && !sent.pass);
}

void tst_ReferencePageExchange::sendsWhatAnotherImplementationWould_data()
{
    QTest::addColumn<Json>("vector");
    const auto page = vectors("reference-page.json");
    for (const Json &vector : page["valid"])
        QTest::newRow(vector["name"].get<std::string>().c_str()) << vector;
}

void tst_ReferencePageExchange::sendsWhatAnotherImplementationWould()
{
    QFETCH(Json, vector);
    const net::Response reply {
        402, {{"X-Payment-Required", *textMember(vector, "required")}}, {}, {}};
    const auto read = pageChallenge(reply);
    const auto exchange = pageProtocol.exchange({purchaseId, request()}, read, read.offers[0]);
    (void)exchange->next(signedWith(samples::text(vector["signed"])));
    QCOMPARE(sentBy(*exchange).headers.all("X-Payment"), {*textMember(vector, "proof")});
}

void tst_ReferencePageExchange::changesNothingElse()
{
    const auto exchange = payingPage();
    auto wanted = samples::request();
    QVERIFY(wanted.headers.has("X-Payment")); // an old proof, which is replaced
    wanted.headers.set("X-Payment", sentBy(*exchange).headers.first("X-Payment").value());
    QCOMPARE(sentBy(*exchange), wanted);
}

void tst_ReferencePageExchange::continuesAfterACrash()
{
    const auto before = payingPage();
    const auto state = before->state();
    const auto after = pageProtocol.resume(state);
    QVERIFY(after);
    QCOMPARE((*after)->state(), state);
    QCOMPARE(std::get<deal::Submit>((*after)->sendAgain()),
             std::get<deal::Submit>(before->sendAgain()));
    const auto elsewhere = pageAnswer(
        200, {}, {{"Payment-Response", encoded({{"success", true}, {"network", "eip155:1"}})}});
    const auto delivered = std::get<deal::Delivered>((*after)->next(elsewhere));
    QCOMPARE(delivered, std::get<deal::Delivered>(before->next(elsewhere)));
    QVERIFY(delivered.note);
}

void tst_ReferencePageExchange::refusesForeignStates_data()
{
    QTest::addColumn<QByteArray>("state");
    const auto state = payingPage()->state();
    const auto changed = [&](const char *from, const QByteArray &to) {
        if (!state.contains(from))
            qFatal("not there: %s", from);
        return QByteArray(state).replace(from, to);
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no object") << "[]"_ba;
    QTest::newRow("another dialect") << changed("x402-page", "clawdnet");
    QTest::newRow("another layout") << changed(R"("layout":1)", R"("layout":2)");
    QTest::newRow("no index") << changed(R"("index":0)", R"("index":-1)");
    QTest::newRow("no offer") << changed(R"("offer")", R"("bought")");
    QTest::newRow("nothing sent") << changed(R"("sent")", R"("kept")");
    QTest::newRow("no proof") << changed(R"("X-Payment")", R"("X-Paid")");
    QTest::newRow("what cannot be paid") << changed("eip155:84532", "solana:84532");
}

void tst_ReferencePageExchange::refusesForeignStates()
{
    QFETCH(QByteArray, state);
    const auto resumed = pageProtocol.resume(state);
    QVERIFY(!resumed);
    QCOMPARE(resumed.error().code, "protocol.state"_ba);
    for (const char *other : {"x402-v2", "x402-v1", "x402-mock", "clawdnet"})
        QVERIFY(!dialect(other).resume(payingPage()->state()));
}

QTEST_GUILESS_MAIN(tst_ReferencePageExchange)
#include "tst_referencepageexchange.moc"
