// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/signer.h"

#include <QSet>

namespace tuppence::money {
class Registry;
}

namespace tuppence::vault {

class Vault;

/// Signs what was approved and nothing else (architecture.md, "What must always hold" 1). In the
/// main thread, like the vault.
///
/// Refused: the codes of coverage.h; "signer.used": the approval has signed already, as far as
/// this run of the program knows (the ledger's stage knows it across runs). Locked "vault.locked".
class VaultSigner final : public deal::Signer
{
public:
    /// All three outlive the signer.
    VaultSigner(const Vault &vault, const money::Registry &registry, const Clock &clock);

    [[nodiscard]] Result<QByteArray> sign(const deal::Prepared &prepared,
                                          const deal::Approval &approval) override;

private:
    const Vault &m_vault;
    const money::Registry &m_registry;
    const Clock &m_clock;
    QSet<QByteArray> m_used; ///< payments whose approval has signed
};

} // namespace tuppence::vault
