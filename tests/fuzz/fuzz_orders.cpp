// SPDX-License-Identifier: MIT
#include "core/gateway/limitorder.h"
#include "core/gateway/orderparams.h"
#include "core/payments/choose.h"
#include "core/policy/limittext.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::gateway;

namespace {

const Time now {std::chrono::seconds(1'700'000'000)};
const QByteArray key(32, '\x5f');

/// What an agent sends with `pay` and `quote`.
void checkOrder(const Json &params, const money::Registry &registry)
{
    const Caller caller {key, "1a2b-3c4d", true, QStringLiteral("agent")};
    const auto order = orderFrom({"pay", params, {}, "body"}, caller);
    if (!order)
        return;
    claim(order->request.url.isValid() && !order->request.url.isEmpty(), "an order says where to");
    claim(order->request.body == "body", "the body is the one that was sent");
    claim(order->requester == caller.identity() && order->isPaired, "nobody names himself");
    claim(order->reason.size() <= 501 * 10, "a reason is short");
    const deal::AssetAmount price {registry.assets().front().id, 1};
    (void)payments::within(order->most, price, registry);
}

/// What the owner's programs send with `limits.set`.
void checkLimit(const Json &params, const money::Registry &registry)
{
    ledger::Client agent;
    agent.publicKey = key;
    agent.name = QStringLiteral("agent");
    const auto subject = subjectFrom(params, {agent}, registry);
    if (!subject)
        return;
    claim(deal::Subject::parse(subject->key()) == *subject, "a subject's key says whom it is");
    deal::Limit fresh;
    fresh.subject = *subject;
    const auto limit = changed(fresh, params, registry, now);
    if (!limit)
        return;
    claim(limit->subject == *subject, "it is about the same subject");
    claim(!limit->until || *limit->until > now, "it has not ended yet");
    claim(policy::decodeLimit(policy::encode(*limit)) == *limit, "what is kept is what was said");
    claim(!policy::sentence(*limit, registry).isEmpty(), "and can be told");
    const auto again = changed(*limit, params, registry, now);
    claim(again == *limit, "saying it twice changes nothing");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const money::Registry registry = money::Registry::builtIn().value();
    const auto params = parseJson(inputOf(bytes, size));
    if (!params || !params->is_object())
        return 0;
    checkOrder(*params, registry);
    checkLimit(*params, registry);
    return 0;
}
