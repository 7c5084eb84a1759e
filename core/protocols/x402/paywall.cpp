// SPDX-License-Identifier: MIT
#include "core/protocols/x402/paywall.h"

namespace tuppence::x402 {

namespace {

constexpr qsizetype longestObject = qsizetype {256} * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/// Walks over one JavaScript object literal without understanding its values. It only moves forward
/// and stops at the end of the text.
class LiteralWalker
{
public:
    explicit LiteralWalker(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    bool take(char c)
    {
        skipSpace();
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    /// A key, with or without quotes. Empty: none stands here.
    QByteArrayView key()
    {
        skipSpace();
        const auto start = m_at;
        if (!atEnd() && isQuote(m_text[m_at])) {
            skipString();
            return m_text.sliced(start, m_at - start).sliced(1).chopped(m_at - start > 1 ? 1 : 0);
        }
        while (!atEnd() && m_text[m_at] != ':' && m_text[m_at] != '}' && !isSpace(m_text[m_at]))
            ++m_at;
        return m_text.sliced(start, m_at - start);
    }

    /// The text up to the comma or brace that ends the value which stands here.
    QByteArrayView value()
    {
        skipSpace();
        const auto start = m_at;
        int depth = 0;
        while (!atEnd() && !(depth == 0 && (m_text[m_at] == ',' || m_text[m_at] == '}')))
            step(depth);
        return m_text.sliced(start, m_at - start).trimmed();
    }

private:
    void step(int &depth)
    {
        const char c = m_text[m_at];
        if (isQuote(c))
            return skipString();
        if (c == '{' || c == '[' || c == '(')
            ++depth;
        else if (c == '}' || c == ']' || c == ')')
            --depth;
        ++m_at;
    }

    void skipString()
    {
        const char quote = m_text[m_at];
        ++m_at;
        while (!atEnd() && m_text[m_at] != quote)
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = qMin(m_at + 1, m_text.size());
    }

    void skipSpace()
    {
        while (!atEnd() && isSpace(m_text[m_at]))
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

/// A walker behind the brace of the first `window.x402 = {`.
std::optional<LiteralWalker> insideAssignedObject(QByteArrayView html)
{
    constexpr QByteArrayView name = "window.x402";
    for (auto at = html.indexOf(name); at >= 0; at = html.indexOf(name, at + name.size())) {
        LiteralWalker walker(html.sliced(at + name.size())
                                 .first(qMin(html.size() - at - name.size(), longestObject)));
        if (walker.take('=') && walker.take('{'))
            return walker;
    }
    return std::nullopt;
}

} // namespace

std::optional<Result<QByteArray>> paywallRequirements(QByteArrayView html)
{
    auto walker = insideAssignedObject(html);
    if (!walker)
        return std::nullopt;
    while (!walker->take('}')) {
        const auto key = walker->key();
        if (!walker->take(':'))
            return fail(Error::Kind::Malformed, "x402.paywall");
        const auto value = walker->value();
        if (walker->atEnd())
            return fail(Error::Kind::Malformed, "x402.paywall");
        if (key == "paymentRequirements")
            return value.toByteArray();
        walker->take(',');
    }
    return std::nullopt;
}

} // namespace tuppence::x402
