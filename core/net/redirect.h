// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/message.h"

namespace tuppence::net {

/// `response` is a redirect that says where to: 301, 302, 303, 307 or 308 with a Location.
[[nodiscard]] bool isRedirect(const Response &response);

/// The request that follows the redirect `response` to `request`, for a caller who was told to
/// follow. Who follows counts the hops.
///
/// 303, and 301 or 302 after a POST, become a GET without body (a HEAD stays one); 307 and 308 keep
/// method and body. https://www.rfc-editor.org/rfc/rfc9110#section-15.4
/// A proof of payment was made for one URL and goes to no other, so payment headers are always
/// dropped. To another origin go only the headers that say how to answer and what the body is:
/// no Authorization, no Cookie, nothing of the caller's own.
///
/// Malformed ("http.redirect"): not a redirect, or its Location is no URL. Refused: to a scheme
/// that is not https or http ("http.scheme"), or from https to http ("http.downgrade").
Result<Request> followed(const Request &request, const Response &response);

} // namespace tuppence::net
