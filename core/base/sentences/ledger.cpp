// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> ledger()
{
    static constexpr Sentence table[] = {
        {"ledger.full",
         QT_TRANSLATE_NOOP("errors",
                           "The disk is full, so the wallet could not write down what it was about "
                           "to do, and did not do it. Make room and try again.")},
        {"ledger.read_only",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's ledger cannot be written, so nothing was paid. Make "
                           "ledger.db and its folder writable and try again.")},
        {"ledger.io",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's ledger could not be read or written, so nothing was done. "
                           "The disk may be full or failing.")},
        {"ledger.busy",
         QT_TRANSLATE_NOOP("errors",
                           "Another program holds the wallet's ledger, so nothing was done. Close "
                           "it and try again.")},
        {"ledger.damaged",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's ledger is damaged, and nothing is paid until that is "
                           "mended. Stop the wallet, move ledger.db away together with the files "
                           "whose names begin the same, and start it again. Earlier payments may "
                           "still be open then.")},
        {"ledger.newer",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's ledger was written by a newer Tuppence (format %schema). "
                           "Install that one; nothing was changed.")},
        {"ledger.folder",
         QT_TRANSLATE_NOOP("errors", "%path could not be made or kept private: %reason.")},
        {"ledger.set_aside",
         QT_TRANSLATE_NOOP(
             "errors",
             "The wallet's ledger %path cannot be read, and could not be moved out of "
             "the way: %reason.")},
        {"ledger.constraint",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet was about to write something into its ledger that does not "
                           "fit there, and did not. Please report this.")},
        {"ledger.stage",
         QT_TRANSLATE_NOOP("errors",
                           "The payment %payment is %stage, so this cannot be done with it any "
                           "more, or not yet.")},
        {"ledger.unknown_payment", QT_TRANSLATE_NOOP("errors", "There is no such payment.")},
        {"ledger.payment_id",
         QT_TRANSLATE_NOOP("errors", "There is a payment of that name already. Nothing was paid.")},
        {"ledger.other_terms",
         QT_TRANSLATE_NOOP("errors",
                           "What was approved is not what is asked for now. Nothing was paid; look "
                           "at it again.")},
        {"ledger.other_amount",
         QT_TRANSLATE_NOOP("errors",
                           "Another amount or a higher fee would leave the account than was "
                           "approved. Nothing was paid.")},
        {"ledger.live_proof",
         QT_TRANSLATE_NOOP("errors",
                           "This purchase was paid already, or may still be. It is not paid a "
                           "second time.")},
        {"ledger.channel_busy",
         QT_TRANSLATE_NOOP("errors",
                           "Another payment over this channel is being signed. Nothing was paid; "
                           "try again.")},
        {"ledger.channel_used_up",
         QT_TRANSLATE_NOOP("errors",
                           "The deposit in the payment channel is used up by other payments. "
                           "Nothing was paid.")},
        {"ledger.cursor",
         QT_TRANSLATE_NOOP("errors",
                           "That place in the list is not one that the wallet gave. Begin at the "
                           "top again.")},
        {"ledger.limit",
         QT_TRANSLATE_NOOP("errors", "A page of the list has between 1 and %most payments.")},
        {"purchase.unknown", QT_TRANSLATE_NOOP("errors", "There is no such purchase.")},
        {"purchase.id",
         QT_TRANSLATE_NOOP("errors",
                           "There is a purchase of that name already. Nothing was paid.")},
        {"purchase.other_request",
         QT_TRANSLATE_NOOP("errors",
                           "This key was used before for another request. Use a new key for a new "
                           "purchase; nothing was paid.")},
        {"client.paired_already", QT_TRANSLATE_NOOP("errors", "This program is paired already.")},
        {"client.name_taken",
         QT_TRANSLATE_NOOP("errors",
                           "Another paired program is called %name. Choose another name.")},
        {"client.unknown", QT_TRANSLATE_NOOP("errors", "No paired program has that name or key.")},
        {"backup.no_file",
         QT_TRANSLATE_NOOP("errors",
                           "Say the name of a file: a backup does not go to standard output.")},
        {"backup.not_one", QT_TRANSLATE_NOOP("errors", "That file is no backup of Tuppence.")},
        {"backup.newer",
         QT_TRANSLATE_NOOP("errors",
                           "A newer version of Tuppence made that backup. Update this one; nothing "
                           "was changed.")},
        {"backup.other_wallet",
         QT_TRANSLATE_NOOP("errors",
                           "That backup is of another wallet: its recovery words are not those of "
                           "this one. Nothing was changed.")},
        {"backup.damaged",
         QT_TRANSLATE_NOOP("errors",
                           "That backup is damaged: it was cut off or changed. Nothing was "
                           "changed here; use another copy of it.")},
        {"backup.content",
         QT_TRANSLATE_NOOP("errors",
                           "That backup says something that this version of Tuppence does not "
                           "understand. Nothing was changed.")},
        {"backup.same_purchase",
         QT_TRANSLATE_NOOP("errors",
                           "Payment %payment of the backup is for a purchase that this wallet has "
                           "paid for too, after an earlier restore. Both may have taken money, and "
                           "one history cannot hold them both. Nothing was changed.")},
        {"backup.not_kept",
         QT_TRANSLATE_NOOP(
             "errors",
             "The backup cannot be put aside in the data folder: %reason. Nothing was "
             "changed.")},
    };
    return table;
}

} // namespace tuppence::sentences
