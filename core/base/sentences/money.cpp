// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> money()
{
    static constexpr Sentence table[] = {
        {"money.registry",
         QT_TRANSLATE_NOOP("errors",
                           "The list of networks and tokens is wrong at %entry %member. Install "
                           "Tuppence again.")},
        // What the owner adds
        {"money.entry",
         QT_TRANSLATE_NOOP("errors",
                           "The network %entry was not added: \"%member\" is missing, wrong, or "
                           "not part of a network. The least is one object like {\"id\": "
                           "\"eip155:31337\", \"name\": \"Home\", \"finalDepth\": 64}.")},
        {"money.known_network",
         QT_TRANSLATE_NOOP(
             "errors",
             "The wallet knows the network %network already, as %name. Nothing was added.")},
        {"money.known_name",
         QT_TRANSLATE_NOOP("errors",
                           "Another network is called %name already (%network). Give this one a "
                           "name that nobody mistakes for it.")},
        {"money.network_first",
         QT_TRANSLATE_NOOP("errors",
                           "The wallet does not know the network %network. Add it first: "
                           "tuppence-cli networks add FILE")},
        {"money.known_token",
         QT_TRANSLATE_NOOP(
             "errors",
             "The wallet knows the token %token already, as %symbol. Nothing was added.")},
        {"money.known_symbol",
         QT_TRANSLATE_NOOP("errors",
                           "Another token of %network is called %symbol already. A second one "
                           "could be taken for it, so nothing was added.")},
        {"money.own_worth",
         QT_TRANSLATE_NOOP("errors",
                           "Nobody vouches for what a token that you add is worth in dollars, so "
                           "\"worth\" cannot be said. Nothing was added. Limits for it count the "
                           "token itself.")},
        {"money.own_text",
         QT_TRANSLATE_NOOP("errors",
                           "The %member is empty, longer than 64 characters, or has characters "
                           "that cannot be seen. Nothing was added.")},
        {"money.own_symbol",
         QT_TRANSLATE_NOOP("errors",
                           "The symbol %symbol has a space in it, or letters that look like "
                           "others. It could be taken for another token, so nothing was added.")},
        {"money.not_own",
         QT_TRANSLATE_NOOP("errors",
                           "%entry is not one that you added. What Tuppence brings with it stays; "
                           "a network can be disabled: tuppence-cli networks disable")},
        {"money.network_in_use",
         QT_TRANSLATE_NOOP("errors",
                           "The token %token is of %network. Remove it first: tuppence-cli tokens "
                           "remove %token")},
        {"money.known_channel",
         QT_TRANSLATE_NOOP("errors",
                           "The payment channel %channel is there already. To change it, remove it "
                           "and add it again; what you signed over it is not forgotten.")},
        {"money.channel_asset",
         QT_TRANSLATE_NOOP(
             "errors",
             "The wallet does not know %asset, which is in the channel. Add the token "
             "first: tuppence-cli tokens add NETWORK ADDRESS")},
        {"money.unknown_channel",
         QT_TRANSLATE_NOOP("errors",
                           "There is no payment channel %channel. tuppence-cli channels lists "
                           "them.")},
    };
    return table;
}

} // namespace tuppence::sentences
