// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/referencepage/challenge.h"
#include "core/protocols/referencepage/judge.h"
#include "core/protocols/referencepage/pageprotocol.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::referencepage;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOffers = 64;

const net::Request asked {"GET", QUrl(u"https://shop.example/a"_s), {{"Accept", "*/*"}}, {}};

const QByteArray proof =
    R"({"transaction":"0x02","transactionHash":"0x)" + QByteArray(64, '1') + R"(","from":"0x2"})";

/// What must be true of an offer that can be paid; `reply` is the seller's challenge.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer,
                   const deal::Reply &reply)
{
    const auto moved = deal::movedBy(*offer.instruction);
    claim(!moved.amount.units.isZero(), "something is paid");
    claim(moved.amount.asset.network == offer.network && offer.network.space == "eip155",
          "on the network that was named");
    const auto exchange = PageProtocol().exchange({"purchase_0123456789", asked}, challenge, offer);
    deal::Signed made;
    made.bytes = proof;
    const auto step = exchange->next(made);
    const auto *submit = std::get_if<deal::Submit>(&step);
    const auto *send = submit ? std::get_if<deal::Send>(&submit->then) : nullptr;
    claim(send && send->carriesProof, "the proof is sent once the transaction is in a block");
    claim(send->message.url == asked.url && send->message.body == asked.body, "with the request");
    const auto text = fromBase64(send->message.headers.first("X-Payment").value());
    claim(text && parseJson(*text), "as JSON in base64");
    claim(PageProtocol().resume(exchange->state()).has_value(), "and can be sent again");
    claim(std::holds_alternative<deal::Withheld>(judge(reply, offer)), "the same is no new price");
}

void checkChallenge(const deal::Reply &reply)
{
    const auto challenge = challengeIn(reply);
    if (!challenge || !*challenge)
        return;
    const auto &offers = (*challenge)->offers;
    claim(!offers.isEmpty() && offers.size() <= mostOffers, "1 … 64 offers");
    claim(parseJson((*challenge)->raw).has_value(), "kept as JSON");
    for (qsizetype i = 0; i < offers.size(); ++i) {
        claim(offers[i].index == i, "offers are counted");
        claim(offers[i].instruction.has_value() != offers[i].obstacle.has_value(),
              "an offer can be carried out, or something says why not");
        if (offers[i].instruction)
            checkExchange(**challenge, offers[i], reply);
    }
}

/// Continues after a crash, as if `text` had been kept.
void checkState(const QByteArray &text)
{
    const auto resumed = PageProtocol().resume(text);
    if (!resumed)
        return;
    const QByteArray kept = (*resumed)->state();
    const auto again = PageProtocol().resume(kept);
    claim(again && (*again)->state() == kept, "the same state is kept");
    for (const int status : {200, 402, 409})
        (void)(*resumed)->next({status, {{"Payment-Response", toBase64(text)}}, text, asked.url});
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    checkChallenge({402, {{"X-Payment-Required", toBase64(text)}}, text, asked.url});
    checkChallenge({402, {{"X-Payment-Required", text}}, {}, asked.url});
    checkState(text);
    return 0;
}
