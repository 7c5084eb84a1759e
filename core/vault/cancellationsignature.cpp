// SPDX-License-Identifier: MIT
#include "core/vault/cancellationsignature.h"

#include "core/crypto/abi.h"
#include "core/crypto/eip712.h"
#include "core/money/registry.h"
#include "core/vault/transactionsignature.h"

namespace tuppence::vault {

namespace {

constexpr char primaryType[] = "CancelAuthorization";
constexpr qsizetype wordSize = 32;

const evm::TypedSchema &schema()
{
    static const auto schema =
        evm::TypedSchema::create({{primaryType, {{"address", "authorizer"}, {"bytes32", "nonce"}}}})
            .value();
    return schema;
}

Result<QByteArray> callOf(const deal::AuthorizationCancellation &message,
                          const QByteArray &signature)
{
    const auto authorizer = TRY(evm::Address::parse(message.authorizer));
    const auto nonce = TRY(evm::AbiValue::fixedBytes(message.nonce));
    const auto r = TRY(evm::AbiValue::fixedBytes(signature.first(wordSize)));
    const auto s = TRY(evm::AbiValue::fixedBytes(signature.sliced(wordSize, wordSize)));
    const auto v = evm::AbiValue::number(quint8(signature.back()));
    return evm::abiCall("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)",
                        {evm::AbiValue::address(authorizer), nonce, v, r, s});
}

} // namespace

const money::Asset *tokenOf(const deal::AuthorizationCancellation &message,
                            const money::Registry &registry)
{
    const NetworkId network {"eip155", QByteArray::number(message.transaction.chainId)};
    return registry.asset({network, "erc20", message.transaction.to});
}

Result<QByteArray> signCancellation(const deal::AuthorizationCancellation &message,
                                    const money::Registry &registry, const crypto::PrivateKey &key)
{
    const auto *token = tokenOf(message, registry);
    if (!token)
        return fail(Error::Kind::Refused, "signer.asset");
    const auto authorizer = TRY(evm::Address::parse(message.authorizer));
    const auto digest =
        TRY(evm::typedDigest(token->domainSeparator, schema(), primaryType,
                             {{"authorizer", {authorizer}}, {"nonce", {message.nonce}}}));
    const auto signature = TRY(key.sign(digest));
    deal::EvmTransaction transaction = message.transaction;
    transaction.data = TRY(callOf(message, signature));
    const auto sent = TRY(signTransaction(transaction, key));
    return signature + sent;
}

} // namespace tuppence::vault
