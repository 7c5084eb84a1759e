// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/choose.h"

namespace tuppence::payments {

/// A request, and what the seller said to it.
struct Asked
{
    net::Request request;
    net::Response reply;
};

/// Whoever stands between this machine and that of `url` can read what goes there.
[[nodiscard]] bool isReadableByOthers(const QUrl &url);

/// What the owner should read before they agree, each with a sentence of its own ("warning.…"),
/// as far as this one offer tells it (trust.md 7). Each turns automatic payment off.
[[nodiscard]] QList<Error> warningsFor(const Option &option, const Asked &asked,
                                       const Rooms &rooms);

/// Of an approval that is signed beside a permit and that somebody else sends (x402.md 2.6). `fee`:
/// what it may cost us; none: there is no such thing.
[[nodiscard]] QList<Error>
approvalWarning(const Option &option, const std::optional<AssetAmount> &fee, const Rooms &rooms);

} // namespace tuppence::payments
