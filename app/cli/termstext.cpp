// SPDX-License-Identifier: MIT
#include "app/cli/termstext.h"

#include "app/cli/output.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

QString amountOf(const Json &payment, const char *key)
{
    const Json *amount = member(payment, key);
    return amount ? amountText(*amount) : u"–"_s;
}

QString cancelledBy(const Json &terms)
{
    const bool cancels =
        shown(terms, "dialect") == u"transfer"_s && shown(terms, "method") == u"CANCEL"_s;
    return cancels ? shown(terms, "url").section(u':', 1) : QString();
}

static QString headline(const Json &request)
{
    const QString amount = amountOf(request, "amount");
    if (const QString cancelled = cancelledBy(request); !cancelled.isEmpty())
        return u"You cancel the payment %1\n"_s.arg(cancelled);
    if (member(request, "allowed"))
        return u"You allow Permit2 to move %1, and no more than that\n"_s.arg(
            amountOf(request, "allowed"));
    return shown(request, "dialect") == u"transfer"_s
        ? u"You send %1\n"_s.arg(amount)
        : u"%1 asks to pay %2\n"_s.arg(shown(request, "requester"), amount);
}

QString termsText(const Json &request)
{
    const bool isOwn = shown(request, "dialect") == u"transfer"_s;
    QString text = headline(request);
    const auto addLine = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            text += u"  %1 %2\n"_s.arg(label, -11).arg(value);
    };
    const bool calls = !cancelledBy(request).isEmpty() || member(request, "allowed");
    addLine(calls ? u"calls"_s : u"to"_s, shown(request, "payee"));
    addLine(u"at"_s, shown(request, "site"));
    if (!isOwn)
        addLine(u"for"_s, shown(request, "method") + u' ' + shown(request, "url"));
    addLine(u"on"_s, shown(request, "network"));
    addLine(u"from"_s, shown(request, "account"));
    addLine(u"fee"_s,
            member(request, "fee") ? u"at most "_s + amountOf(request, "fee") : QString());
    addLine(u"spender"_s, shown(request, "spender"));
    addLine(u"channel"_s, shown(request, "channel"));
    if (!isOwn)
        addLine(u"dialect"_s, shown(request, "dialect"));
    addLine(u"their words"_s, shown(request, "description"));
    addLine(u"reason"_s, shown(request, "reason"));
    const Json *validity = member(request, "validity");
    // Of what the wallet sends itself nothing lives on.
    if (validity && validity->is_number_integer() && validity->get<qint64>() > 0)
        addLine(u"counts"_s, u"for %1 s"_s.arg(validity->get<qint64>()));
    addLine(u"waits until"_s, shown(request, "until"));
    for (const Json &warning : elements(request, "warnings"))
        text += u"  ! "_s + shown(warning, "message") + u'\n';
    return text;
}

} // namespace tuppence::cli
