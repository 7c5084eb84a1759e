// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

// What a seller says is its word: no sentence here claims to know whether money moved.
// NOLINTNEXTLINE(readability-function-size): a table
std::span<const Sentence> tokenendpoint()
{
    static constexpr Sentence table[] = {
        // What this wallet finds itself.
        {"tokenendpoint.unreadable",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment, but its price note is damaged and "
                           "cannot be read. Nothing was paid.")},
        {"tokenendpoint.components",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment without saying readably how it can be "
                           "made. Nothing was paid.")},
        {"tokenendpoint.no_offers",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller asks for a payment but offers no way to make it. Nothing was paid.")},
        {"tokenendpoint.too_many_offers",
         QT_TRANSLATE_NOOP("errors",
                           "The seller lists more than %most ways to pay. Nothing was paid.")},
        {"tokenendpoint.text_too_long",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note holds a text that is too long to be honest. "
                           "Nothing was paid.")},
        {"tokenendpoint.endpoint",
         QT_TRANSLATE_NOOP("errors",
                           "The seller does not say readably where the payment is to be sent: "
                           "“%text” is no web address. Nothing was paid.")},
        {"tokenendpoint.own_authorization",
         QT_TRANSLATE_NOOP("errors",
                           "This seller takes payments by the header Authorization, which the "
                           "request already uses for something else. Nothing was paid.")},
        {"tokenendpoint.missing",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer lacks “%member”, without which it cannot be paid. "
                           "Nothing was paid.")},
        {"tokenendpoint.payment_type",
         QT_TRANSLATE_NOOP("errors",
                           "This way of paying (“%text”) is not supported yet. Nothing was paid.")},
        {"tokenendpoint.network",
         QT_TRANSLATE_NOOP("errors",
                           "“%text” is not the name of a network that Tuppence can pay on. Nothing "
                           "was paid.")},
        {"tokenendpoint.token",
         QT_TRANSLATE_NOOP("errors",
                           "The token's address is not valid: “%text”. Nothing was paid.")},
        {"tokenendpoint.token_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The token's address “%text” is mistyped: its capital and small letters "
                           "do not fit together. Nothing was paid.")},
        {"tokenendpoint.payee",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is not valid: “%text”. Nothing was paid.")},
        {"tokenendpoint.payee_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address “%text” is mistyped: its capital and small letters "
                           "do not fit together. Nothing was paid.")},
        {"tokenendpoint.payee_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is all zeros: money sent there would be lost. "
                           "Nothing was paid.")},
        {"tokenendpoint.payee_is_token",
         QT_TRANSLATE_NOOP("errors",
                           "The payee is the token itself: money sent there would be lost. Nothing "
                           "was paid.")},
        {"tokenendpoint.decimals",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that its token has “%text” decimal places, which no "
                           "token can have. Nothing was paid.")},
        {"tokenendpoint.amount",
         QT_TRANSLATE_NOOP("errors",
                           "The price is not a number above zero: “%text”. Nothing was paid.")},
        {"tokenendpoint.amount_fraction",
         QT_TRANSLATE_NOOP("errors",
                           "The price “%text” has more decimal places than the token. Nothing was "
                           "paid.")},
        {"tokenendpoint.amount_too_large",
         QT_TRANSLATE_NOOP("errors",
                           "The price “%text” is more than any token can count. Nothing was "
                           "paid.")},
        {"tokenendpoint.no_token",
         QT_TRANSLATE_NOOP("errors",
                           "The seller took the payment note and gave no usable token for it. "
                           "Whether the money moved is asked on the network.")},
        {"tokenendpoint.seller_error",
         QT_TRANSLATE_NOOP("errors",
                           "The seller answered the payment with status %status and no reason. "
                           "Whether the money moved is asked on the network.")},
        {"tokenendpoint.redirects",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants the payment sent elsewhere (status %status). Tuppence "
                           "sent it only where you agreed to. Whether the money moved is asked on "
                           "the network.")},
        {"tokenendpoint.header_refused",
         QT_TRANSLATE_NOOP("errors",
                           "The seller, or a proxy before it, refused the request because its "
                           "headers are too large. Tell the seller.")},
        // What sellers answer.
        {"tokenendpoint.token_refused",
         QT_TRANSLATE_NOOP("errors",
                           "The seller gave a token for the payment and then did not take it: "
                           "“%text”. Tuppence stops here and does not pay a second time.")},
        {"tokenendpoint.other_payee",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment goes to somebody else than it asked "
                           "for: “%text”. Tell the seller.")},
        {"tokenendpoint.too_little",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment is too small: “%text”. Its price may "
                           "have changed; ask for it anew.")},
        {"tokenendpoint.insufficient_balance",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the account does not hold enough of this token: "
                           "“%text”. Add funds, then try again.")},
        {"tokenendpoint.expired",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment came too late: “%text”. Check this "
                           "computer's clock, then try again.")},
        {"tokenendpoint.domain_mismatch",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment was signed for another token: "
                           "“%text”. Tell the seller.")},
        {"tokenendpoint.signature_invalid",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the signature does not fit: “%text”. Tell the "
                           "seller.")},
        {"tokenendpoint.verification_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not check the payment: “%text”. Whether the money "
                           "moved is asked on the network.")},
        {"tokenendpoint.issuance_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller could not make a token for the payment: “%text”. Whether "
                           "the money moved is asked on the network.")},
        {"tokenendpoint.other",
         QT_TRANSLATE_NOOP("errors", "The seller refused the payment and says: “%text”.")},
    };
    return table;
}

} // namespace tuppence::sentences
