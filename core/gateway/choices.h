// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/base/uint256.h"
#include "core/ledger/choices.h"

#include <QHash>
#include <QMap>

namespace tuppence::ledger {
class Ledger;
}

namespace tuppence::money {
class Registry;
}

namespace tuppence::gateway {

/// What the owner has decided about networks and settings: written in the ledger, and kept here so
/// that every room can ask without waiting.
class Choices final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    Choices(ledger::Ledger &ledger, const money::Registry &registry, const Clock &clock);

    /// Reads what earlier runs wrote. Call once, first. Errors of the ledger.
    [[nodiscard]] Pending<Done> load();

    /// This machine may be reached, and by plain http.
    [[nodiscard]] bool developerNetworks() const { return m_developerNetworks; }

    [[nodiscard]] bool isEnabled(const NetworkId &network) const;
    /// Whom we may ask about a network: the owner's servers, else those of the registry once it is
    /// enabled; empty: nobody.
    [[nodiscard]] QList<QUrl> serversOf(const NetworkId &network) const;
    /// The owner named servers for it.
    [[nodiscard]] bool hasOwnServers(const NetworkId &network) const;

    /// Unsupported ("gateway.unknown_network"). Errors of the ledger.
    [[nodiscard]] Pending<Done> setEnabled(const QByteArray &network, bool isEnabled);
    /// The same; Malformed ("gateway.rpc_url" {url}): neither https nor this machine;
    /// OutOfRange ("gateway.rpc_count"): none, or more than 5.
    [[nodiscard]] Pending<Done> setServers(const QByteArray &network, const QList<QUrl> &servers);
    /// As if nothing had been said about it, whether it is known or not. Errors of the ledger.
    [[nodiscard]] Pending<Done> forget(const NetworkId &network);

    /// The networks that the owner pays on rather than on others, the best first.
    [[nodiscard]] QList<NetworkId> preferredNetworks() const { return m_preferredNetworks; }

    /// What a transaction of our own may cost on that network at most, in its coin; none: the owner
    /// named no such sum.
    [[nodiscard]] std::optional<Uint256> highestFeeOn(const NetworkId &network) const;
    /// Every setting and its value, as set() takes them.
    [[nodiscard]] QList<std::pair<QByteArray, QByteArray>> settings() const;

    /// "developer-networks" to "on" or "off"; "preferred-networks" to CAIP-2 ids with commas
    /// between, or "none"; "highest-fees" to "eip155:8453=0.001", several with commas between, or
    /// "none". Unsupported: "gateway.unknown_setting", "gateway.unknown_network".
    /// Malformed ("gateway.setting_value"). Errors of the ledger.
    [[nodiscard]] Pending<Done> set(const QByteArray &setting, const QByteArray &value);

private:
    [[nodiscard]] Result<ledger::NetworkChoice> choiceFor(const QByteArray &network) const;
    [[nodiscard]] Pending<Done> setDeveloperNetworks(const QByteArray &value);
    [[nodiscard]] Pending<Done> setPreferredNetworks(const QByteArray &value);
    [[nodiscard]] Pending<Done> setHighestFees(const QByteArray &value);
    [[nodiscard]] Result<Uint256> unitsOn(const NetworkId &network, const QString &coins) const;
    [[nodiscard]] Pending<Done> write(const ledger::NetworkChoice &choice);
    [[nodiscard]] ledger::Author author() const;

    ledger::Ledger &m_ledger;
    const money::Registry &m_registry;
    const Clock &m_clock;
    bool m_developerNetworks = false;
    QList<NetworkId> m_preferredNetworks;
    QMap<QByteArray, QString> m_highestFees; ///< whole coins as they were written, by CAIP-2
    QHash<NetworkId, ledger::NetworkChoice> m_networks;
};

} // namespace tuppence::gateway
