// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/ledger/ledger.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

constexpr qsizetype keyBytes = 32;
constexpr qsizetype longestName = 64;

Outcome wrong(const char *name)
{
    return failed<std::shared_ptr<Answer>>(
        {Error::Kind::Malformed, "gateway.params", {{u"name"_s, QString::fromLatin1(name)}}, {}});
}

Json agentJson(const ledger::Client &client)
{
    return {{"name", toJson(client.name)},
            {"fingerprint", toJson(client.fingerprint)},
            {"created", toJson(toRfc3339(client.paired))}};
}

Outcome pair(OwnerDesk &desk, Call call)
{
    const QByteArray name = call.text("name");
    const auto key = fromBase64(call.text("key"));
    if (name.trimmed().isEmpty() || name.size() > longestName)
        return wrong("name");
    if (!key || key->size() != keyBytes)
        return wrong("key");
    const ledger::Client client {
        *key, QString::fromUtf8(name), "agent", fingerprint(*key), desk.household().clock->now(),
        {}};
    auto added = andThen(desk.prove(std::move(call.secrets.at(0))), &desk,
                         [&desk, client](const vault::OwnerProof &) {
                             return desk.household().ledger->addClient(client);
                         });
    return andThen(std::move(added), &desk, [client](Done) { return answered(agentJson(client)); });
}

Outcome list(OwnerDesk &desk, const Call &call)
{
    return andThen(desk.household().ledger->clients(), &desk,
                   [params = call.params](const QList<ledger::Client> &clients) {
                       Json agents = Json::array();
                       for (const ledger::Client &client : clients) {
                           if (!client.revoked)
                               agents.push_back(agentJson(client));
                       }
                       return page("agents", agents, params);
                   });
}

/// The key of the paired client of that name; empty, which no client has, where there is none.
QByteArray keyOf(const QList<ledger::Client> &clients, const QString &name)
{
    for (const ledger::Client &client : clients) {
        if (!client.revoked && client.name == name)
            return client.publicKey;
    }
    return {};
}

Outcome revoke(OwnerDesk &desk, Call call)
{
    const QString name = QString::fromUtf8(call.text("name"));
    auto clients =
        andThen(desk.prove(std::move(call.secrets.at(0))), &desk,
                [&desk](const vault::OwnerProof &) { return desk.household().ledger->clients(); });
    auto revoked =
        andThen(std::move(clients), &desk, [&desk, name](const QList<ledger::Client> &all) {
            return desk.household().revokeClient(keyOf(all, name));
        });
    return answered(desk, std::move(revoked));
}

} // namespace

OwnerMethods agentMethods(OwnerDesk &desk)
{
    return {
        {"agents.pair",
         {{"passphrase"}, [&desk](Call call) { return pair(desk, std::move(call)); }}},
        {"agents.list", {{}, [&desk](const Call &call) { return list(desk, call); }}},
        {"agents.revoke",
         {{"passphrase"}, [&desk](Call call) { return revoke(desk, std::move(call)); }}},
    };
}

} // namespace tuppence::gateway
