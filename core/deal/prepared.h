// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/instruction.h"
#include "core/deal/unsigned.h"

namespace tuppence::deal {

/// An instruction made ready: what would leave the account, and what is to be signed.
struct Prepared
{
    Instruction instruction;
    AccountId from;
    QList<AssetAmount> leaves; ///< fees included
    Unsigned toSign;

    friend bool operator==(const Prepared &, const Prepared &) = default;
};

/// What the seller brings to the network beside a permit (x402.md 2.6).
struct SignedAllowance
{
    enum class Kind { TokenPermit, Transaction };

    Kind kind = Kind::TokenPermit;
    /// A JSON object: "from", "asset", "spender" and "amount", all texts; then "nonce", "deadline"
    /// and "signature", or "signedTransaction".
    QByteArray members;

    friend bool operator==(const SignedAllowance &, const SignedAllowance &) = default;
};

/// What the chain gave back: the proof that goes into the retry.
struct Signed
{
    /// The scheme's payload. EIP-3009: the JSON {"authorization":…,"signature":…}; Permit2:
    /// {"permit2Authorization":…,"signature":…}; a transaction:
    /// {"transaction":"0x…","transactionHash":"0x…","from":"0x…"}; a voucher:
    /// {"voucher":{"channelId":"0x…","amount":"110000","nonce":"0"},"signature":"0x…"}.
    QByteArray bytes;
    Handle handle;
    /// From then on the chain can prove it dead (trust.md 15). None: not by time alone; a
    /// transaction dies when another one takes its number, a voucher never does.
    std::optional<Time> deadAfter;
    std::optional<SignedAllowance> allowance = std::nullopt; ///< of a permit that needs one

    friend bool operator==(const Signed &, const Signed &) = default;
};

/// What became of something signed, as far as the chain's servers say.
struct Fate
{
    enum class Kind {
        Unseen, ///< not on the chain, and it can still come
        Landed, ///< in a block that may yet be taken back
        Final, ///< in a finalized block
        Dead, ///< proved never to come (trust.md 15)
        Unknown, ///< nobody who may be believed could be asked
    };

    Kind kind = Kind::Unknown;
    QByteArray transaction; ///< when landed or final
    /// Units that really moved, when final, and of a transaction of ours when landed; 0: it failed
    /// and only cost its fee. None: it cannot be told, or there was nothing to move.
    std::optional<Uint256> moved;
    int confirmations = 0; ///< blocks on top, when landed
    std::optional<Error> reason; ///< why unknown
    /// What we paid for it, in the network's coin, when final.
    std::optional<Uint256> fee = std::nullopt;

    friend bool operator==(const Fate &, const Fate &) = default;
};

} // namespace tuppence::deal
