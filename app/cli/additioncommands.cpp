// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/wish.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr qint64 mostDecimals = 77;

QString tokenText(const Json &token)
{
    const QString worth =
        shown(token, "worth") == u"usd" ? u"counts as dollars"_s : u"worth not known"_s;
    const QString by = isTrue(token, "own") ? u", added by you"_s : QString();
    return u"%1  %2  %3 decimals, signed as \"%4\" \"%5\" (%6), %7%8"_s
        .arg(shown(token, "symbol"), -8)
        .arg(shown(token, "id"))
        .arg(token["decimals"].get<int>())
        .arg(shown(token, "name"), shown(token, "version"), shown(token, "method"), worth, by);
}

QString tokensText(const Json &answer)
{
    QStringList lines;
    for (const Json &token : elements(answer, "tokens"))
        lines.append(tokenText(token));
    return lines.join(u'\n');
}

QString channelText(const Json &channel)
{
    const QString label = shown(channel, "label");
    const QString expiry = shown(channel, "expiry");
    QString text = u"%1  %2 left of %3, %4 promised, to %5 on %6"_s.arg(
        shown(channel, "id"), amountText(channel["left"]), amountText(channel["deposit"]),
        amountText(channel["signed"]), shown(channel, "payee"), shown(channel, "network"));
    if (!expiry.isEmpty())
        text += u", until "_s + expiry;
    return label.isEmpty() ? text : text + u"  "_s + label;
}

QString channelsText(const Json &answer)
{
    QStringList lines;
    for (const Json &channel : elements(answer, "channels"))
        lines.append(channelText(channel));
    return lines.isEmpty() ? u"No channel was added: tuppence-cli channels add FILE"_s
                           : lines.join(u'\n');
}

/// The one entry that stands in the file.
Result<Json> entryFrom(const QByteArray &file)
{
    const QByteArray text = TRY(contentsOf(file));
    auto entry = parseJson(text);
    if (!entry && entry.error().code == "json.malformed")
        return fail(Error::Kind::Malformed, "usage.not_json",
                    {{u"file"_s, QString::fromUtf8(file)}});
    return entry;
}

/// What the owner says of the token.
Result<Json> draftFrom(const Context &context)
{
    const Arguments &arguments = context.arguments();
    Json params = {{"network", context.word(0)}, {"address", context.word(1)}};
    for (const char *name : {"symbol", "name", "version", "method"}) {
        if (const auto value = arguments.value(name))
            params[name] = gateway::toJson(*value);
    }
    if (arguments.has("decimals"))
        params["decimals"] = quint64(TRY(arguments.number("decimals", 0, 0, mostDecimals)));
    return params;
}

/// Everything that was read and shown: what is added is that, or nothing.
Json wholeDraft(const Json &token)
{
    Json params = Json::object();
    for (const char *name :
         {"network", "address", "symbol", "name", "version", "decimals", "method"})
        params[name] = token[name];
    return params;
}

} // namespace

Pending<Exit> addNetwork(Context &context)
{
    const auto entry = entryFrom(context.arguments().words().constFirst());
    if (!entry)
        return failed<Exit>(entry.error());
    const auto tell = [](const Json &network) {
        return u"%1 is added. It is used once it is enabled: tuppence-cli networks enable %2"_s.arg(
            shown(network, "name"), shown(network, "id"));
    };
    return andThen(context.ownerWithPassphrase({"networks.add", {{"entry", *entry}}, {}, {}}),
                   &context,
                   [&context, tell](const Json &result) { return context.finish(result, tell); });
}

Pending<Exit> removeNetwork(Context &context)
{
    gateway::Question question {"networks.remove", {{"network", context.word(0)}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)),
                          u"The network is removed."_s);
}

Pending<Exit> showTokens(Context &context)
{
    return context.showList("tokens", tokensText);
}

Pending<Exit> addToken(Context &context)
{
    const auto draft = draftFrom(context);
    if (!draft)
        return failed<Exit>(draft.error());
    const auto add = [&context](const Json &token) {
        // Said before the passphrase is asked for: what the contract said is the owner's to judge.
        if (isatty(STDIN_FILENO) == 1 && !context.wantsJson())
            say(u"This would be added:\n"_s + tokenText(token));
        return andThen(context.ownerWithPassphrase({"tokens.add", wholeDraft(token), {}, {}}),
                       &context, [&context](const Json &added) {
                           return context.finish(
                               added, [](const Json &of) { return u"Added: "_s + tokenText(of); });
                       });
    };
    return andThen(context.owner({"tokens.read", *draft, {}, {}}), &context, add);
}

Pending<Exit> removeToken(Context &context)
{
    gateway::Question question {"tokens.remove", {{"token", context.word(0)}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)),
                          u"The token is removed."_s);
}

Pending<Exit> showChannels(Context &context)
{
    return context.showList("channels", channelsText);
}

Pending<Exit> addChannel(Context &context)
{
    const auto entry = entryFrom(context.arguments().words().constFirst());
    if (!entry)
        return failed<Exit>(entry.error());
    const auto tell = [](const Json &channel) { return u"Added: "_s + channelText(channel); };
    return andThen(context.ownerWithPassphrase({"channels.add", {{"entry", *entry}}, {}, {}}),
                   &context,
                   [&context, tell](const Json &result) { return context.finish(result, tell); });
}

Pending<Exit> removeChannel(Context &context)
{
    gateway::Question question {"channels.remove", {{"channel", context.word(0)}}, {}, {}};
    return context.finish(context.ownerWithPassphrase(std::move(question)),
                          u"The channel is removed. What you signed over it stays promised."_s);
}

} // namespace tuppence::cli
