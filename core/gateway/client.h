// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/crypto/ed25519.h"
#include "core/gateway/messages.h"
#include "core/net/framesocket.h"

#include <QTimer>

#include <map>
#include <optional>
#include <vector>

namespace tuppence::gateway {

/// What a program asks tuppenced for.
struct Question
{
    QByteArray method;
    Json params = Json::object();
    std::vector<std::pair<QByteArray, Secret>> secrets; ///< by name, in the order the method wants
    QByteArray body; ///< sent where params has "body": true
};

/// A question on its way and what comes back to it. Lives until finished() or with its client.
class Errand final : public QObject
{
    Q_OBJECT

public:
    /// Takes the question back.
    void cancel();

    /// What came as a secret; empty: nothing did. Once, from finished() on.
    [[nodiscard]] Secret takeSecret() { return std::move(m_secret); }

Q_SIGNALS:
    /// Something on the way; a word of docs/gateway.md.
    void happened(const QByteArray &name, const tuppence::Json &content);
    /// Bytes of a body; the next ones are asked for when this signal returns.
    void part(const QByteArray &bytes);
    /// The body is whole.
    void bodyEnded();
    /// The end, once; the errand is deleted soon after.
    void finished(const tuppence::Result<tuppence::Json> &outcome);

private:
    friend class Client;
    Errand(class Client &client, quint32 id);

    Client &m_client; ///< the parent
    quint32 m_id;
    std::optional<QByteArray>
        m_body; ///< what is still to be sent; none: no body, or all of it is sent
    Secret m_secret;
};

/// One connection of a program to tuppenced.
class Client final : public QObject
{
    Q_OBJECT

public:
    /// How long tuppenced may take to greet us.
    static constexpr std::chrono::seconds greetingTime {10};

    /// `socketName`: "ask" or "owner". `program`: "tuppence-cli/0.1.0".
    Client(net::UnixSocket socket, QByteArray socketName, crypto::Ed25519Key key,
           QByteArray program, QObject *parent = nullptr);

    /// Says hello; call once, before anything else.
    ///
    /// Refused ("gateway.other_server"): another user's program listens there. Unsupported
    /// ("gateway.version"). Network ("gateway.hung_up"). What tuppenced says of us.
    [[nodiscard]] Pending<Ready> greet();
    /// Sends a question; the errand belongs to the client.
    Errand *ask(Question question);
    /// The same for a question with one answer.
    [[nodiscard]] Pending<Json> request(Question question);

private:
    friend class Errand;
    void takeMessage(const QByteArray &json);
    void answerWelcome(const Welcome &welcome);
    void takeEvent(const Event &event);
    void finish(quint32 id, const Result<Json> &outcome);
    void sendBody(quint32 id);
    void fail(const Error &error);

    net::FrameSocket *m_socket;
    QByteArray m_socketName;
    crypto::Ed25519Key m_key;
    QByteArray m_program;
    QPromise<Result<Ready>> m_greeting;
    QTimer m_greetingTimer;
    bool m_greeted = false;
    quint32 m_lastId = 0;
    std::map<quint32, Errand *> m_errands; ///< children of this
};

} // namespace tuppence::gateway
