// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/ed25519.h"
#include "core/gateway/server.h"

#include <QTemporaryDir>

namespace tuppence::test {

/// A dispatcher whose methods show what a session does: "echo" gives back what came, "keep" never
/// answers, nor does "hold", which takes a body, "stream" sends a body of params.size bytes,
/// "whisper" gives a secret.
class EchoDispatcher final : public gateway::Dispatcher
{
    Q_OBJECT

public:
    [[nodiscard]] std::optional<gateway::Shape> shape(const QByteArray &method) const override;
    void run(gateway::Call call, QPointer<gateway::Conversation> conversation) override;

    static inline int cancelled = 0; ///< how many requests that wait were taken back
};

/// Both sockets in a folder of their own, with an EchoDispatcher behind each. The key of
/// `pairedKey` is paired as "research-agent".
struct Gate
{
    Gate();

    QTemporaryDir folder;
    crypto::Ed25519Key pairedKey = crypto::Ed25519Key::generate();
    std::unique_ptr<gateway::Server> server;

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
};

/// A test with a gate of its own for each function.
class GateTest : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<Gate> m_gate;

private Q_SLOTS:

    void init() { m_gate = std::make_unique<Gate>(); }

    void cleanup() { m_gate.reset(); }
};

/// A program at the other end, which says what the test wants it to say.
class Peer : public QObject
{
    Q_OBJECT

public:
    explicit Peer(const QString &path);

    /// Waits for the next message.
    Json next();
    /// Says hello to `socketName` and gives what comes back.
    Json hello(const crypto::Ed25519Key &key, const QByteArray &socketName = "ask");
    void send(const QByteArray &json);
    void request(int id, const QByteArray &method, const Json &params = Json::object());
    /// Waits until the connection is gone.
    bool isHungUp();

    net::FrameSocket socket;
    QList<Json> messages;
    QByteArrayList trace; ///< the kinds of frames in the order in which they came
    QByteArray body;
    QByteArray secret;

private:
    bool m_isClosed = false;
};

/// A key that nobody has paired.
[[nodiscard]] const crypto::Ed25519Key &someKey();
/// The code of an error message, a response's or the connection's.
[[nodiscard]] QByteArray codeOf(const Json &message);

} // namespace tuppence::test
