// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

// NOLINTNEXTLINE(readability-function-size): a table
std::span<const Sentence> payments()
{
    static constexpr Sentence table[] = {
        {"payments.unknown_network",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants to be paid on a network that this wallet does not "
                           "know (%network). Nothing was paid.")},
        {"payments.network_off",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants to be paid on %network, which is not enabled. Nothing "
                           "was paid. To enable it: tuppence-cli networks enable %id")},
        {"payments.unknown_asset",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wants a token that this wallet does not know (%asset). "
                           "Nothing was paid.")},
        {"payments.unknown_way",
         QT_TRANSLATE_NOOP("errors",
                           "%host asks for a payment in a way that this wallet does not know. "
                           "Nothing was paid.")},
        {"payments.no_account",
         QT_TRANSLATE_NOOP(
             "errors", "This wallet has no account that can pay on %network. Nothing was paid.")},
        {"payments.payee_is_own",
         QT_TRANSLATE_NOOP("errors",
                           "The payee is an account of this wallet itself. Nothing was paid.")},
        {"payments.fee_above_cap",
         QT_TRANSLATE_NOOP("errors",
                           "The network's fee would be up to %fee, above the %most that you allow "
                           "there (tuppence-cli settings). Nothing was signed.")},
        {"payments.lane_busy",
         QT_TRANSLATE_NOOP(
             "errors",
             "An earlier transaction of this account, or an earlier payment over this "
             "channel, is still on its way, and the next one has to wait for it. "
             "Nothing was signed; ask again when it is there.")},
        {"payments.no_channel",
         QT_TRANSLATE_NOOP(
             "errors",
             "This seller wants to be paid over the payment channel %channel, which "
             "you have not added. If you opened it, add it: tuppence-cli channels add "
             "FILE. Nothing was paid.")},
        {"payments.channel_differs",
         QT_TRANSLATE_NOOP("errors",
                           "The seller names your payment channel %channel, but another %member "
                           "than you added it with. Nothing was paid.")},
        {"payments.channel_used_up",
         QT_TRANSLATE_NOOP("errors",
                           "The deposit in the payment channel is used up: %needed is asked for, "
                           "and %left of %deposit is left. Nothing was paid. If you raised the "
                           "deposit, remove the channel here and add it again.")},
        {"payments.not_included",
         QT_TRANSLATE_NOOP("errors",
                           "The transaction is on its way and in no block yet. It may still go "
                           "through, counts as spent, and is watched.")},
        {"payments.not_final",
         QT_TRANSLATE_NOOP("errors",
                           "The transaction is in a block that the network does not call final "
                           "yet. It counts as spent, and is watched.")},
        {"payments.transaction_failed",
         QT_TRANSLATE_NOOP("errors",
                           "The network refused to carry the transaction out: it moved nothing, "
                           "and cost its fee.")},
        {"payments.transaction_dead",
         QT_TRANSLATE_NOOP("errors",
                           "Another transaction of this account took its place. It moved nothing "
                           "and never will.")},
        {"payments.offer_over",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer has ended, so its proof of payment was not sent any "
                           "more. Whether the money moved is asked on the network.")},
        {"payments.insufficient_balance",
         QT_TRANSLATE_NOOP(
             "errors",
             "The price is %needed, and account %account holds %held. Nothing was paid.")},
        {"payments.above_most",
         QT_TRANSLATE_NOOP("errors",
                           "The price is %price, above the %most that was allowed for this "
                           "request. Nothing was paid.")},
        {"payments.worth_unknown",
         QT_TRANSLATE_NOOP("errors",
                           "The price is %price. What that is worth in dollars is not known, so it "
                           "cannot be held against the %most that was allowed. Nothing was paid. "
                           "Allow a sum in that coin instead.")},
        {"payments.most",
         QT_TRANSLATE_NOOP("errors",
                           "“%most” is not an amount such as 0.10 (dollars) or 0.10 USDC.")},
        {"payments.redirects",
         QT_TRANSLATE_NOOP("errors",
                           "The server redirected more than %most times. Nothing was paid.")},
        {"payments.lapsed",
         QT_TRANSLATE_NOOP("errors",
                           "Nobody answered the payment request in time. Nothing was paid.")},
        {"payments.withdrawn",
         QT_TRANSLATE_NOOP("errors", "The request was withdrawn. Nothing was paid.")},
        {"payments.interrupted",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet ended before anything was signed. Nothing was paid.")},
        {"payments.declined",
         QT_TRANSLATE_NOOP("errors", "The owner refused this payment. Nothing was paid. %reason")},
        {"payments.not_waiting",
         QT_TRANSLATE_NOOP("errors",
                           "No payment with this id waits for an answer. It may have been "
                           "answered, withdrawn, or have lapsed.")},
        {"payments.not_live",
         QT_TRANSLATE_NOOP("errors",
                           "No payment with this id can still move money: there is nothing to "
                           "cancel. What waits for you is refused with tuppence-cli refuse.")},
        {"payments.not_allowable",
         QT_TRANSLATE_NOOP("errors",
                           "Permit2 moves tokens alone: a network's own coin cannot be allowed to "
                           "it. Nothing was signed.")},
        {"payments.cancelled_already",
         QT_TRANSLATE_NOOP("errors",
                           "You cancelled this payment before: %payment does it, and is under way. "
                           "If that one is stuck, cancel that.")},
        {"payments.other_terms",
         QT_TRANSLATE_NOOP(
             "errors",
             "It has changed since it was shown. Nothing was approved; look at it again.")},
        {"pass.unknown",
         QT_TRANSLATE_NOOP("errors",
                           "No payment of that name has brought a pass that still serves.")},
        {"payments.terms_changed",
         QT_TRANSLATE_NOOP("errors",
                           "The seller now wants something else than what was approved and signed. "
                           "Nothing new was signed.")},
        {"payments.unknown_dialect",
         QT_TRANSLATE_NOOP(
             "errors",
             "This version of the wallet cannot continue a payment that another version began.")},
        {"payments.nobody_listens",
         QT_TRANSLATE_NOOP("errors", "Whoever asked for this answer went away.")},
        {"payments.answer_lost",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet ended while it waited for the answer. The same request with "
                           "the same --id sends the same proof again and does not pay twice.")},
        {"payments.under_way",
         QT_TRANSLATE_NOOP("errors", "This payment is still being carried out.")},
        {"payments.answer_not_kept",
         QT_TRANSLATE_NOOP("errors", "No copy of the answer could be kept.")},
        {"purchase.joined_elsewhere",
         QT_TRANSLATE_NOOP("errors",
                           "The same request was made again elsewhere, and is answered there.")},
        {"purchase.answering_elsewhere",
         QT_TRANSLATE_NOOP("errors",
                           "The answer is just being handed over to the same request made "
                           "elsewhere. It can be had again afterwards.")},
        {"purchase.no_answer",
         QT_TRANSLATE_NOOP(
             "errors",
             "The answer is not kept any more: copies are kept for 24 hours, up to 64 MiB each.")},
        {"warning.upfront",
         QT_TRANSLATE_NOOP("errors",
                           "You are charged before the seller delivers, even if it then fails.")},
        {"warning.escrow",
         QT_TRANSLATE_NOOP(
             "errors",
             "The money is held in escrow, and the seller decides how much of it it keeps.")},
        {"warning.ceiling",
         QT_TRANSLATE_NOOP("errors",
                           "The seller takes up to %amount. What it took is known afterwards, and "
                           "until then all of it counts as spent.")},
        {"warning.approval_signed",
         QT_TRANSLATE_NOOP(
             "errors",
             "Beside the payment you sign a transaction that lets Permit2 move %amount. "
             "The seller is to send it and to bring its fee; if it does not bring it, "
             "the transaction can cost you up to %fee. It stays valid until you send "
             "another one on %network.")},
        {"warning.offer_unmatched",
         QT_TRANSLATE_NOOP("errors", "The seller signs its offers, but did not sign this one.")},
        {"warning.offer_not_payees",
         QT_TRANSLATE_NOOP("errors",
                           "The offer is signed, but not with the key of the address that would "
                           "be paid.")},
        {"warning.offer_ended",
         QT_TRANSLATE_NOOP("errors", "The offer that the seller signed ended at %until.")},
        {"warning.proof_elsewhere",
         QT_TRANSLATE_NOOP("errors",
                           "The payment would be handed to %origin, and not to the site that "
                           "asks for it.")},
        {"warning.other_resource",
         QT_TRANSLATE_NOOP("errors", "%site asks for money for something at %claimed.")},
        {"warning.token_name",
         QT_TRANSLATE_NOOP(
             "errors", "The seller calls the token “%claimed”; this wallet knows it as “%known”.")},
        {"warning.plain_http",
         QT_TRANSLATE_NOOP("errors", "The connection to this site is not encrypted.")},
        {"warning.balance_unknown",
         QT_TRANSLATE_NOOP("errors", "What the account holds could not be found out.")},
        {"warning.restored",
         QT_TRANSLATE_NOOP(
             "errors",
             "This wallet was restored from a backup a short while ago: what was paid after the "
             "backup was made is not known here, and may still be open.")},
        {"warning.ledger_set_aside",
         QT_TRANSLATE_NOOP("errors",
                           "The record of payments could not be read and was begun anew: an "
                           "earlier payment may still be open.")},
    };
    return table;
}

} // namespace tuppence::sentences
