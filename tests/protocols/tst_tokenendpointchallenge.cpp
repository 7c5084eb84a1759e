// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/tokensamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tuppence::samples;

namespace {

net::Request asking(const char *url)
{
    return {"GET", QUrl::fromEncoded(url), {}, {}};
}

} // namespace

class tst_TokenEndpointChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBothGenerations_data();
    void readsBothGenerations();
    void keepsTheSellersBytes();
    void leavesOtherRepliesAlone_data();
    void leavesOtherRepliesAlone();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void readsAsManyOffersAsItMay();
    void resolvesTheEndpoint_data();
    void resolvesTheEndpoint();
    void refusesEndpoints_data();
    void refusesEndpoints();
    void keepsTheCallersAuthorization();
    void comesBehindX402();
};

void tst_TokenEndpointChallenge::readsBothGenerations_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("0.3.0") << tokenChallengeNew();
    QTest::newRow("0.2.0") << tokenChallengeOld();
}

void tst_TokenEndpointChallenge::readsBothGenerations()
{
    QFETCH(QByteArray, body);
    const auto read = challenge(tokenDialect, tokenReply(body));
    QCOMPARE(read.dialect, "x402-mock"_ba);
    QCOMPARE(read.error, "Missing authorization token"_ba);
    QCOMPARE(read.proofGoesTo, QUrl(u"https://api.example.com/token"_s));
    QVERIFY(read.resource.isEmpty());
    QCOMPARE(read.offers.size(), 1);
    const deal::Offer &offer = read.offers.first();
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.network.toString(), "eip155:11155111"_ba);
    QCOMPARE(offer.claimedName, u"USDC"_s);
    QCOMPARE(offer.claimedVersion, u"2"_s);
    const deal::AuthorizeTransfer wanted {
        {{{"eip155", "11155111"}, "erc20", sepoliaToken}, Uint256(500'000)},
        payee,
        600s,
        deal::ValidAfter::Zero};
    QCOMPARE(std::get<deal::AuthorizeTransfer>(offer.instruction.value()), wanted);
}

void tst_TokenEndpointChallenge::keepsTheSellersBytes()
{
    const auto read = challenge(tokenDialect, tokenReply("\n" + tokenChallengeNew() + "\n"));
    QCOMPARE(read.raw, tokenChallengeNew());
    const QByteArray &raw = read.offers.first().raw;
    QVERIFY(raw.startsWith(R"({ "payment_type": "evm", "amount": 0.5,)"));
    QVERIFY(read.raw.contains(raw));
}

void tst_TokenEndpointChallenge::leavesOtherRepliesAlone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("not a 402") << 401 << tokenChallengeNew();
    QTest::newRow("412") << 412 << tokenChallengeNew();
    QTest::newRow("no body") << 402 << QByteArray();
    QTest::newRow("a page") << 402 << "<p>\"access_token_endpoint\" \"payment_scheme\"</p>"_ba;
    QTest::newRow("x402") << 402 << text(challengeOne());
    QTest::newRow("no endpoint") << 402
                                 << with(tokenChallengeNew(), "\"access_token_endpoint\"",
                                         "\"endpoint\"");
    QTest::newRow("an empty endpoint member")
        << 402 << with(tokenChallengeNew(), "\"/token\"", "null");
    QTest::newRow("no scheme") << 402
                               << with(tokenChallengeNew(), "\"payment_scheme\"", "\"scheme\"");
    QTest::newRow("the words elsewhere")
        << 402 << R"({"help":["access_token_endpoint","payment_scheme"]})"_ba;
}

void tst_TokenEndpointChallenge::leavesOtherRepliesAlone()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QVERIFY(!read(tokenDialect, {status, {}, body, {}}));
}

void tst_TokenEndpointChallenge::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    const auto frame = [](const QByteArray &scheme) {
        return R"({"access_token_endpoint":"/token","payment_scheme":)" + scheme + '}';
    };
    QTest::newRow("cut off") << tokenChallengeNew().chopped(1) << "unreadable"_ba;
    QTest::newRow("too long") << with(tokenChallengeNew(), "Payment required",
                                      QByteArray(70'000, 'x'))
                              << "unreadable"_ba;
    QTest::newRow("doubled key") << with(tokenChallengeNew(), "\"currency\": \"USDC\"",
                                         R"("currency": "USDC", "amount": 0.1)")
                                 << "unreadable"_ba;
    QTest::newRow("no list") << frame("{}") << "components"_ba;
    QTest::newRow("a text") << frame("\"evm\"") << "components"_ba;
    QTest::newRow("an object") << frame(R"({"payment_components":{}})") << "components"_ba;
    QTest::newRow("texts in the list")
        << frame(R"({"payment_components":["evm"]})") << "components"_ba;
    QTest::newRow("an empty list") << frame(R"({"payment_components":[]})") << "no_offers"_ba;
    QTest::newRow("many") << frame(R"({"payment_components":[)" + QByteArray("{},").repeated(64)
                                   + "{}]}")
                          << "too_many_offers"_ba;
    QTest::newRow("a long text") << with(tokenChallengeNew(), "Payment required",
                                         QByteArray(8193, 'x'))
                                 << "text_too_long"_ba;
}

void tst_TokenEndpointChallenge::saysWhatIsWrong()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    const auto found = read(tokenDialect, tokenReply(body));
    QVERIFY(found && !*found);
    QCOMPARE(found->error().code, "tokenendpoint." + code);
    QVERIFY(!errorText(found->error()).contains(u"Something went wrong"));
}

