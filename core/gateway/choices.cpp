// SPDX-License-Identifier: MIT
#include "core/gateway/choices.h"

#include "core/base/amount.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr auto developerNetworksKey = "developer-networks";
constexpr auto preferredNetworksKey = "preferred-networks";
constexpr auto highestFeesKey = "highest-fees";
constexpr auto none = "none";
constexpr qsizetype mostServers = 5;

/// Empty where one of them is no CAIP-2 id.
QList<NetworkId> networksIn(const QByteArray &value)
{
    QList<NetworkId> networks;
    for (const QByteArray &part : value.split(',')) {
        const auto id = NetworkId::parse(part.trimmed());
        if (!id)
            return {};
        networks.append(*id);
    }
    return networks;
}

bool isThisMachine(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

bool mayBeAsked(const QUrl &server)
{
    const bool safe = server.scheme() == u"https"_s
        || (server.scheme() == u"http"_s && isThisMachine(server.host()));
    return server.isValid() && safe && !server.host().isEmpty() && server.userInfo().isEmpty();
}

/// Whole coins by network. Empty where one part is not "ID=NUMBER".
QMap<QByteArray, QString> feesIn(const QByteArray &value)
{
    QMap<QByteArray, QString> fees;
    for (const QByteArray &part : value.split(',')) {
        const auto sign = part.indexOf('=');
        if (sign < 0)
            return {};
        fees.insert(part.first(sign).trimmed(), QString::fromUtf8(part.sliced(sign + 1).trimmed()));
    }
    return fees;
}

QByteArray textOf(const QMap<QByteArray, QString> &fees)
{
    QByteArrayList parts;
    for (auto fee = fees.cbegin(); fee != fees.cend(); ++fee)
        parts.append(fee.key() + '=' + fee.value().toUtf8());
    return parts.isEmpty() ? QByteArray(none) : parts.join(',');
}

Error wrongValue(const char *setting, const QString &values)
{
    return {Error::Kind::Malformed,
            "gateway.setting_value",
            {{u"name"_s, QLatin1StringView(setting)}, {u"values"_s, values}},
            {}};
}

} // namespace

Choices::Choices(ledger::Ledger &ledger, const money::Registry &registry, const Clock &clock)
    : m_ledger(ledger)
    , m_registry(registry)
    , m_clock(clock)
{
}

Pending<Done> Choices::load()
{
    auto networks =
        andThen(m_ledger.networks(), this, [this](const QList<ledger::NetworkChoice> &all) {
            for (const ledger::NetworkChoice &choice : all)
                m_networks.insert(choice.network, choice);
            return m_ledger.setting(developerNetworksKey);
        });
    auto developers =
        andThen(std::move(networks), this, [this](const std::optional<QByteArray> &value) {
            m_developerNetworks = value == QByteArray("on");
            return m_ledger.setting(preferredNetworksKey);
        });
    auto preferred =
        andThen(std::move(developers), this, [this](const std::optional<QByteArray> &value) {
            m_preferredNetworks = networksIn(value.value_or(none));
            return m_ledger.setting(highestFeesKey);
        });
    return andThen(std::move(preferred), this, [this](const std::optional<QByteArray> &value) {
        m_highestFees = feesIn(value.value_or(none));
        return ready<Done>(Done {});
    });
}

bool Choices::isEnabled(const NetworkId &network) const
{
    return m_networks.value(network).isEnabled;
}

QList<QUrl> Choices::serversOf(const NetworkId &network) const
{
    const ledger::NetworkChoice choice = m_networks.value(network);
    if (!choice.rpc.isEmpty())
        return choice.rpc;
    QList<QUrl> servers;
    const auto *known = m_registry.network(network);
    if (known && choice.isEnabled) {
        for (const money::RpcAddress &address : known->publicRpc)
            servers.append(address.url);
    }
    return servers;
}

bool Choices::hasOwnServers(const NetworkId &network) const
{
    return !m_networks.value(network).rpc.isEmpty();
}

Pending<Done> Choices::setEnabled(const QByteArray &network, bool isEnabled)
{
    auto choice = choiceFor(network);
    if (!choice)
        return failed<Done>(choice.error());
    choice->isEnabled = isEnabled;
    return write(*choice);
}

Pending<Done> Choices::setServers(const QByteArray &network, const QList<QUrl> &servers)
{
    auto choice = choiceFor(network);
    if (!choice)
        return failed<Done>(choice.error());
    if (servers.isEmpty() || servers.size() > mostServers)
        return failed<Done>(
            {Error::Kind::OutOfRange, "gateway.rpc_count", {{u"most"_s, mostServers}}, {}});
    for (const QUrl &server : servers) {
        if (!mayBeAsked(server))
            return failed<Done>(
                {Error::Kind::Malformed, "gateway.rpc_url", {{u"url"_s, server.toString()}}, {}});
    }
    choice->rpc = servers;
    return write(*choice);
}

