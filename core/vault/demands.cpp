// SPDX-License-Identifier: MIT
#include "core/vault/demands.h"

#include "core/crypto/eip55.h"

namespace tuppence::vault {

Result<Done> expectAll(std::initializer_list<Demand> demands)
{
    for (const auto &demand : demands) {
        if (!demand.holds)
            return fail(Error::Kind::Refused, demand.code);
    }
    return Done {};
}

bool isSameAddress(const QByteArray &one, const QByteArray &other)
{
    if (one == other)
        return true;
    const auto address = evm::Address::parse(one);
    return address && address == evm::Address::parse(other);
}

} // namespace tuppence::vault
