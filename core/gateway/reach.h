// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/client.h"
#include "core/gateway/paths.h"

#include <QElapsedTimer>
#include <QProcess>

namespace tuppence::gateway {

/// Connects to one socket of tuppenced and says hello; where nobody listens it starts tuppenced and
/// waits until it does, again where another one is just ending. Good for one call of run().
class Reach final : public QObject
{
    Q_OBJECT

public:
    /// How long all of it may take.
    static constexpr std::chrono::seconds longest {10};

    /// `socketName`: "ask" or "owner"; `program`: "tuppence-cli/0.1.0". The client becomes a child
    /// of `parent`.
    Reach(const Paths &paths, QByteArray socketName, QByteArray program, QObject *parent);

    /// Fails as Client::greet() and net::connectUnix(); Network: "gateway.no_daemon" (no such
    /// program is found), "gateway.not_started" {reason}, "gateway.not_reached".
    [[nodiscard]] Pending<Client *> run(crypto::Ed25519Key key);

private:
    void attempt();
    void startDaemon();
    void daemonEnded(int code);
    void greet(net::UnixSocket socket);
    void finish(Result<Client *> result);

    Paths m_paths;
    QByteArray m_socketName;
    QByteArray m_program;
    std::optional<crypto::Ed25519Key> m_key;
    QElapsedTimer m_since;
    QProcess m_daemon; ///< ends as soon as the wallet listens, in the background
    QElapsedTimer m_sinceStart; ///< since the last start of tuppenced
    bool m_isSecond = false; ///< another tuppenced held the folder when ours was started
    QPromise<Result<Client *>> m_promise;
};

} // namespace tuppence::gateway
