// SPDX-License-Identifier: MIT
#include "core/base/amount.h"
#include "core/money/read.h"
#include "core/money/registry.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::money;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    QByteArray assetsJson = inputOf(bytes, size);
    const QByteArray networksJson = cut(assetsJson, '\0');
    for (const QByteArray &json : {networksJson, assetsJson}) {
        (void)readNetworks(json);
        (void)readAssets(json);
    }
    const auto registry = Registry::parse(networksJson, assetsJson);
    if (!registry)
        return 0;
    for (const Network &network : registry->networks()) {
        claim(registry->network(network.id) != nullptr, "a network is found");
        claim(network.finalDepth >= 1 && network.publicRpc.size() <= 3, "within its bounds");
    }
    for (const Asset &asset : registry->assets()) {
        claim(registry->network(asset.id.network) != nullptr, "a token has a network");
        claim(asset.decimals >= 0 && asset.decimals <= Amount::maxDecimals, "and places");
        (void)registry->display({asset.id, Uint256::max()});
        (void)registry->whole({asset.id, Uint256::max()});
        (void)registry->usd({asset.id, Uint256(1)});
    }
    return 0;
}
