// SPDX-License-Identifier: MIT
#include "core/base/caip.h"

#include <QRegularExpression>

namespace tuppence {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxLength = 256;

/// The pattern's groups, or why there are none.
Result<QStringList> groups(QByteArrayView text, const QString &pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    const auto match = text.size() > maxLength ? QRegularExpressionMatch()
                                               : expression.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return fail(Error::Kind::Malformed, "caip.malformed");
    return match.capturedTexts();
}

const QString networkPattern = u"([-a-z0-9]{3,8}):([-_a-zA-Z0-9]{1,32})"_s;

} // namespace

Result<NetworkId> NetworkId::parse(QByteArrayView text)
{
    const auto found = TRY(groups(text, networkPattern));
    return NetworkId {found[1].toLatin1(), found[2].toLatin1()};
}

Result<AccountId> AccountId::parse(QByteArrayView text)
{
    const auto found = TRY(groups(text, networkPattern + u":([-.%a-zA-Z0-9]{1,128})"_s));
    return AccountId {{found[1].toLatin1(), found[2].toLatin1()}, found[3].toLatin1()};
}

Result<AssetId> AssetId::parse(QByteArrayView text)
{
    const auto found =
        TRY(groups(text, networkPattern + u"/([-a-z0-9]{3,8}):([-.%a-zA-Z0-9]{1,128})"_s));
    return AssetId {
        {found[1].toLatin1(), found[2].toLatin1()}, found[3].toLatin1(), found[4].toLatin1()};
}

} // namespace tuppence
