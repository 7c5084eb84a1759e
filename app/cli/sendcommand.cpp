// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/termstext.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString sentText(const Json &report)
{
    const Json *payment = member(report, "payment");
    if (!payment)
        return u"Nothing is known of it."_s;
    if (const QString cancelled = cancelledBy(*payment); !cancelled.isEmpty())
        return u"Cancelled, once the network does not take it back. The transaction is %1\n"
               "%2 counts as spent until the chain says that it is dead."_s.arg(
                   shown(*payment, "transaction"), cancelled);
    if (const Json *allowed = member(*payment, "allowed"))
        return u"Permit2 may move %1. The transaction is %2"_s.arg(amountText(*allowed),
                                                                   shown(*payment, "transaction"));
    const Json *amount = member(*payment, "amount");
    return u"Sent %1 to %2.\nThe transaction is %3"_s.arg(amount ? amountText(*amount) : QString(),
                                                          shown(*payment, "payee"),
                                                          shown(*payment, "transaction"));
}

/// Waits until the transaction is in a block, or will never be.
Pending<Exit> follow(Context &context, const QByteArray &payment)
{
    auto ended = context.owner({"send.end", {{"payment", gateway::toJson(payment)}}, {}, {}});
    return andThen(std::move(ended), &context, [&context](const Json &report) {
        const Json *error = member(report, "error");
        if (error && error->is_object() && !context.wantsJson()) {
            say(shown(*error, "message"));
            return ready<Exit>(exitOfReport(report));
        }
        return andThen(context.finish(report, sentText), &context,
                       [report](Exit) { return ready<Exit>(exitOfReport(report)); });
    });
}

Pending<Exit> approve(Context &context, const Json &waiting)
{
    if (!context.wantsJson())
        say(termsText(waiting));
    const QByteArray id = textMember(waiting, "id").value_or(QByteArray());
    gateway::Question question {
        "approve",
        {{"payment", gateway::toJson(id)},
         {"terms", gateway::toJson(textMember(waiting, "terms").value_or(QByteArray()))}},
        {},
        {}};
    // Asked for before it is approved, so that its end cannot be missed.
    auto followed = follow(context, id);
    auto approved = context.ownerWithPassphrase(std::move(question));
    return whenReady(
        std::move(approved), &context, [&context, id, followed](const Result<Json> &done) {
            if (done)
                return followed;
            // What was not agreed to is not left waiting.
            auto refused = context.owner({"refuse", {{"payment", gateway::toJson(id)}}, {}, {}});
            return whenReady(
                std::move(refused), &context,
                [why = done.error()](const Result<Json> &) { return failed<Exit>(why); });
        });
}

} // namespace

Pending<Exit> allow(Context &context)
{
    gateway::Question question {"allow",
                                {{"amount", context.word(0)},
                                 {"asset", context.word(1)},
                                 {"network", gateway::toJson(context.arguments().text("network"))}},
                                {},
                                {}};
    return andThen(context.owner(std::move(question)), &context,
                   [&context](const Json &waiting) { return approve(context, waiting); });
}

Pending<Exit> cancel(Context &context)
{
    gateway::Question question {"cancel", {{"payment", context.word(0)}}, {}, {}};
    return andThen(context.owner(std::move(question)), &context,
                   [&context](const Json &waiting) { return approve(context, waiting); });
}

Pending<Exit> send(Context &context)
{
    gateway::Question question {"send",
                                {{"amount", context.word(0)},
                                 {"asset", context.word(1)},
                                 {"to", context.word(2)},
                                 {"network", gateway::toJson(context.arguments().text("network"))}},
                                {},
                                {}};
    return andThen(context.owner(std::move(question)), &context,
                   [&context](const Json &waiting) { return approve(context, waiting); });
}

} // namespace tuppence::cli
