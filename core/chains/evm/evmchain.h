// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/chain.h"
#include "core/chains/evm/permitallowance.h"
#include "core/chains/evm/sentwitness.h"
#include "core/chains/evm/witness.h"

#include <QUrl>

#include <functional>

namespace tuppence::money {
class Registry;
struct Asset;
struct TokenDraft;
} // namespace tuppence::money

namespace tuppence::evm {

struct Moment;

/// The RPC addresses that the owner agreed to for a network, the preferred one first.
using ServersOf = std::function<QList<QUrl>(const NetworkId &)>;
/// 32 bytes that nobody can foresee.
using NonceSource = std::function<QByteArray()>;

[[nodiscard]] QByteArray randomNonce();

/// The networks with Ethereum's virtual machine ("eip155").
///
/// Servers are witnesses, not friends (trust.md 17): each is asked for its chain id before anything
/// else that it says counts, and nothing that a server says enters a signature.
class EvmChain final : public Chain
{
public:
    /// All of them outlive the chain; a chain that goes cancels what it was asked.
    EvmChain(const money::Registry &registry, Rpc &rpc, ServersOf serversOf, const Clock &clock,
             NonceSource nonceSource = randomNonce);

    [[nodiscard]] QLatin1StringView id() const override;

    /// Of the first server that answers with what can be. The codes of sendingOf(), askConditions()
    /// and highestFeeOf(); Network "rpc.none".
    [[nodiscard]] Pending<std::optional<AssetAmount>>
    highestFee(const deal::Instruction &instruction, const AccountId &from) override;
    /// For authorisations asks nobody: everything comes from the instruction, the registry and our
    /// clock; but where the seller fixes the nonce asks the token whether it is used, and so does
    /// highestFee() ("chain.nonce_used" and the other codes of fixednonce.h). For a permit asks the
    /// token whether Permit2 may move as much, and has the allowance that the seller takes signed
    /// besides; so does highestFee(), whose fee is that of an approval which the seller is to send.
    ///
    /// Unsupported: "chain.unknown_network", "chain.unknown_asset", "chain.transfer_method" (a
    /// token without EIP-3009). OutOfRange "chain.validity": not within 30 s … 1 h (trust.md 16).
    /// Refused "chain.account": an account of another network; "chain.channel_over" (voucher.h);
    /// "chain.permit2_allowance" and the other codes of permitallowance.h. Malformed: "address.…".
    ///
    /// For what we send as highestFee(), and the codes of prepareSending(): no server brings
    /// about a higher fee than `bounds` allow.
    [[nodiscard]] Pending<deal::Prepared> prepare(const deal::Instruction &instruction,
                                                  const AccountId &from,
                                                  const Bounds &bounds) override;
    /// Refused "chain.wrong_signature": it is not the payer's. Unsupported "chain.unknown_asset":
    /// the token is not in the registry. Errors of the signer pass through.
    [[nodiscard]] Result<deal::Signed> sign(const deal::Prepared &prepared,
                                            const deal::Approval &approval,
                                            deal::Signer &signer) const override;
    /// Errors of broadcast() besides; Network "rpc.none".
    [[nodiscard]] Pending<Done> submit(const deal::Signed &proof) override;
    [[nodiscard]] std::optional<quint64> numberOf(const deal::Handle &handle) const override;
    /// Errors of cancellationOf().
    [[nodiscard]] Result<deal::SubmitCancellation>
    cancellation(const deal::Handle &handle) const override;
    /// Asks every host that the owner agreed to; what follows from it stands in verdict.h and, of
    /// a transaction of ours, in sentverdict.h.
    /// With one host only, that host is believed. The transaction is given as "0x…" text.
    ///
    /// Unknown, with a reason: "chain.handle", "chain.unknown_network", "rpc.none", the codes of
    /// witness.h and verdict.h.
    [[nodiscard]] QFuture<deal::Fate> fate(const deal::Handle &handle) override;
    /// Tokens of the registry and the network's own coin ("slip44"), all of one network. Where a
    /// server fails, the next one is asked, and the last one's error is given.
    ///
    /// Network: "rpc.none", the codes of balances.h. Unsupported "chain.unknown_asset": an asset
    /// that is not in the registry, or of another network than the first. Malformed: "address.…".
    [[nodiscard]] Pending<Balances> balances(const QByteArray &address,
                                             const QList<AssetId> &assets) override;

    /// How far the newest block's time is ahead of our clock (negative: behind). Information for
    /// the owner (trust.md 16); a network may take minutes for a block.
    ///
    /// Network: as balances(). Unsupported "chain.unknown_network".
    [[nodiscard]] Pending<std::chrono::seconds> clockSkew(const NetworkId &network);

    /// The token that the owner wants added, as its contract is described by every host that
    /// answers; where no server may be asked, as the owner wrote it. Nothing is added by it.
    ///
    /// Errors of askToken() and tokenFrom(). Refused: "token.zero_address"; "token.disagree"
    /// {network}: two hosts describe it differently. Unsupported "chain.unknown_network".
    /// Malformed: "address.…".
    [[nodiscard]] Pending<money::Asset> describe(const money::TokenDraft &draft);

private:
    [[nodiscard]] QList<Server> serversOf(const NetworkId &network);
    /// Unsupported "chain.unknown_network". Network "rpc.none".
    [[nodiscard]] Result<QList<Server>> askable(const NetworkId &network);
    [[nodiscard]] Pending<std::optional<AssetAmount>> feeOf(const Result<Sending> &sending);
    [[nodiscard]] Pending<deal::Prepared> prepare(const Result<Sending> &sending,
                                                  const Bounds &bounds);
    /// With what has to be signed beside the permit.
    [[nodiscard]] Pending<deal::Prepared> prepare(const deal::AuthorizePermit2 &permit,
                                                  const AccountId &from, const Bounds &bounds,
                                                  const Moment &moment);
    [[nodiscard]] Pending<deal::Prepared>
    prepareAllowance(const deal::Prepared &permit, const Needed &needed, const Bounds &bounds);
    [[nodiscard]] QFuture<deal::Fate> askHosts(const QList<QList<Server>> &hosts,
                                               const SentQuestion &question);
    [[nodiscard]] QFuture<deal::Fate> askHosts(const QList<QList<Server>> &hosts,
                                               const Witness::Question &question);

    const money::Registry &m_registry;
    Rpc &m_rpc;
    ServersOf m_serversOf;
    const Clock &m_clock;
    NonceSource m_nonceSource;
    QObject m_scope; ///< of every continuation
};

} // namespace tuppence::evm
