// SPDX-License-Identifier: MIT
#include "core/chains/evm/sending.h"

#include "core/crypto/abi.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

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

Result<Done> expectKnown(const AssetId &asset, const money::Coin &coin,
                         const money::Registry &registry)
{
    if (asset != coin.id && !registry.asset(asset))
        return fail(Error::Kind::Unsupported, "chain.unknown_asset",
                    {{u"asset"_s, QString::fromLatin1(asset.toString())}});
    return Done {};
}

} // namespace

Result<Sending> sendingOf(const deal::SubmitTransfer &instruction, const AccountId &account,
                          const money::Registry &registry)
{
    const AssetId &asset = instruction.amount.asset;
    Sending sending {instruction, account, {}, {}, {}, {}, {}, {}};
    sending.network = TRY(payableNetwork(asset.network, registry));
    sending.coin = *sending.network.coin;
    if (account.network != asset.network)
        return fail(Error::Kind::Refused, "chain.account", {{u"network"_s, sending.network.name}});
    TRY(expectKnown(asset, sending.coin, registry));
    sending.from = TRY(Address::parse(account.address));
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

} // namespace tuppence::evm
