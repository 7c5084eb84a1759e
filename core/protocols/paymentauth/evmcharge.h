// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/challenge.h"
#include "core/protocols/paymentauth/claim.h"

namespace tuppence::paymentauth {

/// Fills network and instruction of `offer` from a challenge of method "evm" and intent "charge": a
/// transfer authorisation (EIP-3009) whose nonce is keccak256(id ‖ realm), so that one challenge is
/// paid once at most, and which ends when the challenge does, or after 300 s where it does not.
/// Credential type "authorization" of https://paymentauth.org.
///
/// All codes "mpp.…". Malformed: "request" (no base64url of JSON), "expires"; "network" (no chain
/// id); "token", "payee" (no address), "token_checksum", "payee_checksum"; "amount" (anything but
/// decimal digits in a text). OutOfRange: "amount" (above 2^256 - 1), "text_too_long". Refused:
/// "amount_zero", "payee_zero", "payee_is_token". Unsupported: "splits", "permit2",
/// "own_transaction" (the wallet's own transaction is wanted, which is also what counts where no
/// types are said), "credential_types".
Result<Done> readEvmCharge(const Claim &claim, deal::Offer &offer);

} // namespace tuppence::paymentauth
