// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/evmchain.h"
#include "core/money/registry.h"
#include "tests/fakes/fakerpc.h"

namespace tuppence {

class SetClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override { return time; }

    Time time;
};

/// One authorisation on Base Sepolia, the servers that know of it, and our clock.
struct FateScene
{
    static constexpr Time start {std::chrono::seconds(1'700'000'000)};
    static constexpr Time end = start + std::chrono::seconds(2000); ///< of the authorisation
    /// At first; one every 2 s, so that the newest is 200 s before the end.
    static constexpr int blockCount = 900;

    FateScene();
    /// Everything as at first.
    void reset();

    [[nodiscard]] static evm::Authorization authorization();
    /// A transaction in that block that uses it and moves the signed sum.
    [[nodiscard]] static fakes::Spent useAt(quint64 block);

    [[nodiscard]] evm::EvmChain chain();
    [[nodiscard]] deal::Fate fate();
    /// The fate's name, or the code of its reason.
    [[nodiscard]] QString outcome();
    [[nodiscard]] static QString nameOf(const deal::Fate &fate);

    fakes::FakeServer &server(const QUrl &url) { return rpc.servers[url]; }

    void mineEverywhere(int count);
    /// Chain and clock move on until an unused authorisation is dead.
    void letItEnd();

    const NetworkId network {"eip155", "84532"};
    const QUrl here {QStringLiteral("https://here.example/rpc")};
    const QUrl alsoHere {QStringLiteral("https://here.example/other")};
    const QUrl there {QStringLiteral("https://there.example/rpc")};
    money::Registry registry;
    SetClock clock;
    fakes::FakeRpc rpc;
    QList<QUrl> urls; ///< that the owner agreed to; at first `here`
};

} // namespace tuppence
