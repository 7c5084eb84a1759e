// SPDX-License-Identifier: MIT
#include "core/policy/calendar.h"
#include "core/policy/limittext.h"
#include "core/policy/measure.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace tuppence::policy {

using namespace Qt::StringLiterals;

namespace {

using deal::Cap;
using deal::Limit;

QString words(const char *english)
{
    return QCoreApplication::translate("limits", english);
}

struct SpanWords
{
    std::optional<Cap> Limit::*cap;
    const char *calendar;
    const char *rolling;
};

constexpr std::array spans {
    SpanWords {&Limit::perDay, QT_TRANSLATE_NOOP("limits", "%1 a day"),
               QT_TRANSLATE_NOOP("limits", "%1 in any 24 hours")},
    SpanWords {&Limit::perWeek, QT_TRANSLATE_NOOP("limits", "%1 a week"),
               QT_TRANSLATE_NOOP("limits", "%1 in any 7 days")},
    SpanWords {&Limit::perMonth, QT_TRANSLATE_NOOP("limits", "%1 a month"),
               QT_TRANSLATE_NOOP("limits", "%1 in any 30 days")},
    SpanWords {&Limit::total, QT_TRANSLATE_NOOP("limits", "%1 in all"),
               QT_TRANSLATE_NOOP("limits", "%1 in all")},
};

QStringList parts(const Limit &limit, const money::Registry &registry)
{
    QStringList parts;
    for (const SpanWords &span : spans) {
        const bool isRolling = limit.window == Limit::Window::Rolling;
        if (const auto &cap = limit.*span.cap)
            parts.append(
                words(isRolling ? span.rolling : span.calendar).arg(display(*cap, registry)));
    }
    if (!parts.isEmpty())
        parts = {words(QT_TRANSLATE_NOOP("limits", "up to %1"))
                     .arg(parts.join(words(QT_TRANSLATE_NOOP("limits", " and "))))};
    if (limit.perPayment)
        parts.append(words(QT_TRANSLATE_NOOP("limits", "at most %1 each"))
                         .arg(display(*limit.perPayment, registry)));
    if (limit.perMinute)
        parts.append(*limit.perMinute == 0
                         ? words(QT_TRANSLATE_NOOP("limits", "as many a minute as come"))
                         : words(QT_TRANSLATE_NOOP("limits", "at most %1 payments a minute"))
                               .arg(*limit.perMinute));
    if (limit.until)
        parts.append(
            words(QT_TRANSLATE_NOOP("limits", "until %1"))
                .arg(QLocale::c().toString(lastDayBefore(*limit.until, QTimeZone(limit.zone)),
                                           u"d MMMM yyyy"_s)));
    return parts;
}

} // namespace

QString sentence(const Limit &limit, const money::Registry &registry)
{
    QString text = parts(limit, registry).join(u", "_s);
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    text += limit.above == Limit::Above::Refuse
        ? words(QT_TRANSLATE_NOOP("limits", ". What is above is refused."))
        : words(QT_TRANSLATE_NOOP("limits", ". Above that it asks."));
    if (limit.payee == Limit::Payee::Any)
        text += words(QT_TRANSLATE_NOOP("limits", " Any payee."));
    return text;
}

} // namespace tuppence::policy
