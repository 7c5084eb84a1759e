// SPDX-License-Identifier: MIT
#include "core/base/json.h"

namespace tuppence {

namespace {

/// Walks over JSON that is known to be well-formed; stops at the end of the text whatever it is
/// given.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
        if (text.startsWith("\xef\xbb\xbf")) // a byte-order mark, which nlohmann reads past too
            m_at = 3;
        skipSpace();
    }

    /// Takes `c` and the space behind it, when it stands here.
    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    /// The bytes of the value that stands here.
    QByteArrayView value()
    {
        if (m_at >= m_text.size())
            return {};
        const auto start = m_at;
        int depth = 0;
        do {
            step(depth);
        } while (m_at < m_text.size() && (depth > 0 || !endsScalar(start)));
        const auto found = m_text.sliced(start, m_at - start);
        skipSpace();
        return found;
    }

private:
    /// One string, or one other character.
    void step(int &depth)
    {
        const char c = m_text[m_at];
        if (c == '"')
            return skipString();
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        ++m_at;
    }

    [[nodiscard]] bool endsScalar(qsizetype start) const
    {
        const char first = m_text[start];
        if (first == '{' || first == '[' || first == '"')
            return true;
        return QByteArrayView(",]} \t\r\n").contains(m_text[m_at]);
    }

    void skipString()
    {
        ++m_at;
        const auto end = m_text.indexOf('"', m_at);
        if (end >= 0 && !m_text.sliced(m_at, end - m_at).contains('\\')) {
            m_at = end + 1; // as nearly all end
            return;
        }
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = qMin(m_at + 1, m_text.size());
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

/// A key as its reader means it, its escapes undone.
QByteArray unescaped(QByteArrayView quoted)
{
    if (!quoted.contains('\\') && quoted.size() >= 2)
        return quoted.sliced(1).chopped(1).toByteArray();
    const auto text =
        Json::parse(quoted.begin(), quoted.end(), nullptr, /*allow_exceptions=*/false);
    return text.is_string() ? QByteArray::fromStdString(text.get<std::string>()) : QByteArray();
}

/// Calls `take` (QByteArrayView key, QByteArrayView value → whether to go on) with each member.
/// False: the text is not an object.
template <class Take> bool eachMember(QByteArrayView object, Take take)
{
    Scanner scanner(object);
    if (!scanner.take('{'))
        return false;
    if (scanner.take('}'))
        return true;
    do {
        const auto key = scanner.value();
        if (!scanner.take(':'))
            return false;
        if (!take(key, scanner.value()))
            return true;
    } while (scanner.take(','));
    return scanner.take('}');
}

} // namespace

std::optional<QList<std::pair<QByteArray, QByteArray>>> rawMembers(QByteArrayView object)
{
    QList<std::pair<QByteArray, QByteArray>> members;
    const bool isObject = eachMember(object, [&members](QByteArrayView key, QByteArrayView value) {
        members.append({unescaped(key), value.toByteArray()});
        return true;
    });
    if (!isObject)
        return std::nullopt;
    return members;
}

std::optional<QByteArray> rawMember(QByteArrayView object, QByteArrayView key)
{
    std::optional<QByteArray> found;
    eachMember(object, [&found, key](QByteArrayView name, QByteArrayView value) {
        if (unescaped(name) == key)
            found = value.toByteArray();
        return !found;
    });
    return found;
}

std::optional<QByteArrayList> rawElements(QByteArrayView array)
{
    Scanner scanner(array);
    if (!scanner.take('['))
        return std::nullopt;
    QByteArrayList elements;
    if (scanner.take(']'))
        return elements;
    do {
        elements.append(scanner.value().toByteArray());
    } while (scanner.take(','));
    if (!scanner.take(']'))
        return std::nullopt;
    return elements;
}

} // namespace tuppence
