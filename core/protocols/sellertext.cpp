// SPDX-License-Identifier: MIT
#include "core/protocols/sellertext.h"

#include "core/base/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence {

namespace {

constexpr size_t longestText = size_t {8} * 1024;
constexpr qsizetype longestClaim = 100;

} // namespace

/// Goes as deep as parseJson lets the text be: 32.
bool hasLongText(const Json &json)
{
    if (json.is_string())
        return json.get_ref<const std::string &>().size() > longestText;
    if (const auto *elements = json.get_ptr<const Json::array_t *>())
        return std::ranges::any_of(*elements, hasLongText);
    const auto *members = json.get_ptr<const Json::object_t *>();
    return members && std::ranges::any_of(*members, [](const auto &member) {
               return member.first.size() > longestText || hasLongText(member.second);
           });
}

QJsonObject sellersWords(const Json &said)
{
    const auto written = said.is_string() ? said.get<std::string>() : std::string();
    return sellersWords(QByteArray::fromStdString(written.empty() ? said.dump() : written));
}

QJsonObject sellersWords(const QByteArray &text)
{
    return {{u"text"_s, plainText(text, longestClaim)}};
}

std::optional<QByteArray> reasonIn(const net::Response &reply)
{
    const auto json = parseJson(reply.body);
    for (const char *key : {"message", "error", "details"}) {
        const auto text = json ? textMember(*json, key) : std::nullopt;
        if (text && !text->trimmed().isEmpty())
            return text->trimmed();
    }
    const auto type = reply.headers.first("Content-Type").value_or(QByteArray()).toLower();
    const auto plain = type.startsWith("text/plain") ? reply.body.trimmed() : QByteArray();
    return plain.isEmpty() ? std::nullopt : std::optional(plain);
}

} // namespace tuppence
