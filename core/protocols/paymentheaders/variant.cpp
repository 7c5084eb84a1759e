// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/variant.h"

#include "core/protocols/paymentheaders/challenge.h"
#include "core/protocols/paymentheaders/offer.h"
#include "core/protocols/paymentheaders/requirements.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/splice.h"

using namespace Qt::StringLiterals;

namespace tuppence::paymentheaders {

namespace {

using Kind = Error::Kind;

constexpr qsizetype longestText = 200;

/// The body where it is a JSON object, and nothing where it is not.
Json objectIn(const QByteArray &body)
{
    const auto json = parseJson(body.trimmed());
    return json && json->is_object() ? *json : Json();
}

/// At most so much of a header or a text of the body, as valid UTF-8.
QByteArray shortened(const QByteArray &text)
{
    return QString::fromUtf8(text.trimmed()).left(longestText).toUtf8();
}

/// What asks by an invoice: "protocol spec v1.0" of the same authors.
struct Invoice
{
    QByteArray method;
    QByteArray invoice;
    Claim claim;
};

std::optional<Invoice> invoiceIn(const net::Headers &headers, const Json &body)
{
    const Json *details = member(body, "payment_details");
    const bool isInBody = details && details->is_object() && member(*details, "invoice");
    if (!headers.has("X402-Payment-Method") && !headers.has("X402-Invoice") && !isInBody)
        return std::nullopt;
    const auto said = [&](const char *header, const char *key) {
        const auto inBody = isInBody ? textMember(*details, key) : std::nullopt;
        return shortened(headers.first(header).value_or(inBody.value_or(QByteArray())));
    };
    Claim claim;
    claim.amount = said("X402-Amount", "amount");
    claim.currency = said("X402-Currency", "currency");
    return Invoice {said("X402-Payment-Method", "method"), said("X402-Invoice", "invoice"), claim};
}

/// https://github.com/lightning/bolts/blob/master/11-payment-encoding.md: "ln", then the currency.
Error obstacleOf(const Invoice &invoice)
{
    if (invoice.method.toLower() == "lightning" || invoice.invoice.toLower().startsWith("ln"))
        return {Kind::Unsupported, "clawdnet.lightning", {}, {}};
    return {Kind::Unsupported, "clawdnet.method", sellersWords(invoice.method), {}};
}

deal::Challenge unpayableChallenge(const QList<deal::Offer> &offers, const Json &body)
{
    deal::Challenge challenge;
    challenge.dialect = QByteArray(dialectId.data(), dialectId.size());
    challenge.error = textMember(body, "error").value_or(QByteArray());
    challenge.offers = offers;
    challenge.raw = offers.first().raw;
    return challenge;
}

} // namespace

std::optional<deal::Challenge> variantIn(const deal::Reply &reply)
{
    const Json body = objectIn(reply.body);
    if (const auto offers = requirementsIn(reply); !offers.isEmpty())
        return unpayableChallenge(offers, body);
    if (const auto invoice = invoiceIn(reply.headers, body))
        return unpayableChallenge({unpayable(invoice->claim, 0, obstacleOf(*invoice))}, body);
    return std::nullopt;
}

} // namespace tuppence::paymentheaders
