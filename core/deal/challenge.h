// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/uint256.h"
#include "core/deal/instruction.h"
#include "core/deal/signedword.h"

#include <QUrl>

#include <optional>

namespace tuppence::deal {

/// Who bears the risk of a seller that fails (x402.md 2.4).
enum class Flow { Authorization, Upfront, Escrow };

/// One way to pay a challenge.
struct Offer
{
    int index = 0; ///< its place among the seller's offers
    QByteArray scheme; ///< "exact"
    NetworkId network; ///< CAIP-2, whatever the dialect calls it
    std::optional<Instruction> instruction; ///< none: `obstacle` says why it cannot be carried out
    /// It is not carried out; an instruction beside it only says what it would move, and to whom.
    std::optional<Error> obstacle;
    Flow flow = Flow::Authorization;
    QByteArray raw; ///< the seller's own bytes of this offer, to be sent back unchanged
    /// What the seller says of the token; our registry's word wins, a difference is a warning.
    QString claimedName;
    QString claimedVersion;
    /// The seller wrote the payee in mixed letters whose checksum does not fit (EIP-55), most
    /// likely a slip in copying; the instruction has it respelled. A warning.
    bool payeeMisspelled = false;
    std::optional<SignedWord> signedWord; ///< none: the seller signs no offers

    friend bool operator==(const Offer &, const Offer &) = default;
};

/// What a 402 says, read and validated. Texts are the seller's: plain, capped, never rich.
struct Challenge
{
    QByteArray dialect; ///< "x402-v2"
    QByteArray raw; ///< the JSON text that was read
    QList<Offer> offers;
    QUrl resource; ///< what the seller says is for sale; may name another origin (a warning)
    QString description;
    QString mimeType;
    QByteArray error; ///< the seller's code or text, as it came
    /// Where the proof goes first; empty: with the request. May be another origin (a warning).
    QUrl proofGoesTo;

    friend bool operator==(const Challenge &, const Challenge &) = default;
};

} // namespace tuppence::deal
