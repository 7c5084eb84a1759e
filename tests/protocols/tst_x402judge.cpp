// SPDX-License-Identifier: MIT
#include "core/protocols/x402/judge.h"
#include "tests/protocols/replies.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;
using x402::Version;

class tst_X402Judge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesTheOfficialServersAnswers_data();
    void judgesTheOfficialServersAnswers();
    void judgesOtherAnswers_data();
    void judgesOtherAnswers();
    void judgesVersionOne_data();
    void judgesVersionOne();
    void aSellersOwnFirstTextIsRecognised();
    void newTermsCarryTheNewPrice();
};

void tst_X402Judge::judgesTheOfficialServersAnswers_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("word");
    const auto paid = [](const char *name) {
        QTest::newRow(name) << withReceipt(200, receipt(true)) << "delivered"_ba;
    };
    const auto refused = [](const char *name, const char *error, const char *word,
                            int status = 402) {
        QTest::newRow(name) << asksAgain(error, status) << QByteArray(word);
    };
    // Row by row what the official server and facilitator were measured to answer (x402.md 12).
    paid("valid");
    refused("same payload again", "invalid_exact_evm_nonce_already_used",
            "x402.nonce_already_used");
    refused("X-PAYMENT instead", "Payment required", "x402.not_understood");
    refused("garbage", "Payment required", "x402.not_understood");
    paid("unpadded base64");
    refused("accepted.amount as number", "No matching payment requirements",
            "x402.no_matching_offer");
    refused("value 1 too high", "invalid_exact_evm_signature", "x402.signature");
    refused("validBefore now+3", "invalid_exact_evm_payload_authorization_valid_before",
            "x402.authorization_valid_before");
    refused("x402Version 1 in body",
            "No facilitator registered for scheme: exact and network: eip155:84532", "x402.other");
    refused("x402Version 3", "Unsupported x402 version: 3", "x402.other");
    refused("empty payload", "Cannot read properties of undefined (reading 'from')", "x402.other");
    refused("permit2 no allowance", "permit2_allowance_required", "x402.permit2_allowance_required",
            412);
    refused("echo altered", "extension_echo_mismatch", "x402.extension_echo_mismatch");
    refused("balance too low", "invalid_exact_evm_insufficient_balance",
            "x402.insufficient_balance");
    QTest::newRow("upto above ceiling")
        << withReceipt(402, receipt(false, "invalid_upto_evm_payload_settlement_exceeds_amount"))
        << "x402.settlement_exceeds_amount"_ba;
    QTest::newRow("upto charge 0")
        << withReceipt(200, {{"success", true}, {"transaction", ""}}) << "delivered"_ba;
    refused("replay without Multicall3", "invalid_exact_evm_transaction_simulation_failed",
            "x402.transaction_simulation_failed");
}

void tst_X402Judge::judgesTheOfficialServersAnswers()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, word);
    QCOMPARE(wordFor(x402::judge(reply, bought())), word);
}

