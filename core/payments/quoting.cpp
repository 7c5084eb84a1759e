// SPDX-License-Identifier: MIT
#include "core/payments/quoting.h"

namespace tuppence::payments {

namespace {

/// An offer as a quote lists it: also one that cannot be paid may say what it costs.
QuotedOffer quoted(const QByteArray &dialect, const deal::Offer &offer)
{
    QuotedOffer quoted;
    quoted.dialect = dialect;
    quoted.network = offer.network;
    if (offer.instruction) {
        const auto moved = deal::movedBy(*offer.instruction);
        quoted.amount = moved.amount;
        quoted.payee = moved.payee;
    }
    return quoted;
}

} // namespace

Result<Quote> quoteOf(const Finding &finding)
{
    if (const auto unknown = finding.unknownWay())
        return tl::make_unexpected(*unknown);
    if (finding.signIn && finding.options.possible.isEmpty())
        return tl::make_unexpected(whyNone(finding.options));
    Quote quote;
    quote.status = finding.reply.status;
    quote.url = finding.asked.url;
    for (const Option &option : finding.options.possible)
        quote.offers.append(quoted(option.challenge.dialect, option.offer));
    if (!quote.offers.isEmpty())
        quote.offers.first().chosen = true;
    for (const Dropped &dropped : finding.options.dropped) {
        quote.offers.append(quoted(dropped.dialect, dropped.offer));
        quote.offers.last().obstacle = dropped.reason;
    }
    return quote;
}

} // namespace tuppence::payments
