// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/receipt.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/paymentauth/claim.h"

namespace tuppence::paymentauth {

namespace {

constexpr qsizetype largestReceipt = qsizetype {64} * 1024;
constexpr qsizetype hashBytes = 32;

/// Whether the receipt is about that challenge, as far as it says.
bool isOf(const Json &receipt, const deal::Offer &paid)
{
    const Claim claim = claimIn(paid.raw);
    const auto holds = [&](const char *key, const Json &wanted) {
        const Json *said = member(receipt, key);
        return !said || *said == wanted;
    };
    return textMember(receipt, "status") == "success"
        && textMember(receipt, "method") == claim.method
        && holds("challengeId", claim.id.toStdString())
        && holds("chainId", paid.network.reference.toULongLong());
}

} // namespace

Receipt receiptIn(const net::Headers &headers, const deal::Offer &paid)
{
    const auto header = headers.first("Payment-Receipt");
    if (!header)
        return {};
    const Error unreadable {Error::Kind::Malformed, "mpp.receipt", {}, {}};
    const auto text =
        header->size() > largestReceipt ? tl::make_unexpected(unreadable) : fromBase64(*header);
    const auto json = text ? parseJson(*text) : tl::make_unexpected(text.error());
    if (!json || !json->is_object())
        return {{}, unreadable};
    const auto reference = textMember(*json, "reference").value_or(QByteArray());
    const bool isHash = fromHex(reference, hashBytes).has_value();
    Receipt receipt {deal::Settlement {{}, isHash ? reference : QByteArray(), *text}, {}};
    if (!isOf(*json, paid))
        receipt.note = Error {Error::Kind::Refused, "mpp.receipt_other", {}, {}};
    return receipt;
}

} // namespace tuppence::paymentauth