void tst_X402Judge::judgesOtherAnswers_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const net::Response &reply, const char *word) {
        QTest::newRow(name) << reply << QByteArray(word);
    };
    const auto status = [](int code) { return net::Response {code, {}, "x", {}}; };
    row("200 without receipt", status(200), "delivered");
    row("204", status(204), "delivered");
    row("303", status(303), "delivered");
    row("400", status(400), "delivered");
    row("403", status(403), "delivered");
    row("409", status(409), "delivered");
    row("431", status(431), "x402.header_refused");
    row("500", status(500), "delivered");
    row("503", status(503), "delivered");
    row("500 after it took the money", withReceipt(500, receipt(true)), "delivered");
    row("402 without anything", status(402), "x402.seller_error");
    row("402 that says it was paid", withReceipt(402, receipt(true)), "x402.seller_error");
    auto both = asksAgain("Payment required");
    both.headers.add("PAYMENT-RESPONSE", samples::encoded(receipt(true)));
    row("402 that asks again and says it was paid", both, "x402.seller_error");
    row("412 without anything", status(412), "x402.seller_error");
    row("402 in another dialect", samples::replyOne(samples::challengeOne()), "x402.seller_error");
    row("402 with a broken challenge", {402, {{"PAYMENT-REQUIRED", "%"}}, {}, {}},
        "x402.seller_error");
    row("402 with a v2 body", {402, {}, samples::text(samples::challengeTwo()), {}},
        "x402.not_understood");
    row("no reason", withReceipt(402, receipt(false)), "x402.no_reason");
    row("pending", withReceipt(402, receipt(false, "settlement_pending")),
        "x402.settlement_pending");
    row("settlement failed", withReceipt(402, receipt(false, "Settlement failed")),
        "x402.settlement_failed");
    row("other failure", withReceipt(402, receipt(false, "out of gas")), "x402.other");
    row("error null", asksAgain(nullptr), "x402.not_understood");
    row("error empty", asksAgain(""), "x402.not_understood");
    row("error in other letters", asksAgain("payment required "), "x402.not_understood");

    auto other = samples::challengeTwo();
    other["accepts"][0]["amount"] = "20000";
    row("new price", samples::replyTwo(other), "new terms");
    other["error"] = "No matching payment requirements";
    row("new price, said so", samples::replyTwo(other), "new terms");
    other["error"] = "Prices went up";
    row("new price, own words", samples::replyTwo(other), "new terms");
    other["error"] = "invalid_exact_evm_nonce_already_used";
    row("a code beats a new price", samples::replyTwo(other), "x402.nonce_already_used");
    other = samples::challengeTwo();
    other["accepts"][0]["payTo"] = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
    row("new payee", samples::replyTwo(other), "new terms");
    other = samples::challengeTwo();
    other["accepts"].insert(other["accepts"].begin(), Json {{"scheme", "upto"}});
    row("ours in another place", samples::replyTwo(other), "x402.not_understood");
}

void tst_X402Judge::judgesOtherAnswers()
{
    judgesTheOfficialServersAnswers();
}

void tst_X402Judge::judgesVersionOne_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *error, const char *word) {
        QTest::newRow(error) << QByteArray(error) << QByteArray(word);
    };
    row("X-PAYMENT header is required", "x402.not_understood");
    row("Invalid or malformed payment header", "x402.not_understood");
    row("Unable to find matching payment requirements", "x402.no_matching_offer");
    row("invalid_exact_evm_payload_authorization_value", "x402.authorization_value");
    row("insufficient_funds", "x402.insufficient_funds");
    row("Payment verification failed", "x402.verification_failed");
    row("Payment settlement failed", "x402.settlement_failed");
    row("something else", "x402.other");
}

void tst_X402Judge::judgesVersionOne()
{
    QFETCH(QByteArray, error);
    QFETCH(QByteArray, word);
    auto json = samples::challengeOne();
    json["error"] = error.toStdString();
    QCOMPARE(wordFor(x402::judge(samples::replyOne(json), bought(Version::One))), word);
    json["accepts"][0]["maxAmountRequired"] = "9";
    json["error"] = "X-PAYMENT header is required";
    QCOMPARE(wordFor(x402::judge(samples::replyOne(json), bought(Version::One))), "new terms"_ba);
}

void tst_X402Judge::aSellersOwnFirstTextIsRecognised()
{
    auto ours = bought();
    ours.firstError = "Bitte zahlen";
    QCOMPARE(wordFor(x402::judge(asksAgain("Bitte zahlen"), ours)), "x402.not_understood"_ba);
    QCOMPARE(wordFor(x402::judge(asksAgain("Bitte warten"), ours)), "x402.other"_ba);
}

void tst_X402Judge::newTermsCarryTheNewPrice()
{
    auto json = samples::challengeTwo();
    json["accepts"][0]["amount"] = "20000";
    const auto step = std::get<deal::NewTerms>(x402::judge(samples::replyTwo(json), bought()));
    const auto &transfer =
        std::get<deal::AuthorizeTransfer>(step.challenge.offers.first().instruction.value());
    QCOMPARE(transfer.amount.units, Uint256(20000));
    QCOMPARE(step.challenge.dialect, "x402-v2"_ba);
}

QTEST_GUILESS_MAIN(tst_X402Judge)
#include "tst_x402judge.moc"
