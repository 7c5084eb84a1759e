// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/judge.h"

#include "core/base/plaintext.h"
#include "core/protocols/cookiepass.h"
#include "core/protocols/decimal.h"
#include "core/protocols/paymentheaders/challenge.h"
#include "core/protocols/paymentheaders/claim.h"
#include "core/protocols/paymentheaders/coin.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/splice.h"
#include "core/protocols/transferstate.h"

using namespace Qt::StringLiterals;

namespace tuppence::paymentheaders {

namespace {

constexpr qsizetype longestText = 200;
constexpr auto costHeader = "X-Cost-Actual";

Error refusal(const char *code, const deal::Reply &reply)
{
    return {Error::Kind::Refused,
            code,
            {{u"text"_s,
              plainText(reasonIn(reply).value_or("HTTP " + QByteArray::number(reply.status)),
                        longestText)}},
            {}};
}

/// What the seller says that the work cost in the end.
struct Cost
{
    std::optional<deal::Settlement> settlement;
    std::optional<Error> note;
};

Cost costIn(const deal::Reply &reply, const deal::Offer &paid)
{
    const auto header = reply.headers.first(costHeader);
    if (!header)
        return {};
    const QByteArray said = QString::fromUtf8(header->trimmed()).left(longestText).toUtf8();
    Cost cost {deal::Settlement {{}, {}, objectOf({{costHeader, quoted(said)}})}, {}};
    const auto claim = claimIn(paid.raw);
    const auto coin = coinCalled(paid.network, claim.currency);
    const auto number = Decimal::parse(said);
    const auto units = number ? number->units(coin.value().decimals)
                              : tl::make_unexpected(Decimal::Unfit::Fraction);
    if (!units) {
        cost.note = Error {Error::Kind::Malformed, "clawdnet.cost", sellersWords(said), {}};
        return cost;
    }
    cost.settlement->charged = *units;
    auto words = sellersWords(said);
    words[u"paid"_s] = sellersWords(claim.amount).value(u"text"_s);
    if (*units > deal::movedBy(*paid.instruction).amount.units)
        cost.note = Error {Error::Kind::Refused, "clawdnet.cost_above", words, {}};
    return cost;
}

deal::Step judgePaymentRequired(const deal::Reply &reply, const deal::Offer &paid)
{
    const auto settlement = costIn(reply, paid).settlement;
    const auto challenge = challengeIn(reply);
    if (!challenge || !*challenge)
        return deal::Withheld {refusal("clawdnet.seller_error", reply), settlement};
    if (asksForTheSame(**challenge, paid))
        return deal::Withheld {refusal("clawdnet.asks_again", reply), settlement};
    return deal::NewTerms {**challenge};
}

/// 409, 410 and 422 alone: those of a voucher are not told apart, none has a stated meaning there.
const char *codeOf(int status, const deal::Offer &paid)
{
    const bool isVoucher = std::holds_alternative<deal::SignVoucher>(*paid.instruction);
    switch (status) {
    case 409:
        return isVoucher ? "clawdnet.voucher" : "clawdnet.hash_used";
    case 410:
        return isVoucher ? "clawdnet.voucher" : "clawdnet.expired";
    case 422:
        return isVoucher ? "clawdnet.voucher" : "clawdnet.invalid";
    default:
        return nullptr;
    }
}

} // namespace

deal::Step judge(const deal::Reply &reply, const deal::Offer &paid)
{
    if (reply.status == 402)
        return judgePaymentRequired(reply, paid);
    auto [settlement, note] = costIn(reply, paid);
    const char *code = codeOf(reply.status, paid);
    if (code && !settlement)
        return deal::Withheld {refusal(code, reply), {}};
    const bool isSuccess = reply.status / 100 == 2;
    return deal::Delivered {std::move(settlement), std::move(note),
                            isSuccess ? cookiePassIn(reply) : std::nullopt};
}

} // namespace tuppence::paymentheaders
