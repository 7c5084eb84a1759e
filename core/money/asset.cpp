// SPDX-License-Identifier: MIT
#include "core/money/asset.h"

namespace tuppence::money {

QByteArray nameOf(TransferMethod method)
{
    return method == TransferMethod::Eip3009 ? "eip3009" : "permit2";
}

std::optional<TransferMethod> methodNamed(const QByteArray &name)
{
    for (const auto method : {TransferMethod::Eip3009, TransferMethod::Permit2}) {
        if (nameOf(method) == name)
            return method;
    }
    return std::nullopt;
}

} // namespace tuppence::money
