// SPDX-License-Identifier: MIT
#include "core/protocols/signingin.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

Json official()
{
    return vectors("x402-extension-vectors.json")["siwx_evm"];
}

Json chains()
{
    return Json::array(
        {{{"chainId", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"}, {"type", "ed25519"}},
         {{"chainId", "eip155:8453"}, {"type", "eip191"}}});
}

std::optional<deal::SignInAsked> asked(const Json &extension)
{
    Json json = challengeTwo();
    json["extensions"] = {{"sign-in-with-x", extension}};
    return dialect("x402-v2").signingIn()->asked(replyTwo(json));
}

std::optional<deal::SignInAsked> askedWith(const Json &info, const Json &supported)
{
    return asked({{"info", info}, {"supportedChains", supported}});
}

} // namespace

/// What sellers of x402 ask to be signed, and the header that answers (x402.md 3.2).
class tst_X402SignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsAsked();
    void theHeaderIsTheOfficialOne();
    void whatIsNotThereStaysOut();
    void nothingIsAsked_data();
    void nothingIsAsked();
    void aRouteWithoutPriceAsksToo();
    void onlyVersionTwoKnowsIt();
};

void tst_X402SignIn::readsWhatIsAsked()
{
    const auto found = askedWith(official()["info"], chains());
    QVERIFY(found);
    QCOMPARE(found->networks, (QList<NetworkId> {{"eip155", "8453"}}));
    QCOMPARE(found->message.domain, "api.example.com");
    QCOMPARE(found->message.statement, "Sign in to access premium data");
    QCOMPARE(found->message.resources, QByteArrayList {"https://api.example.com/data"});
    QVERIFY(found->message.account.address.isEmpty());
    QVERIFY(found->message.notBefore.isEmpty());
}

void tst_X402SignIn::theHeaderIsTheOfficialOne()
{
    const Json row = official();
    auto message = askedWith(row["info"], chains())->message;
    message.account = {{"eip155", "8453"}, *textMember(row["payload"], "address")};
    const auto signature = fromHex(*textMember(row["payload"], "signature"));
    const auto *way = dialect("x402-v2").signingIn();
    QCOMPARE(way->header(), "SIGN-IN-WITH-X");
    QCOMPARE(way->valueFor(message, *signature), *textMember(row, "header"));
}

void tst_X402SignIn::whatIsNotThereStaysOut()
{
    const Json info = {{"domain", "a"}, {"uri", "b"}, {"version", "1"}, {"notBefore", nullptr}};
    const auto found = askedWith(info, chains());
    QVERIFY(found);
    const auto value = dialect("x402-v2").signingIn()->valueFor(found->message, "x");
    const Json json = *parseJson(*fromBase64(value));
    for (const char *key : {"statement", "notBefore", "expirationTime", "requestId", "resources"})
        QVERIFY(!json.contains(key));
}

void tst_X402SignIn::nothingIsAsked_data()
{
    QTest::addColumn<QByteArray>("extension");
    const auto row = [](const char *name, const QByteArray &info, const QByteArray &supported) {
        QTest::newRow(name) << "{\"info\":" + info + ",\"supportedChains\":" + supported + "}";
    };
    const QByteArray evm = R"([{"chainId":"eip155:1","type":"eip191"}])";
    QTest::newRow("a text") << "\"sign in\""_ba;
    QTest::newRow("nothing") << "null"_ba;
    row("no info", "null", evm);
    row("info is a list", "[]", "[]");
    row("no chains", "{}", "null");
    row("chains are no list", "{}", "7");
    row("empty chains", "{}", "[]");
    row("odd chains", "{}", R"([null,7,{},{"chainId":7},{"chainId":"eip155","type":"eip191"}])");
    row("Solana alone", "{}",
        R"([{"chainId":"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp","type":"ed25519"}])");
    row("another kind of signature", "{}", R"([{"chainId":"eip155:1","type":"eip1271"}])");
    row("a nonce that is a number", R"({"nonce":7})", evm);
    row("resources that are a text", R"({"resources":"a"})", evm);
    row("resources that are numbers", R"({"resources":[1]})", evm);
}

void tst_X402SignIn::nothingIsAsked()
{
    QFETCH(QByteArray, extension);
    QVERIFY(!asked(*parseJson(extension)));
}

void tst_X402SignIn::aRouteWithoutPriceAsksToo()
{
    Json json = challengeTwo();
    json["accepts"] = Json::array();
    json["extensions"] = {
        {"sign-in-with-x", {{"info", official()["info"]}, {"supportedChains", chains()}}}};
    const ProtocolRegistry registry;
    const auto reading = registry.read(request(), replyTwo(json));
    QVERIFY(reading.challenges.isEmpty());
    QCOMPARE(reading.broken.first().error.code, "x402.sign_in_only");
    QVERIFY(reading.signIn);
    QCOMPARE(reading.signIn->asked.message.domain, "api.example.com");
}

void tst_X402SignIn::onlyVersionTwoKnowsIt()
{
    QVERIFY(!dialect("x402-v1").signingIn());
}

QTEST_GUILESS_MAIN(tst_X402SignIn)
#include "tst_x402signin.moc"
