// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::tokenendpoint {

/// The request that gives a signed transfer authorisation or permit for a bearer token: POST to
/// `endpoint`, the body as servers 0.3.0 read it, integers as JSON integers, `r` and `s` with all
/// their 64 digits: the servers verify a shorter text and then cannot settle it. `created_at` is
/// left out; the servers have their own clock for it.
///
/// `instruction` was signed and is one that readOffer() makes; `payload` is what the chain wrote
/// for it (see deal::Signed), with a signature of 65 bytes.
[[nodiscard]] net::Request tokenRequest(const QUrl &endpoint, const deal::Instruction &instruction,
                                        const QByteArray &payload);

/// Whether that is a request as tokenRequest() makes it.
[[nodiscard]] bool isTokenRequest(const net::Request &request);

} // namespace tuppence::tokenendpoint
