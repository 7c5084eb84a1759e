// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

namespace tuppence::x402 {

/// Who a DID URL names, as far as it says so itself.
struct NamedSigner
{
    enum class Kind {
        EvmAddress, ///< 20 bytes
        Secp256k1, ///< 33 bytes: 2 or 3, x
        Ed25519, ///< 32 bytes
    };

    Kind kind = Kind::EvmAddress;
    QByteArray bytes;

    friend bool operator==(const NamedSigner &, const NamedSigner &) = default;
};

/// Reads did:pkh of an account on EVM, and did:key of the kinds above; nobody is asked.
/// https://github.com/w3c-ccg/did-pkh, https://w3c-ccg.github.io/did-key-spec/
///
/// Unsupported "x402.signer_unknown" {text}: everything else, what is misspelled included.
[[nodiscard]] Result<NamedSigner> signerNamed(const QByteArray &didUrl);

} // namespace tuppence::x402
