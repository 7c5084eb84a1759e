// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/net/message.h"

#include <optional>

namespace tuppence {

/// A request as a state keeps it: `{"method","url","headers":[[name,value]],"body"}`, with the body
/// as base64 and each byte of method and headers as the Latin-1 character of that number.
[[nodiscard]] Json requestToJson(const net::Request &request);

/// No value: not what requestToJson() gives, or a URL that is neither http nor https.
[[nodiscard]] std::optional<net::Request> requestFromJson(const Json &json);

} // namespace tuppence
