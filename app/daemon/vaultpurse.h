// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/rooms.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"

namespace tuppence::daemon {

/// What the engine sees of the vault.
class VaultPurse final : public payments::Purse
{
public:
    /// All of them outlive the purse.
    VaultPurse(vault::Vault &vault, const money::Registry &registry, const Clock &clock)
        : m_vault(vault)
        , m_signer(vault, registry, clock)
    {
    }

    /// The default account alone: asking servers about all of them would tell that they belong
    /// together.
    [[nodiscard]] QList<payments::Account> accounts() const override
    {
        const auto known = m_vault.accounts();
        if (!known || known->isEmpty())
            return {};
        return {{"eip155", known->first().address}};
    }

    [[nodiscard]] bool isLocked() const override { return m_vault.isLocked(); }

    [[nodiscard]] deal::Signer &signer() override { return m_signer; }

    [[nodiscard]] Result<QByteArray> signIn(const deal::SignIn &message,
                                            const deal::Visit &visit) override
    {
        return m_signer.signIn(message, visit);
    }

    [[nodiscard]] Result<Secret> answersKey() const override { return m_vault.answersKey(); }

    [[nodiscard]] Result<Secret> limitsKey() const override { return m_vault.limitsKey(); }

private:
    vault::Vault &m_vault;
    vault::VaultSigner m_signer;
};

} // namespace tuppence::daemon
