// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/protocols/x402/challenge.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

/// The reply of one row of x402-responses.json; "encoded" headers are written there as plain text.
net::Response replyOf(const Json &row)
{
    net::Response reply;
    reply.status = row.at("status").get<int>();
    reply.body = textMember(row, "body").value();
    for (const Json &line : row.at("headers"))
        reply.headers.add(line[0].get<std::string>().c_str(), line[1].get<std::string>().c_str());
    for (const Json &line : row.at("encoded"))
        reply.headers.add(line[0].get<std::string>().c_str(),
                          toBase64(line[1].get_ref<const std::string &>()));
    return reply;
}

/// What was read, in the words that the rows use for what is expected.
Json wordsFor(const Reading &reading)
{
    Json words = Json::object();
    for (const auto &found : reading.challenges) {
        Json offers = Json::array();
        for (const deal::Offer &offer : found.challenge.offers) {
            if (offer.instruction) {
                const auto moved = deal::movedBy(*offer.instruction);
                offers.push_back({{"units", moved.amount.units.toString().toStdString()}});
            } else {
                offers.push_back({{"obstacle", offer.obstacle->code.toStdString()}});
            }
        }
        words[found.challenge.dialect.toStdString()] = {
            {"offers", offers}, {"error", found.challenge.error.toStdString()}};
    }
    for (const auto &broken : reading.broken)
        words[broken.dialect.toStdString()] = {{"broken", broken.error.code.toStdString()}};
    return words;
}

/// For a comparison that minds no order of keys and prints both sides.
QByteArray unordered(const Json &json)
{
    return QByteArray::fromStdString(nlohmann::json(json).dump());
}

void addRows(const char *list)
{
    QTest::addColumn<QByteArray>("row");
    const Json file = samples::vectors("x402-responses.json");
    for (const Json &row : file.at(list))
        QTest::newRow(row.at("name").get<std::string>().c_str()) << samples::text(row);
}

} // namespace

class tst_X402Challenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void readsEveryShape_data() { addRows("valid"); }

    void readsEveryShape() { compareRow(); }

    void refusesWhatBreaksTheRules_data() { addRows("invalid"); }

    void refusesWhatBreaksTheRules() { compareRow(); }

    void keepsWhatTheSellerSays();
    void makesTextsPlain();
    void takesTheResourceOfVersionOneFromItsFirstOffer();
    void needsNeitherAResourceNorExtra();
    void readsJoinedHeaders();
    void readsLenientBase64();
    void readsAsManyOffersAsAreAllowed();
    void capsWhatItReads_data();
    void capsWhatItReads();
    void bothVersionsAreAskedInOrder();
    void readsTheOfficialVectors_data();
    void readsTheOfficialVectors();

private:
    static void compareRow();
};

void tst_X402Challenge::compareRow()
{
    QFETCH(QByteArray, row);
    const Json parsed = Json::parse(row.toStdString());
    const auto reply = replyOf(parsed.at("reply"));
    const Reading reading = ProtocolRegistry().read(samples::request(), reply);
    QCOMPARE(unordered(wordsFor(reading)), unordered(parsed.at("expect")));
    for (const auto &broken : reading.broken)
        QVERIFY(!errorText(broken.error).contains(u"Something went wrong"));
}

void tst_X402Challenge::keepsWhatTheSellerSays()
{
    const auto json = samples::challengeTwo();
    const auto read = samples::challenge("x402-v2", samples::replyTwo(json));
    QCOMPARE(read.raw, samples::text(json));
    QCOMPARE(read.resource, QUrl(u"https://api.example.com/weather"_s));
    QCOMPARE(read.description, u"Weather"_s);
    QCOMPARE(read.mimeType, u"application/json"_s);
    QCOMPARE(read.error, "Payment required"_ba);
    QCOMPARE(read.offers.size(), 1);
    QCOMPARE(read.offers.first().raw, samples::text(samples::offerTwo()));
}

void tst_X402Challenge::makesTextsPlain()
{
    auto json = samples::challengeTwo();
    json["resource"]["description"] = "<b>ok</b> \u202egnp.exe\u0007" + std::string(600, 'x');
    json["resource"]["mimeType"] = std::string(101, 'm');
    const auto read = samples::challenge("x402-v2", samples::replyTwo(json));
    QVERIFY(read.description.startsWith(u"<b>ok</b> ⟨U+202E⟩gnp.exe⟨U+0007⟩xxx"_s));
    QVERIFY(read.description.endsWith(u"x…"_s));
    QVERIFY(read.description.size() < 540);
    QCOMPARE(read.mimeType, QString(100, u'm') + u'…');
}

void tst_X402Challenge::takesTheResourceOfVersionOneFromItsFirstOffer()
{
    auto json = samples::challengeOne();
    json["accepts"].push_back(samples::offerOne());
    json["accepts"][1]["resource"] = "https://other.example/";
    const auto read = samples::challenge("x402-v1", samples::replyOne(json));
    QCOMPARE(read.resource, QUrl(u"https://api.example.com/weather"_s));
    QCOMPARE(read.description, u"Weather"_s);
    QCOMPARE(read.mimeType, u"application/json"_s);
}

/// As the servers of the reference page's authors write it; the registry knows the token's name.
void tst_X402Challenge::needsNeitherAResourceNorExtra()
{
    auto json = samples::challengeTwo();
    json.erase("resource");
    json["accepts"][0]["extra"] = Json::object();
    json["error"] = "No payment header provided";
    auto reply = samples::replyTwo(json);
    reply.body = samples::text(json); // they say the same in the body
    const auto reading = ProtocolRegistry().read(samples::request(), reply);
    QVERIFY(reading.broken.isEmpty());
    QCOMPARE(reading.challenges.size(), 1);
    const auto &read = reading.challenges.first().challenge;
    QCOMPARE(read.dialect, "x402-v2"_ba);
    QVERIFY(read.resource.isEmpty());
    QVERIFY(read.offers.first().instruction);
    QVERIFY(read.offers.first().claimedName.isEmpty()); // so there is nothing to warn of
}

