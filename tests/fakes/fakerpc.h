// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/authorization.h"
#include "core/chains/evm/permithandle.h"
#include "core/chains/evm/rpc.h"
#include "core/chains/evm/testimony.h"

#include <QHash>

#include <functional>
#include <map>
#include <optional>

namespace tuppence::fakes {

/// A transfer of a token, as a transaction's receipt shows it.
struct Moved
{
    evm::Address from;
    evm::Address to;
    Uint256 units;
};

/// A transaction that uses up a nonce, or cancels it.
struct Spent
{
    evm::Event::Kind kind = evm::Event::Kind::Used;
    evm::Authorization authorization;
    quint64 block = 0;
    QByteArray transaction; ///< 32 bytes
    QList<Moved> transfers {};
    bool succeeded = true;
};

/// A transaction that uses up a permit's nonce.
struct UsedPermit
{
    evm::Permit permit;
    quint64 block = 0;
    QByteArray transaction; ///< 32 bytes
    QList<Moved> transfers;
    evm::Address to; ///< the contract that is called
    QByteArray input;
    /// Its owner took it back in that transaction, if it is not used before.
    bool isInvalidation = false;
};

/// A chain of blocks. A copy of it is another server's view, or a fork.
struct FakeBlocks
{
    QList<Time> times; ///< of block 0, 1, …
    QByteArray fork = "trunk"; ///< goes into the hash of every block from `forkedAt` on
    quint64 forkedAt = 0;
    QList<Spent> spent;
    QList<UsedPermit> permits; ///< oldest first
    Uint256 allowance; ///< of whoever is asked about, for every token
    std::optional<Uint256> tokenNonce; ///< likewise, of EIP-2612; none: no token knows permits
    std::map<evm::Address, Uint256> holdings; ///< by token, of whoever is asked about
    std::map<evm::Address, Uint256> coins; ///< by owner
    bool hasMulticall = true;

    /// Blocks 0 … `count` - 1, `interval` apart.
    [[nodiscard]] static FakeBlocks create(Time start, std::chrono::seconds interval, int count);
    void mine(std::chrono::seconds interval, int count);
    /// Blocks above `newest` never happened.
    void cutAbove(quint64 newest);

    [[nodiscard]] quint64 newest() const { return quint64(times.size()) - 1; }

    [[nodiscard]] QByteArray hashOf(quint64 number) const;
    [[nodiscard]] evm::Block block(quint64 number) const;
};

/// A server of a chain, with its faults.
struct FakeServer
{
    FakeBlocks chain;
    quint64 chainId = 84532;
    enum class Finalized { Known, Null, Error };
    Finalized finalized = Finalized::Known;
    QByteArray finalizedMessage = "unknown block tag"; ///< of the error
    int finalizedNumber = -32000; ///< of the error
    quint64 finalizedDepth = 10; ///< how far its `finalized` block is below its newest
    bool isDown = false;
    bool deniesUse = false; ///< calls each nonce unused and shows no log of it
    bool deniesLogs = false; ///< shows no logs
    bool forgetsState = false; ///< knows the state of its newest block only
    bool headDenies = false; ///< calls a nonce unused at `latest` only
    std::optional<quint64> mostBlocks; ///< in one range of logs
    QHash<QByteArray, Json> says; ///< by method: what it answers whatever the truth
    /// Asked before all else; what it has no answer for is answered as above.
    std::function<std::optional<Result<Json>>(const net::Call &)> special;
    QHash<QByteArray, int> asked; ///< by method

    [[nodiscard]] Result<Json> answer(const net::Call &call);

private:
    [[nodiscard]] Result<Json> blockAt(const Json &tag) const;
    [[nodiscard]] Result<Json> callContract(const Json &params) const;
    [[nodiscard]] Result<Json> logsOf(const Json &filter) const;
    [[nodiscard]] Json receiptOf(const Json &transaction) const;
    [[nodiscard]] Json sendingOf(const Json &transaction) const;
    [[nodiscard]] QByteArray bitmapOf(const QByteArray &arguments, quint64 block) const;
    [[nodiscard]] std::optional<quint64> numberOf(const Json &tag) const;
    [[nodiscard]] bool isUsed(const QByteArray &arguments, quint64 block) const;
    [[nodiscard]] Json aggregate(const QByteArray &arguments) const;
    [[nodiscard]] QByteArray holdingOf(const evm::Address &token) const;
};

/// Plays RPC servers, each under its address.
class FakeRpc final : public evm::Rpc
{
public:
    [[nodiscard]] Pending<QList<Result<Json>>> batch(const QUrl &server,
                                                     const QList<net::Call> &calls) override;

    std::map<QUrl, FakeServer> servers;
    bool isSlow = false; ///< answers in the next turn of the event loop
    /// Called with the number of the batch, from 0 on, before it is answered: the world changes.
    std::function<void(int)> beforeBatch;

private:
    [[nodiscard]] Result<QList<Result<Json>>> answer(const QUrl &server,
                                                     const QList<net::Call> &calls);

    int m_batches = 0;
};

} // namespace tuppence::fakes
