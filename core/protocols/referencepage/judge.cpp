// SPDX-License-Identifier: MIT
#include "core/protocols/referencepage/judge.h"

#include "core/base/plaintext.h"
#include "core/protocols/referencepage/challenge.h"
#include "core/protocols/referencepage/offer.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/settlementreceipt.h"
#include "core/protocols/transferstate.h"

using namespace Qt::StringLiterals;

namespace tuppence::referencepage {

namespace {

using ReadReceipt = std::optional<Result<SettlementReceipt>>;

constexpr qsizetype longestText = 200;

Error refusal(const char *code, QJsonObject values = {})
{
    return {Error::Kind::Refused, code, std::move(values), {}};
}

/// With the seller's own text where it gives one.
Error refusalIn(const QByteArray &text, const Error &otherwise)
{
    if (text.isEmpty())
        return otherwise;
    return refusal("x402.other", {{u"text"_s, plainText(text, longestText)}});
}

Error sellerError(const deal::Reply &reply)
{
    return refusal("x402.seller_error", {{u"status"_s, reply.status}});
}

deal::Step judgePaymentRequired(const deal::Reply &reply, const deal::Offer &paid)
{
    const QByteArray text = reasonIn(reply).value_or(QByteArray());
    const auto challenge = challengeIn(reply);
    if (!challenge || !*challenge)
        return deal::Withheld {refusalIn(text, sellerError(reply)), {}};
    if (asksForTheSame(**challenge, paid))
        return deal::Withheld {refusalIn(text, refusal("x402.not_understood")), {}};
    return deal::NewTerms {**challenge};
}

deal::Step delivered(const ReadReceipt &receipt, const deal::Offer &paid)
{
    if (!receipt)
        return deal::Delivered {};
    if (!*receipt)
        return deal::Delivered {{}, receipt->error()};
    const SettlementReceipt &said = **receipt;
    deal::Delivered step {said.settlement};
    if (said.success == false)
        step.note = refusal("x402.delivered_unsettled");
    else if (!said.network.isEmpty() && !namesNetwork(said.network, paid.network))
        step.note = refusal("x402.settled_elsewhere", sellersWords(said.network));
    return step;
}

/// What the answers of a seller that did not take the proof look like; the page names none.
bool isRefusal(int status)
{
    return status == 400 || status == 409 || status == 410 || status == 422;
}

} // namespace

deal::Step judge(const deal::Reply &reply, const deal::Offer &paid)
{
    const auto receipt = readSettlementReceipt(reply.headers);
    const bool saysFailed = receipt && *receipt && (*receipt)->success == false;
    if (saysFailed && reply.status / 100 != 2) {
        const auto text = (*receipt)->errorReason.isEmpty() ? reasonIn(reply).value_or(QByteArray())
                                                            : (*receipt)->errorReason;
        return deal::Withheld {refusalIn(text, sellerError(reply)), (*receipt)->settlement};
    }
    if (reply.status == 402)
        return judgePaymentRequired(reply, paid);
    if (isRefusal(reply.status) && !receipt)
        return deal::Withheld {
            refusalIn(reasonIn(reply).value_or(QByteArray()), sellerError(reply)), {}};
    return delivered(receipt, paid);
}

} // namespace tuppence::referencepage
