// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "core/protocols/tokenendpoint/challenge.h"
#include "core/protocols/tokenendpoint/exchangestate.h"
#include "core/protocols/tokenendpoint/judge.h"
#include "core/protocols/tokenendpoint/price.h"
#include "core/protocols/tokenendpoint/tokenprotocol.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::tokenendpoint;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOffers = 64;
constexpr qsizetype longestToken = qsizetype {8} * 1024;

const net::Request asked {"GET", QUrl(u"https://shop.example/a"_s), {{"Accept", "*/*"}}, {}};

/// Of both schemes: each takes its own part.
const QByteArray proof =
    R"({"authorization":{"from":"0x1","to":"0x2","value":"1","validAfter":"0","validBefore":"2",)"
    R"("nonce":"0x3"},"permit2Authorization":{"from":"0x1","permitted":{"token":"0x4","amount":"1"},)"
    R"("spender":"0x2","nonce":"5","deadline":"2"},"signature":"0x)"
    + QByteArray(130, '0') + R"("})";

/// What must be true of an offer that can be paid.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer)
{
    const auto exchange =
        TokenProtocol().exchange({"purchase_0123456789", asked}, challenge, offer);
    deal::Signed made;
    made.bytes = proof;
    const auto step = exchange->next(made);
    const auto *send = std::get_if<deal::Send>(&step);
    claim(send && send->carriesProof && send->isInterim, "the permit is sent");
    claim(send->message.url == challenge.proofGoesTo, "to where the owner was told");
    claim(parseJson(send->message.body).has_value(), "as JSON");
    claim(decodeState(exchange->state()).has_value(), "and can be sent again");
}

void checkChallenge(const QByteArray &text)
{
    const auto challenge = challengeIn(asked, {402, {}, text, {}});
    if (!challenge || !*challenge)
        return;
    const auto &offers = (*challenge)->offers;
    claim(!offers.isEmpty() && offers.size() <= mostOffers, "1 … 64 offers");
    claim(!net::origin((*challenge)->proofGoesTo).isEmpty(), "the token endpoint is on the web");
    for (qsizetype i = 0; i < offers.size(); ++i) {
        claim(offers[i].index == i, "offers are counted");
        claim(offers[i].instruction.has_value() != offers[i].obstacle.has_value(),
              "an offer can be carried out, or something says why not");
        claim((*challenge)->raw.contains(offers[i].raw), "an offer keeps the seller's bytes");
        if (offers[i].instruction)
            checkExchange(**challenge, offers[i]);
    }
}

void checkToken(const QByteArray &text)
{
    const auto token = tokenIn({200, {}, text, {}});
    if (token) {
        claim(!token->text.isEmpty() && token->text.size() <= longestToken, "a token is short");
        claim(!token->text.contains('\n') && !token->text.contains(' '), "and one word");
        claim(!token->lifetime || token->lifetime->count() > 0, "that lives");
    }
    const auto refused = tokenIn({400, {{"Content-Type", "text/plain"}}, text, {}});
    claim(!refused && refused.error().code.startsWith("tokenendpoint."),
          "a refusal is one of ours");
    claim(refused.error().data[u"text"_s].toString().size() <= 201 * 10, "its text is short");
}

/// A price has the same units whether its point is moved by the exponent or by the decimals.
void checkPrice(const QByteArray &text)
{
    const auto units = unitsOf(text, 6);
    claim(!units || !units->isZero(), "nothing costs nothing");
    if (text.contains('e') || text.contains('E'))
        return;
    const auto moved = unitsOf(text + "e+6", 0);
    claim(units.has_value() == moved.has_value() && (!units || *units == *moved), "prices agree");
}

/// Continues after a crash, as if `text` had been kept.
void checkState(const QByteArray &text)
{
    const auto resumed = TokenProtocol().resume(text);
    if (!resumed)
        return;
    const QByteArray kept = (*resumed)->state();
    const auto again = TokenProtocol().resume(kept);
    claim(again && (*again)->state() == kept, "the same state is kept");
    const auto step = (*resumed)->sendAgain();
    const auto *send = std::get_if<deal::Send>(&step);
    claim(send && send->carriesProof && send->isInterim, "the permit is sent again");
    (void)(*resumed)->next(deal::Reply {200, {}, R"({"access_token":"a"})", {}});
    (void)(*resumed)->next(deal::Reply {402, {}, text, {}});
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    checkChallenge(text);
    checkToken(text);
    checkPrice(text);
    checkState(text);
    return 0;
}
