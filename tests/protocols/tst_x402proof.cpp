// SPDX-License-Identifier: MIT
#include "core/protocols/x402/proof.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;
using x402::Version;

namespace {

/// The request that goes out with that proof.
net::Request paidRequest(const char *id, const net::Response &reply,
                         const deal::Signed &proof = signedWith(R"({"p":1})"))
{
    const auto exchange = exchangeFor(id, reply);
    const auto step = exchange->next(proof);
    return std::get<deal::Send>(step).message;
}

/// The JSON text in the proof header of version 2.
QByteArray proofText(const net::Response &reply)
{
    return fromBase64(*paidRequest("x402-v2", reply).headers.first("PAYMENT-SIGNATURE")).value();
}

/// A reply whose challenge is the sample with `extensions` in front of its closing brace, as it is
/// spelled.
net::Response replyWithExtensions(const QByteArray &extensions)
{
    const auto text =
        samples::text(samples::challengeTwo()).chopped(1) + R"(,"extensions":)" + extensions + '}';
    return {402, {{"PAYMENT-REQUIRED", toBase64(text)}}, {}, {}};
}

} // namespace

class tst_X402Proof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheOfficialProofOfVersionTwo();
    void writesTheOfficialAllowances_data();
    void writesTheOfficialAllowances();
    void writesTheOfficialProofOfVersionOne();
    void replacesOnlyThePaymentHeaders();
    void echoesTheSellersBytes();
    void leavesOutWhatIsNotThere_data();
    void leavesOutWhatIsNotThere();
    void answersExtensions_data();
    void answersExtensions();
    void dropsSchemasWhenTheHeaderGrows();
    void keepsExtensionsBesideTheOfficialPayload();
};

void tst_X402Proof::writesTheOfficialProofOfVersionTwo()
{
    const Json vector = samples::vectors("x402-vectors.json").at("v2_exact_eip3009");
    const net::Response reply {
        402, {{"PAYMENT-REQUIRED", *textMember(vector, "paymentRequiredHeader")}}, {}, {}};
    const auto sent = paidRequest("x402-v2", reply,
                                  signedWith(samples::text(vector.at("payload").at("payload"))));
    const auto header = *sent.headers.first("PAYMENT-SIGNATURE");
    QCOMPARE(fromBase64(header).value(),
             samples::text(vector.at("payload"))); // values and order of keys
    QCOMPARE(header, *textMember(vector.at("headers"), "PAYMENT-SIGNATURE")); // and every byte
}

void tst_X402Proof::writesTheOfficialAllowances_data()
{
    QTest::addColumn<QString>("vector");
    QTest::addColumn<QByteArray>("extension");
    QTest::addColumn<bool>("isPermit");
    QTest::newRow("permit") << u"v2_exact_permit2_eip2612"_s << "eip2612GasSponsoring"_ba << true;
    QTest::newRow("approval") << u"v2_exact_permit2_erc20approval"_s
                              << "erc20ApprovalGasSponsoring"_ba << false;
}

void tst_X402Proof::writesTheOfficialAllowances()
{
    QFETCH(QString, vector);
    QFETCH(QByteArray, extension);
    QFETCH(bool, isPermit);
    const Json expected = samples::vectors("x402-vectors.json").at(vector.toStdString());
    const Json &payload = expected.at("payload");
    Json added = payload.at("extensions").at(extension.toStdString()).at("info");
    added.erase("description");
    added.erase("version");
    using Kind = deal::SignedAllowance::Kind;
    deal::Signed proof {samples::text(payload.at("payload")), {}, {}};
    proof.allowance = {isPermit ? Kind::TokenPermit : Kind::Transaction, samples::text(added)};
    const net::Response reply {
        402, {{"PAYMENT-REQUIRED", *textMember(expected, "paymentRequiredHeader")}}, {}, {}};
    const auto header = *paidRequest("x402-v2", reply, proof).headers.first("PAYMENT-SIGNATURE");
    QCOMPARE(header, *textMember(expected.at("headers"), "PAYMENT-SIGNATURE"));
}

