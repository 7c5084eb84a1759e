// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/net/framereader.h"
#include "core/net/frames.h"
#include "core/net/framewriter.h"
#include "core/net/unixsocket.h"

#include <QHash>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace tuppence::net {

/// One end of a connection that carries frames, over a connected Unix-domain socket.
///
/// Bodies flow under credit: a request's body begins with firstCredit bytes, and a credit adds to
/// them from its first part to its end. Who sends beyond it, breaks a rule of frames.h, or has more
/// than mostBodies bodies under way is cut off.
///
/// A receiver of a signal destroys this object with deleteLater() only.
class FrameSocket final : public QObject
{
    Q_OBJECT

public:
    /// Bodies that one end may have begun and not ended.
    static constexpr qsizetype mostBodies = 64;

    /// Takes over `socket`; frames are read from the event loop on.
    explicit FrameSocket(UnixSocket socket, QObject *parent = nullptr);
    ~FrameSocket() override;

    [[nodiscard]] bool isOpen() const { return m_socket.isOpen(); }

    /// Who holds the other end, as the kernel noted when it connected (SO_PEERCRED).
    [[nodiscard]] const Peer &peer() const { return m_peer; }

    /// Each of these: Refused ("socket.closed"): the connection is gone, or has just been given up
    /// because the other end lets too much pile up (FrameWriter::mostWaitingBytes).

    /// OutOfRange ("frame.too_large"): more than mostMessageBytes. Malformed ("frame.malformed"):
    /// empty.
    Result<Done> sendMessage(QByteArrayView json);
    /// Any number of bytes, cut into frames. Refused ("frame.no_credit"): more than credit().
    Result<Done> sendPart(RequestNumber request, QByteArrayView bytes);
    /// The body is whole.
    Result<Done> sendEnd(RequestNumber request);
    Result<Done> sendCancel(RequestNumber request);
    /// Takes `bytes` more of the body that comes in for `request`; nothing happens where none does.
    Result<Done> sendCredit(RequestNumber request, quint32 bytes);
    /// OutOfRange ("frame.too_large"): more than mostSecretBytes.
    Result<Done> sendSecret(RequestNumber request, Secret secret);

    /// How many bytes of the body of `request` may be sent now; grows with the signal credited().
    [[nodiscard]] quint32 credit(RequestNumber request) const;
    /// Bodies of `request` that were begun, by either end, will not be ended.
    void forget(RequestNumber request);

    /// Bytes that wait for the other end to read.
    [[nodiscard]] qsizetype waitingBytes() const { return m_writer.waitingBytes(); }

    /// Reads nothing until resume(): the kernel slows the other end down.
    void pause();
    void resume();

    /// Reads no more, and closes once what waits is written, within 5 s.
    void closeGently();
    void close();

Q_SIGNALS:
    void messageReceived(const QByteArray &json);
    void partReceived(tuppence::net::RequestNumber request, const QByteArray &bytes);
    void endReceived(tuppence::net::RequestNumber request);
    void cancelReceived(tuppence::net::RequestNumber request);
    /// The other end takes more of the body of `request`.
    void credited(tuppence::net::RequestNumber request);
    /// To be connected directly; the receiver moves from `secret`, or it is wiped after the signal.
    void secretReceived(tuppence::net::RequestNumber request, tuppence::Secret &secret);
    /// All that waited has been written.
    void drained();
    /// The connection is gone, whoever ended it; emitted once, from the event loop.
    void closed();

private:
    void onReadable();
    void onWritable();
    void receive(Frame &frame);
    void receivePart(RequestNumber request, const QByteArray &bytes);
    void receiveCredit(RequestNumber request, quint32 bytes);
    Result<Done> send(QByteArray frame);
    Result<Done> flush();

    UnixSocket m_socket;
    Peer m_peer;
    FrameReader m_reader;
    FrameWriter m_writer;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QHash<RequestNumber, quint32> m_maySend; ///< of bodies that we have begun
    QHash<RequestNumber, quint32> m_mayReceive; ///< of bodies that they have begun
    bool m_closesWhenDrained = false;
};

} // namespace tuppence::net
