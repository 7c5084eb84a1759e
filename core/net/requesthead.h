// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/message.h"
#include "core/net/target.h"

namespace tuppence::net {

/// Whether a header of that name says where a message ends or what becomes of its connection.
[[nodiscard]] bool isOursToSet(const QByteArray &name);

/// Request line and header lines as they leave, up to the empty line.
///
/// Ours are Host, Content-Length and Connection, and where the request has none of its own: Accept,
/// `Accept-Encoding: identity` (so that nothing small unpacks to something huge) and User-Agent.
/// Malformed ("http.method"): no token, or CONNECT or TRACE. Malformed ("http.header"; data: name):
/// cannot stand in a header line, or is one that frames the message and so is ours to set.
/// https://www.rfc-editor.org/rfc/rfc9112
Result<QByteArray> requestHead(const Request &request, const Target &target,
                               const QByteArray &userAgent);

} // namespace tuppence::net