void tst_X402Proof::writesTheOfficialProofOfVersionOne()
{
    const Json vector = samples::vectors("x402-vectors.json").at("v1_exact");
    auto challenge = samples::challengeOne();
    challenge["accepts"][0] = vector.at("requirements");
    const auto sent = paidRequest("x402-v1", samples::replyOne(challenge),
                                  signedWith(samples::text(vector.at("payload").at("payload"))));
    const auto header = *sent.headers.first("X-PAYMENT");
    QCOMPARE(fromBase64(header).value(), samples::text(vector.at("payload")));
    QCOMPARE(header, *textMember(vector, "header"));
}

void tst_X402Proof::replacesOnlyThePaymentHeaders()
{
    auto original = samples::request();
    original.headers.add("payment-signature", "old");
    const auto two = x402::withProof(original, Version::Two, "new");
    QCOMPARE(two.method, original.method);
    QCOMPARE(two.url, original.url);
    QCOMPARE(two.body, original.body);
    const net::Headers expected {
        {"Content-Type", "text/plain"}, {"X-Note", "caf\xe9"}, {"PAYMENT-SIGNATURE", "new"}};
    QCOMPARE(two.headers.lines(), expected.lines());
    const auto one = x402::withProof(original, Version::One, "new");
    QCOMPARE(one.headers.all("X-PAYMENT"), QByteArrayList {"new"});
    QVERIFY(!one.headers.has("PAYMENT-SIGNATURE"));
}

void tst_X402Proof::echoesTheSellersBytes()
{
    // Numbers, escapes, spaces and order that a parser would not give back.
    const QByteArray offer =
        R"({ "payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C", "scheme" : "exact","network":"eip155:84532",)"
        R"("amount":"10000","asset":"0x036CbD53842c5426634e7929541eC2318f3dCF7e","maxTimeoutSeconds":60.0,)"
        R"("extra":{"name":"USD\u20ae0","big":12345678901234567890123,"slash":"\/"} })";
    const QByteArray resource = R"({"url" : "https:\/\/api.example.com\/weather" , "x":1E2})";
    const QByteArray text =
        R"({"accepts":[)" + offer + R"(],"resource":)" + resource + R"(,"x402Version":2})";
    const auto proof = proofText({402, {{"PAYMENT-REQUIRED", toBase64(text)}}, {}, {}});
    QCOMPARE(proof,
             R"({"x402Version":2,"payload":{"p":1},"resource":)" + resource + R"(,"accepted":)"
                 + offer + '}');
}

void tst_X402Proof::leavesOutWhatIsNotThere_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("absent") << ""_ba;
    QTest::newRow("null") << R"(,"resource":null,"extensions":null)"_ba;
    QTest::newRow("no extensions") << R"(,"extensions":{})"_ba;
    QTest::newRow("extensions are a list") << R"(,"extensions":[1])"_ba;
}

void tst_X402Proof::leavesOutWhatIsNotThere()
{
    QFETCH(QByteArray, members);
    const auto offer = samples::text(samples::offerTwo());
    const QByteArray text = R"({"x402Version":2,"accepts":[)" + offer + ']' + members + '}';
    QCOMPARE(proofText({402, {{"PAYMENT-REQUIRED", toBase64(text)}}, {}, {}}),
             R"({"x402Version":2,"payload":{"p":1},"accepted":)" + offer + '}');
}

