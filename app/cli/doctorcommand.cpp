// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString findingsText(const Json &answer)
{
    QStringList lines;
    for (const Json &finding : elements(answer, "findings"))
        lines.append((isTrue(finding, "good") ? u"ok  "_s : u"!   "_s) + shown(finding, "message"));
    return lines.join(u'\n');
}

} // namespace

Pending<Exit> examine(Context &context)
{
    return andThen(context.owner({"doctor", {}, {}, {}}), &context,
                   [&context](const Json &result) { return context.finish(result, findingsText); });
}

} // namespace tuppence::cli
