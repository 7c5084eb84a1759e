// SPDX-License-Identifier: MIT
#include "core/protocols/x402/offerreceipt.h"
#include "core/protocols/x402/signedstatement.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tuppence::samples;

namespace {

const QByteArray signer = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
const QByteArray payer = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
constexpr Time issued {1'700'000'030s};

Json official(const char *name)
{
    return vectors("x402-extension-vectors.json")[name];
}

Json wrapped(const char *name)
{
    const Json row = official(name);
    return {{"format", "eip712"}, {"payload", row["payload"]}, {"signature", row["signature"]}};
}

/// An offer that is paid to whoever signed the official vectors.
Json entry()
{
    Json offer = offerTwo();
    offer["payTo"] = signer.toStdString();
    return offer;
}

Json challengeWith(const Json &info, const Json &accepts = Json::array({entry()}))
{
    Json json = challengeTwo();
    json["accepts"] = accepts;
    json["extensions"] = {{"offer-receipt", {{"info", info}}}};
    return json;
}

std::optional<deal::SignedWord> wordFor(const Json &signedOffer)
{
    const Json info = {{"offers", Json::array({signedOffer})}};
    return challenge("x402-v2", replyTwo(challengeWith(info))).offers.first().signedWord;
}

QByteArray doubtOf(const std::optional<deal::SignedWord> &word)
{
    if (!word)
        return "none";
    return word->doubt ? word->doubt->code : QByteArray();
}

Json receiptWith(const Json &wrapped)
{
    return {{"success", true},
            {"transaction", "0xaa"},
            {"extensions", {{"offer-receipt", {{"info", {{"receipt", wrapped}}}}}}}};
}

Sale saleOf(const Json &receipt)
{
    const Json json = challengeWith({{"offers", Json::array({wrapped("offer")})}});
    const auto read = challenge("x402-v2", replyTwo(json));
    const auto moved = deal::movedBy(*read.offers.first().instruction);
    Sale sale;
    sale.terms.url = QUrl(u"https://proxy.example.com/w"_s);
    sale.terms.network = read.offers.first().network;
    sale.terms.asset = moved.amount.asset;
    sale.terms.amount = moved.amount.units;
    sale.terms.payee = moved.payee;
    sale.terms.account = {sale.terms.network, payer};
    sale.challenge = read.raw;
    sale.receipt = text(receipt);
    sale.agreed = sale.paid = issued;
    return sale;
}

deal::SignedWords wordsOf(const Sale &sale)
{
    return dialect("x402-v2").signedWords(sale);
}

} // namespace

/// Offers and receipts that sellers sign (x402.md 3.4).
class tst_X402SignedWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digestsAreTheOfficialOnes();
    void whatThePayeeSignedIsRight();
    void otherCountingOfTheParityIsTheSame();
    void anOfferIsFoundByWhatItSays();
    void anotherOfferIsNotThisOne_data();
    void anotherOfferIsNotThisOne();
    void somebodyElsesSignatureIsWrong();
    void aContractsSignatureIsNotChecked();
    void compactForms_data();
    void compactForms();
    void aRightOneAmongOthersCounts();
    void oddShapes_data();
    void oddShapes();
    void anOfferEnds();
    void versionOneSignsNothing();
    void aReceiptIsRight();
    void aReceiptOfSomethingElseIsWrong_data();
    void aReceiptOfSomethingElseIsWrong();
    void aReceiptCanBeReadOrNot();
};

void tst_X402SignedWords::digestsAreTheOfficialOnes()
{
    const auto digest = [](x402::Statement kind, const char *name) {
        return toHex(*x402::digestOf(kind, official(name)["payload"]));
    };
    QCOMPARE(digest(x402::Statement::Offer, "offer"), *textMember(official("offer"), "digest"));
    QCOMPARE(digest(x402::Statement::Receipt, "receipt"),
             *textMember(official("receipt"), "digest"));
}

void tst_X402SignedWords::whatThePayeeSignedIsRight()
{
    const auto word = wordFor(wrapped("offer"));
    QCOMPARE(doubtOf(word), "");
    QCOMPARE(word->until, Time(1'700'000'300s));
}

void tst_X402SignedWords::otherCountingOfTheParityIsTheSame()
{
    Json offer = wrapped("offer");
    auto signature = *textMember(offer, "signature");
    QVERIFY(signature.endsWith("1c"));
    offer["signature"] = (signature.chopped(2) + "01").toStdString();
    QCOMPARE(doubtOf(wordFor(offer)), "");
}

void tst_X402SignedWords::anOfferIsFoundByWhatItSays()
{
    Json dearer = entry();
    dearer["amount"] = "20000";
    Json offer = wrapped("offer");
    offer["acceptIndex"] = 0; // a hint, and a wrong one
    const Json info = {{"offers", Json::array({offer})}};
    const auto offers =
        challenge("x402-v2", replyTwo(challengeWith(info, Json::array({dearer, entry()})))).offers;
    QCOMPARE(doubtOf(offers.at(0).signedWord), "warning.offer_unmatched");
    QCOMPARE(doubtOf(offers.at(1).signedWord), "");
}

void tst_X402SignedWords::anotherOfferIsNotThisOne_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("network") << "network"_ba
                             << "eip155:8453"_ba;
    QTest::newRow("scheme") << "scheme"_ba
                            << "upto"_ba;
    QTest::newRow("asset") << "asset"_ba << payer;
    QTest::newRow("payee") << "payTo"_ba << payer;
    QTest::newRow("amount") << "amount"_ba
                            << "9999"_ba;
}

void tst_X402SignedWords::anotherOfferIsNotThisOne()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, said);
    Json offer = wrapped("offer");
    offer["payload"][key.toStdString()] = said.toStdString();
    QCOMPARE(doubtOf(wordFor(offer)), "warning.offer_unmatched");
    offer["payload"].erase(key.toStdString());
    QCOMPARE(doubtOf(wordFor(offer)), "warning.offer_unmatched");
}

