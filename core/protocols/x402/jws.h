// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/crypto/eip55.h"

namespace tuppence::x402 {

/// A signed JSON text in its compact form, taken apart; its signature is not checked yet.
/// https://www.rfc-editor.org/rfc/rfc7515#section-7.1
struct Jws
{
    QByteArray algorithm; ///< "ES256K"
    QByteArray keyId; ///< a DID URL
    bool hasConditions = false; ///< names extensions that whoever checks it must know ("crit")
    Json payload;
    QByteArray signedText;
    QByteArray signature;
};

/// No value: not such a text, or its payload is no JSON.
[[nodiscard]] std::optional<Jws> readJws(const QByteArray &text);

/// Whether `payee` signed it: by ES256K (RFC 8812) with the key that its DID URL names.
///
/// Refused "x402.not_payees": somebody else did, or nobody. Unsupported, where that cannot be
/// checked: "x402.signer_unknown", "x402.signature_algorithm" {text} (ES256 too: no library here
/// knows its curve), "x402.signer_no_account": right, but a key of Ed25519 (RFC 8037) is nobody's
/// who can be paid here.
[[nodiscard]] Result<Done> expectSignedBy(const evm::Address &payee, const Jws &jws);

} // namespace tuppence::x402
