// SPDX-License-Identifier: MIT
#include "core/chains/evm/sending.h"

#include "core/chains/evm/approving.h"
#include "core/chains/evm/cancelling.h"
#include "core/crypto/abi.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

Result<Done> expectKnown(const AssetId &asset, const money::Coin &coin,
                         const money::Registry &registry)
{
    if (asset != coin.id && !registry.asset(asset))
        return fail(Error::Kind::Unsupported, "chain.unknown_asset",
                    {{u"asset"_s, QString::fromLatin1(asset.toString())}});
    return Done {};
}

} // namespace

Result<money::Network> payableNetwork(const NetworkId &id, const money::Registry &registry)
{
    const auto *network = registry.network(id);
    if (!network)
        return fail(Error::Kind::Unsupported, "chain.unknown_network",
                    {{u"network"_s, QString::fromLatin1(id.toString())}});
    if (!network->coin)
        return fail(Error::Kind::Unsupported, "chain.no_coin", {{u"network"_s, network->name}});
    return *network;
}

Result<Sending> emptySending(const NetworkId &network, const AccountId &account,
                             const money::Registry &registry)
{
    Sending sending;
    sending.account = account;
    sending.network = TRY(payableNetwork(network, registry));
    sending.coin = *sending.network.coin;
    sending.moved = {sending.coin.id, 0};
    if (account.network != network)
        return fail(Error::Kind::Refused, "chain.account", {{u"network"_s, sending.network.name}});
    sending.from = TRY(Address::parse(account.address));
    return sending;
}

Result<Sending> sendingOf(const deal::SubmitTransfer &instruction, const AccountId &account,
                          const money::Registry &registry)
{
    const AssetId &asset = instruction.amount.asset;
    auto sending = TRY(emptySending(asset.network, account, registry));
    TRY(expectKnown(asset, sending.coin, registry));
    sending.instruction = instruction;
    sending.deadline = instruction.deadline;
    sending.moved = instruction.amount;
    const auto payee = TRY(Address::parse(instruction.payee));
    if (sending.isCoin()) {
        sending.to = payee;
        sending.value = instruction.amount.units;
        return sending;
    }
    sending.to = TRY(Address::parse(asset.reference));
    sending.data = abiCall("transfer(address,uint256)",
                           {AbiValue::address(payee), AbiValue::number(instruction.amount.units)});
    return sending;
}

std::optional<Result<Sending>> sentBy(const deal::Instruction &instruction,
                                      const AccountId &account, const money::Registry &registry)
{
    if (const auto *transfer = std::get_if<deal::SubmitTransfer>(&instruction))
        return sendingOf(*transfer, account, registry);
    if (const auto *allowance = std::get_if<deal::SubmitAllowance>(&instruction))
        return sendingOf(*allowance, account, registry);
    if (const auto *cancellation = std::get_if<deal::SubmitCancellation>(&instruction))
        return sendingOf(*cancellation, account, registry);
    return std::nullopt;
}

} // namespace tuppence::evm
