// SPDX-License-Identifier: MIT
#include "core/vault/vouchersignature.h"

#include "core/base/bytes.h"
#include "core/crypto/eip712.h"

namespace tuppence::vault {

namespace {

constexpr char primaryType[] = "Voucher";
constexpr qsizetype idBytes = 32;

const evm::TypedSchema &schema()
{
    static const auto schema =
        evm::TypedSchema::create(
            {{primaryType,
              {{"bytes32", "channelId"}, {"uint256", "amount"}, {"uint256", "nonce"}}}})
            .value();
    return schema;
}

Result<QByteArray> separatorOf(const deal::ChannelVoucher &message)
{
    evm::TypedDomain domain;
    domain.name = QStringLiteral("x402 Payment Channel");
    domain.version = QStringLiteral("1");
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = TRY(evm::Address::parse(message.contract));
    return evm::domainSeparator(domain);
}

} // namespace

Result<QByteArray> digestOf(const deal::ChannelVoucher &message)
{
    const auto separator = TRY(separatorOf(message));
    const auto channel = TRY(fromHex(message.channel, idBytes));
    const evm::TypedValue::Members members {
        {"channelId", {channel}}, {"amount", {message.amount}}, {"nonce", {message.nonce}}};
    return evm::typedDigest(separator, schema(), primaryType, members);
}

Result<QByteArray> signVoucher(const deal::ChannelVoucher &message, const crypto::PrivateKey &key)
{
    const auto digest = TRY(digestOf(message));
    return key.sign(digest);
}

} // namespace tuppence::vault
