// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/pagesamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

const QByteArray hash = "0x" + QByteArray(64, 'c');

net::Response withReceipt(int status, const Json &receipt, const char *header = "Payment-Response")
{
    return pageAnswer(status, "{}", {{header, encoded(receipt)}});
}

} // namespace

class tst_ReferencePageJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversAnyOtherAnswer_data();
    void deliversAnyOtherAnswer();
    void readsEverySpellingOfTheReceipt_data();
    void readsEverySpellingOfTheReceipt();
    void notesWhatIsOddBesideAnAnswer_data();
    void notesWhatIsOddBesideAnAnswer();
    void takesTheNetworkByEitherName();
    void saysWhyItWasWithheld_data();
    void saysWhyItWasWithheld();
    void handsOverARefusalThatWasPaid();
    void comparesWhatIsAskedAgain_data();
    void comparesWhatIsAskedAgain();
    void showsTheSellersTextPlain();
};

/// Without a receipt nothing is known of the money: the chain is asked, as always.
void tst_ReferencePageJudge::deliversAnyOtherAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 302, 401, 403, 404, 412, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void tst_ReferencePageJudge::deliversAnyOtherAnswer()
{
    QFETCH(int, status);
    const auto step = payingPage()->next(pageAnswer(status));
    QCOMPARE(std::get<deal::Delivered>(step), deal::Delivered {});
}

void tst_ReferencePageJudge::readsEverySpellingOfTheReceipt_data()
{
    QTest::addColumn<Json>("receipt");
    const auto name = hash.toStdString();
    const auto row = [](const char *title, const Json &receipt) {
        QTest::newRow(title) << receipt;
    };
    row("transaction", {{"transaction", name}, {"success", true}});
    row("transactionHash", {{"transactionHash", name}, {"success", true}});
    row("txHash", {{"txHash", name}, {"success", true}});
    row("no success", {{"txHash", name}});
    row("all of it",
        {{"success", true}, {"transaction", name}, {"network", "eip155:84532"}, {"payer", "0x1"}});
    row("an empty one first", {{"transaction", ""}, {"txHash", name}});
}

void tst_ReferencePageJudge::readsEverySpellingOfTheReceipt()
{
    QFETCH(Json, receipt);
    for (const char *header : {"Payment-Response", "PAYMENT-RESPONSE", "X-Payment-Response"}) {
        const auto step =
            std::get<deal::Delivered>(payingPage()->next(withReceipt(200, receipt, header)));
        QVERIFY(!step.note);
        QCOMPARE(step.settlement.value().transaction, hash);
        QCOMPARE(step.settlement->raw, samples::text(receipt));
    }
}

void tst_ReferencePageJudge::notesWhatIsOddBesideAnAnswer_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no base64") << "%%"_ba
                               << "x402.receipt"_ba;
    QTest::newRow("no JSON") << toBase64("paid") << "x402.receipt"_ba;
    QTest::newRow("a list") << toBase64("[]") << "x402.receipt"_ba;
    QTest::newRow("success is a text") << toBase64(R"({"success":"yes"})") << "x402.receipt"_ba;
    QTest::newRow("too large") << toBase64(R"({"success":true})" + QByteArray(64 * 1024, ' '))
                               << "x402.receipt"_ba;
    QTest::newRow("it failed") << toBase64(R"({"success":false})") << "x402.delivered_unsettled"_ba;
    QTest::newRow("another network")
        << toBase64(R"({"network":"eip155:8453"})") << "x402.settled_elsewhere"_ba;
    QTest::newRow("no network") << toBase64(R"({"network":"moon"})") << "x402.settled_elsewhere"_ba;
}

void tst_ReferencePageJudge::notesWhatIsOddBesideAnAnswer()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, code);
    const auto step = std::get<deal::Delivered>(
        payingPage()->next(pageAnswer(200, "{}", {{"Payment-Response", header}})));
    QCOMPARE(step.note.value().code, code);
    QVERIFY(!errorText(*step.note).contains(u"Something went wrong"));
}

void tst_ReferencePageJudge::takesTheNetworkByEitherName()
{
    for (const char *name : {"eip155:84532", "base-sepolia"}) {
        const auto step = payingPage()->next(withReceipt(200, {{"network", name}}));
        QVERIFY2(!std::get<deal::Delivered>(step).note, name);
    }
}

