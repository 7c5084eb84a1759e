// SPDX-License-Identifier: MIT
#include "core/protocols/x402/offerreceipt.h"

#include "core/protocols/x402/challenge.h"
#include "core/protocols/x402/signedstatement.h"

#include <algorithm>

namespace tuppence::x402 {

namespace {

using deal::SignedWord;

/// A seller that signs one offer many times costs no more than this many checks.
constexpr int mostChecked = 4;
/// The last second of the year 9999: what ends later does not end.
constexpr quint64 endOfTimes = 253'402'300'799;

const Json *extensionIn(const Json &json)
{
    const Json *extensions = member(json, "extensions");
    const Json *extension = extensions ? member(*extensions, "offer-receipt") : nullptr;
    return extension ? member(*extension, "info") : nullptr;
}

QList<Json> signedOffersIn(const Json &challenge)
{
    const Json *info = extensionIn(challenge);
    const Json *offers = info ? member(*info, "offers") : nullptr;
    QList<Json> list;
    if (offers && offers->is_array()) {
        for (const Json &offer : *offers)
            list.append(offer);
    }
    return list;
}

bool isFor(const Json &entry, const Json &statement)
{
    return std::ranges::all_of(std::to_array({"network", "scheme", "asset", "payTo", "amount"}),
                               [&](const char *key) {
                                   const auto text = textMember(entry, key);
                                   return text && text == textMember(statement, key);
                               });
}

std::optional<Time> endOf(const Json &statement)
{
    const Json *until = member(statement, "validUntil");
    if (!until || !until->is_number_unsigned())
        return std::nullopt;
    const auto seconds = until->get<quint64>();
    if (seconds == 0 || seconds > endOfTimes)
        return std::nullopt;
    return Time {std::chrono::seconds {qint64(seconds)}};
}

std::optional<Error> doubtOf(const Result<Done> &checked)
{
    return checked ? std::nullopt : std::optional(checked.error());
}

/// The best of what is signed for `entry`: right, not checked, wrong.
SignedWord bestWord(const Json &entry, const QList<Json> &signedOffers)
{
    SignedWord best {Error {Error::Kind::Refused, "warning.offer_unmatched", {}, {}}, {}};
    int checked = 0;
    for (const Json &wrapped : signedOffers) {
        const auto statement = statementIn(wrapped);
        if (!statement || !isFor(entry, *statement))
            continue;
        const auto payee = textMember(entry, "payTo").value_or(QByteArray());
        const auto doubt = doubtOf(expectSignedBy(payee, Statement::Offer, wrapped));
        const SignedWord word {doubt, endOf(*statement)};
        if (checked == 0 || !word.isWrong())
            best = word;
        if (!doubt || ++checked == mostChecked)
            break;
    }
    return best;
}

/// What was bought, as the seller and as we call it: behind a proxy that is not the same.
bool isNameOf(const QByteArray &resource, const Sale &sale, const Json &challenge)
{
    const Json *named = member(challenge, "resource");
    return resource == sale.terms.url.toEncoded()
        || (named && resource == textMember(*named, "url"));
}

bool isFresh(const Json &statement, Time paid)
{
    const Json *issued = member(statement, "issuedAt");
    if (!issued || !issued->is_number_unsigned() || issued->get<quint64>() > endOfTimes)
        return false;
    const Time at {std::chrono::seconds {issued->get<qint64>()}};
    return std::chrono::abs(at - paid) < freshReceipt;
}

/// Addresses on EVM, in whatever letters.
bool isSameText(const QByteArray &one, const QByteArray &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

Result<Done> expectReceiptOf(const Sale &sale, const Json &challenge, const Json &wrapped)
{
    const auto statement = statementIn(wrapped);
    if (!statement)
        return fail(Error::Kind::Malformed, "x402.receipt_unreadable");
    const auto said = [&](const char *key) {
        return textMember(*statement, key).value_or(QByteArray());
    };
    TRY(expectSignedBy(sale.terms.payee, Statement::Receipt, wrapped));
    if (!isNameOf(said("resourceUrl"), sale, challenge))
        return fail(Error::Kind::Refused, "x402.receipt_resource");
    if (said("network") != sale.terms.network.toString())
        return fail(Error::Kind::Refused, "x402.receipt_network");
    if (!isSameText(said("payer"), sale.terms.account.address))
        return fail(Error::Kind::Refused, "x402.receipt_payer");
    if (!isFresh(*statement, sale.paid))
        return fail(Error::Kind::Refused, "x402.receipt_time");
    return Done {};
}

std::optional<SignedWord> signedReceipt(const Sale &sale, const Json &challenge)
{
    const auto settlement = parseJson(sale.receipt);
    const Json *info = settlement ? extensionIn(*settlement) : nullptr;
    const Json *receipt = info ? member(*info, "receipt") : nullptr;
    if (!receipt)
        return std::nullopt;
    return SignedWord {doubtOf(expectReceiptOf(sale, challenge, *receipt)), {}};
}

/// The offer that was taken; several that ask for the same are signed alike.
std::optional<SignedWord> signedOffer(const Sale &sale, const deal::Challenge &challenge)
{
    for (const deal::Offer &offer : challenge.offers) {
        if (!offer.instruction || !offer.signedWord || offer.network != sale.terms.network)
            continue;
        const auto moved = deal::movedBy(*offer.instruction);
        if (moved.amount == AssetAmount {sale.terms.asset, sale.terms.amount}
            && moved.payee == sale.terms.payee)
            return deal::offerAt(*offer.signedWord, sale.agreed);
    }
    return std::nullopt;
}

} // namespace

void noteSignedOffers(deal::Challenge &challenge, const Json &json)
{
    const QList<Json> signedOffers = signedOffersIn(json);
    if (signedOffers.isEmpty())
        return;
    const Json &accepts = *member(json, "accepts");
    for (qsizetype i = 0; i < challenge.offers.size(); ++i)
        challenge.offers[i].signedWord = bestWord(accepts[size_t(i)], signedOffers);
}

deal::SignedWords signedWords(const Sale &sale)
{
    const auto json = parseJson(sale.challenge);
    const auto challenge = readChallenge(sale.challenge, Version::Two);
    if (!json || !challenge)
        return {};
    return {signedOffer(sale, *challenge), signedReceipt(sale, *json)};
}

} // namespace tuppence::x402
