// SPDX-License-Identifier: MIT
#include "core/base/json.h"

#include <QSet>
#include <QStack>

namespace tuppence {

namespace {

constexpr int maxDepth = 32;
// nlohmann's ordered objects look every new key up one by one, so very many take very long.
constexpr qsizetype maxMembers = 4096;

/// Watches a parse for what nlohmann lets pass: deep nesting, many members and doubled keys.
class Watcher
{
public:
    /// Whether the parser is to keep what it just read; `depth` counts what is open around it.
    bool operator()(int depth, Json::parse_event_t event, const Json &parsed)
    {
        using Event = Json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start)
            tooDeep = tooDeep || depth >= maxDepth;
        if (event == Event::object_start)
            m_keys.push({});
        else if (event == Event::object_end)
            m_keys.pop();
        else if (event == Event::key)
            noteKey(QByteArray::fromStdString(parsed.get<std::string>()));
        return !tooDeep && !tooManyMembers && !doubledKey;
    }

    bool tooDeep = false;
    bool tooManyMembers = false;
    bool doubledKey = false;

private:
    void noteKey(const QByteArray &key)
    {
        doubledKey = doubledKey || m_keys.top().contains(key);
        m_keys.top().insert(key);
        tooManyMembers = tooManyMembers || m_keys.top().size() > maxMembers;
    }

    QStack<QSet<QByteArray>> m_keys;
};

} // namespace

Result<Json> parseJson(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() > maxBytes)
        return fail(Error::Kind::OutOfRange, "json.too_large",
                    {{QStringLiteral("bytes"), text.size()}, {QStringLiteral("most"), maxBytes}});
    if (text.contains('\0')) // nlohmann takes it for the end and would not see what follows
        return fail(Error::Kind::Malformed, "json.malformed");
    Watcher watcher;
    Json parsed =
        Json::parse(text.begin(), text.end(), std::ref(watcher), /*allow_exceptions=*/false);
    if (watcher.tooDeep)
        return fail(Error::Kind::OutOfRange, "json.too_deep", {{QStringLiteral("most"), maxDepth}});
    if (watcher.tooManyMembers)
        return fail(Error::Kind::OutOfRange, "json.too_many_members",
                    {{QStringLiteral("most"), maxMembers}});
    if (watcher.doubledKey)
        return fail(Error::Kind::Malformed, "json.doubled_key");
    if (parsed.is_discarded())
        return fail(Error::Kind::Malformed, "json.malformed");
    return parsed;
}

const Json *member(const Json &object, const char *key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<QByteArray> textMember(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    if (!found || !found->is_string())
        return std::nullopt;
    return QByteArray::fromStdString(found->get<std::string>());
}

} // namespace tuppence
