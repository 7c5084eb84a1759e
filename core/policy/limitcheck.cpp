// SPDX-License-Identifier: MIT
#include "core/policy/limitcheck.h"

#include "core/policy/calendar.h"
#include "core/policy/measure.h"
#include "core/policy/usage.h"

namespace tuppence::policy {

using namespace Qt::StringLiterals;
using deal::Cap;
using deal::Limit;

namespace {

/// Whether `spent` is four fifths of `whole` or more.
bool isNearly(const Uint256 &spent, const Uint256 &whole)
{
    const auto five = spent.times(5);
    const auto four = whole.times(4);
    if (!four) // then a rounded fifth is exact enough
        return spent >= whole.minus(whole.dividedBy(5).value_or(Uint256 {})).value_or(whole);
    return !five || *five >= *four;
}

} // namespace

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
    if (const auto after = spent.plus(price(cap->measure).counted))
        note(*cap, spent, *after);
}

void LimitCheck::checkCap(const char *code, const Cap &cap, const Uint256 &spent)
{
    const auto [counted, isWhole] = price(cap.measure);
    // What is above by a part of it is above, whatever the rest is worth: a fee in a coin that does
    // not count there switches no limit off.
    if (isWhole || !counted.isZero())
        checkSum(code, cap, spent, counted);
    if (!isWhole)
        add("limit.not_counted", {{u"cap"_s, display(cap, m_registry)}});
}

void LimitCheck::checkSum(const char *code, const Cap &cap, const Uint256 &spent,
                          const Uint256 &counted)
{
    const Uint256 sum = spent.plus(counted).value_or(Uint256::max());
    if (sum <= cap.units)
        return;
    const auto shown = [&](const Uint256 &units) {
        return display(Cap {cap.measure, units}, m_registry);
    };
    add(code,
        {{u"cap"_s, shown(cap.units)},
         {u"spent"_s, shown(spent)},
         {u"price"_s, shown(counted)},
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
    const bool isSpent = before < cap.units && after >= cap.units;
    const bool isNearlySpent = !isNearly(before, cap.units) && isNearly(after, cap.units);
    if (!isSpent && !isNearlySpent)
        return;
    m_findings.notices.append({Error::Kind::Refused,
                               isSpent ? "limit.spent" : "limit.nearly_spent",
                               {{u"subject"_s, m_standing.name},
                                {u"of"_s, QString::fromUtf8(m_standing.subject.key())},
                                {u"cap"_s, display(cap, m_registry)}},
                               {}});
}

void LimitCheck::add(const char *code, QJsonObject data)
{
    data.insert(u"subject"_s, m_standing.name);
    data.insert(u"of"_s, QString::fromUtf8(m_standing.subject.key()));
    m_findings.reasons.append({Error::Kind::Refused, code, data, {}});
}

LimitCheck::Price LimitCheck::price(const deal::Measure &measure) const
{
    Price price;
    for (const AssetAmount &amount : m_question.leaves) {
        if (amount.units.isZero())
            continue; // a fee that is none counts nowhere
        const auto counted = measured(amount, measure, m_registry);
        if (counted)
            price.counted = price.counted.plus(*counted).value_or(Uint256::max());
        price.isWhole = price.isWhole && counted;
    }
    return price;
}

} // namespace tuppence::policy
