// SPDX-License-Identifier: MIT
#include "core/protocols/x402/sellercodes.h"

#include "core/base/plaintext.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace tuppence::x402 {

namespace {

constexpr qsizetype longestText = 200;

constexpr const char *codes[] = {
    "settlement_failed",
    "settlement_pending",
    "extension_echo_mismatch",
    "insufficient_funds",
    "invalid_network",
    "invalid_payload",
    "invalid_payment_requirements",
    "invalid_scheme",
    "unsupported_scheme",
    "invalid_x402_version",
    "invalid_transaction_state",
    "unexpected_verify_error",
    "unexpected_settle_error",
    "payment_expired",
    "invalid_payment",
    "duplicate_settlement",
    "scheme",
    "network_mismatch",
    "missing_eip712_domain",
    "recipient_mismatch",
    "signature",
    "authorization_valid_before",
    "authorization_valid_after",
    "authorization_value",
    "authorization_value_mismatch",
    "undeployed_smart_wallet",
    "transaction_failed",
    "transfer_event_mismatch",
    "token_name_mismatch",
    "token_version_mismatch",
    "eip3009_not_supported",
    "nonce_already_used",
    "insufficient_balance",
    "transaction_simulation_failed",
    "failed_to_parse_signature",
    "asset_not_deployed_contract",
    "unsupported_payload_type",
    "eip6492_factory_not_allowed",
    "smart_wallet_deployment_failed",
    "invalid_permit2_spender",
    "invalid_permit2_recipient_mismatch",
    "permit2_deadline_expired",
    "permit2_not_yet_valid",
    "permit2_amount_mismatch",
    "permit2_token_mismatch",
    "invalid_permit2_signature",
    "permit2_allowance_required",
    "permit2_simulation_failed",
    "permit2_insufficient_balance",
    "permit2_proxy_not_deployed",
    "permit2_invalid_amount",
    "permit2_invalid_destination",
    "permit2_invalid_owner",
    "permit2_payment_too_early",
    "permit2_invalid_nonce",
    "permit2_2612_amount_mismatch",
    "invalid_eip2612_extension_format",
    "eip2612_from_mismatch",
    "eip2612_asset_mismatch",
    "eip2612_spender_not_permit2",
    "eip2612_deadline_expired",
    "invalid_erc20_approval_extension_format",
    "erc20_approval_from_mismatch",
    "erc20_approval_asset_mismatch",
    "erc20_approval_spender_not_permit2",
    "erc20_approval_tx_wrong_target",
    "erc20_approval_tx_wrong_selector",
    "erc20_approval_tx_wrong_spender",
    "erc20_approval_tx_invalid_calldata",
    "erc20_approval_tx_signer_mismatch",
    "erc20_approval_tx_invalid_signature",
    "erc20_approval_tx_parse_failed",
    "erc20_approval_tx_failed",
    "erc20_approval_broadcast_failed",
    "settlement_exceeds_amount",
    "upto_amount_exceeds_permitted",
    "upto_unauthorized_facilitator",
    "upto_facilitator_mismatch",
    "missing_fee_payer",
    "fee_payer_not_managed_by_facilitator",
    "transaction",
    "transaction_could_not_be_decoded",
    "signature_invalid",
    "excessive_signers",
    "transaction_instructions",
    "transaction_instructions_length",
    "transaction_instructions_compute_limit_instruction",
    "transaction_instructions_compute_limit_instruction_too_high",
    "transaction_instructions_compute_price_instruction",
    "transaction_instructions_compute_price_instruction_too_high",
    "unknown_instruction",
    "no_transfer_instruction",
    "transaction_not_a_transfer_instruction",
    "transaction_instruction_not_spl_token_transfer_checked",
    "transaction_instruction_not_token_2022_transfer_checked",
    "transaction_fee_payer_included_in_instruction_accounts",
    "transaction_fee_payer_transferring_funds",
    "transaction_amount_mismatch",
    "transaction_create_ata_instruction",
    "transaction_create_ata_instruction_incorrect_payee",
    "transaction_create_ata_instruction_incorrect_asset",
    "transaction_receiver_ata_not_found",
    "transaction_sender_ata_not_found",
    "transaction_transfer_to_incorrect_ata",
    "mint_mismatch",
    "amount_mismatch",
    "invalid_fee_payer",
    "fee_payer_mismatch",
    "transaction_signing_failed",
    "memo_mismatch",
    "memo_count",
    "verification_failed",
    "smart_wallet",
    "post_settlement_transfer_not_confirmed",
    "settle_exact_svm_block_height_exceeded",
    "settle_exact_svm_transaction_confirmation_timed_out",
    "channel_not_found",
    "missing_channel",
    "channel_busy",
    "channel_id_mismatch",
    "channel_id_invalid",
    "token_mismatch",
    "voucher_signature",
    "cumulative_exceeds_balance",
    "cumulative_below_claimed",
    "cumulative_amount_mismatch",
    "charge_exceeds_signed_cumulative",
    "deposit_transaction_failed",
    "deposit_simulation_failed",
    "deposit_below_min_deposit",
    "claim_failed",
    "settle_failed",
    "refund_failed",
    "nothing_to_settle",
    "receive_authorization_signature",
    "erc3009_authorization_required",
    "permit2_authorization_required",
    "permit2_invalid_spender",
    "permit2_invalid_signature",
    "eip2612_amount_mismatch",
    "eip2612_owner_mismatch",
    "eip2612_spender_mismatch",
    "erc20_approval_unavailable",
    "payload_type",
    "withdraw_delay_out_of_range",
    "withdraw_delay_mismatch",
    "receiver_mismatch",
    "receiver_authorizer_mismatch",
    "authorizer_address_mismatch",
    "authorizer_not_configured",
    "verification_state_unavailable",
    "rpc_read_failed",
};

/// What stands before a code to say which scheme and chain found the fault.
constexpr const char *families[] = {
    "invalid_exact_evm_",
    "invalid_exact_svm_",
    "invalid_upto_evm_",
    "invalid_batch_settlement_evm_",
};

/// Codes that differ only in what we would not do differently.
struct Group
{
    const char *beginning;
    const char *end;
    const char *code;
};

constexpr Group groups[] = {
    {"claim_", "", "claim_failed"},
    {"settle_", "", "settle_failed"},
    {"refund_", "", "refund_failed"},
    {"smart_wallet_", "", "smart_wallet"},
    {"unknown_", "_instruction", "unknown_instruction"},
};

/// Texts that the reference servers send instead of a code.
struct Phrase
{
    const char *text;
    const char *code;
};

constexpr Phrase phrases[] = {
    {"Settlement failed", "settlement_failed"},
    {"Payment settlement failed", "settlement_failed"},
    {"Payment verification failed", "verification_failed"},
};

std::optional<QByteArray> listed(QByteArrayView text)
{
    const auto found = std::ranges::find_if(codes, [&](const char *code) { return text == code; });
    return found == std::end(codes) ? std::nullopt : std::optional<QByteArray>(*found);
}

std::optional<QByteArray> grouped(QByteArrayView text)
{
    for (const Group &group : groups) {
        if (text.startsWith(group.beginning) && text.endsWith(group.end))
            return group.code;
    }
    return std::nullopt;
}

/// The code for what follows a family's name.
std::optional<QByteArray> codeInFamily(QByteArrayView ending)
{
    constexpr QByteArrayView payload = "payload_";
    if (auto code = listed(ending))
        return code;
    if (ending.startsWith(payload))
        ending = ending.sliced(payload.size());
    if (auto code = listed(ending))
        return code;
    return grouped(ending);
}

std::optional<QByteArray> codeOf(QByteArrayView text)
{
    for (const Phrase &phrase : phrases) {
        if (text == phrase.text)
            return phrase.code;
    }
    for (const QByteArrayView family : families) {
        if (text.startsWith(family))
            return codeInFamily(text.sliced(family.size()));
    }
    return listed(text);
}

bool isOneOf(QByteArrayView text, std::initializer_list<const char *> texts)
{
    return std::ranges::any_of(texts, [&](const char *one) {
        return text.compare(QByteArrayView(one), Qt::CaseInsensitive) == 0;
    });
}

} // namespace

std::span<const char *const> sellerCodes()
{
    return codes;
}

bool asksForPayment(QByteArrayView text)
{
    return text.trimmed().isEmpty()
        || isOneOf(text.trimmed(),
                   {"Payment required", "X-PAYMENT header is required",
                    "PAYMENT-SIGNATURE header is required", "Invalid or malformed payment header"});
}

bool deniesOffer(QByteArrayView text)
{
    return isOneOf(
        text.trimmed(),
        {"No matching payment requirements", "Unable to find matching payment requirements"});
}

Error sellerError(QByteArrayView text)
{
    const QByteArrayView reason = text.trimmed();
    if (reason.isEmpty())
        return {Error::Kind::Refused, "x402.no_reason", {}, {}};
    return {Error::Kind::Refused,
            "x402." + codeOf(reason).value_or("other"),
            {{u"text"_s, plainText(reason, longestText)}},
            {}};
}

bool isSellerCode(QByteArrayView text)
{
    return codeOf(text.trimmed()).has_value();
}

} // namespace tuppence::x402