void tst_X402Proof::answersExtensions_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("answered");
    const auto row = [](const char *name, const char *asked, const char *answered) {
        QTest::newRow(name) << QByteArray(asked) << QByteArray(answered);
    };
    const auto echo = [&](const char *name, const char *asked) { row(name, asked, asked); };
    echo("unknown", R"({"later":{"info":{"a":1.50,"b":"\u00e4"},"schema":{"type":"object"}}})");
    echo("unknown without info", R"({"later":{"x":[1, 2]}})");
    echo("unknown that is no object", R"({"later":"x","more":null})");
    echo("several keep their order", R"({"z":{"info":{}},"a":{"info":{"k":"v"}}})");
    row("a key with escapes", R"({"\u006cater":{"info":{}}})", R"({"later":{"info":{}}})");
    row("identifier", R"({"payment-identifier":{"info":{"required":true},"schema":{"a":1}}})",
        R"({"payment-identifier":{"info":{"required":true,"id":"purchase_0123456789"},"schema":{"a":1}}})");
    row("identifier with odd spaces",
        R"({"payment-identifier":{"info":{ "required" : true , "n" : 1.0 }}})",
        R"({"payment-identifier":{"info":{ "required" : true , "n" : 1.0 ,"id":"purchase_0123456789"}}})");
    row("identifier with empty info", R"({"payment-identifier":{"info":{}}})",
        R"({"payment-identifier":{"info":{"id":"purchase_0123456789"}}})");
    echo("identifier that the seller chose",
         R"({"payment-identifier":{"info":{"id":"theirs_0123456789"}}})");
    echo("identifier without info", R"({"payment-identifier":{"schema":{}}})");
    echo("identifier whose info is a text", R"({"payment-identifier":{"info":"x"}})");
}

void tst_X402Proof::answersExtensions()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, answered);
    const auto proof = proofText(replyWithExtensions(asked));
    QCOMPARE(rawMember(proof, "extensions").value(), answered);
    QVERIFY(parseJson(proof));
}

void tst_X402Proof::dropsSchemasWhenTheHeaderGrows()
{
    const auto extensions = [](const QByteArray &schema) {
        return R"({"payment-identifier":{"info":{"required":true},"schema":")" + schema
            + R"("},"bazaar":{"info":{"n":1.0},"schema":[]}})";
    };
    const auto sizeWith = [&](qsizetype schemaSize) {
        const auto reply = replyWithExtensions(extensions(QByteArray(schemaSize, 's')));
        return paidRequest("x402-v2", reply).headers.first("PAYMENT-SIGNATURE")->size();
    };
    qsizetype fits = 4000 + (7 * 1024 - sizeWith(4000)) / 4 * 3 - 3; // a little below
    while (sizeWith(fits + 1) >= sizeWith(fits))
        ++fits;
    // Base64 grows by four: nothing larger could still have been within 7 KiB.
    QVERIFY(sizeWith(fits) <= 7 * 1024 && sizeWith(fits) > 7 * 1024 - 4);
    const auto proof = proofText(replyWithExtensions(extensions(QByteArray(fits + 1, 's'))));
    QCOMPARE(
        rawMember(proof, "extensions").value(),
        R"({"payment-identifier":{"info":{"required":true,"id":"purchase_0123456789"}},"bazaar":{"info":{"n":1.0}}})"_ba);
    QVERIFY(rawMember(proofText(replyWithExtensions(extensions("s"))), "extensions")
                ->contains("schema"));
}

void tst_X402Proof::keepsExtensionsBesideTheOfficialPayload()
{
    // The reference writes extensions between payload and resource.
    const Json vector =
        samples::vectors("x402-vectors.json").at("v2_exact_permit2_eip2612").at("payload");
    QByteArrayList order;
    for (const auto &entry : vector.items())
        order.append(QByteArray::fromStdString(entry.key()));
    const auto ours = rawMembers(proofText(replyWithExtensions(R"({"x":{"info":{}}})"))).value();
    QByteArrayList keys;
    for (const auto &[key, value] : ours)
        keys.append(key);
    QCOMPARE(keys, order);
}

QTEST_GUILESS_MAIN(tst_X402Proof)
#include "tst_x402proof.moc"
