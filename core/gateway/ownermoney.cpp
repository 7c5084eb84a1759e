// SPDX-License-Identifier: MIT
#include "core/chains/chain.h"
#include "core/gateway/choices.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/gateway/reportjson.h"
#include "core/money/registry.h"
#include "core/vault/vault.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// What one account holds on one network.
struct Holding
{
    NetworkId network;
    QByteArray address;
    bool isDefault = false;
    QList<AssetId> assets;
};

Outcome accounts(OwnerDesk &desk, const Call &call)
{
    const auto known = desk.household().vault->accounts();
    if (!known)
        return failed<std::shared_ptr<Answer>>(known.error());
    Json list = Json::array();
    for (const vault::Account &account : *known)
        list.push_back({{"index", account.index},
                        {"space", "eip155"},
                        {"address", toJson(account.address)},
                        {"default", account == known->constFirst()}});
    return page("accounts", list, call.params);
}

/// What is asked about together. Tokens that the owner added are asked about by themselves: one
/// whose contract does not answer hides nothing of the others.
QList<QList<AssetId>> assetsOf(const money::Network &network, const money::Registry &registry)
{
    QList<AssetId> carried;
    QList<AssetId> own;
    for (const money::Asset &asset : registry.assetsOf(network.id))
        (asset.own ? own : carried).append(asset.id);
    if (network.coin)
        carried.append(network.coin->id);
    if (own.isEmpty())
        return {carried};
    return {carried, own};
}

QList<Holding> holdingsOf(const QList<vault::Account> &accounts, const Household &household)
{
    QList<Holding> holdings;
    for (const money::Network &network : household.registry->networks()) {
        if (!household.choices->isEnabled(network.id))
            continue;
        for (const QList<AssetId> &assets : assetsOf(network, *household.registry)) {
            for (const vault::Account &account : accounts)
                holdings.append(
                    {network.id, account.address, account == accounts.constFirst(), assets});
        }
    }
    return holdings;
}

/// An account that does not pay by default is shown only where it holds something.
void addBalances(Json &list, const Holding &holding, const Result<Balances> &held,
                 const money::Registry &registry)
{
    const auto add = [&](const Json &amount, const Json &error) {
        list.push_back({{"network", toJson(holding.network.toString())},
                        {"account", toJson(holding.address)},
                        {"amount", amount},
                        {"error", error}});
    };
    if (!held) {
        if (holding.isDefault)
            add(nullptr, toJson(held.error()));
        return;
    }
    for (qsizetype i = 0; i < held->units.size(); ++i) {
        const Uint256 &units = held->units.at(i);
        if (holding.isDefault || !units.isZero())
            add(amountJson({holding.assets.at(i), units}, registry), nullptr);
    }
}

Chain *chainOf(const NetworkId &network, const Household &household)
{
    for (Chain *chain : household.chains) {
        if (network.space == QByteArrayView(chain->id().data(), chain->id().size()))
            return chain;
    }
    return nullptr;
}

Outcome balance(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    const auto accounts = household.vault->accounts();
    if (!accounts)
        return failed<std::shared_ptr<Answer>>(accounts.error());
    const QList<Holding> holdings = holdingsOf(*accounts, household);
    QList<Pending<Balances>> asked;
    for (const Holding &holding : holdings) {
        Chain *chain = chainOf(holding.network, household);
        asked.append(chain ? chain->balances(holding.address, holding.assets)
                           : failed<Balances>(
                               {Error::Kind::Unsupported,
                                "gateway.unknown_network",
                                {{u"network"_s, QString::fromLatin1(holding.network.toString())}},
                                {}}));
    }
    return whenReady(
        QtFuture::whenAll(asked.begin(), asked.end()), &desk,
        [&household, holdings, params = call.params](const QList<Pending<Balances>> &told) {
            Json list = Json::array();
            for (qsizetype i = 0; i < told.size(); ++i)
                addBalances(list, holdings.at(i), resultOf(told.at(i)), *household.registry);
            return page("balances", list, params);
        });
}

Json serversJson(const money::Network &network, const Choices &choices)
{
    Json list = Json::array();
    for (const QUrl &server : choices.serversOf(network.id)) {
        QString by;
        for (const money::RpcAddress &address : network.publicRpc) {
            if (address.url == server)
                by = address.operatorName;
        }
        list.push_back(
            {{"url", toJson(server.toString())}, {"operator", by.isEmpty() ? Json() : toJson(by)}});
    }
    return list;
}

Json publicServersJson(const money::Network &network)
{
    Json list = Json::array();
    for (const money::RpcAddress &address : network.publicRpc)
        list.push_back(
            {{"url", toJson(address.url.toString())}, {"operator", toJson(address.operatorName)}});
    return list;
}

Outcome networks(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    Json list = Json::array();
    for (const money::Network &network : household.registry->networks())
        list.push_back({{"id", toJson(network.id.toString())},
                        {"name", toJson(network.name)},
                        {"test", network.test},
                        {"own", network.own},
                        {"enabled", household.choices->isEnabled(network.id)},
                        {"servers", serversJson(network, *household.choices)},
                        {"publicServers", publicServersJson(network)}});
    return page("networks", list, call.params);
}

} // namespace

OwnerMethods moneyMethods(OwnerDesk &desk)
{
    const auto with = [&desk](Outcome (*method)(OwnerDesk &, const Call &)) {
        return [&desk, method](const Call &call) { return method(desk, call); };
    };
    return {
        {"accounts", {{}, with(accounts)}},
        {"balance", {{}, with(balance)}},
        {"networks", {{}, with(networks)}},
    };
}

} // namespace tuppence::gateway
