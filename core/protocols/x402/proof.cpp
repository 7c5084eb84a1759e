// SPDX-License-Identifier: MIT
#include "core/protocols/x402/proof.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/splice.h"
#include "core/protocols/x402/extensions.h"

namespace tuppence::x402 {

namespace {

constexpr qsizetype largestValue = qsizetype {7} * 1024;

/// The seller's text of a member that is there and not null.
RawMembers echoed(const QByteArray &object, const QByteArray &key)
{
    const auto raw = rawMember(object, key);
    if (!raw || *raw == "null")
        return {};
    return {{key, *raw}};
}

QByteArray valueOfOne(const deal::Offer &offer, const QByteArray &payload)
{
    return toBase64(objectOf(RawMembers {{"x402Version", "1"}} + echoed(offer.raw, "scheme")
                             + echoed(offer.raw, "network") + RawMembers {{"payload", payload}}));
}

QByteArray valueOfTwo(const deal::Challenge &challenge, const deal::Offer &offer,
                      const QByteArray &payload, const QByteArray &extensions)
{
    RawMembers members {{"x402Version", "2"}, {"payload", payload}};
    if (!extensions.isEmpty())
        members.append({"extensions", extensions});
    members += echoed(challenge.raw, "resource");
    members.append({"accepted", offer.raw});
    return toBase64(objectOf(members));
}

} // namespace

QByteArray proofValue(Version version, const deal::Challenge &challenge, const deal::Offer &offer,
                      const deal::Signed &proof, const QByteArray &purchaseId)
{
    if (version == Version::One)
        return valueOfOne(offer, proof.bytes);
    const auto valueWith = [&](Schema schema) {
        const Answer answer {purchaseId, proof.allowance, schema};
        return valueOfTwo(challenge, offer, proof.bytes, answeredExtensions(challenge.raw, answer));
    };
    const QByteArray whole = valueWith(Schema::Kept);
    return whole.size() <= largestValue ? whole : valueWith(Schema::Dropped);
}

net::Request withProof(const net::Request &original, Version version, const QByteArray &value)
{
    net::Request paid = original;
    for (const Version any : {Version::One, Version::Two})
        paid.headers.remove(QByteArray(proofHeader(any).data(), proofHeader(any).size()));
    paid.headers.add(QByteArray(proofHeader(version).data(), proofHeader(version).size()), value);
    return paid;
}

} // namespace tuppence::x402
