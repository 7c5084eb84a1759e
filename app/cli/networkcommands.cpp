// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString listOf(const Json &servers)
{
    QStringList list;
    for (const Json &server : servers) {
        const QString by = shown(server, "operator");
        list.append(shown(server, "url") + (by.isEmpty() ? QString() : u" (%1)"_s.arg(by)));
    }
    return list.join(u", "_s);
}

/// Whom the wallet asks about a network, or would ask once it is enabled.
QString serversText(const Json &network)
{
    const Json asked = elements(network, "servers");
    if (!asked.empty())
        return u"asks "_s + listOf(asked);
    const Json known = elements(network, "publicServers");
    if (!known.empty())
        return u"would ask "_s + listOf(known);
    return u"no server known: networks set-rpc %1 URL"_s.arg(shown(network, "id"));
}

QString networksText(const Json &answer)
{
    QStringList lines;
    for (const Json &network : elements(answer, "networks")) {
        const QString kind = isTrue(network, "test") ? u"play money"_s : u"real money"_s;
        const QString state = isTrue(network, "enabled") ? u"enabled"_s : u"not enabled"_s;
        lines.append(u"%1  %2  %3, %4, %5"_s.arg(shown(network, "id"), -16)
                         .arg(shown(network, "name"), -16)
                         .arg(kind, state, serversText(network)));
    }
    return lines.join(u'\n');
}

QString settingsText(const Json &answer)
{
    QStringList lines;
    for (const Json &setting : elements(answer, "settings"))
        lines.append(shown(setting, "name") + u" = "_s + shown(setting, "value"));
    return lines.join(u'\n');
}

Pending<Exit> change(Context &context, const QByteArray &method, const QString &text)
{
    gateway::Question question {method, {{"network", context.word(0)}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)), text);
}

} // namespace

Pending<Exit> showNetworks(Context &context)
{
    return context.showList("networks", networksText);
}

Pending<Exit> enableNetwork(Context &context)
{
    const QByteArray id = context.arguments().words().constFirst();
    const auto enable = [&context, id](const Json &network) {
        // Said before the passphrase is asked for: these servers will see the addresses.
        if (!network.is_null() && !context.wantsJson())
            say(u"%1: the wallet %2"_s.arg(shown(network, "name"), serversText(network)));
        return change(context, "networks.enable", u"%1 is enabled."_s.arg(QString::fromUtf8(id)));
    };
    return andThen(context.findInList("networks", "networks", id), &context, enable);
}

Pending<Exit> disableNetwork(Context &context)
{
    const QString id = QString::fromUtf8(context.arguments().words().constFirst());
    return change(context, "networks.disable", u"%1 is no longer enabled."_s.arg(id));
}

Pending<Exit> setRpc(Context &context)
{
    Json urls = Json::array();
    for (const QByteArray &url : context.arguments().words().sliced(1))
        urls.push_back(gateway::toJson(url));
    gateway::Question question {
        "networks.setRpc", {{"network", context.word(0)}, {"urls", urls}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)),
                          u"From now on these servers are asked, and no others."_s);
}

Pending<Exit> showSettings(Context &context)
{
    return andThen(context.owner({"settings.list", {}, {}, {}}), &context,
                   [&context](const Json &result) { return context.finish(result, settingsText); });
}

Pending<Exit> changeSetting(Context &context)
{
    gateway::Question question {
        "settings.set", {{"name", context.word(0)}, {"value", context.word(1)}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)), u"It is set."_s);
}

} // namespace tuppence::cli
