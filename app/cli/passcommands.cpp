// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/words.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString passesText(const Json &answer)
{
    QStringList lines;
    for (const Json &pass : elements(answer, "passes"))
        lines.append(u"%1  %2  until %3  %4"_s.arg(
            shown(pass, "site"),
            pass["requester"].is_null() ? u"(not paired)"_s : shown(pass, "requester"),
            shown(pass, "until"), shown(pass, "payment")));
    return lines.isEmpty() ? u"No site has given you a pass that still serves."_s
                           : lines.join(u'\n');
}

} // namespace

Pending<Exit> showPasses(Context &context)
{
    return context.showList("passes.list", passesText);
}

Pending<Exit> forgetPass(Context &context)
{
    gateway::Question question {"passes.forget", {{"payment", context.word(0)}}, {}, {}};
    return context.finish(context.owner(std::move(question)),
                          u"Forgotten; the site will ask for money again."_s);
}

} // namespace tuppence::cli
