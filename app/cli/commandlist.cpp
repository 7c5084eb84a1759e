// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/paymentcommandlist.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QList<Command> walletGroup()
{
    return {
        {"wallet create",
         "makes a wallet and shows its recovery words, this once",
         {"", 0, 0},
         {{"words", 0, "12|24", "how many words; 12"},
          {"words-out", 0, "FILE", "writes the words to a new file instead of showing them"},
          keepOption(),
          passphraseOption()},
         walletCreate},
        {"wallet restore",
         "makes a wallet of recovery words that were used before",
         {"", 0, 0},
         {{"words-file", 0, "FILE", "where the words stand"}, keepOption(), passphraseOption()},
         walletRestore},
        {"wallet passphrase",
         "changes the passphrase (descriptor: the old line, the new line)",
         {"", 0, 0},
         {passphraseOption()},
         walletPassphrase},
        {"wallet lock", "wipes the keys from memory", {"", 0, 0}, {}, walletLock},
        {"wallet unlock",
         "lets the wallet sign what you approve",
         {"", 0, 0},
         {passphraseOption()},
         walletUnlock},
        {"wallet unlock-file",
         "writes a new unlock secret for tuppenced --unlock-file",
         {"FILE", 1, 1},
         {passphraseOption()},
         walletUnlockFile},
        {"wallet remove",
         "deletes the wallet; the words are then the only way to the money",
         {"", 0, 0},
         {passphraseOption()},
         walletRemove},
        {"lock", "the same as wallet lock", {"", 0, 0}, {}, walletLock},
        {"unlock", "the same as wallet unlock", {"", 0, 0}, {passphraseOption()}, walletUnlock},
    };
}

QList<Command> houseGroup()
{
    return {
        {"status",
         "whether the wallet is there, locked, and what waits",
         {"", 0, 0},
         {},
         showStatus},
        {"accounts", "the wallet's accounts", {"", 0, 0}, pageOptions(), showAccounts},
        {"balance",
         "what they hold, on each network that is enabled",
         {"", 0, 0},
         pageOptions(),
         showBalance},
        {"networks", "the networks there are", {"", 0, 0}, pageOptions(), showNetworks},
        {"networks enable",
         "lets the wallet pay on a network and ask its servers",
         {"ID", 1, 1},
         {passphraseOption()},
         enableNetwork},
        {"networks disable",
         "pays there no more",
         {"ID", 1, 1},
         {passphraseOption()},
         disableNetwork},
        {"networks set-rpc",
         "asks these servers about a network, and no others",
         {"ID URL...", 2, -1},
         {passphraseOption()},
         setRpc},
    };
}

/// What the owner adds to what the program brings with it.
QList<Command> additionGroup()
{
    return {
        {"networks add",
         "adds a network of your own, as a file (-: the input) describes it",
         {"FILE", 1, 1},
         {passphraseOption()},
         addNetwork},
        {"networks remove",
         "takes away a network that you added",
         {"ID", 1, 1},
         {passphraseOption()},
         removeNetwork},
        {"tokens", "the tokens there are", {"", 0, 0}, pageOptions(), showTokens},
        {"tokens add",
         "adds a token; what is not said is asked of its contract",
         {"NETWORK ADDRESS", 2, 2},
         {{"symbol", 0, "TEXT", "what it is called: PLAY"},
          {"decimals", 0, "N", "in how many places it is counted"},
          {"name", 0, "TEXT", "the name under which its transfers are signed (EIP-712)"},
          {"version", 0, "TEXT", "the version that goes with that name"},
          {"method", 0, "NAME", "how others take it: eip3009 or permit2"},
          passphraseOption()},
         addToken},
        {"tokens remove",
         "takes away a token that you added",
         {"TOKEN", 1, 1},
         {passphraseOption()},
         removeToken},
        {"channels", "the payment channels you added", {"", 0, 0}, pageOptions(), showChannels},
        {"channels add",
         "adds a payment channel that you opened, as a file (-: the input) describes it",
         {"FILE", 1, 1},
         {passphraseOption()},
         addChannel},
        {"channels remove",
         "pays over that channel no more",
         {"ID", 1, 1},
         {passphraseOption()},
         removeChannel},
    };
}

