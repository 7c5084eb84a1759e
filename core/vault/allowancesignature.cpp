// SPDX-License-Identifier: MIT
#include "core/vault/allowancesignature.h"

#include "core/crypto/eip712.h"
#include "core/deal/permit2.h"
#include "core/vault/transactionsignature.h"

namespace tuppence::vault {

namespace {

constexpr char primaryType[] = "Permit";

const evm::TypedSchema &schema()
{
    static const auto schema = evm::TypedSchema::create({{primaryType,
                                                          {{"address", "owner"},
                                                           {"address", "spender"},
                                                           {"uint256", "value"},
                                                           {"uint256", "nonce"},
                                                           {"uint256", "deadline"}}}})
                                   .value();
    return schema;
}

/// https://eips.ethereum.org/EIPS/eip-2612
Result<QByteArray> sign(const deal::PermitTransfer &permit, const deal::TokenPermit &message,
                        const QByteArray &separator, const crypto::PrivateKey &key)
{
    const auto owner = TRY(evm::Address::parse(permit.from));
    const auto spender = TRY(evm::Address::parse(deal::permit2Contract));
    const auto deadline = quint64(permit.deadline.time_since_epoch().count());
    const auto digest = TRY(evm::typedDigest(separator, schema(), primaryType,
                                             {{"owner", {owner}},
                                              {"spender", {spender}},
                                              {"value", {permit.amount}},
                                              {"nonce", {message.nonce}},
                                              {"deadline", {Uint256(deadline)}}}));
    return key.sign(digest);
}

} // namespace

Result<QByteArray> signAllowance(const deal::PermitTransfer &permit, const QByteArray &separator,
                                 const crypto::PrivateKey &key)
{
    if (const auto *message = std::get_if<deal::TokenPermit>(&permit.allowance))
        return sign(permit, *message, separator, key);
    if (const auto *approval = std::get_if<deal::EvmTransaction>(&permit.allowance))
        return signTransaction(*approval, key);
    return QByteArray();
}

} // namespace tuppence::vault
