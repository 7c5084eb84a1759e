// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/paymentsamples.h"
#include "tests/protocols/replies.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

net::Response answered(int status, const Json &receipt)
{
    return {status, {{"Payment-Receipt", encoded(receipt)}}, "sunny", {}};
}

Json honestReceipt()
{
    return {{"status", "success"},
            {"method", "evm"},
            {"reference", transaction.toStdString()},
            {"timestamp", "2023-11-14T22:13:30Z"}};
}

Json receiptWith(const char *key, const Json &value)
{
    auto receipt = honestReceipt();
    receipt[key] = value;
    return receipt;
}

deal::Delivered deliveredFor(const net::Response &reply)
{
    return std::get<deal::Delivered>(charged()->next(reply));
}

QByteArray noteFor(const net::Response &reply)
{
    const auto note = deliveredFor(reply).note;
    return note ? note->code : QByteArray();
}

} // namespace

class tst_PaymentAuthJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void keepsTheSellersWords();
    void saysWhenToComeBack();
    void judgesARefusalByItsHeadFirst();
    void readsTheReceipt();
    void notesAnOddReceipt_data();
    void notesAnOddReceipt();
};

void tst_PaymentAuthJudge::judges_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const net::Response &reply, const QByteArray &word) {
        QTest::newRow(name) << reply << word;
    };
    const QByteArray base = "https://paymentauth.org/problems/";
    const auto dearer = [] {
        auto request = chargeRequest();
        request["amount"] = "10001";
        return fieldFor(request);
    }();
    row("asks for the same", problem(402, base + "payment-required"), "mpp.not_understood");
    row("asks for more", problem(402, base + "payment-required", dearer), "new terms");
    row("asks for more without a word", payReply({dearer}), "new terms");
    row("too little", problem(402, base + "payment-insufficient"), "mpp.insufficient");
    row("too little, and dearer now", problem(402, base + "payment-insufficient", dearer),
        "mpp.insufficient");
    row("over", problem(402, base + "payment-expired"), "mpp.expired");
    row("not verified", problem(402, base + "verification-failed"), "mpp.verification_failed");
    row("not read", problem(402, base + "malformed-credential"), "mpp.malformed_credential");
    row("payload not read", problem(402, base + "invalid-payload"), "mpp.malformed_credential");
    row("not known", problem(402, base + "invalid-challenge"), "mpp.invalid_challenge");
    row("something else", problem(402, base + "payment-action-required"), "mpp.other");
    row("a problem of somebody else's", problem(402, "https://shop.example/x"),
        "mpp.not_understood");
    row("no challenge", {402, {}, "pay", {}}, "mpp.seller_error");
    row("not a way to pay", problem(400, base + "method-unsupported"), "mpp.method_unsupported");
    row("a bad request of the scheme", problem(400, base + "bad-request"), "mpp.other");
    row("a bad request of the service", problem(400, "about:blank"), "delivered");
    row("a plain bad request", {400, {}, "no", {}}, "delivered");
    row("paid and denied", {403, {}, "no", {}}, "delivered");
    row("header too large", {431, {}, {}, {}}, "mpp.header_refused");
    row("a fault of the seller", problem(500, base + "internal-payment-error"), "delivered");
    row("the goods", answered(200, honestReceipt()), "delivered");
    row("the goods without a receipt", {200, {}, "sunny", {}}, "delivered");
}

void tst_PaymentAuthJudge::judges()
{
    QFETCH(net::Response, reply);
    const auto step = charged()->next(reply);
    QTEST(wordFor(step), "word");
    if (const auto *withheld = std::get_if<deal::Withheld>(&step)) {
        QCOMPARE(withheld->reason.kind, Error::Kind::Refused);
        QVERIFY(!errorText(withheld->reason).contains(u"Something went wrong"));
        QVERIFY(!errorText(withheld->reason).contains(u'%'));
    }
}

void tst_PaymentAuthJudge::keepsTheSellersWords()
{
    const auto step =
        charged()->next(problem(402, "https://paymentauth.org/problems/verification-failed"));
    const auto &data = std::get<deal::Withheld>(step).reason.data;
    QCOMPARE(data[u"text"_s].toString(), u"so it is"_s);
}

void tst_PaymentAuthJudge::saysWhenToComeBack()
{
    auto reply = problem(402, "https://paymentauth.org/problems/payment-required");
    reply.headers.add("Retry-After", "7");
    const auto step = charged()->next(reply);
    const auto &reason = std::get<deal::Withheld>(step).reason;
    QCOMPARE(reason.code, "mpp.come_back"_ba);
    QCOMPARE(reason.data[u"seconds"_s].toInt(), 7);
}

void tst_PaymentAuthJudge::judgesARefusalByItsHeadFirst()
{
    auto head = problem(400, "https://paymentauth.org/problems/method-unsupported");
    head.body.clear();
    QVERIFY(std::holds_alternative<deal::Withheld>(charged()->next(head)));
}

void tst_PaymentAuthJudge::readsTheReceipt()
{
    const auto delivered = deliveredFor(answered(200, honestReceipt()));
    QCOMPARE(delivered.settlement->transaction, transaction);
    QCOMPARE(delivered.settlement->raw, text(honestReceipt()));
    QVERIFY(!delivered.settlement->charged);
    QVERIFY(!delivered.note);
    auto whole =
        receiptWith("challengeId", mppVector().at("credentialDecoded").at("challenge").at("id"));
    whole["chainId"] = 84532;
    QCOMPARE(noteFor(answered(200, whole)), QByteArray());
}

void tst_PaymentAuthJudge::notesAnOddReceipt_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("note");
    const auto row = [](const char *name, const net::Response &reply, const QByteArray &note) {
        QTest::newRow(name) << reply << note;
    };
    row("no base64", {200, {{"Payment-Receipt", "@"}}, {}, {}}, "mpp.receipt");
    row("no object", answered(200, Json::array()), "mpp.receipt");
    row("too large", {200, {{"Payment-Receipt", QByteArray(65 * 1024, 'A')}}, {}, {}},
        "mpp.receipt");
    row("no success", answered(200, receiptWith("status", "failed")), "mpp.receipt_other");
    row("another method", answered(200, receiptWith("method", "tempo")), "mpp.receipt_other");
    row("another challenge", answered(200, receiptWith("challengeId", "x")), "mpp.receipt_other");
    row("another network", answered(200, receiptWith("chainId", 1)), "mpp.receipt_other");
    row("denied", {403, {}, {}, {}}, "mpp.denied");
    row("a reference that is no hash", answered(200, receiptWith("reference", "r-1")), "");
}

void tst_PaymentAuthJudge::notesAnOddReceipt()
{
    QFETCH(net::Response, reply);
    QTEST(noteFor(reply), "note");
}

QTEST_GUILESS_MAIN(tst_PaymentAuthJudge)
#include "tst_paymentauthjudge.moc"
