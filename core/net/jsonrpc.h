// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/net/http.h"

#include <QUrl>

namespace tuppence::net {

/// One call of a remote procedure.
struct Call
{
    QByteArray method; ///< "eth_call"
    Json params = Json::array();
};

/// Whether wallet and RPC server may speak at `url`: https, or http to this machine.
[[nodiscard]] bool isRpcAddress(const QUrl &url);

/// A JSON-RPC 2.0 client for one server. Nothing is asked twice.
/// https://www.jsonrpc.org/specification
///
/// Errors of the transport have the kind Network: "rpc.unreachable" (data: host, cause),
/// "rpc.status" (data: host, status), "rpc.malformed" (data: host).
/// Refused ("rpc.address"): the URL is neither https nor loopback.
/// Refused ("rpc.error"): the server's own error (data: host, method, number, message; `detail` is
/// its "data" as JSON text), which is plain text of a stranger.
class JsonRpc
{
public:
    /// Answers above `mostBytes` are "rpc.malformed". `http` outlives this object and its calls.
    JsonRpc(Http &http, const QUrl &url, qsizetype mostBytes = 4 * 1024 * 1024);

    /// The member `result`, which may be null.
    [[nodiscard]] Pending<Json> call(const Call &call) const;
    /// One answer per call, in the order of `calls`, matched by id; calls that fail do so on their
    /// own, and one that was not answered is "rpc.malformed". An error of the whole: no answer
    /// could be read. Some servers take no batches and answer with one error: then each call has
    /// it.
    [[nodiscard]] Pending<QList<Result<Json>>> batch(const QList<Call> &calls) const;

    [[nodiscard]] const QUrl &url() const { return m_url; }

private:
    Http *m_http = nullptr;
    QUrl m_url;
    qsizetype m_mostBytes = 0;
};

} // namespace tuppence::net
