// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString statusText(const Json &status)
{
    const QString wallet = shown(status, "wallet");
    const Json *waiting = member(status, "waiting");
    QString text = wallet == u"none"_s ? u"There is no wallet yet: tuppence-cli wallet create"_s
        : wallet == u"locked"_s        ? u"The wallet is locked."_s
                                       : u"The wallet is unlocked."_s;
    if (const auto place = textMember(status, "keys"))
        text += *place == "keychain" ? u" Its sealed keys are in the keychain."_s
                                     : u" Its sealed keys are in the data folder."_s;
    if (waiting && waiting->is_number_unsigned() && waiting->get<quint64>() > 0)
        text += u"\n%1 waiting for you: tuppence-cli requests"_s.arg(waiting->get<quint64>());
    for (const Json &warning : elements(status, "warnings"))
        text += u'\n' + shown(warning, "message");
    return text + u"\ntuppenced "_s + shown(status, "version");
}

QString accountsText(const Json &answer)
{
    QStringList lines;
    for (const Json &account : elements(answer, "accounts")) {
        const QString mark = isTrue(account, "default") ? u"  pays"_s : QString();
        lines.append(shown(account, "address") + mark);
    }
    return lines.join(u'\n');
}

QString balancesText(const Json &answer)
{
    QStringList lines;
    for (const Json &balance : elements(answer, "balances")) {
        const Json *amount = member(balance, "amount");
        const Json *error = member(balance, "error");
        lines.append(u"%1  %2  %3"_s.arg(shown(balance, "network"), shown(balance, "account"),
                                         amount      ? amountText(*amount)
                                             : error ? shown(*error, "message")
                                                     : u"–"_s));
    }
    if (lines.isEmpty())
        return u"No network is enabled: tuppence-cli networks"_s;
    return lines.join(u'\n');
}

} // namespace

Pending<Exit> showStatus(Context &context)
{
    return andThen(context.owner({"status", {}, {}, {}}), &context,
                   [&context](const Json &result) { return context.finish(result, statusText); });
}

Pending<Exit> showAccounts(Context &context)
{
    return context.showList("accounts", accountsText);
}

Pending<Exit> showBalance(Context &context)
{
    return context.showList("balance", balancesText);
}

} // namespace tuppence::cli
