// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/crypto/eip55.h"
#include "tests/protocols/headersamples.h"
#include "tests/protocols/tokensamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_PaymentHeadersChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSpecificationsSample();
    void readsHeadersAlone();
    void readsTheBodyAlone();
    void keepsWhatWasRead();
    void leavesOtherRepliesAlone_data();
    void leavesOtherRepliesAlone();
    void isLeftAloneByTheOthers();
    void comesBehindTheOthers();
    void readsAgreement_data();
    void readsAgreement();
    void refusesDisagreement_data();
    void refusesDisagreement();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void passesOnWhatAlternativesLack();
    void readsAsManyOffersAsItMay();
    void showsTheMemoPlain();
    void saysWhyOtherShapesCannotBePaid_data();
    void saysWhyOtherShapesCannotBePaid();
};

void tst_PaymentHeadersChallenge::readsTheSpecificationsSample()
{
    const auto read = headerChallenge(sampleReply());
    QCOMPARE(read.dialect, "clawdnet"_ba);
    QCOMPARE(read.error, "Payment required"_ba);
    QCOMPARE(read.description, u"memo: req_abc123_analyze"_s);
    QVERIFY(read.resource.isEmpty() && read.proofGoesTo.isEmpty());
    QCOMPARE(read.offers.size(), 2);

    const auto right = evm::Address::checksummed(samplePayee.toLower()).value();
    const Time deadline {std::chrono::seconds(1'770'339'600)};
    const NetworkId base {"eip155", "8453"};
    const deal::Offer &first = read.offers.at(0);
    QCOMPARE(first.network, base);
    QCOMPARE(transferOf(first),
             (deal::SubmitTransfer {{{base, "erc20", baseUsdc}, 250'000}, right, deadline}));
    QVERIFY(first.payeeMisspelled);
    QVERIFY(first.flow == deal::Flow::Upfront);

    const deal::Offer &second = read.offers.at(1);
    QCOMPARE(second.index, 1);
    QCOMPARE(transferOf(second),
             (deal::SubmitTransfer {
                 {{base, "slip44", "60"}, 200'000'000'000'000'000}, right, deadline}));
    QVERIFY(second.payeeMisspelled);
}

void tst_PaymentHeadersChallenge::readsHeadersAlone()
{
    const auto offer = headerChallenge(headerReply()).offers.first();
    QCOMPARE(transferOf(offer).amount.units, Uint256(250'000));
    QVERIFY(!transferOf(offer).deadline);
    for (const char *said : {"2026-02-06T01:00:00Z", "1770339600", "2026-02-06t02:30:00.9+01:30"})
        QCOMPARE(transferOf(headerChallenge(headerReply({{"x-payment-deadline", said}})).offers[0])
                     .deadline->time_since_epoch()
                     .count(),
                 1'770'339'600);
}

void tst_PaymentHeadersChallenge::readsTheBodyAlone()
{
    const auto read = headerChallenge(bodyReply("\n " + plainBody() + "\n"));
    QCOMPARE(read.offers.size(), 1);
    const AssetId sepoliaUsdc {{"eip155", "84532"}, "erc20", token};
    QCOMPARE(transferOf(read.offers.first()),
             (deal::SubmitTransfer {{sepoliaUsdc, 250'000}, payee, {}}));
    QVERIFY(!read.offers.first().payeeMisspelled);
    QVERIFY(read.description.isEmpty());
}

void tst_PaymentHeadersChallenge::keepsWhatWasRead()
{
    const auto json = Json::parse(headerChallenge(sampleReply()).raw.toStdString());
    QVERIFY(json["headers"]["amount"] == "0.25");
    QVERIFY(json["body"] == Json::parse(sampleBody().toStdString()));
    QVERIFY(Json::parse(headerChallenge(headerReply()).raw.toStdString())["body"].is_null());
}

void tst_PaymentHeadersChallenge::leavesOtherRepliesAlone_data()
{
    QTest::addColumn<net::Response>("reply");
    const auto row = [](const char *name, const net::Response &reply) {
        QTest::newRow(name) << reply;
    };
    row("not a 402", {200, sampleHeaders(), sampleBody(), {}});
    row("412", {412, sampleHeaders(), sampleBody(), {}});
    row("nothing", {402, {}, {}, {}});
    row("an address alone", headerReply({{"X-Payment-Amount", ""}}));
    row("an amount alone", headerReply({{"X-Payment-Address", ""}}));
    row("x402, version 1", replyOne(challengeOne()));
    row("x402, version 2", replyTwo(challengeTwo()));
    row("x402, version 2 in the body", bodyReply(text(challengeTwo())));
    row("x402-mock", tokenReply(tokenChallengeNew()));
    const auto polkadot = R"({"error":"Payment Required","payment":{"network":"paseo-asset-hub",)"
                          R"("recipient":"114GfgcSW7cmvz3fZeabwJt9o6NUAfCYmWAZ6yF2HnQYGje",)"
                          R"("amount":1000000000,"currency":"PAS"}})"_ba;
    row("smol402",
        {402,
         {{"X-Payment-Required",
           "recipient=114GfgcSW7cmvz3fZeabwJt9o6NUAfCYmWAZ6yF2HnQYGje;amount=1000000000"}},
         polkadot,
         {}});
    row("smol402 in hex",
        bodyReply(R"({"payment":{"network":"paseo","recipient":"0x)" + QByteArray(64, 'a')
                  + R"(","amount":7,"currency":"PAS"}})"));
    row("the X402 page",
        {402, {{"X-Payment-Required", encoded(Json {{"amount", "1"}})}}, "{}", {}});
    row("a reference", bodyReply(R"({"receiver":"a","amount_lamports":1,"reference":"b"})"));
    row("no amount", bodyReply(replaced(plainBody(), "amount", "price")));
    row("a damaged body", bodyReply(plainBody().chopped(1)));
    row("payment as a text", bodyReply(R"({"payment":"0.25"})"));
}

void tst_PaymentHeadersChallenge::leavesOtherRepliesAlone()
{
    QFETCH(net::Response, reply);
    QVERIFY(!readHeaders(reply));
}

void tst_PaymentHeadersChallenge::isLeftAloneByTheOthers()
{
    for (const auto &reply : {sampleReply(), headerReply(), bodyReply(plainBody())}) {
        for (const char *other : {"x402-v2", "x402-v1", "x402-mock"})
            QVERIFY(!samples::read(other, reply));
    }
}

void tst_PaymentHeadersChallenge::comesBehindTheOthers()
{
    auto both = sampleReply();
    both.headers.add("PAYMENT-REQUIRED", encoded(challengeTwo()));
    const auto reading = ProtocolRegistry().read(samples::request(), both);
    QVERIFY(reading.broken.isEmpty());
    QCOMPARE(reading.challenges.size(), 2);
    QCOMPARE(reading.challenges.at(0).challenge.dialect, "x402-v2"_ba);
    QCOMPARE(reading.challenges.at(1).challenge.dialect, "clawdnet"_ba);
}

void tst_PaymentHeadersChallenge::readsAgreement_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const QByteArray &value) {
        QTest::addRow("%s %s", name, value.constData()) << QByteArray(name) << value;
    };
    row("X-Payment-Amount", "0.250");
    row("X-Payment-Amount", "25e-2");
    row("X-Payment-Currency", "usdc");
    row("X-Payment-Network", "eip155:8453");
    row("X-Payment-Network", "Base");
    row("X-Payment-Network", "base:8453");
    row("X-Payment-Address", samplePayee.toLower());
    row("X-Payment-Memo", " req_abc123_analyze ");
    row("X-Payment-Deadline", "1770339600");
    row("X-Payment-Deadline", "2026-02-06T02:00:00+01:00");
}

void tst_PaymentHeadersChallenge::readsAgreement()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    auto reply = sampleReply();
    reply.headers.set(name, value);
    QCOMPARE(headerChallenge(reply).offers.first().instruction,
             headerChallenge(sampleReply()).offers.first().instruction);
    // And twice the same is the same.
    reply.headers.add(name, value);
    QVERIFY(headerChallenge(reply).offers.first().instruction);
}

void tst_PaymentHeadersChallenge::refusesDisagreement_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &value, const char *member) {
        QTest::addRow("%s %s", name, value.constData())
            << QByteArray(name) << value << QString::fromLatin1(member);
    };
    row("X-Payment-Amount", "0.2500001", "amount");
    row("X-Payment-Amount", "25", "amount");
    row("X-Payment-Amount", "free", "amount");
    row("X-Payment-Currency", "ETH", "currency");
    row("X-Payment-Network", "base-sepolia", "network");
    row("X-Payment-Network", "eip155:84532", "network");
    row("X-Payment-Network", "moon", "network");
    row("X-Payment-Address", payee, "recipient");
    row("X-Payment-Memo", "req_ABC123_analyze", "memo");
    row("X-Payment-Deadline", "1770339601", "deadline");
    row("X-Payment-Deadline", "soon", "deadline");
}

void tst_PaymentHeadersChallenge::refusesDisagreement()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QString, member);
    auto reply = sampleReply();
    reply.headers.set(name, value);
    const auto found = readHeaders(reply);
    QVERIFY(found && !*found);
    QCOMPARE(found->error().kind, Error::Kind::Refused);
    QCOMPARE(found->error().code, "clawdnet.disagreement"_ba);
    QCOMPARE(found->error().data[u"member"_s].toString(), member);
    QCOMPARE(found->error().data[u"one"_s].toString(), QString::fromLatin1(value));
    QVERIFY(!errorText(found->error()).contains(u"…"));

    auto twice = headerReply({{name, value}});
    twice.headers.add(name, "0.25000000000001");
    const auto again = readHeaders(twice);
    QVERIFY(again && !*again);
    QCOMPARE(again->error().code, "clawdnet.disagreement"_ba);
}

void tst_PaymentHeadersChallenge::saysWhatIsWrong_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("code");
    const auto both = [](const QByteArray &body) {
        return net::Response {402, sampleHeaders(), body, {}};
    };
    const auto list = [&](const QByteArray &alternatives) {
        return both(replaced(sampleBody(),
                             R"([ { "amount": "0.20", "currency": "ETH", "network": "base" } ])",
                             alternatives));
    };
    QTest::newRow("cut off") << both(sampleBody().chopped(1)) << "unreadable"_ba;
    QTest::newRow("doubled key") << both(
        replaced(sampleBody(), R"("error")", R"("alternatives": [], "error")"))
                                 << "unreadable"_ba;
    QTest::newRow("no list") << list("{}") << "alternatives"_ba;
    QTest::newRow("texts in the list") << list(R"(["ETH"])") << "alternatives"_ba;
    QTest::newRow("many") << list('[' + QByteArray("{},").repeated(63) + "{}]")
                          << "too_many_offers"_ba;
    QTest::newRow("a long text") << both(
        replaced(sampleBody(), "Payment required", QByteArray(8193, 'x')))
                                 << "text_too_long"_ba;
    QTest::newRow("a long header")
        << headerReply({{"X-Payment-Memo", QByteArray(8193, 'x')}}) << "text_too_long"_ba;
}

void tst_PaymentHeadersChallenge::saysWhatIsWrong()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, code);
    const auto found = readHeaders(reply);
    QVERIFY(found && !*found);
    QCOMPARE(found->error().code, "clawdnet." + code);
    QVERIFY(!errorText(found->error()).contains(u"Something went wrong"));
}

void tst_PaymentHeadersChallenge::passesOnWhatAlternativesLack()
{
    const auto own =
        replaced(sampleBody(), R"("currency": "ETH",)",
                 R"("currency": "ETH", "deadline": "1770339000", "memo": "other", "recipient": ")"
                     + payee + R"(",)");
    const auto offer = headerChallenge({402, sampleHeaders(), own, {}}).offers.at(1);
    QCOMPARE(transferOf(offer).payee, payee);
    QVERIFY(!offer.payeeMisspelled);
    QCOMPARE(transferOf(offer).deadline->time_since_epoch().count(), 1'770'339'000);
    QVERIFY(offer.raw.contains(R"("memo":"other")"));
    // Only those: a price without a network is none.
    const auto bare = replaced(sampleBody(), R"("ETH", "network": "base")", R"("ETH")");
    QCOMPARE(headerChallenge({402, sampleHeaders(), bare, {}}).offers.at(1).obstacle->code,
             "clawdnet.missing"_ba);
    // What is inherited may come from a header alone.
    const auto body = R"({"payment":{"amount":"0.25"},"alternatives":[{"amount":"1",)"
                      R"("currency":"ETH","network":"base"}]})"_ba;
    QCOMPARE(headerChallenge({402, sampleHeaders(), body, {}}).offers.at(1).raw,
             R"({"amount":"1","currency":"ETH","network":"base","recipient":")"_ba + samplePayee
                 + R"(","memo":"req_abc123_analyze"})");
}

void tst_PaymentHeadersChallenge::readsAsManyOffersAsItMay()
{
    const auto body =
        plainBody().chopped(1) + R"(,"alternatives":[)" + QByteArray("{},").repeated(62) + "{}]}";
    const auto read = headerChallenge(bodyReply(body));
    QCOMPARE(read.offers.size(), 64);
    QCOMPARE(read.offers.last().index, 63);
    QCOMPARE(read.offers.last().obstacle.value().code, "clawdnet.missing"_ba);
}

void tst_PaymentHeadersChallenge::showsTheMemoPlain()
{
    const auto read = headerChallenge(headerReply({{"X-Payment-Memo",
                                                    "a\xe2\x80\xae"
                                                    "b\xff"
                                                        + QByteArray(1000, 'x')}}));
    QVERIFY(read.description.startsWith(u"memo: a⟨U+202E⟩b\uFFFDxxx"_s));
    QVERIFY(read.description.size() < 600);
}

void tst_PaymentHeadersChallenge::saysWhyOtherShapesCannotBePaid_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("signed headers")
        << headerReply({{"X-Payment-Network", ""}, {"X-Payment-Chain", "base"}}) << "signed"_ba;
    QTest::newRow("an invoice") << net::Response {402,
                                                  {{"X402-Payment-Method", "lightning"},
                                                   {"X402-Amount", "1000"},
                                                   {"X402-Currency", "SATS"},
                                                   {"X402-Invoice", "lnbc10n1…"}},
                                                  {},
                                                  {}}
                                << "lightning"_ba;
    QTest::newRow("an invoice alone")
        << net::Response {402, {{"X402-Invoice", "LNTB1"}}, {}, {}} << "lightning"_ba;
    QTest::newRow("an invoice in the body") << bodyReply(
        R"({"error":"payment_required","payment_details":{"amount":5,"currency":"USD",)"
        R"("invoice":"lnbc1","payment_hash":"a","expires_at":"2026-02-06T01:00:00Z"}})")
                                            << "lightning"_ba;
    QTest::newRow("another method")
        << net::Response {402, {{"X402-Payment-Method", "stripe"}}, {}, {}} << "method"_ba;
    QTest::newRow("the network Lightning")
        << headerReply({{"X-Payment-Network", "lightning"}}) << "lightning"_ba;
    const auto requirements = R"([{"network":"base:8453","scheme":"exact"}])"_ba;
    QTest::newRow("requirements in a header")
        << net::Response {402, {{"X-Payment-Requirements", requirements}}, {}, {}}
        << "requirements"_ba;
    QTest::newRow("requirements in the body")
        << bodyReply(R"({"error":"Payment Required","paymentRequirements":)" + requirements
                     + R"(,"x402Version":2})")
        << "requirements"_ba;
}

void tst_PaymentHeadersChallenge::saysWhyOtherShapesCannotBePaid()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, code);
    const auto read = headerChallenge(reply);
    QCOMPARE(read.dialect, "clawdnet"_ba);
    QVERIFY(parseJson(read.raw));
    QCOMPARE(read.offers.size(), 1);
    const deal::Offer &offer = read.offers.first();
    QCOMPARE(offer.obstacle.value().code, "clawdnet." + code);
    QCOMPARE(offer.obstacle->kind, Error::Kind::Unsupported);
    QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    QVERIFY(!errorText(*offer.obstacle).contains(u"…"));
}

QTEST_GUILESS_MAIN(tst_PaymentHeadersChallenge)
#include "tst_paymentheaderschallenge.moc"
