// SPDX-License-Identifier: MIT
#include "core/protocols/x402/signin.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/x402/challengetext.h"

#include <algorithm>

namespace tuppence::x402 {

namespace {

constexpr char typeOfSingleKeys[] = "eip191";

QList<NetworkId> networksIn(const Json &extension)
{
    QList<NetworkId> networks;
    const Json *chains = member(extension, "supportedChains");
    if (!chains || !chains->is_array())
        return networks;
    for (const Json &chain : *chains) {
        const auto id = NetworkId::parse(textMember(chain, "chainId").value_or(QByteArray()));
        if (id && id->space == "eip155" && textMember(chain, "type") == typeOfSingleKeys)
            networks.append(*id);
    }
    return networks;
}

/// No value: a member that is no list of texts.
std::optional<QByteArrayList> resourcesIn(const Json &info)
{
    QByteArrayList resources;
    const Json *list = member(info, "resources");
    if (!list)
        return resources;
    const bool isReadable = list->is_array()
        && std::ranges::all_of(*list, [](const Json &entry) { return entry.is_string(); });
    if (!isReadable)
        return std::nullopt;
    for (const Json &entry : *list)
        resources.append(QByteArray::fromStdString(entry.get<std::string>()));
    return resources;
}

std::optional<deal::SignIn> messageIn(const Json &info)
{
    deal::SignIn message;
    const std::pair<const char *, QByteArray *> texts[] = {
        {"domain", &message.domain},
        {"statement", &message.statement},
        {"uri", &message.uri},
        {"version", &message.version},
        {"nonce", &message.nonce},
        {"issuedAt", &message.issuedAt},
        {"expirationTime", &message.expirationTime},
        {"notBefore", &message.notBefore},
        {"requestId", &message.requestId},
    };
    for (const auto &[key, text] : texts) {
        const Json *said = member(info, key);
        if (said && !said->is_string())
            return std::nullopt;
        *text = textMember(info, key).value_or(QByteArray());
    }
    const auto resources = resourcesIn(info);
    if (!resources)
        return std::nullopt;
    message.resources = *resources;
    return message;
}

} // namespace

std::optional<deal::SignInAsked> SignInWithX::asked(const deal::Reply &reply) const
{
    const auto text = challengeText(reply, Version::Two);
    const auto json = text && *text ? parseJson(**text) : fail(Error::Kind::Malformed, "");
    const Json *extensions = json ? member(*json, "extensions") : nullptr;
    const Json *extension = extensions ? member(*extensions, "sign-in-with-x") : nullptr;
    const Json *info = extension ? member(*extension, "info") : nullptr;
    const auto message = info ? messageIn(*info) : std::nullopt;
    if (!message || networksIn(*extension).isEmpty())
        return std::nullopt;
    return deal::SignInAsked {*message, networksIn(*extension)};
}

QByteArray SignInWithX::valueFor(const deal::SignIn &message, const QByteArray &signature) const
{
    Json json;
    const auto add = [&json](const char *key, const QByteArray &text) {
        if (!text.isEmpty())
            json[key] = text.toStdString();
    };
    add("domain", message.domain);
    add("address", message.account.address);
    add("statement", message.statement);
    add("uri", message.uri);
    add("version", message.version);
    add("chainId", message.account.network.toString());
    add("type", typeOfSingleKeys);
    add("nonce", message.nonce);
    add("issuedAt", message.issuedAt);
    add("expirationTime", message.expirationTime);
    add("notBefore", message.notBefore);
    add("requestId", message.requestId);
    for (const QByteArray &resource : message.resources)
        json["resources"].push_back(resource.toStdString());
    add("signature", toHex(signature));
    return toBase64(QByteArray::fromStdString(json.dump()));
}

} // namespace tuppence::x402
