// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/headersamples.h"
#include "tests/protocols/mutated.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

bool isHeaderSafe(const QByteArray &value)
{
    return !value.isEmpty()
        && std::ranges::all_of(value, [](char c) { return c > ' ' && c <= '~'; });
}

/// Goes all the way with an offer that can be paid, and hears `reply` where the seller speaks.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer,
                   const net::Response &reply)
{
    const auto exchange = headerProtocol.exchange({purchaseId, request()}, challenge, offer);
    const auto submit = std::get<deal::Submit>(exchange->next(signedTransaction()));
    const auto &headers = std::get<deal::Send>(submit.then).message.headers;
    for (const char *name : {"X-Payment-Hash", "X-Payment-Network", "X-Payment-Amount"})
        RC_ASSERT(isHeaderSafe(headers.first(name).value()));
    RC_ASSERT(headerProtocol.resume(exchange->state()).has_value());
    // The seller asks for what was paid.
    const auto step = exchange->next(reply);
    const auto *withheld = std::get_if<deal::Withheld>(&step);
    RC_ASSERT((withheld && withheld->reason.code == "clawdnet.asks_again"));
}

void checkReading(const net::Response &reply)
{
    const auto found = readHeaders(reply);
    if (!found)
        return;
    if (!*found) {
        RC_ASSERT(!errorText(found->error()).contains(u"Something went wrong"));
        return;
    }
    const deal::Challenge &challenge = **found;
    RC_ASSERT(parseJson(challenge.raw, challenge.raw.size()).has_value());
    RC_ASSERT(!challenge.offers.isEmpty() && challenge.offers.size() <= 64);
    for (const deal::Offer &offer : challenge.offers) {
        RC_ASSERT(offer.instruction.has_value() != offer.obstacle.has_value());
        RC_ASSERT(parseJson(offer.raw).has_value());
        if (offer.instruction)
            checkExchange(challenge, offer, reply);
        else
            RC_ASSERT(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    }
}

} // namespace

class tst_PaymentHeadersNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mutatedBodiesNeverCrash();
    void mutatedHeadersNeverCrash();
    void mutatedRefusalsNeverCrash();
    void mutatedStatesNeverCrash();
};

void tst_PaymentHeadersNoise::mutatedBodiesNeverCrash()
{
    QVERIFY(rc::check("alone and beside headers", [] {
        checkReading(bodyReply(*mutated(sampleBody())));
        checkReading({402, sampleHeaders(), *mutated(sampleBody()), {}});
        checkReading(
            {402, {{"X402-Amount", "1"}}, *mutated(R"({"payment_details":{"invoice":"ln"}})"), {}});
    }));
}

void tst_PaymentHeadersNoise::mutatedHeadersNeverCrash()
{
    QVERIFY(rc::check("each header", [] {
        net::Headers headers;
        const auto honest = sampleHeaders();
        for (const auto &[name, value] : honest.lines())
            headers.add(name, *mutated(value));
        headers.add("X-Payment-Deadline", *mutated("2026-02-06T01:00:00Z"));
        checkReading({402, headers, {}, {}});
        headers.set(*rc::gen::element("X402-Invoice", "X-Payment-Chain", "X-Payment-Channel"),
                    *mutated("base"));
        headers.remove("X-Payment-Network");
        checkReading({402, headers, sampleBody(), {}});
    }));
}

void tst_PaymentHeadersNoise::mutatedRefusalsNeverCrash()
{
    const auto state = paying()->state();
    QVERIFY(rc::check("what comes for the hash", [&] {
        const net::Headers headers {{"Content-Type", *mutated("text/plain")},
                                    {"X-Cost-Actual", *mutated("0.25")},
                                    {"Set-Cookie", *mutated("a=b; Max-Age=60; Path=/")}};
        auto reply = answered(*rc::gen::element(200, 402, 409, 410, 422, 500),
                              *mutated(R"({"error":"a","message":"b"})"), headers);
        if (*rc::gen::arbitrary<bool>())
            reply.headers.remove("X-Cost-Actual");
        const auto step = headerProtocol.resume(state).value()->next(reply);
        if (const auto *withheld = std::get_if<deal::Withheld>(&step))
            RC_ASSERT(!errorText(withheld->reason).contains(u"Something went wrong"));
        else if (const auto *delivered = std::get_if<deal::Delivered>(&step))
            RC_ASSERT((!delivered->pass || isHeaderSafe(delivered->pass->value)));
    }));
}

void tst_PaymentHeadersNoise::mutatedStatesNeverCrash()
{
    const auto state = paying()->state();
    QVERIFY(rc::check("states", [&] {
        const auto resumed = headerProtocol.resume(*mutated(state));
        if (resumed)
            RC_ASSERT(!(*resumed)->state().isEmpty());
        else
            RC_ASSERT(resumed.error().code == "protocol.state");
    }));
}

QTEST_GUILESS_MAIN(tst_PaymentHeadersNoise)
#include "tst_paymentheadersnoise.moc"
