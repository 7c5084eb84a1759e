// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/challenge.h"

#include "core/base/plaintext.h"
#include "core/protocols/paymentauth/offer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::paymentauth {

namespace {

using Kind = Error::Kind;

constexpr qsizetype mostBytes = qsizetype {64} * 1024;
constexpr qsizetype mostOffers = 64;
constexpr qsizetype longestDescription = 500;

bool mentions(const QByteArrayList &fields)
{
    return std::ranges::any_of(
        fields, [](const QByteArray &field) { return field.toLower().contains("payment"); });
}

QList<AuthChallenge> paymentsIn(const QByteArrayList &fields)
{
    QList<AuthChallenge> payments;
    for (const QByteArray &field : fields) {
        for (const AuthChallenge &challenge : authChallengesIn(field)) {
            if (challenge.scheme == "payment")
                payments.append(challenge);
        }
    }
    return payments;
}

deal::Offer offerFrom(const AuthChallenge &challenge, const deal::Carried &asked, int index)
{
    const Claim claim = claimIn(challenge);
    auto offer = readOffer(claim, index);
    const auto fits =
        challenge.isBroken ? fail(Kind::Malformed, "mpp.unreadable") : expectFits(claim, asked);
    if (!fits && (offer.instruction || challenge.isBroken)) {
        offer.instruction.reset();
        offer.obstacle = fits.error();
    }
    return offer;
}

deal::Challenge challengeOf(const QList<AuthChallenge> &payments, const deal::Carried &asked)
{
    deal::Challenge challenge;
    challenge.dialect = QByteArray(dialectId.data(), dialectId.size());
    QByteArrayList raw;
    for (const AuthChallenge &payment : payments) {
        challenge.offers.append(offerFrom(payment, asked, int(challenge.offers.size())));
        raw.append(challenge.offers.last().raw);
        if (challenge.description.isEmpty())
            challenge.description = plainText(claimIn(payment).description, longestDescription);
    }
    challenge.raw = '[' + raw.join(',') + ']';
    return challenge;
}

} // namespace

std::optional<Result<deal::Challenge>> challengeIn(const deal::Carried &asked,
                                                   const deal::Reply &reply)
{
    const QByteArrayList fields = reply.headers.all("WWW-Authenticate");
    if (reply.status != 402 || !mentions(fields))
        return std::nullopt;
    if (fields.join().size() > mostBytes)
        return fail(Kind::OutOfRange, "mpp.too_large");
    const auto payments = paymentsIn(fields);
    if (payments.isEmpty())
        return std::nullopt;
    if (payments.size() > mostOffers)
        return fail(Kind::OutOfRange, "mpp.too_many_offers", {{u"most"_s, mostOffers}});
    return challengeOf(payments, asked);
}

} // namespace tuppence::paymentauth
