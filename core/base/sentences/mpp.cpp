// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

// What a seller says is its word: no sentence here claims to know whether money moved.
// NOLINTNEXTLINE(readability-function-size): a table
std::span<const Sentence> mpp()
{
    static constexpr Sentence table[] = {
        // What this wallet finds itself.
        {"mpp.too_large",
         QT_TRANSLATE_NOOP(
             "errors", "The seller's price note is larger than any honest one. Nothing was paid.")},
        {"mpp.too_many_offers",
         QT_TRANSLATE_NOOP("errors",
                           "The seller lists more than %most ways to pay. Nothing was paid.")},
        {"mpp.unreadable",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment, but its price note is damaged and "
                           "cannot be read. Nothing was paid.")},
        {"mpp.missing",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer lacks “%member”, without which it cannot be paid. "
                           "Nothing was paid.")},
        {"mpp.text_too_long",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note holds a text that is too long to be honest. "
                           "Nothing was paid.")},
        {"mpp.method",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants to be paid by “%text”, which Tuppence cannot pay by. "
                           "Nothing was paid.")},
        {"mpp.method_tempo",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants money on the Tempo network, which Tuppence cannot pay "
                           "on. Nothing was paid.")},
        {"mpp.method_lightning",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants a Lightning payment, which needs a Lightning node; "
                           "Tuppence has none. Nothing was paid.")},
        {"mpp.method_stripe",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller wants a payment through Stripe, which takes an account there; Tuppence "
             "pays only with money that it holds itself. Nothing was paid.")},
        {"mpp.method_solana",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants money on Solana by a way that Tuppence cannot pay by. "
                           "Nothing was paid.")},
        {"mpp.intent",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for “%text” and not for a single price, which is all "
                           "that Tuppence pays. Nothing was paid.")},
        {"mpp.intent_session",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller asks for a session, into which money is paid beforehand and used up bit "
             "by bit. Tuppence pays single prices only. Nothing was paid.")},
        {"mpp.intent_subscription",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a subscription, which takes money again and again. "
                           "Tuppence pays single prices only. Nothing was paid.")},
        {"mpp.request",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment, but its terms are damaged and cannot be "
                           "read. Nothing was paid.")},
        {"mpp.expires",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that its offer ends at “%text”, which is no time. "
                           "Nothing was paid.")},
        {"mpp.header",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants the payment in the request header “%text”, which "
                           "cannot be used for it. Nothing was paid.")},
        {"mpp.own_authorization",
         QT_TRANSLATE_NOOP("errors",
                           "This seller takes payments by the header Authorization, which the "
                           "request already uses for something else. Nothing was paid.")},
        {"mpp.own_header",
         QT_TRANSLATE_NOOP("errors",
                           "This seller takes payments by the header %text, which the request "
                           "already uses for something else. Nothing was paid.")},
        {"mpp.digest",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer is for another request: its fingerprint does not "
                           "fit what was sent. Nothing was paid.")},
        {"mpp.digest_unknown",
         QT_TRANSLATE_NOOP("errors",
                           "The seller ties its offer to the request by a fingerprint that cannot "
                           "be checked: “%text”. Nothing was paid.")},
        {"mpp.network",
         QT_TRANSLATE_NOOP(
             "errors",
             "“%text” is not the number of a network that Tuppence can pay on. Nothing was paid.")},
        {"mpp.token",
         QT_TRANSLATE_NOOP("errors",
                           "The token's address is not valid: “%text”. Nothing was paid.")},
        {"mpp.token_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The token's address “%text” is mistyped: its capital and small letters "
                           "do not fit together. Nothing was paid.")},
        {"mpp.payee",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is not valid: “%text”. Nothing was paid.")},
        {"mpp.payee_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address “%text” is mistyped: its capital and small letters "
                           "do not fit together. Nothing was paid.")},
        {"mpp.payee_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is all zeros: money sent there would be lost. "
                           "Nothing was paid.")},
        {"mpp.payee_is_token",
         QT_TRANSLATE_NOOP(
             "errors",
             "The payee is the token itself: money sent there would be lost. Nothing was paid.")},
        {"mpp.amount",
         QT_TRANSLATE_NOOP(
             "errors",
             "The price is not a whole number of the token's units: “%text”. Nothing was paid.")},
        {"mpp.amount_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment of nothing, which no network can carry. "
                           "Nothing was paid.")},
        {"mpp.splits",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants its price split between several payees, which one "
                           "signature cannot pay. Nothing was paid.")},
        {"mpp.permit2",
         QT_TRANSLATE_NOOP("errors",
                           "The seller takes nothing but a permit for Permit2 of a kind that no "
                           "released program has shown to work. Nothing was paid.")},
        {"mpp.own_transaction",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants a transaction of your own and says nothing that would "
                           "tie it to this purchase. Tuppence pays such sellers by a signed "
                           "transfer only, which this one does not take. Nothing was paid.")},
        {"mpp.credential_types",
         QT_TRANSLATE_NOOP("errors",
                           "The seller takes none of the proofs of payment that Tuppence can give: "
                           "“%text”. Nothing was paid.")},
        // What the seller says of a payment.
        {"mpp.not_understood",
         QT_TRANSLATE_NOOP(
             "errors", "The seller did not take the payment and only asks for the same again.")},
        {"mpp.come_back",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller has not taken the payment yet and wants to be asked again in %seconds "
             "seconds. Ask with the same id: the same proof is sent then.")},
        {"mpp.insufficient",
         QT_TRANSLATE_NOOP("errors", "The seller says that the payment is too small: “%text”.")},
        {"mpp.expired",
         QT_TRANSLATE_NOOP("errors", "The seller says that its offer is over: “%text”.")},
        {"mpp.verification_failed",
         QT_TRANSLATE_NOOP("errors", "The seller could not verify the payment: “%text”.")},
        {"mpp.malformed_credential",
         QT_TRANSLATE_NOOP("errors", "The seller could not read the payment: “%text”.")},
        {"mpp.invalid_challenge",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller does not know the offer that was paid, or counts it as used: “%text”.")},
        {"mpp.method_unsupported",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller does not take this way of paying, although it offered it: “%text”.")},
        {"mpp.other", QT_TRANSLATE_NOOP("errors", "The seller kept its answer and says: “%text”.")},
        {"mpp.seller_error",
         QT_TRANSLATE_NOOP(
             "errors", "The seller kept its answer and does not say readably why (HTTP %status).")},
        {"mpp.header_refused",
         QT_TRANSLATE_NOOP("errors", "The seller found the payment's header too large.")},
        {"mpp.denied",
         QT_TRANSLATE_NOOP(
             "errors", "The seller took the proof of payment and then refused access (HTTP 403).")},
        {"mpp.receipt",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's receipt cannot be read. What it sent is complete all the same.")},
        {"mpp.receipt_other",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's receipt is for something else than what was paid, or "
                           "claims no success. What it sent is complete all the same.")},
    };
    return table;
}

} // namespace tuppence::sentences
