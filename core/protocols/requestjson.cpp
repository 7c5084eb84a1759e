// SPDX-License-Identifier: MIT
#include "core/protocols/requestjson.h"

#include "core/base/bytes.h"

namespace tuppence {

namespace {

std::string asCharacters(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes).toStdString();
}

/// No value: no text, or a character that stands for no byte.
std::optional<QByteArray> asBytes(const Json &text)
{
    if (!text.is_string())
        return std::nullopt;
    const auto characters = QString::fromStdString(text.get<std::string>());
    const QByteArray bytes = characters.toLatin1();
    return QString::fromLatin1(bytes) == characters ? std::optional(bytes) : std::nullopt;
}

std::optional<net::Headers> headersFromJson(const Json &lines)
{
    if (!lines.is_array())
        return std::nullopt;
    net::Headers headers;
    for (const Json &line : lines) {
        const bool isPair = line.is_array() && line.size() == 2;
        const auto name = isPair ? asBytes(line[0]) : std::nullopt;
        const auto value = isPair ? asBytes(line[1]) : std::nullopt;
        if (!name || !value)
            return std::nullopt;
        headers.add(*name, *value);
    }
    return headers;
}

} // namespace

Json requestToJson(const net::Request &request)
{
    Json headers = Json::array();
    for (const auto &[name, value] : request.headers.lines())
        headers.push_back(Json::array({asCharacters(name), asCharacters(value)}));
    return {{"method", asCharacters(request.method)},
            {"url", request.url.toEncoded().toStdString()},
            {"headers", std::move(headers)},
            {"body", toBase64(request.body).toStdString()}};
}

std::optional<net::Request> requestFromJson(const Json &json)
{
    const Json *methodText = member(json, "method");
    const Json *lines = member(json, "headers");
    const auto urlText = textMember(json, "url");
    const auto bodyText = textMember(json, "body");
    if (!methodText || !lines || !urlText || !bodyText)
        return std::nullopt;
    const auto method = asBytes(*methodText);
    const auto headers = headersFromJson(*lines);
    const auto url = QUrl::fromEncoded(*urlText, QUrl::StrictMode);
    const auto body = fromBase64(*bodyText);
    if (!method || !headers || net::origin(url).isEmpty() || !body)
        return std::nullopt;
    return net::Request {*method, url, *headers, *body};
}

} // namespace tuppence
