// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/claim.h"

#include "core/protocols/splice.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::paymentauth {

namespace {

constexpr qsizetype longestText = qsizetype {8} * 1024;
constexpr qsizetype longestRequest = qsizetype {16} * 1024;

struct Member
{
    const char *name;
    QByteArray Claim::*text;
    bool isRequired;
};

// In the order in which mppx 0.11 writes them back.
constexpr Member members[] = {
    {"description", &Claim::description, false},
    {"digest", &Claim::digest, false},
    {"expires", &Claim::expires, false},
    {"header", &Claim::header, false},
    {"id", &Claim::id, true},
    {"intent", &Claim::intent, true},
    {"method", &Claim::method, true},
    {"realm", &Claim::realm, true},
    {"opaque", &Claim::opaque, false},
    {"request", &Claim::request, true},
};

} // namespace

Claim claimIn(const AuthChallenge &challenge)
{
    Claim claim;
    for (const auto &[name, value] : challenge.parameters) {
        const auto *known = std::ranges::find_if(
            members, [&said = name](const Member &one) { return said == one.name; });
        if (known != std::end(members))
            claim.*(known->text) = value;
    }
    return claim;
}

Claim claimIn(const QByteArray &json)
{
    const Json object = parseJson(json, json.size()).value_or(Json());
    Claim claim;
    for (const Member &one : members)
        claim.*(one.text) = textMember(object, one.name).value_or(QByteArray());
    return claim;
}

QByteArray toJson(const Claim &claim)
{
    RawMembers said;
    for (const Member &one : members) {
        if (!(claim.*(one.text)).isEmpty())
            said.append({one.name, quoted(claim.*(one.text))});
    }
    return objectOf(said);
}

Result<Done> expectWhole(const Claim &claim)
{
    for (const Member &one : members) {
        const QByteArray &text = claim.*(one.text);
        if (one.isRequired && text.isEmpty())
            return fail(Error::Kind::Malformed, "mpp.missing",
                        {{u"member"_s, QString::fromLatin1(one.name)}});
        if (text.size() > (one.text == &Claim::request ? longestRequest : longestText))
            return fail(Error::Kind::OutOfRange, "mpp.text_too_long");
    }
    return Done {};
}

} // namespace tuppence::paymentauth
