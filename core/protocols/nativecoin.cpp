// SPDX-License-Identifier: MIT
#include "core/protocols/nativecoin.h"

namespace tuppence {

namespace {

struct Entry
{
    const char *network; ///< on EVM
    const char *slip44;
    const char *symbol;
};

/// As resources/networks.json has them; a test compares.
constexpr Entry coins[] = {
    {"1", "60", "ETH"},     {"10", "60", "ETH"},         {"56", "714", "BNB"},
    {"137", "966", "POL"},  {"1329", "19000118", "SEI"}, {"8453", "60", "ETH"},
    {"42161", "60", "ETH"}, {"43114", "9005", "AVAX"},   {"84532", "1", "ETH"},
};

} // namespace

std::optional<NativeCoin> nativeCoinOf(const NetworkId &network)
{
    for (const Entry &entry : coins) {
        if (network == NetworkId {"eip155", entry.network})
            return NativeCoin {{network, "slip44", entry.slip44}, entry.symbol};
    }
    return std::nullopt;
}

} // namespace tuppence
