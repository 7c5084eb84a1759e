// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/prepared.h"
#include "core/deal/terms.h"

namespace tuppence::deal {

/// Asks the vault for a signature. It is never given a digest: it builds the message itself from
/// `prepared`, compares every field with the approved terms, and only then signs.
class Signer
{
public:
    virtual ~Signer() = default;

    /// 65 bytes for secp256k1: r, s (low), v = 27 or 28; where two things are signed in one go,
    /// both, one behind the other.
    ///
    /// Refused ("signer.…"): a field of `prepared` that the approval does not cover, or an approval
    /// that has signed already. Locked ("vault.locked"): the wallet is locked.
    [[nodiscard]] virtual Result<QByteArray> sign(const Prepared &prepared,
                                                  const Approval &approval) = 0;
};

} // namespace tuppence::deal
