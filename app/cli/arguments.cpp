// SPDX-License-Identifier: MIT
#include "app/cli/arguments.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

/// Walks over a line once.
class Reader
{
public:
    Reader(const QByteArrayList &line, const QList<Option> &options)
        : m_line(line)
        , m_options(options)
    {
    }

    Result<Done> read()
    {
        bool onlyWords = false;
        while (m_next < m_line.size()) {
            const QByteArray word = m_line.at(m_next++);
            if (onlyWords || word == "-" || !word.startsWith('-'))
                words.append(word);
            else if (word == "--")
                onlyWords = true;
            else if (word.startsWith("--"))
                TRY(readLong(word));
            else
                TRY(readShort(word));
        }
        return Done {};
    }

    QList<Arguments::Given> given;
    QByteArrayList words;

private:
    Result<Done> readLong(const QByteArray &word)
    {
        const qsizetype equals = word.indexOf('=');
        const QByteArray name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const auto option = std::find_if(m_options.begin(), m_options.end(),
                                         [&](const Option &one) { return name == one.name; });
        if (option == m_options.end())
            return unknown("--" + name);
        if (equals >= 0 && !option->value)
            return fail(Error::Kind::Malformed, "usage.needless_value",
                        {{u"option"_s, QString::fromUtf8("--" + name)}});
        if (equals >= 0)
            given.append(Arguments::Given {name, word.mid(equals + 1)});
        else
            TRY(take(*option));
        return Done {};
    }

    /// "-sf", "-XPOST", "-X POST".
    Result<Done> readShort(const QByteArray &word)
    {
        for (qsizetype i = 1; i < word.size(); ++i) {
            const auto option =
                std::find_if(m_options.begin(), m_options.end(),
                             [&](const Option &one) { return one.letter == word.at(i); });
            if (option == m_options.end())
                return unknown(QByteArray("-") + word.at(i));
            if (option->value && i + 1 < word.size()) {
                given.append(Arguments::Given {option->name, word.mid(i + 1)});
                return Done {};
            }
            TRY(take(*option));
        }
        return Done {};
    }

    /// The option, with the next word as its value where it has one.
    Result<Done> take(const Option &option)
    {
        if (!option.value) {
            given.append(Arguments::Given {option.name, {}});
            return Done {};
        }
        if (m_next == m_line.size())
            return fail(Error::Kind::Malformed, "usage.no_value",
                        {{u"option"_s, QString::fromUtf8(QByteArray("--") + option.name)},
                         {u"value"_s, QString::fromUtf8(option.value)}});
        given.append(Arguments::Given {option.name, m_line.at(m_next++)});
        return Done {};
    }

    [[nodiscard]] tl::unexpected<Error> unknown(const QByteArray &option) const
    {
        QByteArrayList names;
        for (const Option &one : m_options)
            names.append(QByteArray("--") + one.name);
        const QByteArray near = nearest(option, names);
        const QString hint = near.isEmpty() ? u"--help lists the options."_s
                                            : u"Did you mean %1?"_s.arg(QString::fromUtf8(near));
        return fail(Error::Kind::Malformed, "usage.unknown_option",
                    {{u"option"_s, QString::fromUtf8(option)}, {u"hint"_s, hint}});
    }

    const QByteArrayList &m_line;
    const QList<Option> &m_options;
    qsizetype m_next = 0;
};

/// How many letters to add, drop or replace to come from `a` to `b`.
qsizetype distance(const QByteArray &a, const QByteArray &b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j) + 1;
            const qsizetype replaced = diagonal + (a.at(i) == b.at(j) ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({replaced, row[at] + 1, row[at - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

Result<Arguments> Arguments::parse(const QByteArrayList &line, const QList<Option> &options,
                                   const Words &words)
{
    Reader reader(line, options);
    TRY(reader.read());
    if (reader.words.size() < words.least)
        return fail(Error::Kind::Malformed, "usage.too_few",
                    {{u"form"_s, QString::fromUtf8(words.form)}});
    if (words.most >= 0 && reader.words.size() > words.most)
        return fail(Error::Kind::Malformed, "usage.too_many",
                    {{u"word"_s, QString::fromUtf8(reader.words.at(words.most))}});
    Arguments arguments;
    arguments.m_given = std::move(reader.given);
    arguments.m_words = std::move(reader.words);
    return arguments;
}

bool Arguments::mentions(const QByteArrayList &line, const QList<Option> &options,
                         const char *option)
{
    Reader reader(line, options);
    std::ignore = reader.read();
    return std::any_of(reader.given.begin(), reader.given.end(),
                       [&](const Given &given) { return given.option == option; });
}

std::optional<QByteArray> Arguments::value(const char *option) const
{
    for (auto given = m_given.crbegin(); given != m_given.crend(); ++given) {
        if (given->option == option)
            return given->value;
    }
    return {};
}

QString Arguments::text(const char *option) const
{
    return QString::fromUtf8(value(option).value_or(QByteArray()));
}

Result<qint64> Arguments::number(const char *option, qint64 absent, qint64 least, qint64 most) const
{
    const auto written = value(option);
    if (!written)
        return absent;
    const bool digits = !written->isEmpty()
        && std::all_of(written->begin(), written->end(),
                       [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 number = written->toLongLong(&fits);
    if (!digits || !fits || number < least || number > most)
        return fail(Error::Kind::Malformed, "usage.not_a_number",
                    {{u"option"_s, QString::fromUtf8(QByteArray("--") + option)},
                     {u"least"_s, least},
                     {u"most"_s, most}});
    return number;
}

QByteArray nearest(const QByteArray &word, const QByteArrayList &names)
{
    QByteArray best;
    qsizetype bestDistance = std::max<qsizetype>(2, word.size() / 3) + 1;
    for (const QByteArray &name : names) {
        const qsizetype steps = distance(word, name);
        if (steps < bestDistance && steps < name.size()) {
            best = name;
            bestDistance = steps;
        }
    }
    return best;
}

} // namespace tuppence::cli
