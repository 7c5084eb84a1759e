// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/base/secret.h"

#include <QByteArrayList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tuppence::gateway {

/// Who is at the other end of a connection.
struct Caller
{
    QByteArray key; ///< the public key that it proved to have; decides what belongs to it
    QByteArray fingerprint; ///< of the key, for people
    bool paired = false;
    QString name; ///< as the owner paired it; else as it calls itself

    /// What its requests are kept under: the whole key, because a fingerprint can be made again.
    [[nodiscard]] QByteArray identity() const { return key.toHex(); }
};

/// A request, whole.
struct Call
{
    QByteArray method;
    Json params = Json::object();
    std::vector<Secret> secrets; ///< in the order of Shape::secrets
    QByteArray body; ///< empty where none was announced

    [[nodiscard]] QByteArray text(const char *key) const
    {
        return textMember(params, key).value_or(QByteArray());
    }
};

/// What must follow a request before it is whole.
struct Shape
{
    QByteArrayList secrets; ///< their names, in order
    bool takesBody = false;
};

/// What a method gives back.
struct Answer
{
    Json result = Json::object();
    Secret secret; ///< sent before the result where it is not empty
};

/// The connection's side of one running request. It vanishes with the connection.
class Conversation : public QObject
{
    Q_OBJECT

public:
    using QObject::event; // the other of that name stays in sight
    using QObject::QObject;

    /// Something on the way; a word of docs/gateway.md.
    virtual void event(const QByteArray &name, const Json &content) = 0;
    /// How many bytes of body may be sent now.
    [[nodiscard]] virtual qsizetype room() const = 0;
    /// At most room() bytes.
    virtual void part(const QByteArray &bytes) = 0;
    /// The body is whole.
    virtual void end() = 0;
    /// The end of the request, once; `this` is deleted soon after.
    virtual void finish(Result<Answer> outcome) = 0;

Q_SIGNALS:
    /// room() has grown.
    void roomGrew();
    /// The client takes its request back.
    void cancelled();
};

/// What one socket offers to one connection. Made when the client is known, ends with the
/// connection.
class Dispatcher : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What must follow a request of that method. Nothing: there is no such method on this socket.
    [[nodiscard]] virtual std::optional<Shape> shape(const QByteArray &method) const = 0;
    /// Answers through `conversation`, now or later. The shape of `call` is right.
    virtual void run(Call call, QPointer<Conversation> conversation) = 0;
};

/// Makes the dispatcher of one socket for a client that has said hello.
using DispatcherMaker = std::function<std::unique_ptr<Dispatcher>(const Caller &)>;

} // namespace tuppence::gateway
