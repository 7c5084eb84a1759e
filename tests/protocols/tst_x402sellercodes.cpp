// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/protocols/x402/sellercodes.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_X402SellerCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySellerCodeHasASentence();
    void mapsCodes_data();
    void mapsCodes();
    void freeTextIsPlainAndShort();
};

void tst_X402SellerCodes::everySellerCodeHasASentence()
{
    QVERIFY(x402::sellerCodes().size() > 100);
    for (const char *code : x402::sellerCodes()) {
        const Error error {Error::Kind::Refused, QByteArray("x402.") + code, {}, {}};
        const QString sentence = errorText(error);
        QVERIFY2(!sentence.startsWith(u"Something went wrong") && !sentence.contains(u'…'), code);
    }
}

void tst_X402SellerCodes::mapsCodes_data()
{
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *said, const char *code) {
        QTest::newRow(said) << QByteArray(code);
    };
    row("invalid_exact_evm_nonce_already_used", "x402.nonce_already_used");
    row("invalid_exact_evm_payload_signature", "x402.signature");
    row("invalid_exact_evm_payload_recipient_mismatch", "x402.recipient_mismatch");
    row("invalid_exact_evm_payload_authorization_value_mismatch",
        "x402.authorization_value_mismatch");
    row("invalid_exact_evm_payload_undeployed_smart_wallet", "x402.undeployed_smart_wallet");
    row("invalid_exact_evm_missing_eip712_domain", "x402.missing_eip712_domain");
    row("asset_not_deployed_contract", "x402.asset_not_deployed_contract");
    row("settlement_pending", "x402.settlement_pending");
    row("invalid_upto_evm_network_mismatch", "x402.network_mismatch");
    row("upto_facilitator_mismatch", "x402.upto_facilitator_mismatch");
    row("permit2_2612_amount_mismatch", "x402.permit2_2612_amount_mismatch");
    row("erc20_approval_tx_wrong_spender", "x402.erc20_approval_tx_wrong_spender");
    row("invalid_exact_svm_payload_transaction", "x402.transaction");
    row("invalid_exact_svm_payload_transaction_instructions_compute_price_instruction_too_high",
        "x402.transaction_instructions_compute_price_instruction_too_high");
    row("invalid_exact_svm_payload_unknown_fourth_instruction", "x402.unknown_instruction");
    row("invalid_exact_svm_payload_unknown_optional_instruction", "x402.unknown_instruction");
    row("invalid_exact_svm_smart_wallet_not_allowed", "x402.smart_wallet");
    row("invalid_exact_svm_payload_transaction_receiver_ata_not_found",
        "x402.transaction_receiver_ata_not_found");
    row("invalid_batch_settlement_evm_channel_busy", "x402.channel_busy");
    row("invalid_batch_settlement_evm_payload_type", "x402.payload_type");
    row("invalid_batch_settlement_evm_payload_authorization_valid_after",
        "x402.authorization_valid_after");
    row("invalid_batch_settlement_evm_refund_no_balance", "x402.refund_failed");
    row("invalid_batch_settlement_evm_claim_payload", "x402.claim_failed");
    row("invalid_batch_settlement_evm_smart_wallet_deployment_failed",
        "x402.smart_wallet_deployment_failed");
    row("invalid_exact_evm_something_new", "x402.other");
    row("invalid_exact_evm_", "x402.other");
    row("not_understood", "x402.other"); // our own codes are not the seller's to give
    row("seller_error", "x402.other");
    row("  ", "x402.no_reason");
}

void tst_X402SellerCodes::mapsCodes()
{
    QFETCH(QByteArray, code);
    const QByteArray said = QTest::currentDataTag();
    const Error error = x402::sellerError(said);
    QCOMPARE(error.code, code);
    QCOMPARE(error.kind, Error::Kind::Refused);
    QCOMPARE(x402::isSellerCode(said), code != "x402.other" && code != "x402.no_reason");
    if (code != "x402.no_reason")
        QCOMPARE(error.data.value(u"text").toString(), QString::fromUtf8(said));
    QVERIFY(!errorText(error).startsWith(u"Something went wrong"));
}

void tst_X402SellerCodes::freeTextIsPlainAndShort()
{
    const Error error = x402::sellerError("<b>Pay \u2067here\n</b>" + QByteArray(300, 'x'));
    const QString text = error.data.value(u"text").toString();
    QVERIFY(text.startsWith(u"<b>Pay ⟨U+2067⟩here⟨U+000A⟩</b>xxx"_s));
    QVERIFY(text.endsWith(u"x…"_s));
    QVERIFY(text.size() < 230);
    QVERIFY(errorText(error).contains(text));
}

QTEST_GUILESS_MAIN(tst_X402SellerCodes)
#include "tst_x402sellercodes.moc"
