// SPDX-License-Identifier: MIT
#include "core/net/framesocket.h"

#include <QTimer>

#include <chrono>
#include <limits>

namespace tuppence::net {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Frames read before others get their turn.
constexpr int framesInATurn = 32;

quint32 plus(quint32 credit, quint32 more)
{
    return static_cast<quint32>(
        qMin<quint64>(quint64 {credit} + more, std::numeric_limits<quint32>::max()));
}

auto tooLarge(qsizetype bytes, qsizetype most)
{
    return fail(Error::Kind::OutOfRange, "frame.too_large",
                {{u"bytes"_s, bytes}, {u"most"_s, most}});
}

} // namespace

FrameSocket::FrameSocket(UnixSocket socket, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
{
    const auto peer = m_socket.peer();
    if (!peer) {
        close(); // without knowing who it is, nothing is read
        return;
    }
    m_peer = *peer;
    m_readable = std::make_unique<QSocketNotifier>(m_socket.descriptor(), QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_socket.descriptor(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &FrameSocket::onReadable);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &FrameSocket::onWritable);
}

FrameSocket::~FrameSocket() = default;

Result<Done> FrameSocket::sendMessage(QByteArrayView json)
{
    if (json.isEmpty())
        return fail(Error::Kind::Malformed, "frame.malformed");
    if (json.size() > mostMessageBytes)
        return tooLarge(json.size(), mostMessageBytes);
    return send(messageFrame(json));
}

Result<Done> FrameSocket::sendPart(RequestNumber request, QByteArrayView bytes)
{
    if (bytes.size() > credit(request))
        return fail(Error::Kind::Refused, "frame.no_credit");
    m_maySend.insert(request, credit(request) - static_cast<quint32>(bytes.size()));
    while (!bytes.isEmpty()) {
        const auto part = bytes.first(qMin(bytes.size(), mostPartBytes));
        bytes = bytes.sliced(part.size());
        TRY(send(partFrame(request, part)));
    }
    return Done {};
}

Result<Done> FrameSocket::sendEnd(RequestNumber request)
{
    m_maySend.remove(request);
    return send(endFrame(request));
}

Result<Done> FrameSocket::sendCancel(RequestNumber request)
{
    return send(cancelFrame(request));
}

Result<Done> FrameSocket::sendCredit(RequestNumber request, quint32 bytes)
{
    const auto body = m_mayReceive.find(request);
    if (body == m_mayReceive.end())
        return Done {};
    *body = plus(*body, bytes);
    return send(creditFrame(request, bytes));
}

Result<Done> FrameSocket::sendSecret(RequestNumber request, Secret secret)
{
    if (secret.size() > mostSecretBytes)
        return tooLarge(secret.size(), mostSecretBytes);
    m_writer.append(secretFrameStart(request, secret.size()));
    if (!secret.isEmpty())
        m_writer.append(std::move(secret));
    return flush();
}

quint32 FrameSocket::credit(RequestNumber request) const
{
    return m_maySend.value(request, firstCredit);
}

void FrameSocket::forget(RequestNumber request)
{
    m_maySend.remove(request);
    m_mayReceive.remove(request);
}

void FrameSocket::pause()
{
    if (isOpen())
        m_readable->setEnabled(false);
}

void FrameSocket::resume()
{
    if (isOpen() && !m_closesWhenDrained)
        m_readable->setEnabled(true);
}

void FrameSocket::closeGently()
{
    pause();
    m_closesWhenDrained = true;
    if (m_writer.waitingBytes() == 0)
        return close();
    QTimer::singleShot(5s, this, &FrameSocket::close);
}

void FrameSocket::close()
{
    if (!isOpen())
        return;
    // The notifiers go later: one of them may be on the way up to us.
    for (auto *notifier : {m_readable.release(), m_writable.release()}) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
    m_socket.close();
    m_writer.clear();
    QMetaObject::invokeMethod(this, &FrameSocket::closed, Qt::QueuedConnection);
}

Result<Done> FrameSocket::send(QByteArray frame)
{
    m_writer.append(std::move(frame));
    return flush();
}

Result<Done> FrameSocket::flush()
{
    const bool isWritten = isOpen() && m_writer.write(m_socket);
    if (!isWritten) {
        m_writer.clear();
        close();
        return fail(Error::Kind::Refused, "socket.closed");
    }
    m_writable->setEnabled(m_writer.waitingBytes() > 0);
    return Done {};
}

void FrameSocket::onWritable()
{
    if (!flush() || m_writer.waitingBytes() > 0)
        return;
    if (m_closesWhenDrained)
        return close();
    Q_EMIT drained();
}

void FrameSocket::onReadable()
{
    for (int turn = 0; turn < framesInATurn; ++turn) {
        // Whoever received the last frame may have closed or paused.
        if (!isOpen() || !m_readable->isEnabled())
            return;
        auto frame = m_reader.next(m_socket);
        if (!frame)
            return close();
        if (!*frame)
            return;
        receive(**frame);
    }
}

void FrameSocket::receive(Frame &frame)
{
    switch (frame.kind) {
    case FrameKind::Message:
        return Q_EMIT messageReceived(frame.bytes);
    case FrameKind::Part:
        return receivePart(frame.request, frame.bytes);
    case FrameKind::End:
        m_mayReceive.remove(frame.request);
        return Q_EMIT endReceived(frame.request);
    case FrameKind::Cancel:
        m_mayReceive.remove(frame.request);
        return Q_EMIT cancelReceived(frame.request);
    case FrameKind::Credit:
        return receiveCredit(frame.request, numberAt(frame.bytes));
    case FrameKind::Secret:
        return Q_EMIT secretReceived(frame.request, frame.secret);
    }
}

void FrameSocket::receivePart(RequestNumber request, const QByteArray &bytes)
{
    const quint32 most = m_mayReceive.value(request, firstCredit);
    m_mayReceive.insert(request, most - static_cast<quint32>(bytes.size()));
    if (bytes.size() > most || m_mayReceive.size() > mostBodies)
        return close();
    Q_EMIT partReceived(request, bytes);
}

void FrameSocket::receiveCredit(RequestNumber request, quint32 bytes)
{
    const auto body = m_maySend.find(request);
    if (body == m_maySend.end()) // it is whole already
        return;
    *body = plus(*body, bytes);
    Q_EMIT credited(request);
}

} // namespace tuppence::net
