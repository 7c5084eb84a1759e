// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

// What a seller says is its word: no sentence here claims to know whether money moved.
// NOLINTNEXTLINE(readability-function-size): a table
std::span<const Sentence> clawdnet()
{
    static constexpr Sentence table[] = {
        // What this wallet finds itself.
        {"clawdnet.unreadable",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for a payment, but a part of its price note is damaged "
                           "and cannot be read. Nothing was paid.")},
        {"clawdnet.disagreement",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says two different things about the payment: its “%member” "
                           "is “%one” in one place and “%other” in another. Nothing was paid.")},
        {"clawdnet.alternatives",
         QT_TRANSLATE_NOOP("errors",
                           "The seller lists other ways to pay, but not readably. Nothing was "
                           "paid.")},
        {"clawdnet.too_many_offers",
         QT_TRANSLATE_NOOP("errors",
                           "The seller lists more than %most ways to pay. Nothing was paid.")},
        {"clawdnet.text_too_long",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's price note holds a text that is too long to be honest. "
                           "Nothing was paid.")},
        {"clawdnet.missing",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer lacks “%member”, without which it cannot be paid. "
                           "Nothing was paid.")},
        {"clawdnet.network",
         QT_TRANSLATE_NOOP("errors",
                           "“%text” is not the name of a network that Tuppence can pay on. Nothing "
                           "was paid.")},
        {"clawdnet.currency",
         QT_TRANSLATE_NOOP("errors",
                           "The price is in “%text” on the network “%network”, and Tuppence does "
                           "not know which coin that is. Nothing was paid.")},
        {"clawdnet.payee",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is not valid: “%text”. Nothing was paid.")},
        {"clawdnet.payee_zero",
         QT_TRANSLATE_NOOP("errors",
                           "The payee's address is all zeros: money sent there would be lost. "
                           "Nothing was paid.")},
        {"clawdnet.payee_is_token",
         QT_TRANSLATE_NOOP("errors",
                           "The payee is the token itself: money sent there would be lost. Nothing "
                           "was paid.")},
        {"clawdnet.amount",
         QT_TRANSLATE_NOOP("errors",
                           "The price is not a number above zero: “%text”. Nothing was paid.")},
        {"clawdnet.amount_fraction",
         QT_TRANSLATE_NOOP("errors",
                           "The price “%text” has more decimal places than the coin. Nothing was "
                           "paid.")},
        {"clawdnet.amount_too_large",
         QT_TRANSLATE_NOOP("errors",
                           "The price “%text” is more than any coin can count. Nothing was paid.")},
        {"clawdnet.deadline",
         QT_TRANSLATE_NOOP("errors",
                           "The seller sets an end to its offer that cannot be read: “%text”. "
                           "Nothing was paid.")},
        {"clawdnet.channel",
         QT_TRANSLATE_NOOP("errors",
                           "The seller names a payment channel that can be none: “%text”. Nothing "
                           "was paid.")},
        {"clawdnet.lightning",
         QT_TRANSLATE_NOOP(
             "errors",
             "This seller takes payments over Lightning. That needs a Lightning node, "
             "and none is set up. Nothing was paid.")},
        {"clawdnet.method",
         QT_TRANSLATE_NOOP("errors",
                           "This way of paying (“%text”) is not supported. Nothing was paid.")},
        {"clawdnet.signed",
         QT_TRANSLATE_NOOP(
             "errors",
             "This seller wants a signed payment note and does not say what is in it. "
             "Tuppence signs nothing that it cannot show. Nothing was paid.")},
        {"clawdnet.requirements",
         QT_TRANSLATE_NOOP(
             "errors",
             "This seller asks for a payment in an old form (X-Payment-Requirements), "
             "which Tuppence does not support. Nothing was paid.")},
        {"clawdnet.seller_error",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants to be paid after the payment and breaks the rules of "
                           "asking: “%text”. Tuppence stops here and does not pay a second time.")},
        {"clawdnet.cost",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says what the answer cost in the end, but not readably: "
                           "“%text”.")},
        {"clawdnet.cost_above",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the answer cost %text, more than the %paid that "
                           "were paid. Tuppence paid no more than you were shown.")},
        // What sellers answer.
        {"clawdnet.asks_again",
         QT_TRANSLATE_NOOP("errors",
                           "The seller asks for the same payment again and says: “%text”. Tuppence "
                           "stops here and does not pay a second time.")},
        {"clawdnet.voucher",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller has the voucher, gives nothing for it, and says: “%text”. It "
             "can claim the amount whenever it likes, so the amount counts as paid.")},
        {"clawdnet.hash_used",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that this payment was used before: “%text”. A payment "
                           "buys one answer; the transaction is in the history.")},
        {"clawdnet.expired",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment came after its deadline: “%text”. Ask "
                           "the seller for the money back; the transaction is in the history.")},
        {"clawdnet.invalid",
         QT_TRANSLATE_NOOP("errors",
                           "The seller says that the payment is not what it asked for: “%text”. "
                           "Compare amount, payee and network with the transaction in the "
                           "history.")},
    };
    return table;
}

} // namespace tuppence::sentences
