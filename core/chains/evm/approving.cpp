// SPDX-License-Identifier: MIT
#include "core/chains/evm/approving.h"

#include "core/chains/evm/payer.h"
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"

namespace tuppence::evm {

namespace {

/// With the quarter that every limit has to spare: the 70,000 of the reference clients.
constexpr quint64 approvalGas = 56'000;

} // namespace

Result<Sending> sendingOf(const deal::SubmitAllowance &allowance, const AccountId &account,
                          const money::Registry &registry)
{
    const AssetAmount &allowed = allowance.allowed;
    TRY(payingNetwork(allowed.asset, account, registry));
    const auto *token = TRY(knownToken(allowed.asset, registry));
    auto sending = TRY(emptySending(allowed.asset.network, account, registry));
    const auto permit2 = TRY(Address::parse(deal::permit2Contract));
    sending.instruction = allowance;
    sending.to = TRY(Address::parse(token->id.reference));
    sending.data = abiCall("approve(address,uint256)",
                           {AbiValue::address(permit2), AbiValue::number(allowed.units)});
    return sending;
}

Result<Sending> sponsoredApproval(const AssetAmount &needed, const AccountId &account,
                                  const money::Registry &registry)
{
    auto sending = TRY(sendingOf(deal::SubmitAllowance {{}, needed}, account, registry));
    sending.isSponsored = true;
    sending.gas = approvalGas;
    return sending;
}

} // namespace tuppence::evm
