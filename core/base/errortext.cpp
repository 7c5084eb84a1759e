// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"

#include "core/base/sentences/sentences.h"

#include <QCoreApplication>

#include <array>

namespace tuppence {

namespace {

QString filledIn(QString sentence, const QJsonObject &values)
{
    // Longest name first, so that %siteName is not taken for %site.
    QStringList names = values.keys();
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &name : names)
        sentence.replace(u'%' + name, values.value(name).toVariant().toString());
    return sentence;
}

} // namespace

std::span<const std::span<const Sentence>> allSentences()
{
    static const std::array rooms {sentences::base(),   sentences::crypto(), sentences::net(),
                                   sentences::money(),  sentences::x402(),   sentences::chains(),
                                   sentences::ledger(), sentences::vault(),  sentences::payments(),
                                   sentences::gateway()};
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
