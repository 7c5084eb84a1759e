// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/chain.h"

#include <functional>

namespace tuppence::fakes {

/// A chain whose word the test decides. It signs as the real one does: through the signer.
class FakeChain final : public Chain
{
public:
    explicit FakeChain(const Clock &clock)
        : m_clock(clock)
    {
    }

    deal::Fate nextFate {deal::Fate::Kind::Unseen, {}, {}, 0, {}};
    std::function<QFuture<deal::Fate>(const deal::Handle &)> fateOf; ///< instead of `nextFate`
    std::optional<Uint256> balance = Uint256(1'000'000); ///< none: nobody can be asked
    std::optional<AssetId> dead; ///< whatever is asked together with it cannot be known
    std::chrono::seconds blockAhead {0}; ///< of our clock: the newest block
    int fatesAsked = 0;
    Result<Uint256> fee = Uint256(1000); ///< of what we send, at most
    std::function<std::optional<Error>(const deal::Instruction &)> obstacle; ///< to carrying it out
    quint64 nextNumber = 0; ///< of the account, as the chain counts
    QByteArrayList submitted; ///< proofs, in the order in which they came

    [[nodiscard]] QLatin1StringView id() const override;
    [[nodiscard]] Pending<std::optional<AssetAmount>>
    highestFee(const deal::Instruction &instruction, const AccountId &from) override;
    [[nodiscard]] Pending<deal::Prepared> prepare(const deal::Instruction &instruction,
                                                  const AccountId &from,
                                                  const Bounds &bounds) override;
    [[nodiscard]] Result<deal::Signed> sign(const deal::Prepared &prepared,
                                            const deal::Approval &approval,
                                            deal::Signer &signer) const override;
    [[nodiscard]] Pending<Done> submit(const deal::Signed &proof) override;
    [[nodiscard]] std::optional<quint64> numberOf(const deal::Handle &handle) const override;
    [[nodiscard]] Result<deal::SubmitCancellation>
    cancellation(const deal::Handle &handle) const override;
    [[nodiscard]] QFuture<deal::Fate> fate(const deal::Handle &handle) override;
    [[nodiscard]] Pending<Balances> balances(const QByteArray &address,
                                             const QList<AssetId> &assets) override;

private:
    [[nodiscard]] Pending<deal::Prepared> prepareTransaction(const deal::Instruction &instruction,
                                                             const AccountId &from,
                                                             const Bounds &bounds);

    const Clock &m_clock;
};

} // namespace tuppence::fakes