void tst_TokenEndpointChallenge::readsAsManyOffersAsItMay()
{
    const auto read = challenge(
        tokenDialect,
        tokenReply(R"({"access_token_endpoint":"/","payment_scheme":{"payment_components":[)"
                   + QByteArray("{},").repeated(63) + "{}]}}"));
    QCOMPARE(read.offers.size(), 64);
    QCOMPARE(read.offers.last().index, 63);
    QCOMPARE(read.offers.last().obstacle.value().code, "tokenendpoint.missing"_ba);
}

void tst_TokenEndpointChallenge::resolvesTheEndpoint_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("goesTo");
    QTest::newRow("a path") << "https://shop.example/a/b?c"_ba
                            << "/token"_ba
                            << "https://shop.example/token"_ba;
    QTest::newRow("with a port") << "http://127.0.0.1:4021/a"_ba
                                 << "/v1/token?x=1"_ba
                                 << "http://127.0.0.1:4021/v1/token?x=1"_ba;
    QTest::newRow("relative") << "https://shop.example/a/b"_ba
                              << "token"_ba
                              << "https://shop.example/a/token"_ba;
    QTest::newRow("whole") << "https://shop.example/"_ba
                           << "https://pay.example:8443/token"_ba
                           << "https://pay.example:8443/token"_ba;
    QTest::newRow("another host") << "https://shop.example/"_ba
                                  << "//pay.example/token"_ba
                                  << "https://pay.example/token"_ba;
    QTest::newRow("a fragment") << "https://shop.example/"_ba
                                << "/token#here"_ba
                                << "https://shop.example/token"_ba;
}

void tst_TokenEndpointChallenge::resolvesTheEndpoint()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, said);
    QFETCH(QByteArray, goesTo);
    const auto body = with(tokenChallengeNew(), "\"/token\"", '"' + said + '"');
    const auto found = dialect(tokenDialect).read(asking(asked), tokenReply(body));
    QVERIFY(found && *found);
    QCOMPARE((*found)->proofGoesTo.toEncoded(), goesTo);
}

void tst_TokenEndpointChallenge::refusesEndpoints_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("empty") << R"("")"_ba;
    QTest::newRow("a number") << "7"_ba;
    QTest::newRow("a file") << R"("file:///etc/passwd")"_ba;
    QTest::newRow("script") << R"("javascript:alert")"_ba;
    QTest::newRow("a socket") << R"("wss://shop.example/token")"_ba;
    QTest::newRow("no host") << R"("https:///token")"_ba;
    QTest::newRow("a name and password") << R"("https://user:word@shop.example/token")"_ba;
    QTest::newRow("no path") << R"("/to%zzken")"_ba;
    QTest::newRow("in plain") << R"("http://shop.example/token")"_ba;
    QTest::newRow("no URL") << R"("https://shop example/token")"_ba;
}

void tst_TokenEndpointChallenge::refusesEndpoints()
{
    QFETCH(QByteArray, said);
    const auto found =
        read(tokenDialect, tokenReply(with(tokenChallengeNew(), "\"/token\"", said)));
    QVERIFY(found && !*found);
    QCOMPARE(found->error().code, "tokenendpoint.endpoint"_ba);
}

void tst_TokenEndpointChallenge::keepsTheCallersAuthorization()
{
    auto asked = samples::request();
    asked.headers.add("authorization", "Basic YWJj");
    const auto body = with(tokenChallengeNew(), "\"payment_components\": [",
                           R"("payment_components": [ {"payment_type":"svm"},)");
    const auto found = dialect(tokenDialect).read(asked, tokenReply(body));
    QVERIFY(found && *found);
    QCOMPARE((*found)->offers.size(), 2);
    for (const deal::Offer &offer : (*found)->offers) {
        QVERIFY(!offer.instruction);
        QCOMPARE(offer.obstacle.value().code, "tokenendpoint.own_authorization"_ba);
    }
}

void tst_TokenEndpointChallenge::comesBehindX402()
{
    auto both = Json::parse(tokenChallengeNew().toStdString());
    both.update(challengeOne());
    const auto reading = ProtocolRegistry().read(samples::request(), tokenReply(text(both)));
    QCOMPARE(reading.broken.size(), 0);
    QCOMPARE(reading.challenges.size(), 2);
    QCOMPARE(reading.challenges.at(0).challenge.dialect, "x402-v1"_ba);
    QCOMPARE(reading.challenges.at(1).challenge.dialect, "x402-mock"_ba);
}

QTEST_GUILESS_MAIN(tst_TokenEndpointChallenge)
#include "tst_tokenendpointchallenge.moc"
