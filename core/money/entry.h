// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <QSet>
#include <QString>

namespace tuppence::money {

/// One object of a resource file, read strictly: what is missing, wrong or not asked for is an
/// error that names the entry and the member.
///
/// Every function: Malformed "money.registry" {entry, member}.
class Entry
{
public:
    /// `name` is what an error calls it. `json` outlives the entry.
    Entry(const Json &json, QString name)
        : m_json(json)
        , m_name(std::move(name))
    {
    }

    /// Text that is not empty.
    [[nodiscard]] Result<QString> text(const char *key);
    /// A whole number within `least` … `most`.
    [[nodiscard]] Result<int> number(const char *key, int least, int most);
    /// The member, if it is there; absence is no error.
    [[nodiscard]] const Json *optional(const char *key);
    /// Asked last: every member has been read by one of the above.
    [[nodiscard]] Result<Done> hasNothingElse() const;
    [[nodiscard]] tl::unexpected<Error> wrong(const char *key) const;

private:
    const Json &m_json;
    QString m_name;
    QSet<QByteArray> m_read;
};

} // namespace tuppence::money
