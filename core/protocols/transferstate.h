// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence {

/// One dialect in which the buyer sends the money and then proves it with a header.
struct TransferDialect
{
    QLatin1StringView id;
    const char *proofHeader; ///< every request with a proof has it
    /// The offer that `raw`, an Offer's, describes.
    deal::Offer (*offerIn)(const QByteArray &raw, int index);
    /// `original` with what proves the payment of `offer`; everything else is unchanged. `payload`
    /// is what the chain wrote for the transaction (see deal::Signed).
    net::Request (*withProof)(const net::Request &original, const deal::Offer &offer,
                              const QByteArray &payload);
    /// What a reply to the request with the proof means.
    deal::Step (*judge)(const deal::Reply &reply, const deal::Offer &paid);
};

/// What survives a crash.
struct TransferState
{
    deal::Offer offer; ///< the one that was paid
    net::Request sent; ///< the request with the proof
};

/// JSON text; the body is in it as base64, header bytes as Latin-1 characters.
[[nodiscard]] QByteArray encodeState(const TransferDialect &dialect, const TransferState &state);

/// Malformed ("protocol.state"): not what encodeState() gives for `dialect`.
[[nodiscard]] Result<TransferState> decodeState(const TransferDialect &dialect,
                                                const QByteArray &text);

/// Whether an offer of `challenge` asks for the money that `paid` moved, for the same payee or over
/// the same channel. Memos and deadlines are no part of it: they are new in each challenge.
[[nodiscard]] bool asksForTheSame(const deal::Challenge &challenge, const deal::Offer &paid);

} // namespace tuppence
