// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/gateway/dispatcher.h"
#include "core/gateway/messages.h"
#include "core/net/framesocket.h"

#include <QTimer>

#include <map>

namespace tuppence::gateway {

class RunningRequest;

/// What stands behind one of the two sockets.
struct Door
{
    QByteArray name; ///< "ask" or "owner"; a hello for the one is not good for the other
    /// The name under which the owner paired a key; nothing: nobody paired it.
    std::function<Pending<std::optional<QString>>(const QByteArray &key)> pairedName;
    DispatcherMaker dispatcher;
};

/// One connection, from hello to its end: lets in who proves to have a key, puts requests together,
/// hands them to the dispatcher and carries the answers back. Whoever breaks the protocol is told
/// why and is hung up on.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// `door` outlives the session.
    Session(net::UnixSocket socket, const Door &door, QObject *parent = nullptr);
    ~Session() override;

    /// Says why and hangs up.
    void dismiss(const Error &error);

    /// The public key that the other end proved to have; empty before it did.
    [[nodiscard]] const QByteArray &key() const { return m_key; }

Q_SIGNALS:
    /// The connection is gone; emitted once.
    void ended();

private:
    friend class RunningRequest; // the way back for answers
    enum class Phase { Hello, LookingUp, Open, Over };

    /// A request of which something is still to come.
    struct Gathering
    {
        Call call;
        Shape shape;
        bool bodyIsWhole = true;
    };

    void takeMessage(const QByteArray &json);
    void greet(const Hello &hello);
    void letIn(const Hello &hello, const std::optional<QString> &pairedName);
    void begin(const Request &request);
    [[nodiscard]] Result<Gathering> gatheringFor(const Request &request) const;
    void takePart(quint32 id, const QByteArray &bytes);
    void takeEnd(quint32 id);
    void takeSecret(quint32 id, Secret &secret);
    void takeCancel(quint32 id);
    void runIfWhole(quint32 id);
    void drop(quint32 id, const Error &error);
    void respond(quint32 id, Result<Json> outcome);
    [[nodiscard]] qsizetype waitingBodyBytes() const;

    [[nodiscard]] bool isOver() const { return m_phase == Phase::Over; }

    const Door &m_door;
    net::FrameSocket *m_socket;
    QByteArray m_challenge;
    QByteArray m_key;
    QTimer m_helloTimer;
    Phase m_phase = Phase::Hello;
    quint32 m_lastId = 0;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::map<quint32, Gathering> m_gathering;
    std::map<quint32, RunningRequest *> m_running; ///< children of this
};

} // namespace tuppence::gateway
