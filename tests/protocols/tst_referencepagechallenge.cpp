// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/pagesamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_ReferencePageChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneObject();
    void readsAListOfThem();
    void keepsWhatCannotBePaid();
    void leavesOthersToOthers_data();
    void leavesOthersToOthers();
    void comesBehindXFourOhTwo();
    void readsTheSameHeaderTwice();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void isTheOnlyOneToSaySo();
    void capsWhatItReads_data();
    void capsWhatItReads();
};

void tst_ReferencePageChallenge::readsOneObject()
{
    const auto read = pageChallenge(pageReplyOf(' ' + samples::text(pageOffer()) + '\n',
                                                R"({"error":"Payment <b>required</b>"})"));
    QCOMPARE(read.dialect, "x402-page"_ba);
    QCOMPARE(read.error, "Payment <b>required</b>"_ba);
    QCOMPARE(read.offers.size(), 1);
    const auto &offer = read.offers.first();
    QCOMPARE(offer.raw, samples::text(pageOffer()));
    QCOMPARE(offer.scheme, "transfer"_ba);
    QCOMPARE(offer.flow, deal::Flow::Upfront);
    const deal::SubmitTransfer wanted {
        {{{"eip155", "84532"}, "erc20", token}, Uint256(10000)}, payee, std::nullopt};
    QCOMPARE(transferOf(offer), wanted);
}

void tst_ReferencePageChallenge::readsAListOfThem()
{
    const auto read =
        pageChallenge(pageReply(Json::array({pageOffer(), pageOfferWith("currency", "native")})));
    QCOMPARE(read.offers.size(), 2);
    QCOMPARE(read.offers[1].index, 1);
    QCOMPARE(read.offers[1].raw, samples::text(pageOfferWith("currency", "native")));
    QCOMPARE(transferOf(read.offers[1]).amount.asset.toString(), "eip155:84532/slip44:1"_ba);
}

void tst_ReferencePageChallenge::keepsWhatCannotBePaid()
{
    const auto read = pageChallenge(
        pageReply(Json::array({pageOfferWith("network", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"),
                               pageOffer(), Json::object()})));
    QCOMPARE(read.offers[0].obstacle.value().code, "x402.network"_ba);
    QVERIFY(read.offers[1].instruction);
    QCOMPARE(read.offers[2].obstacle.value().code, "x402.no_network"_ba);
}

void tst_ReferencePageChallenge::leavesOthersToOthers_data()
{
    QTest::addColumn<net::Response>("reply");
    const auto row = [](const char *name, const QByteArray &header) {
        QTest::newRow(name) << net::Response {402, {{"X-Payment-Required", header}}, {}, {}};
    };
    row("smol402", "recipient=114GfgcSW7cmvz3fZeabwJt9o6NUAfCYmWAZ6yF2HnQYGje;amount=1000000000");
    row("version 1 in a header", encoded(challengeOne()));
    row("version 2 in that header", encoded(challengeTwo()));
    row("offers of x402 without a version", toBase64(R"({"accepts":[]})"));
    auto paid = pageReply();
    paid.status = 200;
    QTest::newRow("no 402") << paid;
    QTest::newRow("official version 2") << replyTwo(challengeTwo());
    QTest::newRow("official version 1") << replyOne(challengeOne());
    QTest::newRow("the offer in the body") << replyOne(pageOffer());
}

void tst_ReferencePageChallenge::leavesOthersToOthers()
{
    QFETCH(net::Response, reply);
    QVERIFY(!readPage(reply));
}

/// Official servers of the same authors; both are read, theirs first.
void tst_ReferencePageChallenge::comesBehindXFourOhTwo()
{
    auto reply = replyTwo(challengeTwo());
    reply.headers.add("X-Payment-Required", encoded(pageOffer()));
    const auto reading = ProtocolRegistry().read(samples::request(), reply);
    QVERIFY(reading.broken.isEmpty());
    QCOMPARE(reading.challenges.size(), 2);
    QCOMPARE(reading.challenges[0].challenge.dialect, "x402-v2"_ba);
    QCOMPARE(reading.challenges[1].challenge.dialect, "x402-page"_ba);
}

void tst_ReferencePageChallenge::readsTheSameHeaderTwice()
{
    auto twice = pageReply();
    twice.headers.add("X-PAYMENT-REQUIRED", encoded(pageOffer()));
    QCOMPARE(pageChallenge(twice).offers.size(), 1);
}

void tst_ReferencePageChallenge::saysWhatIsWrong_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &text, const char *code) {
        QTest::newRow(name) << pageReplyOf(text) << QByteArray(code);
    };
    QTest::newRow("no base64") << net::Response {402,
                                                 {{"X-Payment-Required", R"({"amount":"1"})"}},
                                                 {},
                                                 {}}
                               << "x402.unreadable"_ba;
    row("nothing", "", "x402.unreadable");
    row("no JSON", "amount=1", "x402.unreadable");
    row("cut off", samples::text(pageOffer()).chopped(1), "x402.unreadable");
    row("one key twice", R"({"amount":"1","amount":"2"})", "x402.unreadable");
    row("too deep", QByteArray(40, '[') + QByteArray(40, ']'), "x402.unreadable");
    row("a text", R"("10000")", "x402.accepts");
    row("a number", "10000", "x402.accepts");
    row("null", "null", "x402.accepts");
    row("an empty list", "[]", "x402.no_offers");
    row("a list of texts", R"(["10000"])", "x402.accepts");
    row("a list in a list", "[[{}]]", "x402.accepts");
    auto differing = pageReply();
    differing.headers.add("X-Payment-Required", encoded(pageOfferWith("amount", "1")));
    QTest::newRow("two that disagree") << differing << "x402.two_challenges"_ba;
}

