// SPDX-License-Identifier: MIT
#include "core/base/plaintext.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence {

namespace {

/// Whether a reader would not see it, or would see other text moved by it.
bool isInvisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi controls, zero-width characters, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString plainText(QByteArrayView utf8, qsizetype mostCharacters)
{
    const auto isPlain = [](char c) { return c >= ' ' && c <= '~'; };
    if (utf8.size() <= mostCharacters && std::all_of(utf8.begin(), utf8.end(), isPlain))
        return QString::fromLatin1(utf8); // as nearly all are
    // A character has at most 4 bytes: what lies beyond need not be decoded.
    const auto head = utf8.first(qMin(utf8.size(), 4 * (mostCharacters + 1)));
    const QList<uint> characters = QString::fromUtf8(head).toUcs4();
    QString shown;
    for (const char32_t character : characters.first(qMin(characters.size(), mostCharacters))) {
        if (isInvisible(character))
            shown += u"⟨U+%1⟩"_s.arg(uint {character}, 4, 16, QLatin1Char('0')).toUpper();
        else
            shown += QString::fromUcs4(&character, 1);
    }
    return characters.size() > mostCharacters ? shown + u"…"_s : shown;
}

} // namespace tuppence
