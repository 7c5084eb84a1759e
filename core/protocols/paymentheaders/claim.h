// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/net/message.h"

namespace tuppence::paymentheaders {

/// One way to pay as the seller writes it, in its own texts as valid UTF-8; empty: it does not say.
struct Claim
{
    QByteArray amount; ///< whole tokens; the digits where the seller writes a JSON number
    QByteArray currency;
    QByteArray network;
    QByteArray recipient;
    QByteArray memo;
    QByteArray deadline;
    QByteArray channel; ///< a payment channel's id

    friend bool operator==(const Claim &, const Claim &) = default;
};

/// What the headers X-Payment-… of a 402 say. X-Payment-Chain stands in for X-Payment-Network where
/// that is missing.
///
/// Refused "clawdnet.disagreement": one header twice, with different values. OutOfRange
/// "clawdnet.text_too_long": a value above 8 KiB.
[[nodiscard]] Result<Claim> claimInHeaders(const net::Headers &headers);

/// What a JSON object says; `raw` are its bytes, which parseJson() has accepted. A value that is
/// no text counts with its JSON text.
[[nodiscard]] Claim claimIn(const QByteArray &raw);

/// Both together. Where both say something it has to be the same: amounts as numbers, networks by
/// their ids, addresses and currencies without letter case, deadlines as times; the header's
/// spelling is kept.
///
/// Refused "clawdnet.disagreement": something else.
[[nodiscard]] Result<Claim> merged(const Claim &header, const Claim &body);

/// `alternative` with the recipient, memo and deadline of `first` where it says none.
[[nodiscard]] Claim inheriting(Claim alternative, const Claim &first);

/// JSON text, from which claimIn() reads it again.
[[nodiscard]] QByteArray toJson(const Claim &claim);

} // namespace tuppence::paymentheaders
