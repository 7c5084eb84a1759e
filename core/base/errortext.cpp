// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"

#include "core/base/sentences/sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace tuppence {

using namespace Qt::StringLiterals;

namespace {

/// The sentence with each %name replaced by its value, in one pass: what a seller wrote is a value,
/// and a %name in it is only text. What is not known any more reads “…”.
QString filledIn(const QString &sentence, const QJsonObject &values)
{
    static const QRegularExpression placeholder(QStringLiteral("%([A-Za-z]+)"));
    QString filled;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : placeholder.globalMatch(sentence)) {
        const auto value = values.constFind(match.captured(1));
        filled += sentence.mid(end, match.capturedStart() - end);
        filled += value == values.constEnd() ? u"…"_s : value->toVariant().toString();
        end = match.capturedEnd();
    }
    return (filled + sentence.mid(end)).trimmed();
}

} // namespace

std::span<const std::span<const Sentence>> allSentences()
{
    static const std::array rooms {
        sentences::base(),     sentences::crypto(), sentences::net(),
        sentences::money(),    sentences::x402(),   sentences::tokenendpoint(),
        sentences::clawdnet(), sentences::mpp(),    sentences::chains(),
        sentences::ledger(),   sentences::vault(),  sentences::payments(),
        sentences::policy(),   sentences::gateway()};
    return rooms;
}

QString errorText(const Error &error)
{
    for (const auto room : allSentences()) {
        for (const Sentence &sentence : room) {
            if (error.code == sentence.code)
                return filledIn(QCoreApplication::translate("errors", sentence.english),
                                error.data);
        }
    }
    return filledIn(QCoreApplication::translate("errors", "Something went wrong (%code)."),
                    {{QStringLiteral("code"), QString::fromUtf8(error.code)}});
}

} // namespace tuppence
