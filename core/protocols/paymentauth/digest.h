// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace tuppence::paymentauth {

/// Whether `digest` is of `body`: `sha-256=:<base64>:` and `sha-512=…`, several with commas between
/// them (RFC 9530 section 2), and `sha-256=<base64>`, which mppx 0.11 writes. Algorithms with other
/// names are left out.
///
/// Refused ("mpp.digest"): one of them is of something else. Unsupported ("mpp.digest_unknown"):
/// none that is known, or it cannot be read.
[[nodiscard]] Result<Done> expectDigest(const QByteArray &digest, const QByteArray &body);

} // namespace tuppence::paymentauth