void tst_ReferencePageChallenge::saysWhatIsWrong()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, code);
    const auto read = readPage(reply);
    QVERIFY(read && !*read);
    QCOMPARE(read->error().code, code);
    QVERIFY(!errorText(read->error()).contains(u"Something went wrong"));
}

/// Version 1 of x402 has a header of the same name.
void tst_ReferencePageChallenge::isTheOnlyOneToSaySo()
{
    for (const char *header : {"%", "e30=", "WzFd"}) {
        const net::Response reply {402, {{"X-Payment-Required", header}}, {}, {}};
        const auto reading = ProtocolRegistry().read(samples::request(), reply);
        QCOMPARE(reading.challenges.size() + reading.broken.size(), 1);
    }
    const net::Response smol {402, {{"X-Payment-Required", "recipient=1;amount=2"}}, {}, {}};
    QVERIFY(ProtocolRegistry().read(samples::request(), smol).broken.isEmpty());
}

void tst_ReferencePageChallenge::capsWhatItReads_data()
{
    QTest::addColumn<Json>("json");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("65 offers") << Json(65, pageOffer()) << "x402.too_many_offers"_ba;
    QTest::newRow("a long text") << pageOfferWith("hint", std::string(8193, 'x'))
                                 << "x402.text_too_long"_ba;
    QTest::newRow("a long header")
        << pageOfferWith("hint", Json(50, std::string(1024, 'x'))) << "x402.header_too_large"_ba;
}

void tst_ReferencePageChallenge::capsWhatItReads()
{
    QFETCH(Json, json);
    QFETCH(QByteArray, code);
    const auto read = readPage(pageReply(json));
    QVERIFY(read && !*read);
    QCOMPARE(read->error().kind, Error::Kind::OutOfRange);
    QCOMPARE(read->error().code, code);
    QCOMPARE(pageChallenge(pageReply(Json(64, pageOffer()))).offers.size(), 64);
}

QTEST_GUILESS_MAIN(tst_ReferencePageChallenge)
#include "tst_referencepagechallenge.moc"
