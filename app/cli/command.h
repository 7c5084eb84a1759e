// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/context.h"

namespace tuppence::cli {

/// One command of the command line.
struct Command
{
    const char *name; ///< "wallet create"
    const char *summary; ///< one line
    Words words;
    QList<Option> options; ///< besides commonOptions()
    Pending<Exit> (*run)(Context &context);
};

/// Every command, in the order of the help.
[[nodiscard]] const QList<Command> &allCommands();
/// --json and --help.
[[nodiscard]] QList<Option> commonOptions();
/// --passphrase-fd, for the owner's commands.
[[nodiscard]] Option passphraseOption();
/// For a command that makes a wallet.
[[nodiscard]] Option keepOption();
/// --limit and --after.
[[nodiscard]] QList<Option> pageOptions();

/// The command that begins `line` and how many of its words it takes.
/// Malformed: "usage.no_command", "usage.unknown_command" {command, hint}.
Result<std::pair<const Command *, qsizetype>> findCommand(const QByteArrayList &line);

/// What `--help` prints for one command.
[[nodiscard]] QString helpOf(const Command &command);
/// What `--help` prints for all commands, or for those that begin with the word `group`: empty
/// where none does.
[[nodiscard]] QString overview(const QByteArray &group = {});

// walletcommands.cpp
Pending<Exit> walletCreate(Context &context);
Pending<Exit> walletRestore(Context &context);
/// The question that makes a wallet of the words in --words-file; its first secret is the new
/// passphrase. Malformed "usage.option_missing", "usage.keep"; errors of readSecretFile() and of
/// Context::newPassphrase().
Result<gateway::Question> restoreQuestion(Context &context);
Pending<Exit> walletPassphrase(Context &context);
Pending<Exit> walletLock(Context &context);
Pending<Exit> walletUnlock(Context &context);
Pending<Exit> walletRemove(Context &context);
Pending<Exit> walletUnlockFile(Context &context);

// moneycommands.cpp
Pending<Exit> showStatus(Context &context);
Pending<Exit> showAccounts(Context &context);
Pending<Exit> showBalance(Context &context);

// networkcommands.cpp
Pending<Exit> showNetworks(Context &context);
Pending<Exit> enableNetwork(Context &context);
Pending<Exit> disableNetwork(Context &context);
Pending<Exit> setRpc(Context &context);
Pending<Exit> showSettings(Context &context);
Pending<Exit> changeSetting(Context &context);

// additioncommands.cpp
Pending<Exit> addNetwork(Context &context);
Pending<Exit> removeNetwork(Context &context);
Pending<Exit> showTokens(Context &context);
Pending<Exit> addToken(Context &context);
Pending<Exit> removeToken(Context &context);
Pending<Exit> showChannels(Context &context);
Pending<Exit> addChannel(Context &context);
Pending<Exit> removeChannel(Context &context);

// passcommands.cpp
Pending<Exit> showPasses(Context &context);
Pending<Exit> forgetPass(Context &context);

// paymentcommands.cpp
Pending<Exit> showRequests(Context &context);
Pending<Exit> showHistory(Context &context);
Pending<Exit> approvePayment(Context &context);
Pending<Exit> refusePayment(Context &context);

// backupcommands.cpp
Pending<Exit> makeBackup(Context &context);
Pending<Exit> restoreBackup(Context &context);

// exportcommand.cpp
Pending<Exit> exportHistory(Context &context);

// sendcommand.cpp
Pending<Exit> send(Context &context);
Pending<Exit> allow(Context &context);
Pending<Exit> cancel(Context &context);

// paycommands.cpp
Pending<Exit> pay(Context &context);
Pending<Exit> fetchAnswer(Context &context);
Pending<Exit> quote(Context &context);

// agentcommands.cpp
Pending<Exit> pairAgent(Context &context);
Pending<Exit> showAgents(Context &context);
Pending<Exit> revokeAgent(Context &context);

// limitcommands.cpp
/// "the whole wallet", "agent claude on https://shop.example".
[[nodiscard]] QString limitSubjectText(const Json &limit);
Pending<Exit> showLimits(Context &context);
Pending<Exit> setLimit(Context &context);
Pending<Exit> removeLimit(Context &context);

// doctorcommand.cpp
Pending<Exit> examine(Context &context);

} // namespace tuppence::cli
