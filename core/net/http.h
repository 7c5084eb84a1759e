// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/net/message.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace tuppence::net {

/// Where a request may go. Public: https to hosts all of whose addresses are public. Loopback:
/// that, and this machine (localhost, 127.0.0.0/8, ::1), there also by plain http.
enum class Reach { Public, Loopback };

/// What a request may cost in time and memory.
struct Options
{
    Reach reach = Reach::Public;
    std::chrono::milliseconds connect {20'000}; ///< to look up the name, connect and shake hands
    std::chrono::milliseconds firstByte {90'000}; ///< from then until the whole head is there
    std::chrono::milliseconds idle {60'000}; ///< longest silence while a body is read
    std::chrono::milliseconds total {0}; ///< until the whole body is there; 0: no such limit
    qsizetype mostHeadBytes = 256 * 1024; ///< of status line and header lines together
    qsizetype mostHeaders = 200;
    qsizetype mostBodyBytes = 8 * 1024 * 1024; ///< for fetch(); open() leaves that to its reader
};

/// An answer whose head is there and whose body is coming, no faster than it is read.
/// Destroying it drops the connection.
///
/// A reader calls read() until it gives nothing, then asks end(); at first, and after each signal.
/// It may destroy this object in a slot of one of its signals.
class Arriving : public QObject
{
    Q_OBJECT

public:
    /// Status, headers and URL; `body` is empty.
    [[nodiscard]] virtual const Response &head() const = 0;
    /// At most `most` bytes (more than 0) of what is there now; empty: nothing is there now.
    [[nodiscard]] virtual QByteArray read(qsizetype most) = 0;
    /// No value while more may come or something is unread; then how the body ended. Network
    /// ("http.connection_lost", "http.timeout") or Malformed ("http.malformed"): it is not whole.
    [[nodiscard]] virtual std::optional<Result<Done>> end() const = 0;

Q_SIGNALS:
    void readable();
    /// end() has a value; emitted once, after the last byte was read.
    void ended();
};

/// Sends requests. Each leaves at most once: nothing is sent again, no redirect is followed, no
/// cookie kept, no cache asked, no proxy used. A status of 3xx, 4xx or 5xx is an answer.
///
/// Every error of open() and fetch() carries the data member "left": false means that no byte of
/// the request left this machine; true that one may have, which holds wherever it is in doubt.
class Http
{
public:
    virtual ~Http() = default;
    /// The answer, as soon as its head is there.
    ///
    /// Malformed: the URL has no host, or names a user ("http.url"); a method or header that HTTP
    /// cannot carry or that is ours to set ("http.method", "http.header"); the answer is not HTTP
    /// ("http.malformed").
    /// Refused: "http.scheme", "http.plain" (http to another machine), "http.loopback",
    /// "http.address" (a name that leads to an address that is not public), "http.not_public" (such
    /// an address itself), "http.certificate".
    /// OutOfRange: "http.head_too_large".
    /// Network: "http.unknown_host", "http.unreachable", "http.tls", "http.timeout",
    /// "http.connection_lost".
    [[nodiscard]] virtual Pending<std::shared_ptr<Arriving>> open(const Request &request,
                                                                  const Options &options) = 0;
};

/// Reads the whole body as well. Errors: those of Http::open() and Arriving::end();
/// OutOfRange ("http.too_large"): the body has more than `options.mostBodyBytes`.
/// Without a result (QFuture::isCanceled()) when `http` goes before the head is there.
[[nodiscard]] Pending<Response> fetch(Http &http, const Request &request, const Options &options);

/// Reads on to the end of an answer whose head is there. Errors: those of Arriving::end(), and
/// OutOfRange ("http.too_large"): its body has more than `mostBytes`.
[[nodiscard]] Pending<Response> whole(std::shared_ptr<Arriving> arriving, qsizetype mostBytes);

} // namespace tuppence::net
