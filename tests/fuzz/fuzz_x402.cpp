// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/protocolregistry.h"
#include "core/protocols/x402/challenge.h"
#include "core/protocols/x402/paywall.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::x402;

namespace {

constexpr qsizetype mostOffers = 64;

/// What must be true of a challenge whatever the seller wrote.
void check(const deal::Challenge &challenge)
{
    claim(!challenge.offers.isEmpty() && challenge.offers.size() <= mostOffers, "1 … 64 offers");
    for (qsizetype i = 0; i < challenge.offers.size(); ++i) {
        const deal::Offer &offer = challenge.offers[i];
        claim(offer.index == i, "offers are counted");
        claim(offer.instruction.has_value() != offer.obstacle.has_value(),
              "an offer can be carried out, or something says why not");
        claim(parseJson(offer.raw).has_value(), "an offer keeps its own bytes");
        claim(challenge.raw.contains(offer.raw), "which are the seller's");
    }
    for (const QString &text : {challenge.description, challenge.mimeType})
        claim(!text.contains(QChar::Null) && !text.contains(QChar(0x202e)), "text is plain");
}

/// A reply that carries `text` in every place where a challenge may stand, one at a time.
QList<net::Response> repliesWith(const QByteArray &text)
{
    const QByteArray encoded = toBase64(text);
    const QByteArray page = "<script>window.x402 = {paymentRequirements: " + text + ",};</script>";
    return {{402, {{"PAYMENT-REQUIRED", encoded}}, {}, {}},
            {402, {{"X-PAYMENT-REQUIRED", encoded}}, {}, {}},
            {412, {{"PAYMENT-REQUIRED", encoded}}, {}, {}},
            {402, {{"Content-Type", "application/json"}}, text, {}},
            {402, {{"Content-Type", "text/html"}}, page, {}},
            {402, {{"PAYMENT-REQUIRED", text}}, text, {}}};
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const ProtocolRegistry registry;
    const QByteArray text = inputOf(bytes, size);
    for (const net::Response &reply : repliesWith(text)) {
        const Reading reading = registry.read({}, reply);
        for (const auto &found : reading.challenges)
            check(found.challenge);
    }
    for (const Version version : {Version::One, Version::Two}) {
        if (const auto challenge = readChallenge(text, version))
            check(*challenge);
    }
    if (const auto requirements = paywallRequirements(text); requirements && *requirements)
        claim(text.contains(**requirements), "a paywall's terms are the page's own bytes");
    return 0;
}