void tst_X402SignedWords::somebodyElsesSignatureIsWrong()
{
    Json offer = wrapped("offer");
    offer["signature"] = official("receipt")["signature"];
    QCOMPARE(doubtOf(wordFor(offer)), "x402.not_payees");
    QVERIFY(wordFor(offer)->isWrong());
    offer = wrapped("offer");
    offer["payload"]["validUntil"] = 1'800'000'000; // longer than was signed
    QCOMPARE(doubtOf(wordFor(offer)), "x402.not_payees");
    offer["payload"]["validUntil"] = -1;
    QCOMPARE(doubtOf(wordFor(offer)), "x402.not_payees");
}

void tst_X402SignedWords::aContractsSignatureIsNotChecked()
{
    Json offer = wrapped("offer");
    offer["signature"] = "0x" + std::string(400, 'a');
    QCOMPARE(doubtOf(wordFor(offer)), "x402.signature_form");
    QVERIFY(!wordFor(offer)->isWrong());
}

void tst_X402SignedWords::compactForms_data()
{
    QTest::addColumn<QByteArray>("compact");
    QTest::addColumn<QByteArray>("doubt");
    const Json words = vectors("signed-words.json");
    for (const Json &row : words["jws"])
        QTest::newRow(textMember(row, "name")->constData())
            << *textMember(row, "text") << *textMember(row, "doubt");
    const auto whole = *textMember(words["jws"][0], "text");
    const auto body = whole.left(whole.lastIndexOf('.'));
    QTest::newRow("no signature") << body + '.' << "x402.not_payees"_ba;
    QTest::newRow("long signature") << whole + "AAAA"
                                    << "x402.not_payees"_ba;
    QTest::newRow("two parts") << body << "warning.offer_unmatched"_ba;
    const auto headed = [&](const QByteArray &header) {
        return toBase64(header) + whole.sliced(whole.indexOf('.'));
    };
    QTest::newRow("no algorithm") << headed("{}") << "x402.signature_algorithm"_ba;
    QTest::newRow("nobody's") << headed(R"({"alg":"ES256K"})") << "x402.signer_unknown"_ba;
    QTest::newRow("none") << headed(R"({"alg":"none"})") << "x402.signature_algorithm"_ba;
    QTest::newRow("with conditions")
        << headed(R"({"alg":"ES256K","crit":["b64"]})") << "x402.signature_algorithm"_ba;
}

void tst_X402SignedWords::compactForms()
{
    QFETCH(QByteArray, compact);
    QFETCH(QByteArray, doubt);
    const auto word = wordFor({{"format", "jws"}, {"signature", compact.toStdString()}});
    QCOMPARE(doubtOf(word), doubt);
}

void tst_X402SignedWords::aRightOneAmongOthersCounts()
{
    Json wrong = wrapped("offer");
    wrong["signature"] = official("receipt")["signature"];
    const auto among = [](const Json &offers) {
        return doubtOf(challenge("x402-v2", replyTwo(challengeWith({{"offers", offers}})))
                           .offers.first()
                           .signedWord);
    };
    QCOMPARE(among(Json::array({wrong, wrapped("offer"), wrong})), "");
    // Nobody makes us check without end.
    Json many = Json::array();
    for (int i = 0; i < 4; ++i)
        many.push_back(wrong);
    many.push_back(wrapped("offer"));
    QCOMPARE(among(many), "x402.not_payees");
}

