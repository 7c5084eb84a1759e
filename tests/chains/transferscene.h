// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/evmchain.h"
#include "core/money/registry.h"
#include "tests/fakes/fakerpc.h"

namespace tuppence {

class StoppedClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override { return Time(std::chrono::seconds(1'700'000'000)); }
};

/// A chain at the moment, and with the nonce, of the vectors.
struct TransferScene
{
    TransferScene();

    /// A cent to `payee`, for a minute.
    [[nodiscard]] deal::AuthorizeTransfer transfer() const;
    [[nodiscard]] Result<deal::Prepared> prepare(const deal::AuthorizeTransfer &instruction);
    [[nodiscard]] Result<deal::Prepared> prepare(const deal::AuthorizeTransfer &instruction,
                                                 const AccountId &from);

    const NetworkId network {"eip155", "84532"};
    const AssetId usdc {network, "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"};
    const QByteArray payer = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
    const QByteArray payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    const money::Registry registry;
    const StoppedClock clock;
    fakes::FakeRpc rpc;
    evm::EvmChain chain;
};

} // namespace tuppence
