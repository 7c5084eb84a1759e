// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/challenge.h"
#include "core/net/message.h"

#include <variant>

namespace tuppence::deal {

/// A message that can carry a proof, and what comes back.
using Carried = net::Request;
using Reply = net::Response;

/// The seller's word about the settlement, kept as a claim.
struct Settlement
{
    std::optional<Uint256> charged;
    QByteArray transaction;
    QByteArray raw; ///< the receipt as it came (JSON text)

    friend bool operator==(const Settlement &, const Settlement &) = default;
};

/// What a seller gave that serves again, without money (architecture.md, "Words").
struct Pass
{
    QByteArray site; ///< the origin that takes it
    QByteArray header; ///< its name, and what goes with every request there under it
    QByteArray value;
    std::chrono::seconds lifetime {}; ///< from the answer on that brought it

    friend bool operator==(const Pass &, const Pass &) = default;
};

/// What an exchange wants next.
struct Send
{
    Carried message;
    bool carriesProof = false; ///< the engine writes state() to the ledger before it sends
    /// The reply is one more word of the exchange, wanted whole; what is bought comes later.
    bool isInterim = false;
    /// What the last reply brought; kept before this leaves, so that it is not lost with the
    /// answer.
    std::optional<Pass> pass = std::nullopt;
    /// From then on it does not leave any more; what became of the money is asked all the same.
    std::optional<Time> until = std::nullopt;

    friend bool operator==(const Send &, const Send &) = default;
};

struct CarryOut
{
    Instruction instruction;

    friend bool operator==(const CarryOut &, const CarryOut &) = default;
};

/// The answer that was bought is this reply.
struct Delivered
{
    std::optional<Settlement> settlement;
    std::optional<Error> note =
        std::nullopt; ///< something odd that the owner should read; takes nothing back
    std::optional<Pass> pass = std::nullopt; ///< came with the answer

    friend bool operator==(const Delivered &, const Delivered &) = default;
};

/// The transaction that was signed goes to the network now, and what comes `then` waits until it is
/// so far. The same again after a crash: the same bytes are sent twice without harm.
struct Submit
{
    enum class Until {
        Included, ///< in a block
        Final, ///< in a finalized block
    };

    Until until = Until::Included;
    std::variant<Send, Delivered> then; ///< Delivered: there is nobody to be told

    friend bool operator==(const Submit &, const Submit &) = default;
};

/// The seller kept the answer back. The engine asks the chain; the code never decides about money.
struct Withheld
{
    Error reason; ///< "x402.…", with the seller's own text in data "text"
    std::optional<Settlement> settlement;

    friend bool operator==(const Withheld &, const Withheld &) = default;
};

/// The seller wants something else now: back to the owner.
struct NewTerms
{
    Challenge challenge;

    friend bool operator==(const NewTerms &, const NewTerms &) = default;
};

using Step = std::variant<Send, CarryOut, Submit, Delivered, Withheld, NewTerms>;

} // namespace tuppence::deal