Pending<Done> Choices::forget(const NetworkId &network)
{
    if (!m_networks.contains(network))
        return ready<Done>(Done {});
    return write({network, /*isEnabled=*/false, {}});
}

Pending<Done> Choices::set(const QByteArray &setting, const QByteArray &value)
{
    if (setting == developerNetworksKey)
        return setDeveloperNetworks(value);
    if (setting == preferredNetworksKey)
        return setPreferredNetworks(value);
    if (setting == highestFeesKey)
        return setHighestFees(value);
    return failed<Done>({Error::Kind::Unsupported,
                         "gateway.unknown_setting",
                         {{u"name"_s, QString::fromUtf8(setting)}},
                         {}});
}

Pending<Done> Choices::setDeveloperNetworks(const QByteArray &value)
{
    if (value != "on" && value != "off")
        return failed<Done>(wrongValue(developerNetworksKey, u"on, off"_s));
    auto written = m_ledger.setSetting(developerNetworksKey, value, author());
    return andThen(std::move(written), this, [this, value](Done) {
        m_developerNetworks = value == "on";
        return ready<Done>(Done {});
    });
}

Pending<Done> Choices::setPreferredNetworks(const QByteArray &value)
{
    const auto networks = networksIn(value);
    for (const NetworkId &network : networks) {
        if (const auto known = choiceFor(network.toString()); !known)
            return failed<Done>(known.error());
    }
    if (networks.isEmpty() && value != none)
        return failed<Done>(
            wrongValue(preferredNetworksKey, u"none, eip155:8453, eip155:8453,eip155:1"_s));
    auto written = m_ledger.setSetting(preferredNetworksKey, value, author());
    return andThen(std::move(written), this, [this, networks](Done) {
        m_preferredNetworks = networks;
        return ready<Done>(Done {});
    });
}

Pending<Done> Choices::setHighestFees(const QByteArray &value)
{
    const auto fees = feesIn(value);
    if (fees.isEmpty() && value != none)
        return failed<Done>(wrongValue(
            highestFeesKey, u"none, eip155:8453=0.001, eip155:8453=0.001,eip155:1=0.01"_s));
    for (auto fee = fees.cbegin(); fee != fees.cend(); ++fee) {
        const auto choice = choiceFor(fee.key());
        if (!choice)
            return failed<Done>(choice.error());
        if (const auto units = unitsOn(choice->network, fee.value()); !units)
            return failed<Done>(units.error());
    }
    auto written = m_ledger.setSetting(highestFeesKey, value, author());
    return andThen(std::move(written), this, [this, fees](Done) {
        m_highestFees = fees;
        return ready<Done>(Done {});
    });
}

Result<Uint256> Choices::unitsOn(const NetworkId &network, const QString &coins) const
{
    const auto *known = m_registry.network(network);
    if (!known || !known->coin)
        return fail(Error::Kind::Unsupported, "chain.no_coin",
                    {{u"network"_s, QString::fromLatin1(network.toString())}});
    const auto amount = TRY(Amount::parse(coins, known->coin->decimals));
    return amount.units();
}

std::optional<Uint256> Choices::highestFeeOn(const NetworkId &network) const
{
    const auto fee = m_highestFees.constFind(network.toString());
    if (fee == m_highestFees.cend())
        return std::nullopt;
    return unitsOn(network, *fee).value_or(Uint256()); // what cannot be read allows none
}

QList<std::pair<QByteArray, QByteArray>> Choices::settings() const
{
    QByteArrayList preferred;
    for (const NetworkId &network : m_preferredNetworks)
        preferred.append(network.toString());
    return {{developerNetworksKey, m_developerNetworks ? "on" : "off"},
            {preferredNetworksKey, preferred.isEmpty() ? QByteArray(none) : preferred.join(',')},
            {highestFeesKey, textOf(m_highestFees)}};
}

Result<ledger::NetworkChoice> Choices::choiceFor(const QByteArray &network) const
{
    const auto id = NetworkId::parse(network);
    if (!id || !m_registry.network(*id))
        return fail(Error::Kind::Unsupported, "gateway.unknown_network",
                    {{u"network"_s, QString::fromUtf8(network)}});
    auto choice = m_networks.value(*id);
    choice.network = *id;
    return choice;
}

Pending<Done> Choices::write(const ledger::NetworkChoice &choice)
{
    return andThen(m_ledger.setNetwork(choice, author()), this, [this, choice](Done) {
        m_networks.insert(choice.network, choice);
        return ready<Done>(Done {});
    });
}

ledger::Author Choices::author() const
{
    return {"owner", m_clock.now()};
}

} // namespace tuppence::gateway
