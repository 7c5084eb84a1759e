// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "core/protocols/paymentauth/challenge.h"
#include "core/protocols/paymentauth/claim.h"
#include "core/protocols/paymentauth/digest.h"
#include "core/protocols/paymentauth/offer.h"
#include "core/protocols/paymentauth/paymentprotocol.h"
#include "core/protocols/paymentauth/receipt.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::paymentauth;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOffers = 64;

const net::Request asked {"POST", QUrl(u"https://shop.example/a"_s), {{"Accept", "*/*"}}, "body"};

const QByteArray proof =
    R"({"authorization":{"from":"0x1","to":"0x2","value":"1","validAfter":"0","validBefore":"2",)"
    R"("nonce":"0x3"},"signature":"0x4"})";

/// What must be true of an offer that can be paid.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer)
{
    const auto &transfer = std::get<deal::AuthorizeTransfer>(*offer.instruction);
    claim(transfer.nonce.size() == 32, "one challenge, one nonce");
    claim(!transfer.amount.units.isZero(), "nothing costs nothing");
    const auto exchange =
        PaymentProtocol().exchange({"purchase_0123456789", asked}, challenge, offer);
    deal::Signed made;
    made.bytes = proof;
    const auto step = exchange->next(made);
    const auto *send = std::get_if<deal::Send>(&step);
    claim(send && send->carriesProof, "the credential is sent");
    claim(send->message.headers.lines().size() == asked.headers.lines().size() + 1,
          "in one header of its own");
    claim(PaymentProtocol().resume(exchange->state()).has_value(), "and can be sent again");
}

void checkChallenge(const QByteArray &text)
{
    const auto challenge = challengeIn(asked, {402, {{"WWW-Authenticate", text}}, {}, {}});
    if (!challenge || !*challenge)
        return;
    const auto &offers = (*challenge)->offers;
    claim(!offers.isEmpty() && offers.size() <= mostOffers, "1 … 64 offers");
    for (qsizetype i = 0; i < offers.size(); ++i) {
        claim(offers[i].index == i, "offers are counted");
        claim(offers[i].instruction.has_value() != offers[i].obstacle.has_value(),
              "an offer can be carried out, or something says why not");
        claim(toJson(claimIn(offers[i].raw)) == offers[i].raw, "an offer goes back as it came");
        if (offers[i].instruction)
            checkExchange(**challenge, offers[i]);
    }
}

/// Terms as they stand in a challenge.
void checkTerms(const QByteArray &text)
{
    Claim claimed {{}, {}, {}, {}, "id", "charge", "evm", "realm", {}, text.toBase64()};
    const auto offer = readOffer(claimed, 0);
    claim(offer.instruction.has_value() != offer.obstacle.has_value(), "it is payable, or why not");
    (void)expectDigest(text, "body");
    (void)receiptIn({{"Payment-Receipt", text.toBase64()}}, offer);
    (void)receiptIn({{"Payment-Receipt", text}}, offer);
}

/// Continues after a crash, as if `text` had been kept.
void checkState(const QByteArray &text)
{
    const auto resumed = PaymentProtocol().resume(text);
    if (!resumed)
        return;
    const QByteArray kept = (*resumed)->state();
    const auto again = PaymentProtocol().resume(kept);
    claim(again && (*again)->state() == kept, "the same state is kept");
    (void)(*resumed)->next(deal::Reply {402, {{"WWW-Authenticate", text}}, text, {}});
    (void)(*resumed)->next(
        deal::Reply {400, {{"Content-Type", "application/problem+json"}}, text, {}});
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    checkChallenge(text);
    checkTerms(text);
    checkState(text);
    return 0;
}
