// SPDX-License-Identifier: MIT
#include "app/cli/csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

/// Whether a spreadsheet may look past it for the beginning of a cell.
bool isSkipped(QChar character)
{
    return character.isSpace() || character.category() == QChar::Other_Control
        || character.category() == QChar::Other_Format;
}

/// Whether a cell that begins so may be taken for a formula, or for the next cell.
bool isFormula(const QString &cell)
{
    if (cell.isEmpty())
        return false;
    if (u"\t\r\n"_s.contains(cell.front()))
        return true;
    const auto first = std::find_if_not(cell.begin(), cell.end(), isSkipped);
    if (first == cell.end())
        return false;
    // Full-width and small forms become the plain ones; U+2212 is a minus of its own.
    const QString plain = QString(*first).normalized(QString::NormalizationForm_KC);
    return u"=+-@\u2212"_s.contains(plain);
}

bool isPlainWord(const QString &cell)
{
    return std::all_of(cell.begin(), cell.end(), [](QChar character) {
        const bool isAscii = character.unicode() < 0x80;
        return isAscii && (character.isLetterOrNumber() || u".:/_-"_s.contains(character));
    });
}

QString csvCell(const QString &text)
{
    QString cell = isFormula(text) ? u'\'' + text : text;
    if (isPlainWord(cell))
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QByteArray csvRecord(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written.append(csvCell(cell));
    return (written.join(u',') + u"\r\n"_s).toUtf8();
}

} // namespace tuppence::cli
