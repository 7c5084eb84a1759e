// SPDX-License-Identifier: MIT
#include "core/policy/limitcheck.h"

#include "core/policy/calendar.h"
#include "core/policy/measure.h"
#include "core/policy/usage.h"

namespace tuppence::policy {

using namespace Qt::StringLiterals;
using deal::Cap;
using deal::Limit;

Findings LimitCheck::run()
{
    if (!m_standing.isSound) {
        add("limit.unreadable");
        return m_findings;
    }
    checkPace();
    if (!m_standing.limit)
        return m_findings;
    const Limit &limit = *m_standing.limit;
    if (limit.until && m_now >= *limit.until)
        add("limit.ended",
            {{u"day"_s, lastDayBefore(*limit.until, QTimeZone(limit.zone)).toString(Qt::ISODate)}});
    if (limit.perPayment)
        checkCap("limit.per_payment", *limit.perPayment, {});
    checkSpan("limit.day", limit.perDay, Span::Day);
    checkSpan("limit.week", limit.perWeek, Span::Week);
    checkSpan("limit.month", limit.perMonth, Span::Month);
    checkSpan("limit.total", limit.total, Span::Total);
    return m_findings;
}

void LimitCheck::checkSpan(const char *code, const std::optional<Cap> &cap, Span span)
{
    if (!cap)
        return;
    const Uint256 spent = spentIn(m_standing, cap->measure, span, m_registry, m_now);
    checkCap(code, *cap, spent);
    if (const auto after = spent.plus(price(cap->measure).value_or(Uint256 {})))
        note(*cap, spent, *after);
}

void LimitCheck::checkCap(const char *code, const Cap &cap, const Uint256 &spent)
{
    const auto counted = price(cap.measure);
    if (!counted) {
        add("limit.not_counted", {{u"cap"_s, display(cap, m_registry)}});
        return;
    }
    const Uint256 sum = spent.plus(*counted).value_or(Uint256::max());
    if (sum <= cap.units)
        return;
    const auto shown = [&](const Uint256 &units) {
        return display(Cap {cap.measure, units}, m_registry);
    };
    add(code,
        {{u"cap"_s, shown(cap.units)},
         {u"spent"_s, shown(spent)},
         {u"price"_s, shown(*counted)},
         {u"over"_s, shown(sum.minus(cap.units).value_or(Uint256 {}))}});
    m_findings.isRefused = m_findings.isRefused || m_standing.limit->above == Limit::Above::Refuse;
}

void LimitCheck::checkPace()
{
    using Kind = deal::Subject::Kind;
    const auto &limit = m_standing.limit;
    int most = m_standing.subject.kind == Kind::Site ? usualPerMinute : 0;
    if (limit && limit->perMinute)
        most = *limit->perMinute;
    if (most > 0 && unaskedInMinute(m_standing.spending, m_now) >= most)
        add("limit.per_minute", {{u"most"_s, most}});
}

void LimitCheck::note(const Cap &cap, const Uint256 &before, const Uint256 &after)
{
    // Four fifths, rounded up: the fifth is rounded down.
    const Uint256 fifth = cap.units.dividedBy(5).value_or(Uint256 {});
    const Uint256 nearly = cap.units.minus(fifth).value_or(Uint256 {});
    const auto isPassed = [&](const Uint256 &mark) { return before < mark && after >= mark; };
    const QJsonObject data {{u"subject"_s, m_standing.name},
                            {u"of"_s, QString::fromUtf8(m_standing.subject.key())},
                            {u"cap"_s, display(cap, m_registry)}};
    if (isPassed(cap.units))
        m_findings.notices.append({Error::Kind::Refused, "limit.spent", data, {}});
    else if (isPassed(nearly))
        m_findings.notices.append({Error::Kind::Refused, "limit.nearly_spent", data, {}});
}

void LimitCheck::add(const char *code, QJsonObject data)
{
    data.insert(u"subject"_s, m_standing.name);
    data.insert(u"of"_s, QString::fromUtf8(m_standing.subject.key()));
    m_findings.reasons.append({Error::Kind::Refused, code, data, {}});
}

std::optional<Uint256> LimitCheck::price(const deal::Measure &measure) const
{
    Uint256 sum;
    for (const AssetAmount &amount : m_question.leaves) {
        if (amount.units.isZero())
            continue; // a fee that is none counts nowhere
        const auto counted = measured(amount, measure, m_registry);
        if (!counted)
            return std::nullopt;
        sum = sum.plus(*counted).value_or(Uint256::max());
    }
    return sum;
}

} // namespace tuppence::policy
