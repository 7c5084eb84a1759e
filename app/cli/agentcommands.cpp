// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/base/bytes.h"
#include "core/gateway/clientkey.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString agentsText(const Json &answer)
{
    QStringList lines;
    for (const Json &agent : elements(answer, "agents"))
        lines.append(u"%1  %2  paired %3"_s.arg(shown(agent, "name"), -24)
                         .arg(shown(agent, "fingerprint"), shown(agent, "created")));
    return lines.isEmpty() ? u"No agent is paired."_s : lines.join(u'\n');
}

} // namespace

Pending<Exit> pairAgent(Context &context)
{
    const QString name = QString::fromUtf8(context.arguments().words().constFirst());
    if (const auto folder = gateway::createFolder(context.paths().dataFolder); !folder)
        return failed<Exit>(folder.error());
    const auto key = gateway::clientKey(context.paths().clientsFolder(), name);
    if (!key)
        return failed<Exit>(key.error());
    gateway::Question question {
        "agents.pair",
        {{"name", gateway::toJson(name)}, {"key", gateway::toJson(toBase64(key->publicKey()))}},
        {},
        {}};
    return andThen(
        context.ownerWithPassphrase(std::move(question)), &context, [&context](const Json &result) {
            return context.finish(result, [](const Json &agent) {
                return u"%1 is paired. Its fingerprint: %2\nIt asks with: tuppence-cli pay --agent %1 URL"_s
                    .arg(shown(agent, "name"), shown(agent, "fingerprint"));
            });
        });
}

Pending<Exit> showAgents(Context &context)
{
    return context.showList("agents.list", agentsText);
}

Pending<Exit> revokeAgent(Context &context)
{
    gateway::Question question {"agents.revoke", {{"name", context.word(0)}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)),
                          u"It is an unpaired program from now on."_s);
}

} // namespace tuppence::cli
