// SPDX-License-Identifier: MIT
#include "core/chains/evm/voucher.h"

#include "core/base/bytes.h"
#include "core/chains/evm/payer.h"
#include "core/crypto/eip712.h"
#include "core/money/registry.h"

namespace tuppence::evm {

namespace {

constexpr char version = 4; // of the handle; 1, 2 and 3 are of other shapes
constexpr qsizetype wordSize = 32;
constexpr qsizetype handleSize = 1 + 2 * wordSize;

const TypedSchema &schema()
{
    static const auto schema =
        TypedSchema::create(
            {{"Voucher", {{"bytes32", "channelId"}, {"uint256", "amount"}, {"uint256", "nonce"}}}})
            .value();
    return schema;
}

Result<QByteArray> digestOf(const deal::ChannelVoucher &message, const QByteArray &channel)
{
    TypedDomain domain;
    domain.name = QStringLiteral("x402 Payment Channel");
    domain.version = QStringLiteral("1");
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = TRY(Address::parse(message.contract));
    const auto separator = TRY(domainSeparator(domain));
    const TypedValue::Members members {
        {"channelId", {channel}}, {"amount", {message.amount}}, {"nonce", {message.nonce}}};
    return typedDigest(separator, schema(), "Voucher", members);
}

QByteArray payload(const deal::ChannelVoucher &message, const QByteArray &signature)
{
    return R"({"voucher":{"channelId":")" + message.channel + R"(","amount":")"
        + message.amount.toString().toLatin1() + R"(","nonce":")"
        + message.nonce.toString().toLatin1() + R"("},"signature":")" + toHex(signature) + R"("})";
}

} // namespace

Result<Done> expectTimeLeft(const deal::SignVoucher &instruction, Time now)
{
    if (instruction.end && *instruction.end <= now)
        return fail(Error::Kind::Refused, "chain.channel_over");
    return Done {};
}

Result<deal::Prepared> prepareVoucher(const deal::SignVoucher &instruction, const AccountId &from,
                                      const Uint256 &upTo, const money::Registry &registry,
                                      Time now)
{
    const auto *network = TRY(payingNetwork(instruction.amount.asset, from, registry));
    TRY(expectTimeLeft(instruction, now));
    deal::ChannelVoucher message;
    message.chainId = network->chainId;
    message.contract = TRY(Address::checksummed(instruction.contract));
    message.from = TRY(Address::checksummed(from.address));
    message.channel = instruction.channel;
    message.amount = upTo;
    message.nonce = 0; // a reading: no header carries one, and the amounts order the vouchers
    return deal::Prepared {instruction, from, {instruction.amount}, message};
}

Result<deal::Signed> signedVoucher(const deal::ChannelVoucher &message, const QByteArray &signature)
{
    const auto channel = TRY(fromHex(message.channel, wordSize));
    const auto digest = TRY(digestOf(message, channel));
    const auto payer = TRY(Address::parse(message.from));
    TRY(expectPayer(digest, signature, payer));
    const NetworkId network {"eip155", QByteArray::number(message.chainId)};
    return deal::Signed {payload(message, signature),
                         {network, QByteArray(1, version) + channel + message.amount.encode()},
                         std::nullopt};
}

bool isVoucher(QByteArrayView handle)
{
    return handle.size() == handleSize && handle.front() == version;
}

deal::Fate fateOfVouchers()
{
    deal::Fate fate;
    fate.kind = deal::Fate::Kind::Final;
    return fate;
}

} // namespace tuppence::evm
