// SPDX-License-Identifier: MIT
#include "core/protocols/cookiepass.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence {

namespace {

constexpr qsizetype longestValue = qsizetype {4} * 1024;
constexpr std::chrono::seconds longestLifetime = std::chrono::hours(400 * 24);

struct Cookie
{
    QByteArray pair; ///< "name=value"
    QByteArray maxAge; ///< empty: not said; the same for the rest
    QByteArray expires;
    QByteArray path;
};

/// RFC 6265 section 5.2: of an attribute that stands there twice, the last counts.
Cookie cookieIn(const QByteArray &line)
{
    const auto parts = line.split(';');
    Cookie cookie {parts.first().trimmed(), {}, {}, {}};
    for (const QByteArray &part : parts.sliced(1)) {
        const auto equals = part.indexOf('=');
        const auto name = part.first(qMax<qsizetype>(equals, 0)).trimmed().toLower();
        const auto value = part.sliced(equals + 1).trimmed();
        if (name == "max-age")
            cookie.maxAge = value;
        else if (name == "expires")
            cookie.expires = value;
        else if (name == "path")
            cookie.path = value;
    }
    return cookie;
}

/// It goes into a header line beside others, so nothing that could end it may stand in it.
bool isUsable(const QByteArray &pair)
{
    const auto equals = pair.indexOf('=');
    return equals > 0 && pair.size() <= longestValue && std::ranges::all_of(pair, [](char c) {
               return c > ' ' && c <= '~' && c != ',' && c != ';' && c != '\\';
           });
}

/// RFC 9110 section 5.6.7; the older form has dashes, and is what much software writes here.
std::optional<qint64> secondsAt(const QByteArray &date)
{
    const QString text = QString::fromLatin1(date).replace(u'-', u' ');
    auto time = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return time.toSecsSinceEpoch();
}

/// Above nought and at most `longestLifetime`; none: it has no end, or is over.
std::optional<std::chrono::seconds> lifetimeOf(const Cookie &cookie, const QByteArray &date)
{
    std::optional<qint64> seconds;
    if (!cookie.maxAge.isEmpty()) {
        bool isNumber = false;
        seconds = cookie.maxAge.toLongLong(&isNumber);
        if (!isNumber)
            return std::nullopt;
    } else {
        const auto end = secondsAt(cookie.expires);
        const auto start = secondsAt(date);
        if (end && start)
            seconds = *end - *start;
    }
    if (!seconds || *seconds <= 0)
        return std::nullopt;
    return std::min(std::chrono::seconds(*seconds), longestLifetime);
}

} // namespace

std::optional<deal::Pass> cookiePassIn(const deal::Reply &reply)
{
    const auto date = reply.headers.first("Date").value_or(QByteArray());
    deal::Pass pass {net::origin(reply.url), "Cookie", {}, longestLifetime};
    for (const QByteArray &line : reply.headers.all("Set-Cookie")) {
        const Cookie cookie = cookieIn(line);
        const auto lifetime = lifetimeOf(cookie, date);
        const bool isForSite = cookie.path.isEmpty() || cookie.path == "/";
        if (!lifetime || !isForSite || !isUsable(cookie.pair))
            continue;
        pass.value += (pass.value.isEmpty() ? "" : "; ") + cookie.pair;
        pass.lifetime = std::min(pass.lifetime, *lifetime);
    }
    if (pass.site.isEmpty() || pass.value.isEmpty() || pass.value.size() > longestValue)
        return std::nullopt;
    return pass;
}

} // namespace tuppence
