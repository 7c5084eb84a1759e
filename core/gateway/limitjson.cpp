// SPDX-License-Identifier: MIT
#include "core/gateway/limitjson.h"

#include "core/gateway/messages.h"
#include "core/policy/calendar.h"
#include "core/policy/limittext.h"
#include "core/policy/measure.h"
#include "core/policy/standing.h"
#include "core/policy/usage.h"

namespace tuppence::gateway {

using deal::Limit;
using deal::Subject;

namespace {

const char *nameOf(Subject::Kind kind)
{
    switch (kind) {
    case Subject::Kind::Wallet:
        return "wallet";
    case Subject::Kind::Site:
        return "site";
    case Subject::Kind::Agent:
        return "agent";
    case Subject::Kind::Payee:
        return "payee";
    case Subject::Kind::Asset:
        return "asset";
    case Subject::Kind::AgentOnSite:
        return "agentOnSite";
    }
    Q_UNREACHABLE();
}

const char *nameOf(policy::Span span)
{
    switch (span) {
    case policy::Span::Day:
        return "day";
    case policy::Span::Week:
        return "week";
    case policy::Span::Month:
        return "month";
    case policy::Span::Total:
        return "total";
    }
    Q_UNREACHABLE();
}

/// The name under which the key was paired; of one that is revoked, the one it had.
QString agentName(const QByteArray &key, const QList<ledger::Client> &clients)
{
    for (const ledger::Client &client : clients) {
        if (client.publicKey.toHex() == key)
            return client.name;
    }
    return QString::fromLatin1(key);
}

Json subjectJson(const Subject &subject, const QList<ledger::Client> &clients)
{
    using Kind = Subject::Kind;
    Json json = {{"kind", nameOf(subject.kind)}, {"name", nullptr}, {"site", nullptr}};
    if (subject.kind == Kind::Agent || subject.kind == Kind::AgentOnSite)
        json["name"] = toJson(agentName(subject.name, clients));
    else if (subject.kind == Kind::Payee)
        json["name"] = toJson(subject.name.mid(subject.name.indexOf(':') + 1));
    else if (subject.kind != Kind::Wallet)
        json["name"] = toJson(subject.name);
    if (subject.kind == Kind::AgentOnSite)
        json["site"] = toJson(subject.site);
    return json;
}

Json capJson(const std::optional<deal::Cap> &cap, const money::Registry &registry)
{
    return cap ? toJson(policy::spelled(*cap, registry)) : Json();
}

Json usageJson(const policy::Standing &standing, const money::Registry &registry, Time now)
{
    Json list = Json::array();
    for (const policy::Usage &usage : policy::usageOf(standing, registry, now))
        list.push_back(
            {{"span", nameOf(usage.span)},
             {"cap", toJson(policy::display(usage.cap, registry))},
             {"spent", toJson(policy::display({usage.cap.measure, usage.spent}, registry))},
             {"percent", usage.percent},
             {"ends", usage.ends ? toJson(toRfc3339(*usage.ends)) : Json()}});
    return list;
}

void addTerms(Json &json, const Limit &limit, const money::Registry &registry)
{
    json["sentence"] = toJson(policy::sentence(limit, registry));
    for (const policy::NamedCap &named : policy::namedCaps)
        json[named.name] = capJson(limit.*named.cap, registry);
    json["perMinute"] = nullptr;
    if (limit.perMinute)
        json["perMinute"] = *limit.perMinute == 0 ? Json("off") : Json(*limit.perMinute);
    json["rolling"] = limit.window == Limit::Window::Rolling;
    json["zone"] = toJson(limit.zone);
    json["until"] = nullptr;
    if (limit.until)
        json["until"] = toJson(
            policy::lastDayBefore(*limit.until, QTimeZone(limit.zone)).toString(Qt::ISODate));
    json["above"] = limit.above == Limit::Above::Refuse ? "refuse" : "ask";
    json["anyPayee"] = limit.payee == Limit::Payee::Any;
}

} // namespace

Json limitJson(const ledger::LimitRow &row, const QList<ledger::Client> &clients,
               const money::Registry &registry, Time now)
{
    const auto subject = Subject::parse(row.subject).value_or(Subject {});
    policy::Standing standing = policy::standingFrom(subject, row.isSound, row.limit, row.spending);
    if (standing.isSound && !standing.limit)
        return nullptr;
    Json json = {{"subject", subjectJson(subject, clients)}, {"sound", standing.isSound}};
    if (!standing.limit) {
        json["used"] = Json::array();
        return json;
    }
    addTerms(json, *standing.limit, registry);
    const Time later = std::max(now, standing.spending.newest);
    policy::moveOn(standing.spending, later, QTimeZone(standing.limit->zone));
    json["used"] = usageJson(standing, registry, later);
    return json;
}

} // namespace tuppence::gateway
