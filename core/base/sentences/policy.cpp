// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> policy()
{
    static constexpr Sentence table[] = {
        {"limit.none", QT_TRANSLATE_NOOP("errors", "No limit covers this payment.")},
        {"limit.unpaired",
         QT_TRANSLATE_NOOP("errors",
                           "The program that asks is not paired with this wallet, so each of its "
                           "payments is asked about.")},
        {"limit.unreadable",
         QT_TRANSLATE_NOOP("errors",
                           "What is written about the limit for %subject cannot be believed: it "
                           "was changed by something else than this wallet. So everything is asked "
                           "about until you set that limit anew, or any where this one is none: "
                           "tuppence-cli limits set")},
        {"limit.ended",
         QT_TRANSLATE_NOOP("errors", "The limit for %subject has ended; its last day was %day.")},
        {"limit.not_counted",
         QT_TRANSLATE_NOOP(
             "errors",
             "The limit for %subject is %cap, and a part of this payment (its token, or "
             "the network's fee) cannot be counted in that.")},
        {"limit.per_payment",
         QT_TRANSLATE_NOOP("errors",
                           "The price is %price. The limit for %subject is %cap a payment, so it "
                           "is %over above.")},
        {"limit.day",
         QT_TRANSLATE_NOOP("errors",
                           "The limit for %subject is %cap a day. %spent is spent, so this payment "
                           "of %price goes %over above it.")},
        {"limit.week",
         QT_TRANSLATE_NOOP("errors",
                           "The limit for %subject is %cap a week. %spent is spent, so this "
                           "payment of %price goes %over above it.")},
        {"limit.month",
         QT_TRANSLATE_NOOP("errors",
                           "The limit for %subject is %cap a month. %spent is spent, so this "
                           "payment of %price goes %over above it.")},
        {"limit.total",
         QT_TRANSLATE_NOOP("errors",
                           "The limit for %subject is %cap in all. %spent is spent, so this "
                           "payment of %price goes %over above it.")},
        {"limit.per_minute",
         QT_TRANSLATE_NOOP("errors",
                           "%most payments for %subject were made without asking within a minute, "
                           "which is as many as are allowed.")},
        {"limit.nearly_spent",
         QT_TRANSLATE_NOOP("errors", "More than four fifths of %cap for %subject are spent.")},
        {"limit.spent", QT_TRANSLATE_NOOP("errors", "The %cap for %subject are spent.")},
        {"payments.limit_reached",
         QT_TRANSLATE_NOOP("errors",
                           "Since this was shown, a limit was used up or a warning has come up. "
                           "Nothing was paid; the request waits, and says which.")},
        {"deal.subject",
         QT_TRANSLATE_NOOP("errors", "The subject of a limit cannot be read. It counts as none.")},
        {"limits.sum",
         QT_TRANSLATE_NOOP("errors", "The sum of what is spent would be too large to be counted.")},
        {"limits.unreadable",
         QT_TRANSLATE_NOOP("errors", "A limit cannot be read (%member). It counts as none.")},
        {"limits.spending",
         QT_TRANSLATE_NOOP("errors", "What was spent under a limit cannot be read.")},
        {"limits.amount",
         QT_TRANSLATE_NOOP("errors",
                           "“%text” is not an amount such as 0.10 (dollars), 0.10 USDC, or 0.10 "
                           "eip155:8453/erc20:0x….")},
        {"limits.unknown_symbol",
         QT_TRANSLATE_NOOP("errors",
                           "No token with the symbol “%symbol” is known. See: tuppence-cli "
                           "networks")},
        {"limits.unknown_asset",
         QT_TRANSLATE_NOOP("errors", "The token %asset is not known to this wallet.")},
        {"limits.subject",
         QT_TRANSLATE_NOOP(
             "errors",
             "Say whose limit it is: --wallet, --site ORIGIN, --agent NAME (or both), "
             "--payee ADDRESS or --asset ASSET.")},
        {"limits.site",
         QT_TRANSLATE_NOOP("errors", "“%text” is not a site such as https://shop.example.")},
        {"limits.payee",
         QT_TRANSLATE_NOOP("errors", "“%text” is not an address that can be paid.")},
        {"limits.unknown_agent",
         QT_TRANSLATE_NOOP("errors",
                           "No agent is paired under the name “%name”. See: tuppence-cli agents "
                           "list")},
        {"limits.until",
         QT_TRANSLATE_NOOP("errors",
                           "“%text” is not a day from today on, such as 2027-01-31, nor “never”.")},
        {"limits.preset",
         QT_TRANSLATE_NOOP("errors",
                           "There is no preset “%text”. There are: careful, usual, generous.")},
        {"limits.empty",
         QT_TRANSLATE_NOOP(
             "errors",
             "That would limit nothing, and a limit of nothing allows nothing. To take "
             "a limit away: tuppence-cli limits remove")},
        {"limits.none", QT_TRANSLATE_NOOP("errors", "There is no such limit.")},
        {"warning.payee_misspelled",
         QT_TRANSLATE_NOOP("errors",
                           "The seller wrote the payee %payee in letters that do not fit "
                           "its checksum: a slip in copying, most likely. Money sent to a "
                           "wrong address does not come back.")},
        {"warning.no_checksum",
         QT_TRANSLATE_NOOP("errors",
                           "The address is written without its checksum: a slip in copying "
                           "cannot be seen.")},
        {"warning.new_payee",
         QT_TRANSLATE_NOOP("errors",
                           "Nothing was sent to %payee before. Compare all of it: what "
                           "was sent to a wrong address does not come back.")},
        {"warning.first_payment", QT_TRANSLATE_NOOP("errors", "Nothing was paid to %site before.")},
        {"warning.payee_changed",
         QT_TRANSLATE_NOOP("errors",
                           "The payee has changed since the last payment here: it was %before, now "
                           "it is %now.")},
        {"warning.network_changed",
         QT_TRANSLATE_NOOP("errors",
                           "The last payment here was made on %before; this one is on %now.")},
        {"warning.asset_changed",
         QT_TRANSLATE_NOOP("errors",
                           "The last payment here was made in %before; this one is in %now.")},
        {"warning.price_history",
         QT_TRANSLATE_NOOP("errors",
                           "The price, %price, is far above what this page has cost: at most "
                           "%usual lately.")},
        {"warning.price_ceiling",
         QT_TRANSLATE_NOOP("errors",
                           "The price, %price, is above %ceiling. That is much for one page, and "
                           "may be a mistake.")},
        {"warning.clock",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's clock says %theirs, this machine's says %ours. One of them "
             "is wrong, and a payment ends by the clock.")},
        {"warning.block_clock",
         QT_TRANSLATE_NOOP(
             "errors",
             "%network's newest block says %theirs, this machine's clock says %ours. One of them "
             "is wrong, and a payment ends by the clock.")},
        {"warning.fee",
         QT_TRANSLATE_NOOP("errors",
                           "The network's fee may be %fee, more than a fifth of the price of "
                           "%price.")},
    };
    return table;
}

} // namespace tuppence::sentences
