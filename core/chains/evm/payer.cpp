// SPDX-License-Identifier: MIT
#include "core/chains/evm/payer.h"

#include "core/crypto/secp256k1.h"

namespace tuppence::evm {

Result<Done> expectPayer(const QByteArray &digest, const QByteArray &signature,
                         const Address &payer)
{
    const auto signer = crypto::recover(digest, signature).and_then([](const QByteArray &key) {
        return addressOf(key);
    });
    if (!signer || *signer != payer)
        return fail(Error::Kind::Refused, "chain.wrong_signature");
    return Done {};
}

} // namespace tuppence::evm
