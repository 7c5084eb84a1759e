// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/payflow.h"
#include "app/cli/wish.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr qint64 usualWait = 45;
constexpr qint64 longestWait = 7 * 24 * 3600;

/// The name of the key to ask with. Only pairing makes an agent's: a name that was mistyped would
/// ask as a program that nobody paired. Malformed ("usage.unknown_agent" {name}).
Result<QString> keyName(const Context &context)
{
    if (!context.arguments().has("agent"))
        return u"cli"_s;
    const QString name = context.arguments().text("agent");
    if (!QFileInfo::exists(u"%1/%2.key"_s.arg(context.paths().clientsFolder(), name)))
        return fail(Error::Kind::Malformed, "usage.unknown_agent", {{u"name"_s, name}});
    return name;
}

/// Puts the question on the ask socket and passes on what comes back.
Pending<Exit> walk(Context &context, gateway::Question question)
{
    const Arguments &arguments = context.arguments();
    const auto wait = arguments.number("wait", usualWait, 0, longestWait);
    const auto longest = arguments.number("max-time", 0, 0, longestWait);
    if (!wait || !longest)
        return failed<Exit>(wait ? longest.error() : wait.error());
    const auto key = keyName(context);
    if (!key)
        return failed<Exit>(key.error());
    auto delivery = Delivery::create(arguments);
    if (!delivery)
        return failed<Exit>(delivery.error());
    auto *flow = new PayFlow(context, *std::move(delivery), std::chrono::seconds(*wait),
                             std::chrono::seconds(*longest));
    return flow->run(context.connection("ask", *key), std::move(question));
}

QString offersText(const Json &answer)
{
    const Json offers = elements(answer, "offers");
    if (offers.empty()) {
        const Json *status = member(answer, "status");
        return u"It asks for no money (status %1)."_s.arg(
            status && status->is_number_integer() ? status->get<int>() : 0);
    }
    QStringList lines;
    for (const Json &offer : offers) {
        const Json *amount = member(offer, "amount");
        const Json *error = member(offer, "error");
        lines.append(u"%1 %2 on %3 to %4 (%5)%6"_s.arg(
            isTrue(offer, "chosen") ? u"*"_s : u" "_s, amount ? amountText(*amount) : u"–"_s,
            shown(offer, "network"), shown(offer, "payee"), shown(offer, "dialect"),
            error ? u": "_s + shown(*error, "message") : QString()));
    }
    return lines.join(u'\n');
}

} // namespace

Pending<Exit> pay(Context &context)
{
    auto wish = wishFrom(context.arguments());
    if (!wish)
        return failed<Exit>(wish.error());
    return walk(context, {"pay", std::move(wish->params), {}, std::move(wish->body)});
}

Pending<Exit> fetchAnswer(Context &context)
{
    return walk(context, {"answer", {{"purchase", context.word(0)}}, {}, {}});
}

Pending<Exit> quote(Context &context)
{
    auto wish = wishFrom(context.arguments());
    if (!wish)
        return failed<Exit>(wish.error());
    const auto key = keyName(context);
    if (!key)
        return failed<Exit>(key.error());
    auto kept = std::make_shared<gateway::Question>(
        gateway::Question {"quote", std::move(wish->params), {}, std::move(wish->body)});
    return andThen(
        andThen(context.connection("ask", *key), &context,
                [kept](gateway::Client *client) { return client->request(std::move(*kept)); }),
        &context, [&context](const Json &result) { return context.finish(result, offersText); });
}

} // namespace tuppence::cli