void tst_X402Challenge::readsJoinedHeaders()
{
    const auto one = samples::encoded(samples::challengeTwo());
    auto other = samples::challengeTwo();
    other["error"] = "else";
    const auto same =
        samples::read("x402-v2", {402, {{"payment-required", one + ", " + one}}, {}, {}});
    QVERIFY(same && *same);
    const auto differing = samples::read(
        "x402-v2", {402, {{"payment-required", one + ", " + samples::encoded(other)}}, {}, {}});
    QVERIFY(differing && !*differing);
    QCOMPARE(differing->error().kind, Error::Kind::Malformed);
    QCOMPARE(differing->error().code, "x402.two_challenges"_ba);
}

void tst_X402Challenge::readsLenientBase64()
{
    auto json = samples::challengeTwo();
    json["resource"]["description"] = "?>?>?\u00ff~~~"; // gives + and / in base64
    const auto strict = samples::encoded(json);
    QVERIFY(strict.contains('+') || strict.contains('/'));
    auto urlSafe = strict;
    urlSafe.replace('+', '-').replace('/', '_').replace("=", "");
    const auto read =
        samples::challenge("x402-v2", {402, {{"PAYMENT-REQUIRED", " " + urlSafe + " "}}, {}, {}});
    QCOMPARE(read.raw, samples::text(json));
}

void tst_X402Challenge::readsAsManyOffersAsAreAllowed()
{
    auto json = samples::challengeTwo();
    json["accepts"] = Json(64, samples::offerTwo());
    const auto read = samples::challenge("x402-v2", samples::replyTwo(json));
    QCOMPARE(read.offers.size(), 64);
    QCOMPARE(read.offers.last().index, 63);
    QVERIFY(read.offers.last().instruction);
}

void tst_X402Challenge::capsWhatItReads_data()
{
    QTest::addColumn<QByteArray>("dialect");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *dialect, const Json &json, const char *code) {
        QTest::newRow(name) << QByteArray(dialect) << samples::text(json) << QByteArray(code);
    };
    auto json = samples::challengeTwo();
    json["accepts"] = Json(65, samples::offerTwo());
    row("65 offers", "x402-v2", json, "x402.too_many_offers");
    json = samples::challengeTwo();
    json["resource"]["description"] = std::string(8193, 'x');
    row("long text", "x402-v2", json, "x402.text_too_long");
    json = samples::challengeTwo();
    json[std::string(8193, 'k')] = 1;
    row("long key", "x402-v2", json, "x402.text_too_long");
    json = samples::challengeTwo();
    json["filling"] = Json(50, std::string(1024, 'x'));
    row("long header", "x402-v2", json, "x402.header_too_large");
    json = samples::challengeOne();
    json["filling"] = Json(65, std::string(1024, 'x'));
    row("long body", "x402-v1", json, "x402.unreadable");
}

void tst_X402Challenge::capsWhatItReads()
{
    QFETCH(QByteArray, dialect);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    const auto reply = dialect == "x402-v2"
        ? net::Response {402, {{"PAYMENT-REQUIRED", toBase64(text)}}, {}, {}}
        : net::Response {402, {}, text, {}};
    const auto read = samples::read(dialect, reply);
    QVERIFY(read && !*read);
    QCOMPARE(read->error().code, code);
    QCOMPARE(read->error().kind, Error::Kind::OutOfRange);
}

void tst_X402Challenge::bothVersionsAreAskedInOrder()
{
    auto reply = samples::replyTwo(samples::challengeTwo());
    reply.body = samples::text(samples::challengeOne());
    const ProtocolRegistry registry;
    const Reading reading = registry.read(samples::request(), reply);
    QCOMPARE(reading.challenges.size(), 2);
    QCOMPARE(reading.challenges[0].challenge.dialect, "x402-v2"_ba);
    QCOMPARE(reading.challenges[1].challenge.dialect, "x402-v1"_ba);
    QCOMPARE(reading.challenges[0].protocol, registry.find("x402-v2"));
    QVERIFY(!registry.find("x402-v3"));
}

void tst_X402Challenge::readsTheOfficialVectors_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("code"); // empty: it can be paid
    const Json file = samples::vectors("x402-vectors.json");
    const auto row = [&](const char *name, const char *code) {
        QTest::newRow(name) << textMember(file.at(name), "paymentRequiredHeader").value()
                            << QByteArray(code);
    };
    row("v2_exact_eip3009", "");
    row("v2_exact_permit2", "");
    row("v2_exact_permit2_eip2612", "");
    row("v2_exact_permit2_erc20approval", "");
    row("v2_upto_permit2", "");
    row("v2_batch_deposit_eip3009", "x402.scheme_unsupported");
    row("v2_authcapture_eip3009", "x402.scheme_unsupported");
}

void tst_X402Challenge::readsTheOfficialVectors()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, code);
    const auto read = samples::challenge("x402-v2", {402, {{"PAYMENT-REQUIRED", header}}, {}, {}});
    QCOMPARE(read.offers.size(), 1);
    const auto &offer = read.offers.first();
    QCOMPARE(offer.instruction.has_value(), code.isEmpty());
    QCOMPARE(offer.obstacle ? offer.obstacle->code : QByteArray(), code);
}

QTEST_GUILESS_MAIN(tst_X402Challenge)
#include "tst_x402challenge.moc"