void tst_X402SignedWords::oddShapes_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("doubt");
    QTest::newRow("nothing") << "null"_ba
                             << "none"_ba;
    QTest::newRow("a text") << "\"offers\""_ba
                            << "none"_ba;
    QTest::newRow("no offers") << "{}"_ba
                               << "none"_ba;
    QTest::newRow("an empty list") << R"({"offers":[]})"_ba
                                   << "none"_ba;
    QTest::newRow("a number") << R"({"offers":7})"_ba
                              << "none"_ba;
    const auto row = [](const char *name, const QByteArray &offer) {
        QTest::newRow(name) << R"({"offers":[)" + offer + "]}"
                            << "warning.offer_unmatched"_ba;
    };
    row("nulls", "null,null");
    row("lists", "[],[[]]");
    row("no format", R"({"payload":{},"signature":"0x"})");
    row("another format", R"({"format":"pgp","payload":{},"signature":"0x"})");
    row("no payload", R"({"format":"eip712","signature":"0x"})");
    row("a payload of text", R"({"format":"eip712","payload":"x","signature":"0x"})");
    row("no compact form", R"({"format":"jws"})");
    row("no base64", R"({"format":"jws","signature":"%.%.%"})");
    row("no JSON", R"({"format":"jws","signature":"AA.AA.AA"})");
}

void tst_X402SignedWords::oddShapes()
{
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, doubt);
    const auto json = challengeWith(*parseJson(info));
    const auto read = challenge("x402-v2", replyTwo(json));
    QCOMPARE(doubtOf(read.offers.first().signedWord), doubt);
    QVERIFY(read.offers.first().instruction); // it can be paid all the same
}

void tst_X402SignedWords::anOfferEnds()
{
    const auto word = *wordFor(wrapped("offer"));
    QVERIFY(!deal::offerAt(word, *word.until).doubt);
    const auto ended = deal::offerAt(word, *word.until + 1s);
    QCOMPARE(doubtOf(ended), "warning.offer_ended");
    QVERIFY(ended.isWrong());
    QVERIFY(!deal::offerAt({std::nullopt, std::nullopt}, *word.until + 24h).doubt);
}

void tst_X402SignedWords::versionOneSignsNothing()
{
    Json json = challengeOne();
    json["extensions"] = {{"offer-receipt", {{"info", {{"offers", Json::array({1})}}}}}};
    QVERIFY(!challenge("x402-v1", replyOne(json)).offers.first().signedWord);
    QCOMPARE(dialect("x402-v1").signedWords(saleOf({})), deal::SignedWords {});
}

void tst_X402SignedWords::aReceiptIsRight()
{
    auto sale = saleOf(receiptWith(wrapped("receipt")));
    QCOMPARE(doubtOf(wordsOf(sale).offer), "");
    QCOMPARE(doubtOf(wordsOf(sale).receipt), "");
    sale.terms.account.address = payer.toLower();
    QCOMPARE(doubtOf(wordsOf(sale).receipt), "");
    for (const auto apart : {59min + 59s, -(59min + 59s)}) {
        sale.paid = issued + apart;
        QCOMPARE(doubtOf(wordsOf(sale).receipt), "");
    }
    sale.agreed = Time {1'700'000'301s};
    QCOMPARE(doubtOf(wordsOf(sale).offer), "warning.offer_ended");
}

void tst_X402SignedWords::aReceiptOfSomethingElseIsWrong_data()
{
    QTest::addColumn<QByteArray>("doubt");
    for (const char *doubt : {"x402.receipt_resource", "x402.receipt_network", "x402.receipt_payer",
                              "x402.receipt_time", "x402.not_payees"})
        QTest::newRow(doubt) << QByteArray(doubt);
}

void tst_X402SignedWords::aReceiptOfSomethingElseIsWrong()
{
    QFETCH(QByteArray, doubt);
    Json receipt = wrapped("receipt");
    if (doubt == "x402.not_payees")
        receipt["payload"]["transaction"] = "0xaa";
    auto sale = saleOf(receiptWith(receipt));
    if (doubt == "x402.receipt_network")
        sale.terms.network.reference = "8453";
    if (doubt == "x402.receipt_payer")
        sale.terms.account.address = signer;
    if (doubt == "x402.receipt_time")
        sale.paid = issued + 1h;
    if (doubt == "x402.receipt_resource")
        sale.challenge.replace("/weather", "/wetter");
    QCOMPARE(doubtOf(wordsOf(sale).receipt), doubt);
    if (doubt == "x402.receipt_resource") { // the request's own name for it is as good
        sale.terms.url = QUrl(u"https://api.example.com/weather"_s);
        QCOMPARE(doubtOf(wordsOf(sale).receipt), "");
    }
}

void tst_X402SignedWords::aReceiptCanBeReadOrNot()
{
    QCOMPARE(doubtOf(wordsOf(saleOf(receiptWith({{"format", "?"}}))).receipt),
             "x402.receipt_unreadable");
    QCOMPARE(doubtOf(wordsOf(saleOf(receiptWith(nullptr))).receipt), "none");
    QCOMPARE(doubtOf(wordsOf(saleOf({})).receipt), "none");
    auto sale = saleOf({});
    sale.receipt = "no JSON";
    QCOMPARE(doubtOf(wordsOf(sale).receipt), "none");
    sale.challenge = "no JSON";
    QCOMPARE(wordsOf(sale), deal::SignedWords {});
}

QTEST_GUILESS_MAIN(tst_X402SignedWords)
#include "tst_x402signedwords.moc"
