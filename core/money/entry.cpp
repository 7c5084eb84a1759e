// SPDX-License-Identifier: MIT
#include "core/money/entry.h"

namespace tuppence::money {

using namespace Qt::StringLiterals;

const Json *Entry::optional(const char *key)
{
    m_read.insert(key);
    return member(m_json, key);
}

Result<QString> Entry::text(const char *key)
{
    m_read.insert(key);
    const auto found = textMember(m_json, key);
    if (!found || found->isEmpty())
        return wrong(key);
    return QString::fromUtf8(*found);
}

Result<int> Entry::number(const char *key, int least, int most)
{
    const Json *found = optional(key);
    if (!found || !found->is_number_unsigned())
        return wrong(key);
    const auto value = found->get<quint64>();
    if (value > quint64(most) || int(value) < least)
        return wrong(key);
    return int(value);
}

Result<Done> Entry::hasNothingElse() const
{
    if (!m_json.is_object())
        return wrong("");
    for (const auto &[key, value] : m_json.items()) {
        if (!m_read.contains(QByteArray::fromStdString(key)))
            return wrong(key.c_str());
    }
    return Done {};
}

tl::unexpected<Error> Entry::wrong(const char *key) const
{
    return fail(Error::Kind::Malformed, "money.registry",
                {{u"entry"_s, m_name}, {u"member"_s, QString::fromUtf8(key)}});
}

} // namespace tuppence::money
