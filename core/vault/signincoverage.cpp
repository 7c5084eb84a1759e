// SPDX-License-Identifier: MIT
#include "core/vault/signincoverage.h"

#include "core/net/message.h"
#include "core/vault/demands.h"

#include <algorithm>

namespace tuppence::vault {

namespace {

constexpr qsizetype longestText = 1000;
constexpr qsizetype mostResources = 20;

bool isOneLine(const QByteArray &text)
{
    return text.size() <= longestText
        && std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// A field of its own line that has no spaces either.
bool isOneWord(const QByteArray &text)
{
    return isOneLine(text) && !text.isEmpty() && !text.contains(' ');
}

bool isSiteOf(const deal::SignIn &message, const QUrl &url)
{
    const QByteArray origin = net::origin(url);
    if (origin.isEmpty())
        return false;
    const QByteArray host = origin.sliced(origin.indexOf("://") + 3);
    return message.domain == host
        && net::origin(QUrl::fromEncoded(message.uri, QUrl::StrictMode)) == origin;
}

bool areTextsPlain(const deal::SignIn &message)
{
    const bool areResourcesPlain = message.resources.size() <= mostResources
        && std::ranges::all_of(message.resources, isOneWord);
    const bool isRequestPlain = message.requestId.isEmpty() || isOneWord(message.requestId);
    return message.version == "1" && isOneWord(message.nonce) && isOneWord(message.uri)
        && isOneLine(message.statement) && isRequestPlain && areResourcesPlain;
}

/// RFC 3339; a time without its zone would be read in ours.
std::optional<QDateTime> timeIn(const QByteArray &text)
{
    const auto time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    if (!isOneWord(text) || !time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time;
}

bool isValidAt(const deal::SignIn &message, Time now)
{
    const auto moment = QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    const auto latest = moment.addSecs(farthestAhead.count());
    const auto isBegun = [&](const QByteArray &text) {
        const auto time = timeIn(text);
        return time && *time <= latest;
    };
    const auto end = timeIn(message.expirationTime);
    return isBegun(message.issuedAt) && (message.notBefore.isEmpty() || isBegun(message.notBefore))
        && (message.expirationTime.isEmpty() || (end && *end > moment));
}

} // namespace

Result<Done> expectCovered(const deal::SignIn &message, const deal::Visit &visit, Time now)
{
    return expectAll({
        {message.account.network.space == "eip155"
             && isSameAddress(message.account.address, visit.account),
         "signer.account"},
        {isSiteOf(message, visit.url), "signer.sign_in_site"},
        {areTextsPlain(message), "signer.sign_in_text"},
        {isValidAt(message, now), "signer.sign_in_time"},
    });
}

} // namespace tuppence::vault
