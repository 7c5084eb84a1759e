// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/signer.h"
#include "core/deal/signin.h"

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
    /// Signs the text of EIP-4361 that it builds from `message`, as personal_sign does: 65 bytes.
    ///
    /// Refused: the codes of signincoverage.h; "signer.foreign_account". Locked "vault.locked".
    [[nodiscard]] Result<QByteArray> signIn(const deal::SignIn &message,
                                            const deal::Visit &visit) const;

private:
    const Vault &m_vault;
    const money::Registry &m_registry;
    const Clock &m_clock;
    QSet<QByteArray> m_used; ///< payments whose approval has signed
};

} // namespace tuppence::vault
