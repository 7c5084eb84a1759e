// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> chains()
{
    static constexpr Sentence table[] = {
        {"chain.unknown_network",
         QT_TRANSLATE_NOOP("errors",
                           "This wallet does not know the network %network. Nothing was signed.")},
        {"chain.unknown_asset",
         QT_TRANSLATE_NOOP("errors",
                           "This wallet does not know the token %asset, and pays in none that it "
                           "does not know. Nothing was signed.")},
        {"chain.transfer_method",
         QT_TRANSLATE_NOOP("errors",
                           "%token cannot be paid by a signature alone, and this wallet has no "
                           "other way yet. Nothing was signed.")},
        {"chain.validity",
         QT_TRANSLATE_NOOP("errors",
                           "A signature has to stay valid for %least to %most seconds, not "
                           "%seconds. Nothing was signed.")},
        {"chain.account",
         QT_TRANSLATE_NOOP("errors", "That account is not one of %network. Nothing was signed.")},
        {"chain.wrong_signature",
         QT_TRANSLATE_NOOP("errors",
                           "The signature is not that of the paying account. It was thrown away, "
                           "and nothing was sent.")},
        {"chain.permit2_allowance",
         QT_TRANSLATE_NOOP("errors",
                           "This offer is paid through Permit2, a contract that may not move as "
                           "much of this account's %token yet. Allow Permit2 to move %needed "
                           "first: tuppence-cli allow %needed. Nothing was signed.")},
        {"chain.not_sendable",
         QT_TRANSLATE_NOOP("errors", "There is no transaction of this wallet's own here to send.")},
        {"chain.fee_rose",
         QT_TRANSLATE_NOOP("errors",
                           "The network's fee has risen above %most meanwhile. Nothing was signed; "
                           "ask again to see what it costs now.")},
        {"chain.no_coin",
         QT_TRANSLATE_NOOP(
             "errors",
             "This wallet does not know the coin in which %network takes its fees, so "
             "it cannot send anything there itself. Nothing was signed.")},
        {"chain.no_coin_for_fee",
         QT_TRANSLATE_NOOP("errors",
                           "Sending this on %network can take %needed, the network's fee included, "
                           "and the account holds %held. Nothing was signed.")},
        {"chain.would_fail",
         QT_TRANSLATE_NOOP("errors",
                           "The network would refuse this transfer: “%reason”. Nothing was "
                           "signed.")},
        {"chain.too_late",
         QT_TRANSLATE_NOOP("errors",
                           "That is on the chain already, or was cancelled before: there is "
                           "nothing left to cancel. Nothing was signed.")},
        {"chain.others_waiting",
         QT_TRANSLATE_NOOP("errors",
                           "Another transaction of this account waits on %network that this wallet "
                           "did not send: another program uses the same words. Nothing was signed; "
                           "ask again once it is through.")},
        {"chain.channel_over",
         QT_TRANSLATE_NOOP("errors",
                           "The seller's offer, or the payment channel, has ended. Nothing was "
                           "signed.")},
        {"chain.deadline",
         QT_TRANSLATE_NOOP(
             "errors",
             "The seller's offer ends in less than %seconds seconds, too soon for the "
             "network. Nothing was signed; ask for a new offer.")},
        {"chain.nonce_used",
         QT_TRANSLATE_NOOP("errors",
                           "What the seller asks for was paid already: the network has seen a "
                           "payment of this account for the very same offer. Nothing was signed.")},
        {"chain.handle",
         QT_TRANSLATE_NOOP("errors",
                           "What was kept of this payment cannot be read, so the network cannot be "
                           "asked about it. It goes on counting as spent.")},
        {"token.zero_address",
         QT_TRANSLATE_NOOP("errors", "No token stands at the address zero. Nothing was added.")},
        {"token.none",
         QT_TRANSLATE_NOOP("errors",
                           "No token stands at %address on that network: there is no contract, or "
                           "one that knows no balances. Nothing was added.")},
        {"token.differs",
         QT_TRANSLATE_NOOP("errors",
                           "You wrote \"%typed\" as the token's %what, and its contract says "
                           "\"%said\". Nothing was added.")},
        {"token.domain",
         QT_TRANSLATE_NOOP("errors",
                           "The token's contract does not sign under the name \"%name\" and the "
                           "version \"%version\", so no payment in it would count. Look up what "
                           "it signs under, and say --name and --version. Nothing was added.")},
        {"token.no_authorization",
         QT_TRANSLATE_NOOP("errors",
                           "The contract at %address takes no signed transfers of EIP-3009, as "
                           "--method eip3009 says. Nothing was added.")},
        {"token.unsaid",
         QT_TRANSLATE_NOOP("errors",
                           "The token's contract on %network does not say everything. Say it "
                           "yourself: %options. Nothing was added.")},
        {"token.nobody_asked",
         QT_TRANSLATE_NOOP("errors",
                           "No server of %network may be asked about the token. Enable the "
                           "network or give it a server, or say everything yourself: %options. "
                           "Nothing was added.")},
        {"token.disagree",
         QT_TRANSLATE_NOOP("errors",
                           "The servers of %network describe this token differently, so none is "
                           "believed. Nothing was added. Replace one of them: tuppence-cli "
                           "networks set-rpc")},
        {"rpc.cancelled",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet is closing, so the network was not asked to the end.")},
        {"rpc.none",
         QT_TRANSLATE_NOOP("errors",
                           "No server of %network may be asked yet. Enable the network, or give it "
                           "a server of your own.")},
        {"rpc.wrong_chain",
         QT_TRANSLATE_NOOP("errors",
                           "The server %host serves another network (%found instead of %expected). "
                           "What it says is not believed; choose another server.")},
        {"rpc.absurd",
         QT_TRANSLATE_NOOP("errors",
                           "The server %host names fees or numbers that cannot be. What it says is "
                           "not believed; choose another server.")},
        {"rpc.contradicts",
         QT_TRANSLATE_NOOP("errors",
                           "The server %host contradicts itself. It will be asked again later; the "
                           "payment goes on counting as spent.")},
        {"rpc.disagree",
         QT_TRANSLATE_NOOP("errors",
                           "The network's servers say different things about this payment. They "
                           "will be asked again later; it goes on counting as spent. If that stays "
                           "so, replace one of the servers.")},
        {"rpc.one_witness",
         QT_TRANSLATE_NOOP(
             "errors",
             "Only one of the network's servers answers, and it takes two to call a payment void. "
             "They will be asked again later; the payment goes on counting as spent.")},
        {"rpc.no_state",
         QT_TRANSLATE_NOOP(
             "errors",
             "The network's servers no longer know what was true at the block in question. Choose "
             "a server that keeps more history; until then the payment counts as spent.")},
        {"rpc.no_log",
         QT_TRANSLATE_NOOP(
             "errors",
             "The server %host says that the payment was taken, but not in which transaction. It "
             "will be asked again later; the payment counts as spent.")},
    };
    return table;
}

} // namespace tuppence::sentences
