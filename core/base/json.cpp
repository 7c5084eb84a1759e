// SPDX-License-Identifier: MIT
#include "core/base/json.h"

#include <vector>

namespace tuppence {

namespace {

constexpr size_t maxDepth = 32;
// A new key is compared with each before it, so very many take very long.
constexpr size_t maxMembers = 4096;

/// Builds the value while it is read, and stops at what nlohmann's own builder lets pass: deep
/// nesting, many members and doubled keys.
class Builder final : public nlohmann::json_sax<Json>
{
public:
    Builder() noexcept(false) = default; // as far as nlohmann says of an empty value
    ~Builder() override = default;
    Q_DISABLE_COPY_MOVE(Builder)

    Json built;
    bool isTooDeep = false;
    bool hasTooManyMembers = false;
    bool hasDoubledKey = false;

    bool null() override { return add(nullptr); }

    bool boolean(bool value) override { return add(value); }

    bool number_integer(number_integer_t value) override { return add(value); }

    bool number_unsigned(number_unsigned_t value) override { return add(value); }

    bool number_float(number_float_t value, const string_t &) override { return add(value); }

    bool string(string_t &value) override { return add(std::move(value)); }

    bool binary(binary_t &) override { return false; } // there is none in a text

    bool start_object(size_t) override { return open(Json::object()); }

    bool key(string_t &name) override
    {
        const auto &members = m_open.back()->get_ref<Json::object_t &>();
        hasDoubledKey = members.find(name) != members.end();
        hasTooManyMembers = members.size() >= maxMembers;
        m_key = std::move(name);
        return !hasDoubledKey && !hasTooManyMembers;
    }

    bool end_object() override { return close(); }

    bool start_array(size_t) override { return open(Json::array()); }

    bool end_array() override { return close(); }

    bool parse_error(size_t, const std::string &, const nlohmann::detail::exception &) override
    {
        return false;
    }

private:
    bool add(Json value)
    {
        place(std::move(value));
        return true;
    }

    /// Where it stands from now on, as long as nothing is added beside it.
    Json *place(Json value)
    {
        if (m_open.empty()) {
            built = std::move(value);
            return &built;
        }
        if (auto *elements = m_open.back()->get_ptr<Json::array_t *>())
            return &elements->emplace_back(std::move(value));
        auto &members = m_open.back()->get_ref<Json::object_t &>();
        return &members.emplace_back(std::move(m_key), std::move(value)).second;
    }

    bool open(Json empty)
    {
        isTooDeep = m_open.size() >= maxDepth;
        if (!isTooDeep)
            m_open.push_back(place(std::move(empty)));
        return !isTooDeep;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    std::vector<Json *> m_open; ///< from the outermost on
    std::string m_key; ///< of what comes next in an object
};

} // namespace

Result<Json> parseJson(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() > maxBytes)
        return fail(Error::Kind::OutOfRange, "json.too_large",
                    {{QStringLiteral("bytes"), text.size()}, {QStringLiteral("most"), maxBytes}});
    if (text.contains('\0')) // nlohmann takes it for the end and would not see what follows
        return fail(Error::Kind::Malformed, "json.malformed");
    Builder builder;
    if (Json::sax_parse(text.begin(), text.end(), &builder))
        return std::move(builder.built);
    if (builder.isTooDeep)
        return fail(Error::Kind::OutOfRange, "json.too_deep",
                    {{QStringLiteral("most"), qint64(maxDepth)}});
    if (builder.hasTooManyMembers)
        return fail(Error::Kind::OutOfRange, "json.too_many_members",
                    {{QStringLiteral("most"), qint64(maxMembers)}});
    if (builder.hasDoubledKey)
        return fail(Error::Kind::Malformed, "json.doubled_key");
    return fail(Error::Kind::Malformed, "json.malformed");
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
