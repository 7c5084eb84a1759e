// SPDX-License-Identifier: MIT
#include "app/cli/paymentcommandlist.h"

#include "app/cli/wish.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

/// Where an answer goes and how much is said about it.
QList<Option> deliveryOptions()
{
    return {
        {"output", 'o', "FILE", "writes the answer there when it is whole"},
        {"include", 'i', nullptr, "prints the head of the answer too"},
        {"fail", 'f', nullptr, "prints no answer whose status is 400 or above, and ends with 22"},
        {"silent", 's', nullptr, "says nothing but errors"},
    };
}

QList<Option> payOptions()
{
    return wishOptions() + deliveryOptions()
        + QList<Option> {
            {"wait", 0, "SECONDS", "how long to wait for the owner; 45"},
            {"max-time", 0, "SECONDS", "how long all of it may take; no such limit"},
        };
}

Option forceOption()
{
    return {"force", 0, nullptr, "overwrites the file"};
}

QList<Command> payingGroup()
{
    return {
        {"pay", "asks like curl, and pays where it must", {"URL", 1, 1}, payOptions(), pay},
        {"quote", "says what it would cost; nothing is paid", {"URL", 1, 1}, wishOptions(), quote},
        {"answer",
         "fetches an answer that was paid for once more",
         {"ID", 1, 1},
         deliveryOptions()
             + QList<Option> {{"agent", 0, "NAME", "ask with the key of this agent"},
                              {"max-time", 0, "SECONDS",
                               "how long all of it may take; no such limit"}},
         fetchAnswer},
        {"send",
         "sends money to an address; you approve it first",
         {"AMOUNT ASSET ADDRESS", 3, 3},
         {{"network", 0, "ID", "on which network"}, passphraseOption()},
         send},
        {"allow",
         "lets Permit2 move so much of a token, and no more; 0 takes it back; costs a network fee",
         {"AMOUNT ASSET", 2, 2},
         {{"network", 0, "ID", "on which network"}, passphraseOption()},
         allow},
        {"cancel",
         "gives up a payment that may still move money; costs a network fee",
         {"PAYMENT", 1, 1},
         {passphraseOption()},
         cancel},
    };
}

QList<Command> keepingGroup()
{
    return {
        {"requests", "what waits for you", {"", 0, 0}, pageOptions(), showRequests},
        {"approve",
         "agrees to the terms of one request",
         {"ID", 1, 1},
         {passphraseOption()},
         approvePayment},
        {"refuse",
         "refuses one request",
         {"ID", 1, 1},
         {{"reason", 0, "TEXT", "is told to whoever asked"}},
         refusePayment},
        {"history", "every payment, newest first", {"", 0, 0}, pageOptions(), showHistory},
        {"passes", "what was paid for and still serves", {"", 0, 0}, pageOptions(), showPasses},
        {"passes forget", "uses one of them no more", {"PAYMENT", 1, 1}, {}, forgetPass},
        {"export",
         "writes the whole history to a file, oldest first (- : standard output)",
         {"FILE", 1, 1},
         {{"csv", 0, nullptr, "as a table; or --json"}, forceOption(), passphraseOption()},
         exportHistory},
        {"backup",
         "writes limits, history and pairings to a file that only the recovery words open",
         {"FILE", 1, 1},
         {forceOption(), passphraseOption()},
         makeBackup},
        {"restore",
         "takes in a backup; without a wallet, makes it of its words first",
         {"", 0, 0},
         {{"backup", 0, "FILE", "the backup"},
          {"words-file", 0, "FILE", "where the words stand, if there is no wallet yet"},
          keepOption(),
          passphraseOption()},
         restoreBackup},
    };
}

} // namespace

QList<Command> paymentCommands()
{
    return payingGroup() + keepingGroup();
}

} // namespace tuppence::cli
