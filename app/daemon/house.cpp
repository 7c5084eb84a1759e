// SPDX-License-Identifier: MIT
#include "app/daemon/house.h"

#include "core/gateway/askdispatcher.h"
#include "core/gateway/ownerdispatcher.h"
#include "core/net/resolver.h"

namespace tuppence::daemon {

namespace {

/// After a ledger that could not be read, an earlier payment may be open for so long (its longest
/// validity, and half an hour more).
constexpr std::chrono::minutes doubtfulTime {90};

} // namespace

Result<std::unique_ptr<House>> House::open(const gateway::Paths &paths, const Clock &clock,
                                           const QList<Error> &warnings)
{
    auto registry = TRY(money::Registry::builtIn());
    auto ledger = TRY(ledger::Ledger::open(paths.ledgerFile(), clock));
    std::unique_ptr<House> house(new House(paths, clock, std::move(registry), std::move(ledger)));
    house->m_household.warnings = warnings;
    if (house->m_ledger->setAside())
        house->m_household.warnings.append(
            {Error::Kind::Storage, "gateway.ledger_set_aside", {}, {}});
    return house;
}

House::House(const gateway::Paths &paths, const Clock &clock, money::Registry registry,
             std::unique_ptr<ledger::Ledger> ledger)
    : m_paths(paths)
    , m_clock(clock)
    , m_registry(std::move(registry))
    , m_ledger(std::move(ledger))
    , m_http("Tuppence/" TUPPENCE_VERSION, std::make_unique<net::SystemResolver>())
    , m_rpc(m_http)
    , m_choices(*m_ledger, m_registry, m_clock)
    , m_additions(*m_ledger, m_registry, m_choices, m_clock, [this] { return m_vault.limitsKey(); })
    , m_vault(paths.dataFolder, &m_keychain)
    , m_ledgerWatch(*m_ledger, m_vault)
    , m_purse(m_vault, m_registry, m_clock)
    , m_evm(
          m_registry, m_rpc,
          [this](const NetworkId &network) { return m_choices.serversOf(network); }, m_clock)
    , m_engine(rooms(paths.answersFolder()))
    , m_household(household())
{
    // First of all: what the owner did not write is unknown before anything is decided or signed.
    connect(&m_vault, &vault::Vault::unlocked, this,
            [this] { m_household.warnings.append(m_additions.verify()); });
    connect(&m_vault, &vault::Vault::unlocked, &m_engine, &payments::PaymentEngine::reconsider);
    connect(&m_vault, &vault::Vault::locked, this, [this] { std::ignore = m_ledgerWatch.note(); });
    connect(&m_desktop, &DesktopSignals::left, &m_vault, &vault::Vault::noteLeft);
}

payments::Rooms House::rooms(const QString &answersFolder)
{
    payments::Rooms rooms;
    rooms.clock = &m_clock;
    rooms.registry = &m_registry;
    rooms.http = &m_http;
    rooms.ledger = m_ledger.get();
    rooms.purse = &m_purse;
    rooms.protocols = &m_protocols;
    rooms.chains = {&m_evm};
    rooms.answersFolder = answersFolder;
    rooms.checkLedger = [this] { return m_ledgerWatch.check(); };
    rooms.mayReachLoopback = [this] { return m_choices.developerNetworks(); };
    rooms.isEnabled = [this](const NetworkId &network) { return m_choices.isEnabled(network); };
    rooms.highestFeeOn = [this](const NetworkId &network) {
        return m_choices.highestFeeOn(network);
    };
    rooms.preferredNetworks = [this] { return m_choices.preferredNetworks(); };
    rooms.earlierPaymentsLost = [this] { return isLately(m_ledger->setAside()); };
    rooms.restoredLately = [this] { return isLately(m_ledger->restored()); };
    return rooms;
}

gateway::Household House::household()
{
    gateway::Household household;
    household.clock = &m_clock;
    household.registry = &m_registry;
    household.ledger = m_ledger.get();
    household.vault = &m_vault;
    household.keychain = &m_keychain;
    household.engine = &m_engine;
    household.protocols = &m_protocols;
    household.choices = &m_choices;
    household.additions = &m_additions;
    household.chains = {&m_evm};
    household.revokeClient = [this](const QByteArray &key) { return revokeClient(key); };
    household.dismissRevoked = [this](const QByteArray &key) {
        if (m_server)
            m_server->dismissRevoked(key);
    };
    household.folder = m_paths.dataFolder;
    household.clockSkew = [this](const NetworkId &network) { return m_evm.clockSkew(network); };
    household.describeToken = [this](const money::TokenDraft &draft) {
        return m_evm.describe(draft);
    };
    return household;
}

Pending<Done> House::start()
{
    auto added = andThen(m_choices.load(), this, [this](Done) { return loadAdditions(); });
    auto recovered = andThen(std::move(added), this, [this](Done) { return m_engine.recover(); });
    return andThen(std::move(recovered), this, [this](Done) {
        // Found out later and told by every call then: starting does not wait for it.
        std::ignore = m_ledger->check();
        return ready<Done>(listen());
    });
}

/// Before anything is recovered: a payment may be open on a network of the owner's.
Pending<Done> House::loadAdditions()
{
    return andThen(m_additions.load(), this, [this](const QList<Error> &warnings) {
        m_household.warnings.append(warnings);
        return ready<Done>(Done {});
    });
}

gateway::Door House::door(const QByteArray &name, gateway::DispatcherMaker maker)
{
    const auto pairedName = [this](const QByteArray &key) {
        return andThen(m_ledger->pairedClient(key), this,
                       [](const std::optional<ledger::Client> &client) {
                           return ready<std::optional<QString>>(client ? std::optional(client->name)
                                                                       : std::nullopt);
                       });
    };
    return {name, pairedName, std::move(maker)};
}

Result<Done> House::listen()
{
    TRY(gateway::createFolder(m_paths.socketFolder));
    const auto ask = [this](const gateway::Caller &caller) -> std::unique_ptr<gateway::Dispatcher> {
        return std::make_unique<gateway::AskDispatcher>(m_household, caller);
    };
    const auto owner = [this](const gateway::Caller &) -> std::unique_ptr<gateway::Dispatcher> {
        return std::make_unique<gateway::OwnerDispatcher>(m_household);
    };
    m_server = TRY(gateway::Server::listen(m_paths.askSocket(), door("ask", ask),
                                           m_paths.ownerSocket(), door("owner", owner)));
    return Done {};
}

Pending<Done> House::revokeClient(const QByteArray &key)
{
    // In our context, because the owner's connection may be gone by then.
    return andThen(m_ledger->revokeClient(key, m_clock.now()), this, [this, key](Done) {
        m_household.dismissRevoked(key);
        return ready<Done>(Done {});
    });
}

bool House::isIdle() const
{
    return m_engine.isIdle() && (!m_server || m_server->connections() == 0);
}

bool House::isLately(const std::optional<Time> &since) const
{
    return since && m_clock.now() < *since + doubtfulTime;
}

} // namespace tuppence::daemon
