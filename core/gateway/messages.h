// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <QByteArrayList>

#include <variant>

namespace tuppence::gateway {

/// The version of the protocol that docs/gateway.md describes.
constexpr int protocolVersion = 1;
/// The longest JSON message, in bytes.
constexpr qsizetype longestMessage = 256 * 1024;

/// tuppenced's first word.
struct Welcome
{
    QList<int> versions;
    QByteArray program; ///< "tuppenced/0.1.0"
    QByteArray challenge; ///< 32 bytes
};

/// The client's first word.
struct Hello
{
    int version = 0;
    QByteArray program; ///< at most 64 printable ASCII characters: what it calls itself
    QByteArray key; ///< Ed25519, 32 bytes
    QByteArray signature; ///< 64 bytes, over helloText()
};

/// Whom tuppenced takes the client for.
struct Ready
{
    QByteArray fingerprint;
    bool paired = false;
    QString name;
};

struct Request
{
    quint32 id = 0; ///< at least 1
    QByteArray method;
    Json params = Json::object();
};

struct Response
{
    quint32 id = 0;
    Result<Json> outcome = Json::object();
};

struct Event
{
    quint32 id = 0;
    QByteArray name;
    Json content = Json::object();
};

/// Why the connection ends; the last message on it.
struct Farewell
{
    Error error;
};

using Message = std::variant<Welcome, Hello, Ready, Request, Response, Event, Farewell>;

/// The JSON text of a message frame.
[[nodiscard]] QByteArray encode(const Message &message);
/// Malformed ("gateway.message" or a code of json): no message of this protocol.
Result<Message> decode(QByteArrayView text);

/// What the client's key signs (docs/gateway.md); `socket` is "ask" or "owner".
[[nodiscard]] QByteArray helloText(QByteArrayView socket, QByteArrayView challenge);
/// The short name of a key that people compare: "1a2b-3c4d-5e6f-7a8b", from its SHA-256.
[[nodiscard]] QByteArray fingerprint(QByteArrayView key);

/// {"kind","code","message","data"}; the message is the sentence for it.
[[nodiscard]] Json toJson(const Error &error);
/// The error as it was given to toJson(). Malformed ("gateway.message").
Result<Error> errorFromJson(const Json &json);
/// JSON on one line. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] QByteArray toText(const Json &json);

/// The value as JSON text.
[[nodiscard]] inline Json toJson(const QString &text)
{
    return text.toStdString();
}

[[nodiscard]] inline Json toJson(const QByteArray &text)
{
    return text.toStdString();
}

} // namespace tuppence::gateway
