// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/cli/terminal.h"
#include "core/gateway/client.h"
#include "core/gateway/paths.h"

#include <QObject>

#include <functional>

namespace tuppence::cli {

/// What a command needs of the program around it: its arguments, the wallet, the owner's
/// passphrase, and a place for what it has to say.
class Context final : public QObject
{
    Q_OBJECT

public:
    Context(Arguments arguments, gateway::Paths paths);

    [[nodiscard]] const Arguments &arguments() const { return m_arguments; }

    [[nodiscard]] const gateway::Paths &paths() const { return m_paths; }

    [[nodiscard]] bool wantsJson() const { return m_arguments.has("json"); }

    /// The n-th argument without a dash.
    [[nodiscard]] Json word(qsizetype n) const;

    /// A connection to "ask" or "owner" with the key `keyName`; starts tuppenced where none
    /// answers.
    [[nodiscard]] Pending<gateway::Client *> connection(const QByteArray &socketName,
                                                        const QString &keyName);
    /// One question to the owner's socket.
    [[nodiscard]] Pending<Json> owner(gateway::Question question);
    /// The same, with the passphrase as its secret, asked for now.
    [[nodiscard]] Pending<Json> ownerWithPassphrase(gateway::Question question);

    /// The owner's passphrase: the next line of --passphrase-fd, or typed on the terminal.
    [[nodiscard]] Result<Secret> passphrase(QByteArrayView prompt = "Passphrase: ");
    /// A new one: typed twice on the terminal. Malformed ("usage.passphrases_differ").
    [[nodiscard]] Result<Secret> newPassphrase();

    /// The element of `list` in what `method` of the owner's socket gives whose "id" is `id`, page
    /// after page; null where there is none.
    [[nodiscard]] Pending<Json> findInList(const QByteArray &method, const QByteArray &list,
                                           const QByteArray &id);

    /// Ends a command: the result as JSON, or as `text` puts it.
    [[nodiscard]] Pending<Exit> finish(const Json &result,
                                       const std::function<QString(const Json &)> &text) const;
    /// Asks the owner's socket for one page of a list, as --limit and --after say, and shows it.
    [[nodiscard]] Pending<Exit> showList(const QByteArray &method, QString (*text)(const Json &));
    /// Ends a command whose question answers nothing but its success.
    [[nodiscard]] Pending<Exit> finish(Pending<Json> done, const QString &text);

private:
    [[nodiscard]] Result<Secret> typed(QByteArrayView prompt) const;

    Arguments m_arguments;
    gateway::Paths m_paths;
};

} // namespace tuppence::cli
