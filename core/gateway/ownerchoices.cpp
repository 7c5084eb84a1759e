// SPDX-License-Identifier: MIT
#include "core/gateway/choices.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// Changes something when the passphrase is right.
Outcome proved(OwnerDesk &desk, Call &call, std::function<Pending<Done>(Choices &)> change)
{
    auto changed = andThen(desk.prove(std::move(call.secrets.at(0))), &desk,
                           [&desk, change = std::move(change)](const vault::OwnerProof &) {
                               return change(*desk.household().choices);
                           });
    return answered(desk, std::move(changed));
}

Outcome setEnabled(OwnerDesk &desk, Call call, bool isEnabled)
{
    const QByteArray network = call.text("network");
    return proved(desk, call, [network, isEnabled](Choices &choices) {
        return choices.setEnabled(network, isEnabled);
    });
}

Outcome setRpc(OwnerDesk &desk, Call call)
{
    QList<QUrl> servers;
    const Json *urls = member(call.params, "urls");
    for (const Json &url : urls && urls->is_array() ? *urls : Json::array()) {
        const std::string text = url.is_string() ? url.get<std::string>() : std::string();
        servers.append(QUrl(QString::fromStdString(text), QUrl::StrictMode));
    }
    const QByteArray network = call.text("network");
    return proved(desk, call, [network, servers](Choices &choices) {
        return choices.setServers(network, servers);
    });
}

Outcome set(OwnerDesk &desk, Call call)
{
    const QByteArray name = call.text("name");
    const QByteArray value = call.text("value");
    return proved(desk, call, [name, value](Choices &choices) { return choices.set(name, value); });
}

Outcome list(OwnerDesk &desk)
{
    Json list = Json::array();
    for (const auto &[name, value] : desk.household().choices->settings())
        list.push_back({{"name", toJson(name)}, {"value", toJson(value)}});
    return answered({{"settings", list}});
}

} // namespace

OwnerMethods choiceMethods(OwnerDesk &desk)
{
    return {
        {"networks.enable",
         {{"passphrase"},
          [&desk](Call call) { return setEnabled(desk, std::move(call), /*isEnabled=*/true); }}},
        {"networks.disable",
         {{"passphrase"},
          [&desk](Call call) { return setEnabled(desk, std::move(call), /*isEnabled=*/false); }}},
        {"networks.setRpc",
         {{"passphrase"}, [&desk](Call call) { return setRpc(desk, std::move(call)); }}},
        {"settings.set",
         {{"passphrase"}, [&desk](Call call) { return set(desk, std::move(call)); }}},
        {"settings.list", {{}, [&desk](const Call &) { return list(desk); }}},
    };
}

} // namespace tuppence::gateway
