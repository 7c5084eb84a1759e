// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayList>
#include <QList>

#include <optional>
#include <span>

namespace tuppence::cli {

/// One option of a command: "--output FILE", "-o FILE".
struct Option
{
    const char *name; ///< without dashes
    char letter; ///< 0: no short form
    const char *value; ///< what the value is called in the help; null: a switch
    const char *meaning;
};

/// How often an argument without a dash may stand there.
struct Words
{
    const char *form; ///< "ID URL…", as in the help
    int least;
    int most; ///< -1: any number
};

/// What was written after a command, in the order in which it was written. Bytes are kept as they
/// came: they may be a body.
class Arguments
{
public:
    struct Given
    {
        QByteArray option; ///< its long name
        QByteArray value;
    };

    /// Reads `line` against the options a command takes. `--` ends options; `-XPOST`, `-sf` and
    /// `--name=value` are understood. The last one of an option that is given twice counts.
    ///
    /// Malformed: "usage.unknown_option" {option, hint}, "usage.no_value" {option, value},
    /// "usage.needless_value" {option}, "usage.too_few" {form}, "usage.too_many" {word}.
    static Result<Arguments> parse(const QByteArrayList &line, const QList<Option> &options,
                                   const Words &words);
    /// Whether `option` stands in `line`, read up to its first mistake; a value or a word that only
    /// looks like it does not count.
    [[nodiscard]] static bool mentions(const QByteArrayList &line, const QList<Option> &options,
                                       const char *option);

    [[nodiscard]] bool has(const char *option) const { return value(option).has_value(); }

    [[nodiscard]] std::optional<QByteArray> value(const char *option) const;
    [[nodiscard]] QString text(const char *option) const;
    /// A whole number from `least` to `most`. Malformed ("usage.not_a_number" {option, least,
    /// most}).
    [[nodiscard]] Result<qint64> number(const char *option, qint64 absent, qint64 least,
                                        qint64 most) const;

    [[nodiscard]] const QList<Given> &given() const { return m_given; }

    [[nodiscard]] const QByteArrayList &words() const { return m_words; }

private:
    QList<Given> m_given;
    QByteArrayList m_words;
};

/// The one of `names` that `word` was most likely meant to be; empty: none is near.
[[nodiscard]] QByteArray nearest(const QByteArray &word, const QByteArrayList &names);

} // namespace tuppence::cli
