// SPDX-License-Identifier: MIT
#include "core/vault/transactionsignature.h"

#include "core/crypto/transaction.h"

namespace tuppence::vault {

Result<QByteArray> digestOf(const deal::EvmTransaction &message)
{
    evm::Transaction transaction;
    transaction.chainId = message.chainId;
    transaction.nonce = message.nonce;
    transaction.to = TRY(evm::Address::parse(message.to));
    transaction.value = message.value;
    transaction.data = message.data;
    transaction.gasLimit = message.gasLimit;
    transaction.maxFeePerGas = message.maxFeePerGas;
    transaction.maxPriorityFeePerGas = message.maxPriorityFeePerGas;
    return evm::digestOf(transaction);
}

Result<QByteArray> signTransaction(const deal::EvmTransaction &message,
                                   const crypto::PrivateKey &key)
{
    const auto digest = TRY(digestOf(message));
    return key.sign(digest);
}

} // namespace tuppence::vault
