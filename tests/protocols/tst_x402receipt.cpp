// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/protocols/settlementreceipt.h"
#include "core/protocols/x402/judge.h"
#include "tests/protocols/replies.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;
using x402::Version;

class tst_X402Receipt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheReceipt();
    void keepsTheReceiptOfAFailure();
    void readsBothReceiptHeaders();
    void aBrokenReceiptTakesNothingBack_data();
    void aBrokenReceiptTakesNothingBack();
    void aReceiptOfFailureWithTheAnswerIsNoted();
    void leavesOutOddTransactions_data();
    void leavesOutOddTransactions();
};

void tst_X402Receipt::keepsTheReceipt()
{
    auto json = receipt(true);
    json["amount"] = "9000";
    const auto step = std::get<deal::Delivered>(x402::judge(withReceipt(200, json), bought()));
    QVERIFY(!step.note);
    QCOMPARE(step.settlement.value().charged, Uint256(9000));
    QCOMPARE(step.settlement->transaction, transaction);
    QCOMPARE(step.settlement->raw, samples::text(json));
}

void tst_X402Receipt::keepsTheReceiptOfAFailure()
{
    auto json = receipt(false, "settlement_pending");
    json["transaction"] = transaction.toStdString();
    json["amount"] = "10000";
    const auto step = std::get<deal::Withheld>(x402::judge(withReceipt(402, json), bought()));
    QCOMPARE(step.reason.kind, Error::Kind::Refused);
    QCOMPARE(step.settlement.value().transaction, transaction);
    QVERIFY(!step.settlement->charged); // not while the seller itself says that it failed
    const auto failed =
        std::get<deal::Withheld>(x402::judge(withReceipt(402, receipt(true)), bought()));
    QCOMPARE(failed.settlement.value().transaction, transaction);
    QCOMPARE(failed.reason.data.value(u"status"), QJsonValue(402));
}

void tst_X402Receipt::readsBothReceiptHeaders()
{
    for (const char *name : {"PAYMENT-RESPONSE", "X-PAYMENT-RESPONSE", "x-payment-response"}) {
        const auto step = std::get<deal::Delivered>(
            x402::judge(withReceipt(200, receipt(true), name), bought(Version::One)));
        QCOMPARE(step.settlement.value().transaction, transaction);
    }
    QVERIFY(!readSettlementReceipt({{"Content-Type", "text/plain"}}));
}

void tst_X402Receipt::aBrokenReceiptTakesNothingBack_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no base64") << "%%"_ba;
    QTest::newRow("no JSON") << toBase64("paid");
    QTest::newRow("a list") << toBase64("[]");
    QTest::newRow("no success") << toBase64("{}");
    QTest::newRow("success is a text") << toBase64(R"({"success":"true"})");
    QTest::newRow("too large") << toBase64(R"({"success":true})" + QByteArray(64 * 1024, ' '));
}

void tst_X402Receipt::aBrokenReceiptTakesNothingBack()
{
    QFETCH(QByteArray, header);
    const auto step = std::get<deal::Delivered>(
        x402::judge({200, {{"PAYMENT-RESPONSE", header}}, {}, {}}, bought()));
    QVERIFY(!step.settlement);
    QCOMPARE(step.note.value().code, "x402.receipt"_ba);
    QCOMPARE(step.note->kind, Error::Kind::Malformed);
    // Beside a refusal it is no reason of its own.
    auto refused = asksAgain("insufficient_funds");
    refused.headers.add("PAYMENT-RESPONSE", header);
    QCOMPARE(wordFor(x402::judge(refused, bought())), "x402.insufficient_funds"_ba);
}

void tst_X402Receipt::aReceiptOfFailureWithTheAnswerIsNoted()
{
    const auto step = std::get<deal::Delivered>(
        x402::judge(withReceipt(200, receipt(false, "settlement_pending")), bought()));
    QCOMPARE(step.note.value().code, "x402.delivered_unsettled"_ba);
    QVERIFY(!step.settlement.value().charged);
}

void tst_X402Receipt::leavesOutOddTransactions_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("markup") << "<a href=x>0x12</a>"_ba;
    QTest::newRow("bidi") << "0x\u202e12"_ba;
    QTest::newRow("long") << QByteArray(129, 'a');
}

void tst_X402Receipt::leavesOutOddTransactions()
{
    QFETCH(QByteArray, said);
    auto json = receipt(true);
    json["transaction"] = said.toStdString();
    json["amount"] = "1.5";
    const auto step = std::get<deal::Delivered>(x402::judge(withReceipt(200, json), bought()));
    QVERIFY(step.settlement.value().transaction.isEmpty());
    QVERIFY(!step.settlement->charged);
    QCOMPARE(step.settlement->raw, samples::text(json));
}

QTEST_GUILESS_MAIN(tst_X402Receipt)
#include "tst_x402receipt.moc"
