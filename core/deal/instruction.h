// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/base/uint256.h"

#include <chrono>
#include <variant>

namespace tuppence::deal {

using tuppence::AssetAmount;

/// How a dialect wants the start of a transfer authorisation written (x402.md 1.5, 2.5).
enum class ValidAfter { Zero, TenMinutesAgo };

/// Sign, but do not send: the payee may take the amount, once, until the validity ends (EIP-3009).
struct AuthorizeTransfer
{
    AssetAmount amount;
    QByteArray payee; ///< in the chain's own form: EIP-55 for EVM
    std::chrono::seconds validity {};
    ValidAfter validAfter = ValidAfter::Zero;

    friend bool operator==(const AuthorizeTransfer &, const AuthorizeTransfer &) = default;
};

/// What a chain must do for an offer, as a plain value. Other shapes join here.
using Instruction = std::variant<AuthorizeTransfer>;

/// What an instruction would move, and to whom.
struct Moved
{
    AssetAmount amount;
    QByteArray payee;
    std::chrono::seconds validity {};
};

[[nodiscard]] inline Moved movedBy(const Instruction &instruction)
{
    return std::visit(
        [](const AuthorizeTransfer &transfer) {
            return Moved {transfer.amount, transfer.payee, transfer.validity};
        },
        instruction);
}

/// The message of EIP-3009's TransferWithAuthorization with the domain it is signed under.
/// https://eips.ethereum.org/EIPS/eip-3009
struct TransferAuthorization
{
    QString domainName;
    QString domainVersion;
    quint64 chainId = 0;
    QByteArray token; ///< EIP-55
    QByteArray from; ///< EIP-55
    QByteArray to; ///< EIP-55
    Uint256 value;
    Time validAfter;
    Time validBefore;
    QByteArray nonce; ///< 32 bytes

    friend bool operator==(const TransferAuthorization &, const TransferAuthorization &) = default;
};

/// The unsigned thing itself. Other shapes join here.
using Unsigned = std::variant<TransferAuthorization>;

/// An instruction made ready: what would leave the account, and what is to be signed.
struct Prepared
{
    Instruction instruction;
    AccountId from;
    QList<AssetAmount> leaves; ///< fees included
    Unsigned toSign;

    friend bool operator==(const Prepared &, const Prepared &) = default;
};

/// What a fate is asked by.
struct Handle
{
    NetworkId network;
    QByteArray id; ///< opaque outside its chain; kept in the ledger

    friend bool operator==(const Handle &, const Handle &) = default;
};

/// What the chain gave back: the proof that goes into the retry.
struct Signed
{
    QByteArray
        bytes; ///< the scheme's payload: for EIP-3009 the JSON {"authorization":…,"signature":…}
    Handle handle;
    Time deadAfter; ///< from then on the chain can prove it dead (trust.md 15)

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
    std::optional<Uint256> moved; ///< units that really moved, when final
    int confirmations = 0; ///< blocks on top, when landed
    std::optional<Error> reason; ///< why unknown

    friend bool operator==(const Fate &, const Fate &) = default;
};

} // namespace tuppence::deal
