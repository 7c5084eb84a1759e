// SPDX-License-Identifier: MIT
#include "core/vault/vaultsigner.h"

#include "core/crypto/eip55.h"
#include "core/money/registry.h"
#include "core/vault/allowancesignature.h"
#include "core/vault/cancellationsignature.h"
#include "core/vault/coverage.h"
#include "core/vault/permitsignature.h"
#include "core/vault/signincoverage.h"
#include "core/vault/signinsignature.h"
#include "core/vault/transactionsignature.h"
#include "core/vault/transfersignature.h"
#include "core/vault/vault.h"
#include "core/vault/vouchersignature.h"

namespace tuppence::vault {

namespace {

/// Signs each kind of message in its own way.
struct Signing
{
    const QByteArray &separator; ///< of the token; empty: the network's own coin
    const money::Registry &registry;
    const crypto::PrivateKey &key;

    Result<QByteArray> operator()(const deal::TransferAuthorization &message) const
    {
        return signTransfer(message, separator, key);
    }

    Result<QByteArray> operator()(const deal::PermitTransfer &message) const
    {
        const auto permit = TRY(signPermit(message, key));
        const auto allowance = TRY(signAllowance(message, separator, key));
        return permit + allowance;
    }

    Result<QByteArray> operator()(const deal::EvmTransaction &message) const
    {
        return signTransaction(message, key);
    }

    Result<QByteArray> operator()(const deal::AuthorizationCancellation &message) const
    {
        return signCancellation(message, registry, key);
    }

    Result<QByteArray> operator()(const deal::ChannelVoucher &message) const
    {
        return signVoucher(message, key);
    }
};

} // namespace

VaultSigner::VaultSigner(const Vault &vault, const money::Registry &registry, const Clock &clock)
    : m_vault(vault)
    , m_registry(registry)
    , m_clock(clock)
{
}

Result<QByteArray> VaultSigner::sign(const deal::Prepared &prepared, const deal::Approval &approval)
{
    if (m_vault.isLocked())
        return fail(Error::Kind::Locked, "vault.locked");
    TRY(expectCovered(prepared, approval, m_registry, m_clock.now()));
    const auto payer = TRY(evm::Address::parse(approval.terms.account.address));
    const auto *key = m_vault.m_keyring->keyOf(payer);
    if (!key)
        return fail(Error::Kind::Refused, "signer.foreign_account");
    if (m_used.contains(approval.payment))
        return fail(Error::Kind::Refused, "signer.used");
    // Used from here on, whatever comes: what was signed cannot be taken back.
    m_used.insert(approval.payment);
    const auto *token = m_registry.asset(approval.terms.asset);
    const QByteArray separator = token ? token->domainSeparator : QByteArray();
    return std::visit(Signing {separator, m_registry, *key},
                      prepared.toSign); // as expectCovered() compared it
}

Result<QByteArray> VaultSigner::signIn(const deal::SignIn &message, const deal::Visit &visit) const
{
    if (m_vault.isLocked())
        return fail(Error::Kind::Locked, "vault.locked");
    TRY(expectCovered(message, visit, m_clock.now()));
    const auto account = TRY(evm::Address::parse(visit.account));
    const auto *key = m_vault.m_keyring->keyOf(account);
    if (!key)
        return fail(Error::Kind::Refused, "signer.foreign_account");
    return signSignIn(message, *key);
}

} // namespace tuppence::vault
