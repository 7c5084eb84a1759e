// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/offer.h"

#include "core/net/requesthead.h"
#include "core/net/token.h"
#include "core/protocols/paymentauth/digest.h"
#include "core/protocols/paymentauth/evmcharge.h"
#include "core/protocols/sellertext.h"

#include <algorithm>
#include <span>

namespace tuppence::paymentauth {

namespace {

using Kind = Error::Kind;

/// What a seller may want that is well known, and why it cannot be had.
struct Known
{
    const char *name;
    const char *code;
};

constexpr Known methods[] = {
    {"tempo", "mpp.method_tempo"},
    {"lightning", "mpp.method_lightning"},
    {"stripe", "mpp.method_stripe"},
    {"solana", "mpp.method_solana"},
};
constexpr Known intents[] = {
    {"session", "mpp.intent_session"},
    {"subscription", "mpp.intent_subscription"},
};

tl::unexpected<Error> unsupported(std::span<const Known> known, const QByteArray &name,
                                  const char *other)
{
    const auto found =
        std::ranges::find_if(known, [&](const Known &one) { return name == one.name; });
    return fail(Kind::Unsupported, found == known.end() ? other : found->code, sellersWords(name));
}

Result<Done> readInto(deal::Offer &offer, const Claim &claim)
{
    TRY(expectWhole(claim));
    if (claim.method != "evm")
        return unsupported(methods, claim.method, "mpp.method");
    if (claim.intent != "charge")
        return unsupported(intents, claim.intent, "mpp.intent");
    return readEvmCharge(claim, offer);
}

bool isUsable(const QByteArray &header)
{
    const QByteArray name = header.toLower();
    return net::isToken(name) && !net::isOursToSet(name) && name != "cookie"
        && name != "proxy-authorization";
}

} // namespace

deal::Offer readOffer(const Claim &claim, int index)
{
    deal::Offer offer;
    offer.index = index;
    offer.raw = toJson(claim);
    offer.scheme = claim.method + '/' + claim.intent;
    const auto read = readInto(offer, claim);
    if (!read)
        offer.obstacle = read.error();
    return offer;
}

QByteArray headerOf(const Claim &claim)
{
    return claim.header.isEmpty() ? "Authorization" : claim.header;
}

Result<Done> expectFits(const Claim &claim, const deal::Carried &asked)
{
    const QByteArray header = headerOf(claim);
    if (!isUsable(header))
        return fail(Kind::Unsupported, "mpp.header", sellersWords(header));
    if (asked.headers.has(header))
        return fail(Kind::Unsupported,
                    claim.header.isEmpty() ? "mpp.own_authorization" : "mpp.own_header",
                    sellersWords(header));
    return claim.digest.isEmpty() ? Done {} : expectDigest(claim.digest, asked.body);
}

bool samePrice(const deal::Offer &one, const deal::Offer &other)
{
    if (!one.instruction || !other.instruction)
        return false;
    const auto moved = deal::movedBy(*one.instruction);
    const auto otherMoved = deal::movedBy(*other.instruction);
    return moved.amount == otherMoved.amount && moved.payee == otherMoved.payee;
}

} // namespace tuppence::paymentauth