void tst_ReferencePageJudge::saysWhyItWasWithheld_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("text");
    const auto body = R"({"error":"Transaction already used"})"_ba;
    for (const int status : {400, 402, 409, 410, 422}) {
        QTest::addRow("%d", status)
            << pageAnswer(status, body) << "x402.other"_ba << u"Transaction already used"_s;
        QTest::addRow("%d without a word", status)
            << pageAnswer(status) << "x402.seller_error"_ba << QString();
    }
    QTest::newRow("the same again") << pageReply() << "x402.not_understood"_ba << QString();
    QTest::newRow("the same again, with a word")
        << pageReplyOf(samples::text(pageOffer()), body) << "x402.other"_ba
        << u"Transaction already used"_s;
    auto torn = pageReply();
    torn.headers.add("X-Payment-Required", "e30=");
    QTest::newRow("402 that disagrees") << torn << "x402.seller_error"_ba << QString();
    const Json failed {{"success", false}, {"errorReason", "wrong amount"}};
    for (const int status : {400, 402, 404, 500})
        QTest::addRow("%d and a receipt", status)
            << withReceipt(status, failed) << "x402.other"_ba << u"wrong amount"_s;
    QTest::newRow("a receipt without a word")
        << withReceipt(402, {{"success", false}}) << "x402.seller_error"_ba << QString();
}

void tst_ReferencePageJudge::saysWhyItWasWithheld()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, code);
    QFETCH(QString, text);
    const auto step = payingPage()->next(reply);
    const auto &reason = std::get<deal::Withheld>(step).reason;
    QCOMPARE(reason.code, code);
    QCOMPARE(reason.kind, Error::Kind::Refused);
    QCOMPARE(reason.data[u"text"_s].toString(), text);
    QVERIFY(!errorText(reason).contains(u"Something went wrong"));
}

/// The receipt says that the payment was taken, so the status is the service's own answer.
void tst_ReferencePageJudge::handsOverARefusalThatWasPaid()
{
    const Json taken {{"success", true}, {"txHash", hash.toStdString()}};
    const auto step = payingPage()->next(withReceipt(422, taken));
    QCOMPARE(std::get<deal::Delivered>(step).settlement.value().transaction, hash);
}

void tst_ReferencePageJudge::comparesWhatIsAskedAgain_data()
{
    QTest::addColumn<Json>("challenge");
    QTest::addColumn<bool>("isNew");
    const auto row = [](const char *name, const Json &challenge, bool isNew) {
        QTest::newRow(name) << challenge << isNew;
    };
    row("the same", pageOffer(), false);
    row("the same as a number", pageOfferWith("amount", 10000), false);
    row("in other letters", pageOfferWith("recipient", payee.toLower().toStdString()), false);
    row("another facilitator", pageOfferWith("facilitator", "https://other.example"), false);
    row("beside others", Json::array({pageOfferWith("amount", "1"), pageOffer()}), false);
    row("another price", pageOfferWith("amount", "10001"), true);
    row("another coin", pageOfferWith("currency", "native"), true);
    row("another network", pageOfferWith("network", "eip155:8453"), true);
    row("another payee",
        pageOfferWith("recipient", token.toLower().replace("0x03", "0x04").toStdString()), true);
    row("what cannot be paid", pageOfferWith("amount", "-1"), true);
}

void tst_ReferencePageJudge::comparesWhatIsAskedAgain()
{
    QFETCH(Json, challenge);
    QFETCH(bool, isNew);
    const auto step = payingPage()->next(pageReply(challenge));
    if (isNew)
        QCOMPARE(std::get<deal::NewTerms>(step).challenge, pageChallenge(pageReply(challenge)));
    else
        QCOMPARE(std::get<deal::Withheld>(step).reason.code, "x402.not_understood"_ba);
}

void tst_ReferencePageJudge::showsTheSellersTextPlain()
{
    const Json said {{"success", false}, {"errorReason", "\u202e" + std::string(300, 'x')}};
    const auto step = payingPage()->next(withReceipt(402, said));
    const auto text = std::get<deal::Withheld>(step).reason.data[u"text"_s].toString();
    QVERIFY(text.startsWith(u"⟨U+202E⟩xxx"_s));
    QVERIFY(text.size() < 220);
}

QTEST_GUILESS_MAIN(tst_ReferencePageJudge)
#include "tst_referencepagejudge.moc"
