// SPDX-License-Identifier: MIT
#pragma once

#include "core/money/registry.h"

namespace tuppence::money::samples {

inline const QByteArray oneNetwork = R"({"networks": [{
    "id": "eip155:8453", "name": "Base", "finalDepth": 7, "steadyBlocks": true,
    "l1Fee": true,
    "publicRpc": [{"url": "https://rpc.example/v1", "operator": "Example"}],
    "transactionPage": "https://pages.example/tx/%1",
    "coin": {"slip44": 60, "symbol": "ETH", "decimals": 18}}]})";

inline const QByteArray token = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
inline const QByteArray otherToken = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";

inline QByteArray entryOf(const QByteArray &address, const QByteArray &symbol,
                          const QByteArray &more)
{
    return R"({"id": "eip155:8453/erc20:)" + address + R"(", "symbol": ")" + symbol
        + R"(", "name": "USD Coin", "version": "2", "method": "eip3009", "domainSeparator": "0x)"
        + QByteArray(64, 'a') + "\", " + more + "}";
}

inline QByteArray list(const QByteArrayList &entries)
{
    return "{\"assets\": [" + entries.join(',') + "]}";
}

inline const QByteArray oneAsset =
    list({entryOf(token, "USDC", R"("decimals": 6, "worth": "usd")")});

inline const NetworkId base {"eip155", "8453"};
inline const AssetId usdc {base, "erc20", token};

inline Registry registryWith(const QByteArray &assets)
{
    return Registry::parse(oneNetwork, assets).value();
}

} // namespace tuppence::money::samples
