// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/coin.h"

#include "core/protocols/networknames.h"

namespace tuppence::paymentheaders {

namespace {

struct Entry
{
    const char *network; ///< on EVM
    const char *symbol;
    const char *space;
    const char *reference;
    int decimals;
};

/// As resources/ has them; a test compares.
constexpr Entry coins[] = {
    {"8453", "USDC", "erc20", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", 6},
    {"8453", "ETH", "slip44", "60", 18},
    {"84532", "USDC", "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e", 6},
    {"84532", "ETH", "slip44", "1", 18},
};

} // namespace

std::optional<NetworkId> networkCalled(const QByteArray &text)
{
    const QByteArray name = text.toLower();
    const auto colon = name.indexOf(':');
    if (colon < 0)
        return networkNamed(name);
    if (name.startsWith("eip155:")) {
        const auto network = NetworkId::parse(name);
        return network ? std::optional(*network) : std::nullopt;
    }
    const auto named = networkNamed(name.first(colon));
    return named && named->reference == name.sliced(colon + 1) ? named : std::nullopt;
}

std::optional<Coin> coinCalled(const NetworkId &network, const QByteArray &symbol)
{
    for (const Entry &entry : coins) {
        if (network == NetworkId {"eip155", entry.network} && symbol.toUpper() == entry.symbol)
            return Coin {{network, entry.space, entry.reference}, entry.decimals};
    }
    return std::nullopt;
}

} // namespace tuppence::paymentheaders
