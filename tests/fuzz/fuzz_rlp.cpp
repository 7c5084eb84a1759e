// SPDX-License-Identifier: MIT
#include "core/crypto/rlp.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;

namespace {

QByteArray encoded(const evm::RlpItem &item)
{
    if (const auto *bytes = std::get_if<QByteArray>(&item.value))
        return evm::rlpBytes(*bytes);
    QByteArrayList items;
    for (const auto &inner : std::get<std::vector<evm::RlpItem>>(item.value))
        items.append(encoded(inner));
    return evm::rlpList(items);
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray input = inputOf(bytes, size);
    if (const auto item = evm::rlpDecode(input))
        claim(encoded(*item) == input, "there is one spelling of each item");
    return 0;
}
