// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <span>

namespace tuppence::x402 {

/// The codes that sellers and their facilitators are known to send (x402.md 13), without "x402."
/// and without the family in front: "invalid_exact_evm_nonce_already_used" is "nonce_already_used".
/// Where a family has many codes for one thing they share one.
[[nodiscard]] std::span<const char *const> sellerCodes();

/// Whether that is the text of an ordinary first challenge: nothing, or a note that payment is
/// needed.
[[nodiscard]] bool asksForPayment(QByteArrayView text);

/// Whether the seller says that none of its present offers is the one that was paid.
[[nodiscard]] bool deniesOffer(QByteArrayView text);

/// What a seller gave as the reason for keeping the answer, as an error of kind Refused with the
/// code "x402." + one of sellerCodes(); "x402.other" for any other text, "x402.no_reason" for none.
/// The text itself is in data "text", plain and at most 200 characters long.
[[nodiscard]] Error sellerError(QByteArrayView text);

/// Whether sellerError() knows `text` as a code.
[[nodiscard]] bool isSellerCode(QByteArrayView text);

} // namespace tuppence::x402
