// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/judge.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/protocols/paymentauth/challenge.h"
#include "core/protocols/paymentauth/offer.h"
#include "core/protocols/paymentauth/receipt.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::paymentauth {

namespace {

constexpr qsizetype longestText = 200;
constexpr QByteArrayView problems = "https://paymentauth.org/problems/";

/// How the scheme names what is wrong, and mppx 0.11 beyond it.
struct Known
{
    const char *type;
    const char *code;
};

constexpr Known knownProblems[] = {
    {"payment-insufficient", "mpp.insufficient"},
    {"payment-expired", "mpp.expired"},
    {"verification-failed", "mpp.verification_failed"},
    {"malformed-credential", "mpp.malformed_credential"},
    {"invalid-payload", "mpp.malformed_credential"},
    {"invalid-challenge", "mpp.invalid_challenge"},
    {"method-unsupported", "mpp.method_unsupported"},
};

/// Problem details (RFC 9457).
struct Problem
{
    QByteArray type; ///< without its beginning; empty: none of the scheme
    QByteArray detail;
};

bool claimsProblem(const deal::Reply &reply)
{
    const auto type = reply.headers.first("Content-Type").value_or(QByteArray()).toLower();
    return type.startsWith("application/problem+json");
}

Problem problemIn(const deal::Reply &reply)
{
    const auto json = claimsProblem(reply) ? parseJson(reply.body) : Json();
    if (!json)
        return {};
    const auto type = textMember(*json, "type").value_or(QByteArray());
    const auto title = textMember(*json, "title").value_or(QByteArray());
    return {type.startsWith(problems) ? type.sliced(problems.size()) : QByteArray(),
            textMember(*json, "detail").value_or(title)};
}

deal::Step withheld(const char *code, const deal::Reply &reply, const QByteArray &words = {})
{
    return deal::Withheld {
        {Error::Kind::Refused,
         code,
         {{u"status"_s, reply.status}, {u"text"_s, plainText(words.trimmed(), longestText)}},
         {}},
        {}};
}

deal::Step refusedFor(const Problem &problem, const deal::Reply &reply)
{
    const auto *known = std::ranges::find_if(
        knownProblems, [&](const Known &one) { return problem.type == one.type; });
    return withheld(known == std::end(knownProblems) ? "mpp.other" : known->code, reply,
                    problem.detail.isEmpty() ? problem.type : problem.detail);
}

/// Seconds until the seller wants to be asked again; none: it does not say so in digits.
std::optional<int> pauseIn(const deal::Reply &reply)
{
    bool isNumber = false;
    const auto said = reply.headers.first("Retry-After").value_or(QByteArray()).trimmed();
    const int seconds = said.toInt(&isNumber);
    return isNumber && seconds > 0 ? std::optional(seconds) : std::nullopt;
}

deal::Step judgePaymentRequired(const deal::Reply &reply, const deal::Carried &sent,
                                const deal::Offer &paid)
{
    // A reason comes first: a seller that says "expired" and has a new price by now has refused
    // this payment; it does not ask for another.
    const Problem problem = problemIn(reply);
    if (!problem.type.isEmpty() && problem.type != "payment-required")
        return refusedFor(problem, reply);
    const auto challenge = challengeIn(sent, reply);
    if (!challenge || !*challenge)
        return withheld("mpp.seller_error", reply);
    const auto &offers = (*challenge)->offers;
    const bool isSame = std::ranges::any_of(offers, [&](const deal::Offer &offer) {
        return samePrice(readOffer(claimIn(offer.raw), offer.index), paid);
    });
    if (!isSame)
        return deal::NewTerms {**challenge};
    if (const auto seconds = pauseIn(reply))
        return deal::Withheld {
            {Error::Kind::Refused, "mpp.come_back", {{u"seconds"_s, *seconds}}, {}}, {}};
    return withheld("mpp.not_understood", reply, problem.detail);
}

/// Whether the scheme itself turned the request down. By the head alone, which comes first, its
/// word is taken for it.
bool isRefusedBySchemeItself(const deal::Reply &reply)
{
    return reply.status == 400 && claimsProblem(reply)
        && (reply.body.isEmpty() || !problemIn(reply).type.isEmpty());
}

} // namespace

deal::Step judge(const deal::Reply &reply, const deal::Carried &sent, const deal::Offer &paid)
{
    if (reply.status == 402)
        return judgePaymentRequired(reply, sent, paid);
    if (isRefusedBySchemeItself(reply))
        return refusedFor(problemIn(reply), reply);
    if (reply.status == 431)
        return withheld("mpp.header_refused", reply);
    auto [settlement, note] = receiptIn(reply.headers, paid);
    if (reply.status == 403 && !note)
        note = Error {Error::Kind::Refused, "mpp.denied", {}, {}};
    return deal::Delivered {std::move(settlement), std::move(note)};
}

} // namespace tuppence::paymentauth
