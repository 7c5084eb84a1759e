// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/evmchain.h"
#include "core/money/registry.h"
#include "core/payments/choose.h"
#include "core/payments/rooms.h"
#include "core/policy/decide.h"
#include "core/protocols/protocolregistry.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"
#include "tests/fakes/fakerpc.h"

#include <QTemporaryDir>

namespace tuppence::bench {

/// The moment of the reference client's vectors.
class StoppedClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override { return Time(std::chrono::seconds(1'700'000'000)); }
};

/// Everything that turns a seller's header into the header that pays, without network and disk: a
/// real, unlocked vault behind the signer, and limits for the wallet, the site and the agent.
class Till
{
public:
    Till();

    /// The value of PAYMENT-SIGNATURE for one of PAYMENT-REQUIRED: read, validated, chosen, decided
    /// by the limits, signed, verified.
    [[nodiscard]] QByteArray pay(const QByteArray &required);

private:
    [[nodiscard]] deal::Verdict decide(const payments::Option &option, const deal::Terms &terms,
                                       const deal::Prepared &prepared,
                                       const QList<Error> &warnings) const;

    QTemporaryDir m_folder;
    StoppedClock m_clock;
    money::Registry m_registry;
    fakes::FakeRpc m_rpc;
    evm::EvmChain m_chain;
    ProtocolRegistry m_protocols;
    vault::Vault m_vault;
    vault::VaultSigner m_signer;
    payments::Rooms m_rooms;
    QList<payments::Account> m_accounts;
    QList<deal::Limit> m_limits;
    policy::Spending m_spending;
    quint64 m_paid = 0;
};

} // namespace tuppence::bench
