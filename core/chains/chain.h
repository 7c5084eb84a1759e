// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/pending.h"
#include "core/deal/prepared.h"
#include "core/deal/signer.h"
#include "core/deal/terms.h"

namespace tuppence {

/// What an account holds.
struct Balances
{
    QList<Uint256> units; ///< in the order asked
    /// When the network's newest block was made, as the same server says; none: nobody was asked.
    std::optional<Time> newestBlock;
};

/// What binds a transaction of our own or a voucher, apart from its instruction.
struct Bounds
{
    Uint256 highestFee; ///< in the network's coin: what was approved
    /// Where the chain numbers an account's transactions: the first number that none of ours which
    /// may still land has taken.
    quint64 firstNumber = 0;
    /// Of a voucher: what it is good for in all, as the ledger set it aside.
    Uint256 upTo = {};
};

/// One family of networks that share addresses and signatures.
class Chain
{
public:
    virtual ~Chain() = default;
    /// The CAIP-2 namespace: "eip155".
    [[nodiscard]] virtual QLatin1StringView id() const = 0;
    /// Whether it can be carried out now, and what it would cost us at most, in the network's coin.
    /// None: nothing is sent by us. A server's word: the owner sees it, and prepare() stays below
    /// it.
    ///
    /// Errors of prepare(): it cannot; another way may be tried.
    [[nodiscard]] virtual Pending<std::optional<AssetAmount>>
    highestFee(const deal::Instruction &instruction, const AccountId &from) = 0;
    /// What would leave the account, with the highest fee; asks the network where it must; no key.
    ///
    /// Unsupported ("chain.…"): a network or asset that the registry does not know. Refused
    /// "chain.fee_rose": it costs more by now than `bounds` allow.
    [[nodiscard]] virtual Pending<deal::Prepared>
    prepare(const deal::Instruction &instruction, const AccountId &from, const Bounds &bounds) = 0;
    /// Offline. Has the signer check and sign `prepared`, and puts the proof together.
    [[nodiscard]] virtual Result<deal::Signed> sign(const deal::Prepared &prepared,
                                                    const deal::Approval &approval,
                                                    deal::Signer &signer) const = 0;
    /// Gives a transaction of ours to every server that may be asked. Sending the same bytes again
    /// is harmless. Succeeds where one of them took it or has it already; an error says nothing
    /// about what becomes of it: fate() does.
    ///
    /// Network or Refused ("rpc.…"): none took it. Unsupported "chain.not_sendable": nothing that
    /// we send.
    [[nodiscard]] virtual Pending<Done> submit(const deal::Signed &proof) = 0;
    /// The number that a transaction of ours has in its account. None: not such a thing.
    [[nodiscard]] virtual std::optional<quint64> numberOf(const deal::Handle &handle) const = 0;
    /// What makes the thing of that handle worthless, whoever has it.
    ///
    /// Malformed or Unsupported ("chain.…"): nothing of that kind, or an unknown network.
    [[nodiscard]] virtual Result<deal::SubmitCancellation>
    cancellation(const deal::Handle &handle) const = 0;
    /// What became of it. `Dead` only with the proof that trust.md 15 asks for. Never an error:
    /// what cannot be known is `Unknown` with its reason.
    [[nodiscard]] virtual QFuture<deal::Fate> fate(const deal::Handle &handle) = 0;
    /// What `address` holds of each asset, in the order asked, as the newest block has it. All
    /// assets are of one network.
    ///
    /// Network or Refused ("rpc.…"): nobody answered, or nobody who may be believed.
    [[nodiscard]] virtual Pending<Balances> balances(const QByteArray &address,
                                                     const QList<AssetId> &assets) = 0;
};

} // namespace tuppence
