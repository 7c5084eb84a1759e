// SPDX-License-Identifier: MIT
#include "core/gateway/limitorder.h"

#include "core/crypto/eip55.h"
#include "core/net/message.h"
#include "core/policy/calendar.h"
#include "core/policy/limittext.h"
#include "core/policy/measure.h"
#include "core/policy/presets.h"

#include <QTimeZone>

#include <algorithm>

namespace tuppence::gateway {

using namespace Qt::StringLiterals;
using deal::Limit;
using deal::Subject;

namespace {

constexpr int mostPerMinute = 10'000;

tl::unexpected<Error> malformed(const char *code, const char *name, const QByteArray &text)
{
    return fail(Error::Kind::Malformed, code,
                {{QString::fromLatin1(name), QString::fromUtf8(text)}});
}

tl::unexpected<Error> wrong(const char *name)
{
    return malformed("gateway.params", "name", name);
}

Result<QByteArray> siteFrom(const QByteArray &text)
{
    const QByteArray origin = net::origin(QUrl(QString::fromUtf8(text), QUrl::StrictMode));
    if (origin.isEmpty())
        return malformed("limits.site", "text", text);
    return origin;
}

Result<QByteArray> agentFrom(const QByteArray &name, const QList<ledger::Client> &clients)
{
    for (const ledger::Client &client : clients) {
        if (!client.revoked && client.name == QString::fromUtf8(name))
            return client.publicKey.toHex();
    }
    return fail(Error::Kind::Refused, "limits.unknown_agent",
                {{u"name"_s, QString::fromUtf8(name)}});
}

Result<QByteArray> payeeFrom(const QByteArray &text)
{
    const auto address = evm::Address::parse(text);
    if (!address)
        return malformed("limits.payee", "text", text);
    return "eip155:" + address->toChecksummed();
}

Result<QByteArray> assetFrom(const QByteArray &text, const money::Registry &registry)
{
    for (const money::Asset &asset : registry.assets()) {
        if (asset.id.toString().toLower() == text.toLower())
            return asset.id.toString();
    }
    return malformed("limits.unknown_asset", "asset", text);
}

Result<Done> changeCaps(Limit &limit, const Json &params, const money::Registry &registry)
{
    for (const policy::NamedCap &named : policy::namedCaps) {
        if (!member(params, named.name))
            continue;
        const auto text = textMember(params, named.name);
        if (!text)
            return wrong(named.name);
        if (*text == "off")
            limit.*named.cap = std::nullopt;
        else
            limit.*named.cap = TRY(policy::parseCap(QString::fromUtf8(*text), registry));
    }
    return Done {};
}

Result<Done> changePreset(Limit &limit, const Json &params)
{
    const auto name = textMember(params, "preset");
    if (!name)
        return Done {};
    for (const policy::Preset &preset : policy::presets()) {
        if (preset.name != QLatin1StringView(*name))
            continue;
        limit.perPayment = preset.perPayment;
        limit.perDay = preset.perDay;
        limit.perMonth = preset.perMonth;
        return Done {};
    }
    return malformed("limits.preset", "text", *name);
}

Result<Done> changePace(Limit &limit, const Json &params)
{
    const Json *pace = member(params, "perMinute");
    if (!pace)
        return Done {};
    if (*pace == "off") {
        limit.perMinute = 0;
        return Done {};
    }
    if (!pace->is_number_unsigned() || pace->get<quint64>() < 1
        || pace->get<quint64>() > mostPerMinute)
        return wrong("perMinute");
    limit.perMinute = pace->get<int>();
    return Done {};
}

Result<Done> changeWords(Limit &limit, const Json &params)
{
    if (const Json *rolling = member(params, "rolling")) {
        if (!rolling->is_boolean())
            return wrong("rolling");
        limit.window = rolling->get<bool>() ? Limit::Window::Rolling : Limit::Window::Calendar;
    }
    if (const Json *any = member(params, "anyPayee")) {
        if (!any->is_boolean())
            return wrong("anyPayee");
        limit.payee = any->get<bool>() ? Limit::Payee::Any : Limit::Payee::AsBefore;
    }
    if (const Json *above = member(params, "above")) {
        if (*above != "ask" && *above != "refuse")
            return wrong("above");
        limit.above = *above == "ask" ? Limit::Above::Ask : Limit::Above::Refuse;
    }
    return Done {};
}

/// Whether the subject is somebody who is allowed something, and not what is kept in bounds.
bool isSomebody(const Subject &subject)
{
    using Kind = Subject::Kind;
    return subject.kind == Kind::Site || subject.kind == Kind::Agent
        || subject.kind == Kind::AgentOnSite;
}

Result<Done> changeEnd(Limit &limit, const Json &params, Time now)
{
    const QTimeZone zone(limit.zone);
    const QDate today = QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count(), zone).date();
    const auto text = textMember(params, "until");
    if (text == QByteArray("never")) {
        limit.until = std::nullopt;
        return Done {};
    }
    if (text) {
        const QDate last = QDate::fromString(QString::fromUtf8(*text), Qt::ISODate);
        if (!last.isValid() || last < today || last.year() > 9999)
            return malformed("limits.until", "text", *text);
        limit.until = policy::endOf(last, zone);
    } else if (isSomebody(limit.subject) && (!limit.until || *limit.until <= now)) {
        limit.until = policy::endOf(today.addDays(usualDays - 1), zone);
    }
    return Done {};
}

bool limitsSomething(const Limit &limit)
{
    return limit.perMinute
        || std::any_of(policy::namedCaps.begin(), policy::namedCaps.end(),
                       [&limit](const policy::NamedCap &named) { return bool(limit.*named.cap); });
}

} // namespace

Result<Subject> subjectFrom(const Json &params, const QList<ledger::Client> &clients,
                            const money::Registry &registry)
{
    using Kind = Subject::Kind;
    const auto site = textMember(params, "site");
    const auto agent = textMember(params, "agent");
    const auto payee = textMember(params, "payee");
    const auto asset = textMember(params, "asset");
    const Json *whole = member(params, "wallet");
    const bool isWallet = whole && *whole == true;
    if (int(isWallet) + int(site || agent) + int(bool(payee)) + int(bool(asset)) != 1)
        return fail(Error::Kind::Malformed, "limits.subject");
    if (payee)
        return Subject {Kind::Payee, TRY(payeeFrom(*payee)), {}};
    if (asset)
        return Subject {Kind::Asset, TRY(assetFrom(*asset, registry)), {}};
    if (site && agent) {
        const QByteArray key = TRY(agentFrom(*agent, clients));
        return Subject {Kind::AgentOnSite, key, TRY(siteFrom(*site))};
    }
    if (site)
        return Subject {Kind::Site, TRY(siteFrom(*site)), {}};
    if (agent)
        return Subject {Kind::Agent, TRY(agentFrom(*agent, clients)), {}};
    return Subject {};
}

Result<Limit> changed(Limit limit, const Json &params, const money::Registry &registry, Time now)
{
    limit.zone = QTimeZone::systemTimeZoneId();
    if (!QTimeZone(limit.zone).isValid())
        limit.zone = "UTC";
    TRY(changePreset(limit, params));
    TRY(changeCaps(limit, params, registry));
    TRY(changePace(limit, params));
    TRY(changeWords(limit, params));
    TRY(changeEnd(limit, params, now));
    if (!limitsSomething(limit))
        return fail(Error::Kind::Refused, "limits.empty");
    return limit;
}

} // namespace tuppence::gateway