/// Whose limit is meant.
QList<Option> subjectOptions()
{
    return {
        {"wallet", 0, nullptr, "of everything that is paid"},
        {"site", 0, "ORIGIN", "of a site: https://shop.example"},
        {"agent", 0, "NAME", "of a paired agent; with --site, of that agent there"},
        {"payee", 0, "ADDRESS", "of whoever is paid at that address"},
        {"asset", 0, "ASSET", "of one token: eip155:8453/erc20:0x..."},
    };
}

/// What a limit says; an amount is 0.10 (dollars), 0.10 USDC, 0.10 eip155:8453/erc20:0x…, or off.
QList<Option> capOptions()
{
    return {
        {"preset", 0, "NAME", "careful, usual or generous, to begin with"},
        {"per-payment", 0, "AMOUNT", "at most so much each: 0.10 (dollars), 0.10 USDC, or off"},
        {"per-day", 0, "AMOUNT", "at most so much a day"},
        {"per-week", 0, "AMOUNT", "at most so much a week, from Monday"},
        {"per-month", 0, "AMOUNT", "at most so much a month"},
        {"total", 0, "AMOUNT", "at most so much in all"},
        {"per-minute", 0, "N", "so many payments a minute without asking, or off; a site: 10"},
        {"rolling", 0, nullptr, "in any 24 hours, 7 and 30 days, not by the calendar"},
        {"calendar", 0, nullptr, "by the calendar again"},
        {"payees", 0, "WHO", "any: whoever a site names; same: the one it named before"},
        {"until", 0, "DATE", "the last day that counts; never: without end"},
        {"above", 0, "WHAT", "ask or refuse what is above"},
        {"count-anew", 0, nullptr, "forgets what was spent so far; with --wallet, for everybody"},
    };
}

QList<Command> limitGroup()
{
    return {
        {"limits", "the limits and how far they are used", {"", 0, 0}, pageOptions(), showLimits},
        {"limits set",
         "lets payments through without asking, up to a limit; what is not said stays",
         {"", 0, 0},
         subjectOptions() + capOptions() + QList<Option> {passphraseOption()},
         setLimit},
        {"limits remove",
         "takes a limit away",
         {"", 0, 0},
         subjectOptions() + QList<Option> {passphraseOption()},
         removeLimit},
    };
}

QList<Command> ownerGroup()
{
    return {
        {"agents pair",
         "makes a key for an agent and lets it ask under a name",
         {"NAME", 1, 1},
         {passphraseOption()},
         pairAgent},
        {"agents list", "the agents that are paired", {"", 0, 0}, pageOptions(), showAgents},
        {"agents revoke",
         "takes an agent's pairing back",
         {"NAME", 1, 1},
         {passphraseOption()},
         revokeAgent},
        {"settings list", "the settings", {"", 0, 0}, {}, showSettings},
        {"settings set",
         "changes developer-networks, preferred-networks or highest-fees",
         {"NAME VALUE", 2, 2},
         {passphraseOption()},
         changeSetting},
        {"doctor", "examines what could be better here", {"", 0, 0}, {}, examine},
    };
}

} // namespace

const QList<Command> &allCommands()
{
    static const QList<Command> commands = walletGroup() + paymentCommands() + limitGroup()
        + houseGroup() + additionGroup() + ownerGroup();
    return commands;
}

QList<Option> commonOptions()
{
    return {{"json", 0, nullptr, "prints one JSON object, also when something goes wrong"},
            {"help", 'h', nullptr, "prints this"}};
}

Option passphraseOption()
{
    return {"passphrase-fd", 0, "N", "reads the passphrase from this descriptor, not the terminal"};
}

Option keepOption()
{
    return {"keep", 0, "file", "keeps the sealed keys in the data folder, not in the keychain"};
}

QList<Option> pageOptions()
{
    return {{"limit", 0, "N", "at most so many; 100"},
            {"after", 0, "CURSOR", "goes on after the list that said \"next\""}};
}

} // namespace tuppence::cli
