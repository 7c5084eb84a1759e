// SPDX-License-Identifier: MIT
#include "core/protocols/x402/challengetext.h"

#include "core/base/json.h"
#include "core/protocols/encodedheader.h"
#include "core/protocols/x402/paywall.h"

namespace tuppence::x402 {

namespace {

std::optional<Result<QByteArray>> headerText(const net::Headers &headers, Version version)
{
    const auto name = challengeHeader(version);
    return encodedHeader(headers, QByteArray(name.data(), name.size()));
}

bool looksLikeJsonChallenge(const QByteArray &body)
{
    return body.startsWith('{') && body.contains("\"x402Version\"");
}

/// The body where it is JSON that names an x402 version.
std::optional<Result<QByteArray>> bodyText(const net::Response &reply, Version version)
{
    const QByteArray body = reply.body.trimmed();
    if (!looksLikeJsonChallenge(body))
        return std::nullopt;
    const auto parsed = parseJson(body);
    const bool isTwo =
        parsed && member(*parsed, "x402Version") && *member(*parsed, "x402Version") == 2;
    if (isTwo != (version == Version::Two))
        return std::nullopt; // version 1 also reports what names no version, so that it is said
                             // once
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    return body;
}

/// A paywall page, brought into the form of a version 1 body.
std::optional<Result<QByteArray>> pageText(const net::Response &reply)
{
    const auto type = reply.headers.first("Content-Type").value_or(QByteArray()).toLower();
    if (!type.contains("text/html") && !reply.body.trimmed().startsWith('<'))
        return std::nullopt;
    auto requirements = paywallRequirements(reply.body);
    if (!requirements || !*requirements)
        return requirements;
    return R"({"x402Version":1,"accepts":)" + **requirements + '}';
}

/// The header where it holds a challenge of version 1. Other dialects have one of the same name,
/// and say what is wrong with it where it holds no challenge at all.
std::optional<Result<QByteArray>> headerOfVersionOne(const net::Headers &headers)
{
    auto text = headerText(headers, Version::One);
    const auto json = text && *text ? parseJson(**text) : Json();
    const bool isOurs = json && (member(*json, "x402Version") || member(*json, "accepts"));
    return isOurs ? text : std::nullopt;
}

std::optional<Result<QByteArray>> textOfVersionOne(const net::Response &reply)
{
    auto body = bodyText(reply, Version::One);
    if (body && *body)
        return body;
    for (const auto &other : {headerOfVersionOne(reply.headers), pageText(reply)}) {
        if (other)
            return other;
    }
    return body;
}

} // namespace

std::optional<Result<QByteArray>> challengeText(const net::Response &reply, Version version)
{
    if (version == Version::One)
        return reply.status == 402 ? textOfVersionOne(reply) : std::nullopt;
    if (reply.status != 402 && reply.status != 412)
        return std::nullopt;
    const auto header = headerText(reply.headers, Version::Two);
    return header ? header : bodyText(reply, Version::Two);
}

} // namespace tuppence::x402
