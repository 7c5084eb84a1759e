// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/authchallenges.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace tuppence::paymentauth {

namespace {

QString decoded(const QByteArray &field)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(field);
    return utf8.hasError() ? QString::fromLatin1(field) : text;
}

/// Reads a field from its beginning to its end.
class Scanner
{
public:
    explicit Scanner(QString text)
        : m_text(std::move(text))
    {
    }

    QList<AuthChallenge> read()
    {
        skip(u" \t,"_s);
        while (!atEnd()) {
            if (!readElement()) {
                if (!m_found.isEmpty())
                    m_found.last().isBroken = true;
                break;
            }
            skip(u" \t,"_s);
        }
        return m_found;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    [[nodiscard]] QChar here() const { return atEnd() ? QChar() : m_text.at(m_at); }

    void skip(const QString &characters)
    {
        while (!atEnd() && characters.contains(m_text.at(m_at)))
            ++m_at;
    }

    /// What `pattern` matches here, and behind it; empty: nothing.
    QString take(const QRegularExpression &pattern)
    {
        // Checking the whole text again for each word would take its length to the square.
        const auto match =
            pattern.match(m_text, m_at, QRegularExpression::NormalMatch,
                          QRegularExpression::AnchorAtOffsetMatchOption
                              | QRegularExpression::DontCheckSubjectStringMatchOption);
        m_at += match.capturedLength();
        return match.captured();
    }

    /// A scheme, or a parameter of the one before.
    bool readElement()
    {
        static const QRegularExpression token(uR"([!#$%&'*+.^_`|~0-9A-Za-z-]+)"_s);
        const QByteArray name = take(token).toLatin1().toLower();
        if (name.isEmpty())
            return false;
        const qsizetype behindName = m_at;
        skip(u" \t"_s);
        if (here() == u'=' && !m_found.isEmpty()) {
            ++m_at;
            return readParameter(name);
        }
        if (!atEnd() && here() != u',' && m_at == behindName)
            return false;
        m_found.append({name, {}, false});
        // https://www.rfc-editor.org/rfc/rfc9110 section 11.2: token68.
        static const QRegularExpression word(uR"([A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|\z)))"_s);
        take(word);
        return true;
    }

    bool readParameter(const QByteArray &name)
    {
        skip(u" \t"_s);
        const auto value = here() == u'"' ? readQuoted() : readPlain();
        skip(u" \t"_s);
        if (!value || !value->isValidUtf16() || !(atEnd() || here() == u','))
            return false;
        auto &[scheme, parameters, isBroken] = m_found.last();
        isBroken = isBroken || std::ranges::any_of(parameters, [&](const auto &earlier) {
                       return earlier.first == name;
                   });
        parameters.append({name, value->toUtf8()});
        return true;
    }

    std::optional<QString> readPlain()
    {
        static const QRegularExpression plain(uR"([^ \t,"]+)"_s);
        const QString value = take(plain);
        return value.isEmpty() ? std::nullopt : std::optional(value);
    }

    /// No value: it does not end.
    std::optional<QString> readQuoted()
    {
        static const QRegularExpression character(uR"(u([0-9A-Fa-f]{4})|.)"_s,
                                                  QRegularExpression::DotMatchesEverythingOption);
        QString value;
        ++m_at;
        while (!atEnd() && here() != u'"') {
            if (here() != u'\\') {
                value.append(m_text.at(m_at++));
                continue;
            }
            ++m_at;
            const QString escaped = take(character);
            if (!escaped.isEmpty())
                value.append(escaped.size() == 1 ? escaped.front()
                                                 : QChar(escaped.mid(1).toUShort(nullptr, 16)));
        }
        if (atEnd())
            return std::nullopt;
        ++m_at;
        return value;
    }

    QString m_text;
    qsizetype m_at = 0;
    QList<AuthChallenge> m_found;
};

} // namespace

QList<AuthChallenge> authChallengesIn(const QByteArray &field)
{
    return Scanner(decoded(field)).read();
}

} // namespace tuppence::paymentauth
