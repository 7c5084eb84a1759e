// SPDX-License-Identifier: MIT
#include "core/protocols/x402/judge.h"

#include "core/protocols/settlementreceipt.h"
#include "core/protocols/x402/challenge.h"
#include "core/protocols/x402/offer.h"
#include "core/protocols/x402/sellercodes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::x402 {

namespace {

using ReadReceipt = std::optional<Result<SettlementReceipt>>;

Error refusal(const char *code, QJsonObject values = {})
{
    return {Error::Kind::Refused, code, std::move(values), {}};
}

/// x402.md 2.2: a receipt says whether it succeeded.
ReadReceipt receiptIn(const net::Headers &headers)
{
    auto receipt = readSettlementReceipt(headers);
    if (receipt && *receipt && !(*receipt)->success)
        return fail(Error::Kind::Malformed, "x402.receipt");
    return receipt;
}

bool saysFailed(const ReadReceipt &receipt)
{
    return receipt && *receipt && (*receipt)->success == false;
}

std::optional<deal::Settlement> settlementOf(const ReadReceipt &receipt)
{
    return receipt && *receipt ? std::optional((*receipt)->settlement) : std::nullopt;
}

deal::Step delivered(const ReadReceipt &receipt)
{
    deal::Delivered step {settlementOf(receipt)};
    if (receipt && !*receipt)
        step.note = receipt->error();
    else if (saysFailed(receipt))
        step.note = refusal("x402.delivered_unsettled");
    return step;
}

/// It asks for money and breaks the rules of asking, or did not read the proof.
deal::Step sellerFailed(const net::Response &reply, const ReadReceipt &receipt)
{
    const char *code = reply.status == 431 ? "x402.header_refused" : "x402.seller_error";
    return deal::Withheld {refusal(code, {{u"status"_s, reply.status}}), settlementOf(receipt)};
}

bool isStillOffered(const deal::Challenge &challenge, const deal::Offer &offer)
{
    return std::ranges::any_of(
        challenge.offers, [&](const deal::Offer &offered) { return sameTerms(offered, offer); });
}

/// The seller answered a payment with a challenge.
deal::Step judgeChallenge(const deal::Challenge &challenge, const Bought &bought)
{
    // A code comes first: a seller that says "this nonce is used" and has a new price by now has
    // refused this payment; it does not ask for another.
    if (isSellerCode(challenge.error))
        return deal::Withheld {sellerError(challenge.error), {}};
    if (!isStillOffered(challenge, bought.offer))
        return deal::NewTerms {challenge};
    if (deniesOffer(challenge.error))
        return deal::Withheld {refusal("x402.no_matching_offer"), {}};
    if (asksForPayment(challenge.error) || challenge.error == bought.firstError)
        return deal::Withheld {refusal("x402.not_understood"), {}};
    return deal::Withheld {sellerError(challenge.error), {}};
}

deal::Step judgePaymentRequired(const net::Response &reply, const Bought &bought,
                                const ReadReceipt &receipt)
{
    if (saysFailed(receipt))
        return deal::Withheld {sellerError((*receipt)->errorReason), (*receipt)->settlement};
    // A seller that says in one answer that it was paid and that it wants to be paid gets nothing
    // new.
    const auto challenge = receipt && *receipt ? std::nullopt : challengeIn(reply, bought.version);
    if (!challenge || !*challenge)
        return sellerFailed(reply, receipt);
    return judgeChallenge(**challenge, bought);
}

} // namespace

deal::Step judge(const net::Response &reply, const Bought &bought)
{
    const auto receipt = receiptIn(reply.headers);
    if (reply.status == 402 || reply.status == 412)
        return judgePaymentRequired(reply, bought, receipt);
    if (reply.status == 431)
        return sellerFailed(reply, receipt);
    // Any other status is the seller's final answer, an error of its own too: it is handed over.
    return delivered(receipt);
}

} // namespace tuppence::x402
