// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> vault()
{
    static constexpr Sentence table[] = {
        {"vault.locked",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet is locked. Unlock it and try again; nothing was signed.")},
        {"vault.none",
         QT_TRANSLATE_NOOP(
             "errors", "There is no wallet here yet. Create one, or restore one from its words.")},
        {"vault.exists",
         QT_TRANSLATE_NOOP("errors",
                           "There is a wallet here already, and it was left as it is. Remove it "
                           "first if you have its words and want another.")},
        {"vault.word_count",
         QT_TRANSLATE_NOOP("errors", "A wallet has 12 or 24 words, not %words.")},
        {"vault.passphrase_short",
         QT_TRANSLATE_NOOP("errors", "The passphrase needs at least %least characters.")},
        {"vault.wrong_passphrase",
         QT_TRANSLATE_NOOP("errors", "That is not the passphrase of this wallet.")},
        {"vault.no_unlock_secret",
         QT_TRANSLATE_NOOP(
             "errors",
             "This wallet has no unlock secret. Make one first; it takes the owner's passphrase.")},
        {"vault.wrong_unlock_secret",
         QT_TRANSLATE_NOOP("errors",
                           "That is not the unlock secret of this wallet. It may have been "
                           "replaced by a newer one.")},
        {"vault.damaged",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's file vault.sealed is damaged. Put back a copy of it; or "
                           "move it away and restore the wallet from its words.")},
        {"vault.version",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's file vault.sealed was written by a newer Tuppence "
                           "(version %version). Install that one.")},
        {"vault.storage",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's file %path could not be read or written: %reason.")},
        {"vault.not_kept",
         QT_TRANSLATE_NOOP("errors",
                           "No wallet was made, because the keychain did not take it. %reason "
                           "With --keep file a wallet does without the keychain.")},
        {"vault.note_missing",
         QT_TRANSLATE_NOOP(
             "errors",
             "The keychain does not have this wallet's part. Log in to the desktop in "
             "which the wallet was made; or remove the wallet here and restore it "
             "from its words.")},
        {"vault.note_damaged",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet's part in the keychain was changed and opens nothing any "
                           "more. Put back a copy of it; or remove the wallet here and restore it "
                           "from its words.")},
        {"vault.note_left",
         QT_TRANSLATE_NOOP(
             "errors",
             "The wallet is removed. Its part in the keychain, which opens nothing by "
             "itself, is still there: %reason")},
        {"vault.mark_missing",
         QT_TRANSLATE_NOOP("errors",
                           "The keychain does not say any more how new the history has to be.")},
        {"vault.mark_damaged",
         QT_TRANSLATE_NOOP("errors",
                           "What the keychain says of how new the history has to be was changed.")},
        {"keychain.none",
         QT_TRANSLATE_NOOP("errors",
                           "There is no keychain here (no Secret Service answers in this session), "
                           "and this wallet has a part of itself in one. Start tuppenced in the "
                           "desktop in which the wallet was made.")},
        {"keychain.locked",
         QT_TRANSLATE_NOOP(
             "errors", "The keychain is locked and was not unlocked. Unlock it and try again.")},
        {"keychain.denied", QT_TRANSLATE_NOOP("errors", "The keychain refused: %reason.")},
        {"keychain.no_note", QT_TRANSLATE_NOOP("errors", "The keychain does not have that.")},
        {"keychain.silent",
         QT_TRANSLATE_NOOP("errors",
                           "The keychain has not answered for %seconds seconds. Look whether it "
                           "asks to be unlocked, and try again.")},
        {"keychain.failed", QT_TRANSLATE_NOOP("errors", "The keychain could not do it: %reason.")},
        {"vault.dumpable",
         QT_TRANSLATE_NOOP(
             "errors",
             "Other programs of this user can read the wallet's memory on this machine.")},
        {"vault.core_files",
         QT_TRANSLATE_NOOP("errors",
                           "A crash could write the wallet's memory to the disk on this machine.")},
        {"vault.memory_not_locked",
         QT_TRANSLATE_NOOP(
             "errors",
             "Keys cannot be kept out of the swap space on this machine. Raise the limit of locked "
             "memory (ulimit -l) to 8 MiB, or encrypt the swap space.")},
        {"signer.account",
         QT_TRANSLATE_NOOP(
             "errors",
             "Not signed: the money would leave another account than the one that was approved.")},
        {"signer.foreign_account",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: the approved account is not one of this wallet.")},
        {"signer.network",
         QT_TRANSLATE_NOOP(
             "errors",
             "Not signed: it would be valid on another network than the one that was approved.")},
        {"signer.asset",
         QT_TRANSLATE_NOOP(
             "errors",
             "Not signed: it would pay in another token than the one that was approved.")},
        {"signer.domain",
         QT_TRANSLATE_NOOP(
             "errors",
             "Not signed: the token's name or version is not what this wallet knows of it.")},
        {"signer.payee",
         QT_TRANSLATE_NOOP(
             "errors", "Not signed: it would pay somebody else than the one who was approved.")},
        {"signer.spender",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: it would let somebody move the money who was not approved "
                           "for it, or who is no contract that this kind of payment knows.")},
        {"signer.witness",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: it does not bind payee and facilitator as was approved.")},
        {"signer.channel",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: it is for another payment channel than was approved.")},
        {"signer.amount",
         QT_TRANSLATE_NOOP(
             "errors", "Not signed: it would pay another amount than the one that was approved.")},
        {"signer.fee",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: more would leave the account than was approved.")},
        {"signer.call",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: the transaction would do something else than the transfer "
                           "that was approved.")},
        {"signer.deadline",
         QT_TRANSLATE_NOOP("errors", "Not signed: the seller's offer has ended.")},
        {"signer.validity",
         QT_TRANSLATE_NOOP(
             "errors",
             "Not signed: it would stay valid for longer than approved, or is no longer valid.")},
        {"signer.valid_after",
         QT_TRANSLATE_NOOP("errors", "Not signed: it would become valid only later.")},
        {"signer.nonce",
         QT_TRANSLATE_NOOP(
             "errors",
             "Not signed: the payment's own number does not have 32 bytes, or is not the "
             "one that the seller gave.")},
        {"signer.shape",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed: the message is of another kind than what was approved.")},
        {"signer.payment",
         QT_TRANSLATE_NOOP("errors", "Not signed: the approval names no payment.")},
        {"signer.sign_in_site",
         QT_TRANSLATE_NOOP("errors", "Not signed in: the text names another site.")},
        {"signer.sign_in_text",
         QT_TRANSLATE_NOOP("errors",
                           "Not signed in: the seller's words could be taken for something else.")},
        {"signer.sign_in_time",
         QT_TRANSLATE_NOOP("errors", "Not signed in: the text is not valid now.")},
        {"signer.used",
         QT_TRANSLATE_NOOP("errors", "Not signed: this approval has signed once already.")},
    };
    return table;
}

} // namespace tuppence::sentences
