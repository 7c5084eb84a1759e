// SPDX-License-Identifier: MIT
#pragma once

#include "app/daemon/house.h"
#include "core/gateway/client.h"

#include <QTemporaryDir>
#include <QTest>

namespace tuppence::test {

inline constexpr auto passphrase = "plain crumbs of toast, 27";

/// Waits for an answer; that none comes is the end of the test.
template <class T> Result<T> wait(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }, 30'000))
        qFatal("no answer");
    return resultOf(pending);
}

[[nodiscard]] Secret secretOf(const char *text);
/// "none": it went well.
[[nodiscard]] QByteArray codeOf(const Result<Json> &outcome);

/// A wallet in a folder of its own, and a client of each socket.
class Home
{
public:
    Home();

    std::unique_ptr<gateway::Client>
    connected(const QByteArray &socket, crypto::Ed25519Key key = crypto::Ed25519Key::generate());
    /// Asks the owner's socket, and checks question and answer against their schemas.
    Result<Json> tell(const QByteArray &method, const Json &params = Json::object(),
                      const QList<std::pair<QByteArray, const char *>> &secrets = {});
    Result<Json> tellWithPassphrase(const QByteArray &method, const Json &params = Json::object());
    /// Asks the other socket, and checks the same.
    Result<Json> inquire(const QByteArray &method, const Json &params = Json::object());

    [[nodiscard]] vault::Vault &vault() { return m_house->vault(); }

    [[nodiscard]] QString ledgerFile() const { return m_paths.ledgerFile(); }

    gateway::Ready greeting; ///< of the client connected last
    std::unique_ptr<gateway::Client> owner;
    std::unique_ptr<gateway::Client> ask;

private:
    QTemporaryDir m_folder;
    gateway::Paths m_paths;
    SystemClock m_clock;
    std::unique_ptr<daemon::House> m_house;
};

} // namespace tuppence::test
