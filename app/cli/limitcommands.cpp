// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

/// An option and the member of params that it becomes.
struct Named
{
    const char *option;
    const char *param;
};

constexpr std::array texts {
    Named {"site", "site"},      Named {"agent", "agent"},      Named {"payee", "payee"},
    Named {"asset", "asset"},    Named {"preset", "preset"},    Named {"per-payment", "perPayment"},
    Named {"per-day", "perDay"}, Named {"per-week", "perWeek"}, Named {"per-month", "perMonth"},
    Named {"total", "total"},    Named {"until", "until"},      Named {"above", "above"},
};

/// What was said, as the socket takes it.
Result<Json> paramsFrom(const Arguments &arguments)
{
    Json params = Json::object();
    for (const Named &named : texts) {
        if (const auto value = arguments.value(named.option))
            params[named.param] = gateway::toJson(*value);
    }
    if (arguments.has("wallet"))
        params["wallet"] = true;
    if (arguments.has("rolling"))
        params["rolling"] = true;
    if (arguments.has("count-anew"))
        params["anew"] = true;
    if (arguments.has("calendar"))
        params["rolling"] = false;
    if (const auto payees = arguments.value("payees")) {
        const bool isKnown = *payees == "any" || *payees == "same";
        params["anyPayee"] = isKnown ? Json(*payees == "any") : gateway::toJson(*payees);
    }
    if (const auto pace = arguments.value("per-minute")) {
        constexpr qint64 mostPerMinute = 10'000;
        if (*pace == "off")
            params["perMinute"] = "off";
        else
            params["perMinute"] = quint64(TRY(arguments.number("per-minute", 1, 1, mostPerMinute)));
    }
    return params;
}

/// "today", "in the last 24 hours".
QString spanText(const Json &usage)
{
    const QString span = shown(usage, "span");
    const bool isRolling = !member(usage, "ends");
    if (span == u"day")
        return isRolling ? u"in the last 24 hours"_s : u"today"_s;
    if (span == u"week")
        return isRolling ? u"in the last 7 days"_s : u"this week"_s;
    if (span == u"month")
        return isRolling ? u"in the last 30 days"_s : u"this month"_s;
    return u"in all"_s;
}

QString usageText(const Json &usage)
{
    const QString text =
        u"%1 of %2 spent %3"_s.arg(shown(usage, "spent"), shown(usage, "cap"), spanText(usage));
    const int percent = usage["percent"].get<int>();
    constexpr int nearlyAll = 80;
    if (percent >= 100)
        return text + u": all of it"_s;
    return percent >= nearlyAll ? text + u": nearly all, %1 %"_s.arg(percent) : text;
}

QString limitText(const Json &limit)
{
    QString text = limitSubjectText(limit) + u'\n';
    if (!isTrue(limit, "sound"))
        text +=
            u"  ! This limit was changed by something else than this wallet: everything is asked "
            "about. Set it again.\n"_s;
    else
        text += u"  "_s + shown(limit, "sentence") + u'\n';
    for (const Json &usage : elements(limit, "used"))
        text += u"  "_s + usageText(usage) + u'\n';
    return text;
}

QString limitsText(const Json &answer)
{
    QString text;
    for (const Json &limit : elements(answer, "limits"))
        text += limitText(limit) + u'\n';
    return text.isEmpty() ? u"No limit is set: every payment asks you."_s : text.chopped(2);
}

} // namespace

QString limitSubjectText(const Json &limit)
{
    const Json &subject = *member(limit, "subject");
    const QString kind = shown(subject, "kind");
    if (kind == u"wallet")
        return u"the whole wallet"_s;
    if (kind == u"agentOnSite")
        return u"agent %1 on %2"_s.arg(shown(subject, "name"), shown(subject, "site"));
    return kind + u' ' + shown(subject, "name");
}

Pending<Exit> showLimits(Context &context)
{
    return context.showList("limits.list", limitsText);
}

Pending<Exit> setLimit(Context &context)
{
    const auto params = paramsFrom(context.arguments());
    if (!params)
        return failed<Exit>(params.error());
    return andThen(context.ownerWithPassphrase({"limits.set", *params, {}, {}}), &context,
                   [&context](const Json &result) {
                       return context.finish(
                           result, [](const Json &limit) { return limitText(limit).chopped(1); });
                   });
}

Pending<Exit> removeLimit(Context &context)
{
    const auto params = paramsFrom(context.arguments());
    if (!params)
        return failed<Exit>(params.error());
    return context.finish(context.ownerWithPassphrase({"limits.remove", *params, {}, {}}),
                          u"That limit is gone. Where no other one applies, every payment asks."_s);
}

} // namespace tuppence::cli
