// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

// What a seller says is its word: no sentence here claims to know whether money moved.
// NOLINTNEXTLINE(readability-function-size): a table
std::span<const Sentence> x402()
{
    static constexpr Sentence table[] = {
        // What this wallet finds itself.
        {"protocol.state",
         QT_TRANSLATE_NOOP("errors",
                           "The notes about this payment cannot be read. It stays open until the "
                           "network says what became of it.")},
        {"x402.unreadable",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment, but its price note is damaged and "
                           "cannot be read. Nothing was paid.")},
        {"x402.shadowed",
         QT_TRANSLATE_NOOP("errors",
                           "This seller could not tell a payment of this offer from one of an "
                           "earlier offer on the same network. Nothing was paid.")},
        {"x402.header_too_large",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note has %bytes bytes, more than is ever read. "
                           "Nothing was paid.")},
        {"x402.two_challenges",
         QT_TRANSLATE_NOOP("errors",
                           "The seller named two different prices in one answer, so it is unclear "
                           "which counts. Nothing was paid.")},
        {"x402.paywall",
         QT_TRANSLATE_NOOP("errors",
                           "The page asks for a payment, but its terms break off or cannot be "
                           "read. Nothing was paid.")},
        {"x402.version",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note says that it is version %version of x402, "
                           "which cannot be read in this place. Nothing was paid.")},
        {"x402.no_version",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note does not say of which version of x402 it is. "
                           "Nothing was paid.")},
        {"x402.accepts",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment without saying readably how it can be "
                           "made. Nothing was paid.")},
        {"x402.no_offers",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller asks for a payment but offers no way to make it. Nothing was paid.")},
        {"x402.not_payees",
         QT_TRANSLATE_NOOP("errors",
                           "It is signed, but not with the key of the address that is paid.")},
        {"x402.signer_unknown",
         QT_TRANSLATE_NOOP("errors",
                           "The signature was not checked: whose it is (“%text”) would have to be "
                           "asked elsewhere.")},
        {"x402.signer_no_account",
         QT_TRANSLATE_NOOP("errors",
                           "The signature is right, but its key has nothing to do with the address "
                           "that is paid, so that it says little.")},
        {"x402.signature_algorithm",
         QT_TRANSLATE_NOOP("errors",
                           "The signature was not checked: it is made in a way (“%text”) that is "
                           "not known here.")},
        {"x402.signature_form",
         QT_TRANSLATE_NOOP("errors",
                           "The signature was not checked: it is not of a single key on an EVM "
                           "network.")},
        {"x402.receipt_unreadable",
         QT_TRANSLATE_NOOP("errors", "The signed receipt cannot be read.")},
        {"x402.receipt_resource",
         QT_TRANSLATE_NOOP("errors", "The signed receipt is for something else.")},
        {"x402.receipt_network",
         QT_TRANSLATE_NOOP("errors", "The signed receipt is for a payment on another network.")},
        {"x402.receipt_payer",
         QT_TRANSLATE_NOOP("errors", "The signed receipt is for another payer.")},
        {"x402.receipt_time",
         QT_TRANSLATE_NOOP("errors", "The receipt was not signed within an hour of the payment.")},
        {"x402.sign_in_only",
         QT_TRANSLATE_NOOP("errors",
                           "This seller wants you to sign in with your wallet and names no price. "
                           "The wallet signs in only where it has paid before, while it is "
                           "unlocked.")},
        {"x402.too_many_offers",
         QT_TRANSLATE_NOOP("errors",
                           "The seller lists more than %most ways to pay. Nothing was paid.")},
        {"x402.text_too_long",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note holds a text that is too long to be honest. "
                           "Nothing was paid.")},
        {"x402.resource",
         QT_TRANSLATE_NOOP("errors",
                           "The seller does not say what the payment is for. Nothing was paid.")},
        {"x402.no_scheme",
         QT_TRANSLATE_NOOP(
             "errors", "The seller's offer does not say how it is to be paid. Nothing was paid.")},
        {"x402.scheme_unsupported",
         QT_TRANSLATE_NOOP("errors",
                           "This way of paying (“%text”) is not supported yet. Nothing was paid.")},
        {"x402.no_network",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer does not say on which network it is to be paid. "
                           "Nothing was paid.")},
        {"x402.network",
         QT_TRANSLATE_NOOP("errors",
                           "Tuppence cannot pay on the network “%text” yet. Nothing was paid.")},
        {"x402.network_name",
         QT_TRANSLATE_NOOP(
             "errors", "The seller names a network that nobody knows: “%text”. Nothing was paid.")},
        {"x402.network_id",
         QT_TRANSLATE_NOOP("errors", "“%text” is not the name of a network. Nothing was paid.")},
        {"x402.payment_flow",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller wants the payment to run in an unknown way (“%text”). Nothing was paid.")},
        {"x402.permit2",
         QT_TRANSLATE_NOOP(
             "errors",
             "This offer of version 1 of x402 needs Permit2, which came with version 2. Nothing "
             "was paid.")},
        {"x402.erc7710",
         QT_TRANSLATE_NOOP("errors",
                           "This offer needs a delegation (ERC-7710), which is not supported. "
                           "Nothing was paid.")},
        {"x402.transfer_method",
         QT_TRANSLATE_NOOP(
             "errors", "This offer moves money in an unknown way (“%text”). Nothing was paid.")},
        {"x402.no_asset",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer does not say in which token. Nothing was paid.")},
        {"x402.asset",
         QT_TRANSLATE_NOOP("errors",
                           "The token's address is not valid: “%text”. Nothing was paid.")},
        {"x402.asset_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The token's address “%text” is mistyped: its capital and small letters "
                           "do not fit together. Nothing was paid.")},
        {"x402.no_payee",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer does not say who is to be paid. Nothing was paid.")},
        {"x402.payee",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is not valid: “%text”. Nothing was paid.")},
        {"x402.payee_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address “%text” is mistyped: its capital and small letters "
                           "do not fit together. Nothing was paid.")},
        {"x402.payee_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is zero: money sent there is lost to everybody. "
                           "Nothing was paid.")},
        {"x402.payee_is_token",
         QT_TRANSLATE_NOOP("errors",
                           "The payee is the token's own contract: money sent there is lost to "
                           "everybody. Nothing was paid.")},
        {"x402.no_facilitator",
         QT_TRANSLATE_NOOP("errors",
                           "The seller takes up to a sum, but does not say who settles it. Nothing "
                           "was paid.")},
        {"x402.facilitator",
         QT_TRANSLATE_NOOP("errors",
                           "The address of who settles for the seller is not valid: “%text”. "
                           "Nothing was paid.")},
        {"x402.facilitator_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The address “%text” of who settles for the seller is mistyped: its "
                           "capital and small letters do not fit together. Nothing was paid.")},
        {"x402.facilitator_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the address of all zeros settles for it, which "
                           "nobody has. Nothing was paid.")},
        {"x402.no_amount",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer does not say how much it is. Nothing was paid.")},
        {"x402.amount",
         QT_TRANSLATE_NOOP("errors",
                           "The price is not a whole number of the token's smallest unit: “%text”. "
                           "Nothing was paid.")},
        {"x402.amount_too_large",
         QT_TRANSLATE_NOOP("errors",
                           "The price “%text” is more than any token can count. Nothing was "
                           "paid.")},
        {"x402.amount_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment of nothing at all. Nothing was paid.")},
        {"x402.coin",
         QT_TRANSLATE_NOOP("errors",
                           "The price is in “%text” on the network “%network”, and Tuppence does "
                           "not know which coin that is. Nothing was paid.")},
        {"x402.facilitator_url",
         QT_TRANSLATE_NOOP("errors",
                           "The seller names a service that is to collect the payment, but its "
                           "address is not valid: “%text”. Nothing was paid.")},
        {"x402.timeout",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller does not say how long the payment may stay valid. Nothing was paid.")},
        {"x402.receipt",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's receipt cannot be read. The answer was delivered all the same.")},
        {"x402.delivered_unsettled",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller delivered, but its receipt says that it did not take the payment.")},
        {"x402.settled_elsewhere",
         QT_TRANSLATE_NOOP("errors",
                           "The seller delivered, but its receipt names another network than the "
                           "one that you paid on: “%text”.")},
        {"x402.seller_error",
         QT_TRANSLATE_NOOP("errors",
                           "The seller answered with status %status instead of what was bought. "
                           "Whether the money moved is asked on the network.")},
        {"x402.header_refused",
         QT_TRANSLATE_NOOP("errors",
                           "The seller, or a proxy before it, refused the request because its "
                           "headers are too large. Tell the seller.")},
        {"x402.not_understood",
         QT_TRANSLATE_NOOP("errors",
                           "The seller did not understand the payment and asked for it again. "
                           "Tuppence stops here and does not pay a second time.")},
        {"x402.no_matching_offer",
         QT_TRANSLATE_NOOP("errors",
                           "The seller refused the payment as unlike its offers, though it still "
                           "makes the same offer. Try again later, or tell the seller.")},
        {"x402.no_reason",
         QT_TRANSLATE_NOOP("errors", "The seller refused the payment and gave no reason.")},
        {"x402.other",
         QT_TRANSLATE_NOOP("errors", "The seller refused the payment and says: “%text”.")},
        // What sellers and their payment services answer (x402.md 13).
        {"x402.settlement_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not collect the payment. Whether the money moved is "
                           "asked on the network.")},
        {"x402.settlement_pending",
         QT_TRANSLATE_NOOP("errors",
                           "The seller has sent the payment to the network, which has not "
                           "confirmed it yet. Wait; do not pay again.")},
        {"x402.extension_echo_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that its own extra terms came back changed. Tell the seller.")},
        {"x402.insufficient_funds",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the account does not hold enough of this token. "
                           "Add funds, then try again.")},
        {"x402.invalid_network",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller does not take payments on this network after all. Choose another offer.")},
        {"x402.invalid_payload",
         QT_TRANSLATE_NOOP("errors", "The seller could not read the payment. Tell the seller.")},
        {"x402.invalid_payment_requirements",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's own payment terms are faulty. Tell the seller.")},
        {"x402.invalid_scheme",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller does not take this way of paying after all. Choose another offer.")},
        {"x402.unsupported_scheme",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service does not support this way of paying. "
                           "Choose another offer.")},
        {"x402.invalid_x402_version",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service does not speak this version of x402. Tell the seller.")},
        {"x402.invalid_transaction_state",
         QT_TRANSLATE_NOOP("errors",
                           "The payment's transaction failed on the network, as the seller says. "
                           "Whether the money moved is asked there.")},
        {"x402.unexpected_verify_error",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service failed while checking the payment. Try again later.")},
        {"x402.unexpected_settle_error",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service failed while collecting the payment. "
                           "Whether the money moved is asked on the network.")},
        {"x402.payment_expired",
         QT_TRANSLATE_NOOP(
             "errors", "The payment was no longer valid when the seller looked at it. Try again.")},
        {"x402.invalid_payment",
         QT_TRANSLATE_NOOP("errors", "The seller calls the payment invalid and does not say why.")},
        {"x402.duplicate_settlement",
         QT_TRANSLATE_NOOP("errors",
                           "The seller has seen this very payment before. Whether the money moved "
                           "is asked on the network.")},
        {"x402.scheme",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service does not take this way of paying. Choose "
                           "another offer.")},
        {"x402.network_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller expected the payment on another network. Tell the seller.")},
        {"x402.missing_eip712_domain",
         QT_TRANSLATE_NOOP(
             "errors", "The seller forgot to say how its token is signed for. Tell the seller.")},
        {"x402.recipient_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment names another payee than it asked "
                           "for. Tell the seller.")},
        {"x402.signature",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the payment's signature.")},
        {"x402.authorization_valid_before",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment runs out too soon. Check this "
                           "computer's clock, then try again.")},
        {"x402.authorization_valid_after",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment is not valid yet. Check this "
                           "computer's clock, then try again.")},
        {"x402.authorization_value",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment's amount does not cover its price. "
                           "Ask for the price again.")},
        {"x402.authorization_value_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment's amount is not its price. Ask for "
                           "the price again.")},
        {"x402.undeployed_smart_wallet",
         QT_TRANSLATE_NOOP("errors",
                           "The seller does not take payments from a smart account that is not on "
                           "the network yet.")},
        {"x402.transaction_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment's transaction failed. Whether the "
                           "money moved is asked on the network.")},
        {"x402.transfer_event_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not find the payment in the transaction that it sent. "
                           "Whether the money moved is asked on the network.")},
        {"x402.token_name_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller and the network disagree about the token's name, so the "
                           "payment cannot be collected. Tell the seller.")},
        {"x402.token_version_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller and the network disagree about the token's version, so the "
                           "payment cannot be collected. Tell the seller.")},
        {"x402.eip3009_not_supported",
         QT_TRANSLATE_NOOP(
             "errors",
             "The token of this offer cannot be paid by authorisation. Choose another offer.")},
        {"x402.nonce_already_used",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that this payment was used already: most likely it has "
                           "the money. Do not pay again; the network is asked.")},
        {"x402.insufficient_balance",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the account does not hold enough of this token. "
                           "Add funds, then try again.")},
        {"x402.transaction_simulation_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller tried the payment out and it failed; it may have been used "
                           "already. Do not pay again before the network was asked.")},
        {"x402.failed_to_parse_signature",
         QT_TRANSLATE_NOOP("errors", "The seller could not read the payment's signature.")},
        {"x402.asset_not_deployed_contract",
         QT_TRANSLATE_NOOP(
             "errors", "There is no token at the address that the seller named. Tell the seller.")},
        {"x402.unsupported_payload_type",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service does not take this kind of payment. "
                           "Choose another offer.")},
        {"x402.eip6492_factory_not_allowed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller does not take payments from this kind of smart account.")},
        {"x402.smart_wallet_deployment_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not put the paying smart account on the network.")},
        {"x402.invalid_permit2_spender",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment allows another contract to move the "
                           "money than it asked for.")},
        {"x402.invalid_permit2_recipient_mismatch",
         QT_TRANSLATE_NOOP(
             "errors", "The seller says that the payment names another payee than it asked for.")},
        {"x402.permit2_deadline_expired",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the permit had run out. Check this computer's "
                           "clock, then try again.")},
        {"x402.permit2_not_yet_valid",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the permit is not valid yet. Check this "
                           "computer's clock, then try again.")},
        {"x402.permit2_amount_mismatch",
         QT_TRANSLATE_NOOP("errors", "The seller says that the permit's amount is not its price.")},
        {"x402.permit2_token_mismatch",
         QT_TRANSLATE_NOOP("errors", "The seller says that the permit is for another token.")},
        {"x402.invalid_permit2_signature",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the permit's signature.")},
        {"x402.permit2_allowance_required",
         QT_TRANSLATE_NOOP("errors",
                           "This seller is paid through Permit2, and says that Permit2 may not "
                           "move enough of the token yet. Allow it first.")},
        {"x402.permit2_simulation_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller tried the permit out and it failed. Do not pay again before "
                           "the network was asked.")},
        {"x402.permit2_insufficient_balance",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the account does not hold enough of this token. "
                           "Add funds, then try again.")},
        {"x402.permit2_proxy_not_deployed",
         QT_TRANSLATE_NOOP("errors",
                           "The contract that this seller is paid through does not exist on this "
                           "network. Choose another offer.")},
        {"x402.permit2_invalid_amount",
         QT_TRANSLATE_NOOP("errors",
                           "The contract that this seller is paid through refused the amount.")},
        {"x402.permit2_invalid_destination",
         QT_TRANSLATE_NOOP("errors",
                           "The contract that this seller is paid through refused the payee.")},
        {"x402.permit2_invalid_owner",
         QT_TRANSLATE_NOOP(
             "errors",
             "The contract that this seller is paid through refused the paying account.")},
        {"x402.permit2_payment_too_early",
         QT_TRANSLATE_NOOP("errors",
                           "The contract that this seller is paid through says that the permit is "
                           "not valid yet.")},
        {"x402.permit2_invalid_nonce",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that this permit was used already. Do not pay again; "
                           "the network is asked.")},
        {"x402.permit2_2612_amount_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the allowance and the permit name different amounts.")},
        {"x402.invalid_eip2612_extension_format",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not read the allowance that came with the payment.")},
        {"x402.eip2612_from_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the allowance is of another account than the payment.")},
        {"x402.eip2612_asset_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the allowance is for another token than the payment.")},
        {"x402.eip2612_spender_not_permit2",
         QT_TRANSLATE_NOOP("errors", "The seller says that the allowance is not for Permit2.")},
        {"x402.eip2612_deadline_expired",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the allowance had run out. Check this computer's "
                           "clock, then try again.")},
        {"x402.invalid_erc20_approval_extension_format",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not read the approval that came with the payment.")},
        {"x402.erc20_approval_from_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the approval is of another account than the payment.")},
        {"x402.erc20_approval_asset_mismatch",
         QT_TRANSLATE_NOOP(
             "errors", "The seller says that the approval is for another token than the payment.")},
        {"x402.erc20_approval_spender_not_permit2",
         QT_TRANSLATE_NOOP("errors", "The seller says that the approval is not for Permit2.")},
        {"x402.erc20_approval_tx_wrong_target",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the approval's transaction goes to another "
                           "contract than the token.")},
        {"x402.erc20_approval_tx_wrong_selector",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the approval's transaction does something else than approve.")},
        {"x402.erc20_approval_tx_wrong_spender",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the approval's transaction approves another "
                           "contract than Permit2.")},
        {"x402.erc20_approval_tx_invalid_calldata",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not read what the approval's transaction does.")},
        {"x402.erc20_approval_tx_signer_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the approval's transaction was signed by another account.")},
        {"x402.erc20_approval_tx_invalid_signature",
         QT_TRANSLATE_NOOP(
             "errors", "The seller could not verify the signature of the approval's transaction.")},
        {"x402.erc20_approval_tx_parse_failed",
         QT_TRANSLATE_NOOP("errors", "The seller could not read the approval's transaction.")},
        {"x402.erc20_approval_tx_failed",
         QT_TRANSLATE_NOOP(
             "errors", "The seller says that the approval's transaction failed on the network.")},
        {"x402.erc20_approval_broadcast_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not send the approval's transaction to the network.")},
        {"x402.settlement_exceeds_amount",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wanted to take more than was agreed, and its payment "
                           "service refused. Tell the seller.")},
        {"x402.upto_amount_exceeds_permitted",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wanted to take more than was agreed, and the network "
                           "refused. Tell the seller.")},
        {"x402.upto_unauthorized_facilitator",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service is not the one that may collect this "
                           "payment. Tell the seller.")},
        {"x402.upto_facilitator_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The payment names another payment service than the seller uses. Ask "
                           "for the price again.")},
        {"x402.missing_fee_payer",
         QT_TRANSLATE_NOOP(
             "errors", "The seller forgot to say who pays the network's fee. Tell the seller.")},
        {"x402.fee_payer_not_managed_by_facilitator",
         QT_TRANSLATE_NOOP("errors",
                           "The seller named a fee payer that its payment service does not have. "
                           "Tell the seller.")},
        {"x402.transaction",
         QT_TRANSLATE_NOOP("errors", "The seller's payment service calls the transaction faulty.")},
        {"x402.transaction_could_not_be_decoded",
         QT_TRANSLATE_NOOP("errors", "The seller could not read the transaction.")},
        {"x402.signature_invalid",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the transaction's signature.")},
        {"x402.excessive_signers",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the transaction has more signers than it takes.")},
        {"x402.transaction_instructions",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction's instructions are not those that it takes.")},
        {"x402.transaction_instructions_length",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction has more or fewer instructions than it takes.")},
        {"x402.transaction_instructions_compute_limit_instruction",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction does not set its computing limit as it wants.")},
        {"x402.transaction_instructions_compute_limit_instruction_too_high",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the transaction's computing limit is too high.")},
        {"x402.transaction_instructions_compute_price_instruction",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction does not set its computing price as it wants.")},
        {"x402.transaction_instructions_compute_price_instruction_too_high",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the transaction's computing price is too high.")},
        {"x402.unknown_instruction",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction holds an instruction that it does not take.")},
        {"x402.no_transfer_instruction",
         QT_TRANSLATE_NOOP("errors", "The seller found no transfer in the transaction.")},
        {"x402.transaction_not_a_transfer_instruction",
         QT_TRANSLATE_NOOP("errors",
                           "The seller found something else where it expected the transfer.")},
        {"x402.transaction_instruction_not_spl_token_transfer_checked",
         QT_TRANSLATE_NOOP("errors", "The seller found another kind of transfer than it takes.")},
        {"x402.transaction_instruction_not_token_2022_transfer_checked",
         QT_TRANSLATE_NOOP("errors",
                           "The seller found another kind of transfer than this token needs.")},
        {"x402.transaction_fee_payer_included_in_instruction_accounts",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that its fee payer appears where it may not.")},
        {"x402.transaction_fee_payer_transferring_funds",
         QT_TRANSLATE_NOOP(
             "errors", "The seller says that the transaction would move its fee payer's money.")},
        {"x402.transaction_amount_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the transfer's amount is not its price.")},
        {"x402.transaction_create_ata_instruction",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction opens the payee's token account wrongly.")},
        {"x402.transaction_create_ata_instruction_incorrect_payee",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction opens a token account for somebody else.")},
        {"x402.transaction_create_ata_instruction_incorrect_asset",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction opens a token account for another token.")},
        {"x402.transaction_receiver_ata_not_found",
         QT_TRANSLATE_NOOP("errors",
                           "The payee has no account for this token yet, so it cannot be paid. "
                           "Tell the seller.")},
        {"x402.transaction_sender_ata_not_found",
         QT_TRANSLATE_NOOP(
             "errors", "The paying account has never held this token. Add funds, then try again.")},
        {"x402.transaction_transfer_to_incorrect_ata",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transfer goes to another token account than its own.")},
        {"x402.mint_mismatch",
         QT_TRANSLATE_NOOP("errors", "The seller says that the transfer is of another token.")},
        {"x402.amount_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the transfer's amount is not its price.")},
        {"x402.invalid_fee_payer",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service calls the fee payer invalid. Tell the seller.")},
        {"x402.fee_payer_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The transaction names another fee payer than the seller's payment "
                           "service has. Ask for the price again.")},
        {"x402.transaction_signing_failed",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service could not sign the transaction. Try again later.")},
        {"x402.memo_mismatch",
         QT_TRANSLATE_NOOP(
             "errors", "The seller says that the transaction's memo is not the one it asked for.")},
        {"x402.memo_count",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the transaction has more or fewer memos than it takes.")},
        {"x402.verification_failed",
         QT_TRANSLATE_NOOP("errors", "The seller's payment service could not verify the payment.")},
        {"x402.smart_wallet",
         QT_TRANSLATE_NOOP("errors",
                           "The seller does not take this payment from a smart account.")},
        {"x402.post_settlement_transfer_not_confirmed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller sent the payment but could not find it afterwards. Whether "
                           "the money moved is asked on the network.")},
        {"x402.settle_exact_svm_block_height_exceeded",
         QT_TRANSLATE_NOOP("errors",
                           "The payment ran out before the network took it, as the seller says. "
                           "The network is asked.")},
        {"x402.settle_exact_svm_transaction_confirmation_timed_out",
         QT_TRANSLATE_NOOP(
             "errors", "The network did not confirm the payment in time. Wait; do not pay again.")},
        {"x402.channel_not_found",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service does not know the payment channel.")},
        {"x402.missing_channel",
         QT_TRANSLATE_NOOP("errors", "The seller has no record of the payment channel.")},
        {"x402.channel_busy",
         QT_TRANSLATE_NOOP(
             "errors", "The payment channel is in use by another request. Try again in a moment.")},
        {"x402.channel_id_mismatch",
         QT_TRANSLATE_NOOP("errors", "The payment channel's name does not fit its terms.")},
        {"x402.channel_id_invalid",
         QT_TRANSLATE_NOOP("errors", "The seller calls the payment channel's name invalid.")},
        {"x402.token_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment channel holds another token.")},
        {"x402.voucher_signature",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the voucher's signature.")},
        {"x402.cumulative_exceeds_balance",
         QT_TRANSLATE_NOOP("errors",
                           "The payment channel does not hold enough. Add to it, then try again.")},
        {"x402.cumulative_below_claimed",
         QT_TRANSLATE_NOOP(
             "errors",
             "The voucher covers less than the seller has taken from the channel already.")},
        {"x402.cumulative_amount_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller and the wallet disagree about what the channel has paid so far.")},
        {"x402.charge_exceeds_signed_cumulative",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wanted to take more than the voucher allows, and its "
                           "payment service refused. Tell the seller.")},
        {"x402.deposit_transaction_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The transaction that fills the payment channel failed, as the seller "
                           "says. The network is asked.")},
        {"x402.deposit_simulation_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller tried to fill the payment channel and it failed. Check the "
                           "account's balance.")},
        {"x402.deposit_below_min_deposit",
         QT_TRANSLATE_NOOP("errors", "The deposit is below the least that this seller takes.")},
        {"x402.claim_failed",
         QT_TRANSLATE_NOOP("errors", "The seller could not collect from the payment channel.")},
        {"x402.settle_failed",
         QT_TRANSLATE_NOOP("errors", "The seller could not settle the payment channel.")},
        {"x402.refund_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not return what is left in the payment channel.")},
        {"x402.nothing_to_settle",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that there is nothing to collect from the payment channel.")},
        {"x402.receive_authorization_signature",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the signature of the deposit.")},
        {"x402.erc3009_authorization_required",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants the deposit made by authorisation (ERC-3009).")},
        {"x402.permit2_authorization_required",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller wants the deposit made by Permit2, which is not supported yet.")},
        {"x402.permit2_invalid_spender",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the deposit allows another contract to move the "
                           "money than it asked for.")},
        {"x402.permit2_invalid_signature",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the deposit's permit.")},
        {"x402.eip2612_amount_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the allowance is for another amount than the deposit.")},
        {"x402.eip2612_owner_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the allowance is of another account than the deposit.")},
        {"x402.eip2612_spender_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller says that the allowance is for another contract than it asked for.")},
        {"x402.erc20_approval_unavailable",
         QT_TRANSLATE_NOOP("errors", "The seller's payment service cannot send the approval.")},
        {"x402.payload_type",
         QT_TRANSLATE_NOOP("errors", "The seller does not know this kind of channel payment.")},
        {"x402.withdraw_delay_out_of_range",
         QT_TRANSLATE_NOOP("errors",
                           "The payment channel's waiting time is outside what the seller takes.")},
        {"x402.withdraw_delay_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The payment channel's waiting time is not the one that the seller asked for.")},
        {"x402.receiver_mismatch",
         QT_TRANSLATE_NOOP("errors", "The payment channel pays somebody else than this seller.")},
        {"x402.receiver_authorizer_mismatch",
         QT_TRANSLATE_NOOP(
             "errors", "The payment channel trusts another key of the seller than it uses now.")},
        {"x402.authorizer_address_mismatch",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service uses another key than the payment channel trusts.")},
        {"x402.authorizer_not_configured",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service has no key for payment channels. Tell the seller.")},
        {"x402.verification_state_unavailable",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's payment service has lost sight of the payment channel. "
                           "Try again later.")},
        {"x402.rpc_read_failed",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's payment service could not reach the network. Try again later.")},
    };
    return table;
}

} // namespace tuppence::sentences
