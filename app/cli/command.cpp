// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString lineOf(const Option &option)
{
    QString form = option.letter == 0 ? u"    "_s : u"-%1, "_s.arg(QLatin1Char(option.letter));
    form += u"--"_s + QLatin1StringView(option.name);
    if (option.value)
        form += u' ' + QLatin1StringView(option.value);
    return u"  %1 %2\n"_s.arg(form, -32).arg(QLatin1StringView(option.meaning));
}

/// Where to go from a line that names no command.
QString hintFor(const QByteArrayList &line)
{
    QByteArrayList names;
    for (const Command &command : allCommands())
        names.append(command.name);
    const QByteArray two = line.first(std::min<qsizetype>(2, line.size())).join(' ');
    QByteArray near = nearest(two, names);
    if (near.isEmpty() && overview(line.constFirst()).isEmpty())
        near = nearest(line.constFirst(), names);
    if (!near.isEmpty())
        return u"Did you mean \"%1\"?"_s.arg(QString::fromUtf8(near));
    if (!overview(line.constFirst()).isEmpty())
        return u"tuppence-cli %1 --help lists what there is."_s.arg(
            QString::fromUtf8(line.constFirst()));
    return u"tuppence-cli --help lists them."_s;
}

} // namespace

Result<std::pair<const Command *, qsizetype>> findCommand(const QByteArrayList &line)
{
    if (line.isEmpty() || line.constFirst().startsWith('-'))
        return fail(Error::Kind::Malformed, "usage.no_command");
    for (qsizetype count = std::min<qsizetype>(2, line.size()); count > 0; --count) {
        const QByteArray name = line.first(count).join(' ');
        for (const Command &command : allCommands()) {
            if (name == command.name)
                return std::pair(&command, count);
        }
    }
    return fail(Error::Kind::Malformed, "usage.unknown_command",
                {{u"command"_s, QString::fromUtf8(line.constFirst())}, {u"hint"_s, hintFor(line)}});
}

QString helpOf(const Command &command)
{
    QString text = u"tuppence-cli %1 [OPTION]... %2\n%3\n\n"_s.arg(
        QLatin1StringView(command.name), QLatin1StringView(command.words.form),
        QLatin1StringView(command.summary));
    for (const Option &option : command.options + commonOptions())
        text += lineOf(option);
    return text.chopped(1);
}

QString overview(const QByteArray &group)
{
    QString lines;
    for (const Command &command : allCommands()) {
        if (!group.isEmpty() && !QByteArray(command.name).startsWith(group + ' '))
            continue;
        const QString form =
            QLatin1StringView(command.name) + u' ' + QLatin1StringView(command.words.form);
        lines += u"  %1 %2\n"_s.arg(form, -28).arg(QLatin1StringView(command.summary));
    }
    if (lines.isEmpty())
        return {};
    const QString title = group.isEmpty()
        ? u"The command line of the wallet Tuppence."_s
        : u"The commands that begin with %1:"_s.arg(QString::fromUtf8(group));
    return u"tuppence-cli COMMAND ...\n"_s + title + u"\n\n"_s + lines
        + u"\ntuppence-cli COMMAND --help says more about one of them."_s;
}

} // namespace tuppence::cli
