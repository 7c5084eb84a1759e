// SPDX-License-Identifier: MIT
#include "core/policy/usage.h"

#include "core/policy/measure.h"

namespace tuppence::policy {

namespace {

using deal::Limit;

int percentOf(const Uint256 &spent, const Uint256 &whole)
{
    if (spent >= whole)
        return 100;
    // Both are small enough for a hundredth of a cap to say something, or the cap is tiny.
    const auto hundredfold = spent.times(100);
    const auto share = hundredfold ? hundredfold->dividedBy(whole)
                                   : spent.dividedBy(whole.dividedBy(100).value_or(1));
    return int(share.value_or(Uint256 {}).toUint64().value_or(0));
}

std::optional<Time> endOf(const Spending &spending, Span span)
{
    switch (span) {
    case Span::Day:
        return spending.day.end;
    case Span::Week:
        return spending.week.end;
    case Span::Month:
        return spending.month.end;
    case Span::Total:
        break;
    }
    return std::nullopt;
}

} // namespace

Uint256 spentIn(const Standing &standing, const deal::Measure &measure, Span span,
                const money::Registry &registry, Time now)
{
    const bool isRolling = standing.limit && standing.limit->window == Limit::Window::Rolling;
    Uint256 sum;
    const auto &assets = standing.spending.assets;
    for (auto asset = assets.begin(); asset != assets.end(); ++asset) {
        const Uint256 units = isRolling ? rolling(*asset, span, now) : inPeriod(*asset, span);
        const auto counted = measured({asset.key(), units}, measure, registry);
        if (counted)
            sum = sum.plus(*counted).value_or(Uint256::max());
    }
    return sum;
}

QList<Usage> usageOf(const Standing &standing, const money::Registry &registry, Time now)
{
    QList<Usage> usages;
    if (!standing.limit)
        return usages;
    const Limit &limit = *standing.limit;
    const auto add = [&](Span span, const std::optional<deal::Cap> &cap) {
        if (!cap)
            return;
        const Uint256 spent = spentIn(standing, cap->measure, span, registry, now);
        const bool isRolling = limit.window == Limit::Window::Rolling;
        usages.append({span, *cap, spent, percentOf(spent, cap->units),
                       isRolling ? std::nullopt : endOf(standing.spending, span)});
    };
    add(Span::Day, limit.perDay);
    add(Span::Week, limit.perWeek);
    add(Span::Month, limit.perMonth);
    add(Span::Total, limit.total);
    return usages;
}

} // namespace tuppence::policy
