// SPDX-License-Identifier: MIT
#pragma once

#include "app/daemon/desktopsignals.h"
#include "app/daemon/ledgerwatch.h"
#include "app/daemon/vaultpurse.h"
#include "core/chains/evm/evmchain.h"
#include "core/gateway/additions.h"
#include "core/gateway/choices.h"
#include "core/gateway/household.h"
#include "core/gateway/paths.h"
#include "core/gateway/server.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"
#include "core/net/qthttp.h"
#include "core/payments/engine.h"
#include "core/protocols/protocolregistry.h"
#include "core/vault/keychain.h"

namespace tuppence::daemon {

/// All rooms of the wallet, put together once. Each is made after those it walks into, and goes
/// before them.
class House final : public QObject
{
    Q_OBJECT

public:
    /// Opens what is on disk; the caller holds the lock of the folder. Errors of Ledger::open(),
    /// and of Registry::builtIn(). `warnings` are shown to the owner. `clock` outlives the house.
    static Result<std::unique_ptr<House>> open(const gateway::Paths &paths, const Clock &clock,
                                               const QList<Error> &warnings);

    /// Reads the owner's choices and additions, closes what an earlier run left, and then listens.
    /// Errors of the ledger and of Server::listen().
    [[nodiscard]] Pending<Done> start();

    /// Writes down what the next run must know; call before the event loop ends. May take as long
    /// as the keychain takes.
    [[nodiscard]] Pending<Done> leave() { return m_ledgerWatch.note(); }

    [[nodiscard]] vault::Vault &vault() { return m_vault; }

    /// No program is connected, nothing is carried out, and no payment is open.
    [[nodiscard]] bool isIdle() const;

private:
    House(const gateway::Paths &paths, const Clock &clock, money::Registry registry,
          std::unique_ptr<ledger::Ledger> ledger);
    [[nodiscard]] payments::Rooms rooms(const QString &answersFolder);
    [[nodiscard]] gateway::Household household();
    [[nodiscard]] gateway::Door door(const QByteArray &name, gateway::DispatcherMaker maker);
    [[nodiscard]] Result<Done> listen();
    [[nodiscard]] Pending<Done> loadAdditions();
    [[nodiscard]] Pending<Done> revokeClient(const QByteArray &key);
    /// Within the time in which an earlier payment can still be taken.
    [[nodiscard]] bool isLately(const std::optional<Time> &since) const;

    gateway::Paths m_paths;
    const Clock &m_clock;
    money::Registry m_registry;
    std::unique_ptr<ledger::Ledger> m_ledger;
    net::QtHttp m_http;
    evm::HttpRpc m_rpc;
    gateway::Choices m_choices;
    gateway::Additions m_additions;
    vault::Keychain m_keychain;
    vault::Vault m_vault;
    LedgerWatch m_ledgerWatch;
    DesktopSignals m_desktop;
    VaultPurse m_purse;
    evm::EvmChain m_evm;
    ProtocolRegistry m_protocols;
    payments::PaymentEngine m_engine;
    gateway::Household m_household;
    std::unique_ptr<gateway::Server> m_server; ///< from start() on
};

} // namespace tuppence::daemon
