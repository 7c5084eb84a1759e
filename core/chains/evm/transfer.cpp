// SPDX-License-Identifier: MIT
#include "core/chains/evm/transfer.h"

#include "core/base/bytes.h"
#include "core/chains/evm/authorization.h"
#include "core/chains/evm/payer.h"
#include "core/chains/evm/verdict.h"
#include "core/crypto/eip712.h"
#include "core/money/registry.h"

#include <algorithm>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// How far back a start is set for sellers whose clocks are behind (x402.md 1.5).
constexpr std::chrono::minutes slackBeforeStart {10};

/// The token, where this wallet can authorise transfers of it.
Result<const money::Asset *> payableToken(const AssetId &id, const money::Registry &registry)
{
    const auto *asset = TRY(knownToken(id, registry));
    if (asset->method != money::TransferMethod::Eip3009)
        return fail(Error::Kind::Unsupported, "chain.transfer_method",
                    {{u"token"_s, asset->symbol}});
    return asset;
}

/// A message whose addresses are read.
struct Parties
{
    Address token, from, to;
};

Result<Parties> partiesOf(const deal::TransferAuthorization &message)
{
    return Parties {TRY(Address::parse(message.token)), TRY(Address::parse(message.from)),
                    TRY(Address::parse(message.to))};
}

const TypedSchema &schema()
{
    static const auto schema = TypedSchema::create({{"TransferWithAuthorization",
                                                     {{"address", "from"},
                                                      {"address", "to"},
                                                      {"uint256", "value"},
                                                      {"uint256", "validAfter"},
                                                      {"uint256", "validBefore"},
                                                      {"bytes32", "nonce"}}}})
                                   .value();
    return schema;
}

Result<QByteArray> digestOf(const deal::TransferAuthorization &message, const Parties &parties,
                            const QByteArray &separator)
{
    const TypedValue::Members members {
        {"from", {parties.from}},
        {"to", {parties.to}},
        {"value", {message.value}},
        {"validAfter", {secondsOf(message.validAfter)}},
        {"validBefore", {secondsOf(message.validBefore)}},
        {"nonce", {message.nonce}},
    };
    return typedDigest(separator, schema(), "TransferWithAuthorization", members);
}

/// The scheme's payload, its keys and texts as the reference client writes them: digits and
/// hexadecimal, which need no escapes.
QByteArray payload(const deal::TransferAuthorization &message, const QByteArray &signature)
{
    const auto text = [](Time time) { return QByteArray::number(secondsOf(time)); };
    return R"({"authorization":{"from":")" + message.from + R"(","to":")" + message.to
        + R"(","value":")" + message.value.toString().toLatin1() + R"(","validAfter":")"
        + text(message.validAfter) + R"(","validBefore":")" + text(message.validBefore)
        + R"(","nonce":")" + toHex(message.nonce) + R"("},"signature":")" + toHex(signature)
        + R"("})";
}

} // namespace

Result<deal::Prepared> prepareTransfer(const deal::AuthorizeTransfer &instruction,
                                       const AccountId &from, const money::Registry &registry,
                                       const Moment &moment)
{
    const AssetId &asset = instruction.amount.asset;
    const auto *network = TRY(payingNetwork(asset, from, registry));
    const auto *token = TRY(payableToken(asset, registry));
    TRY(expectValidity(instruction.validity));
    TRY(expectTimeLeft(instruction, moment.now));
    const bool earlier = instruction.validAfter == deal::ValidAfter::TenMinutesAgo;

    deal::TransferAuthorization message;
    message.domainName = token->name;
    message.domainVersion = token->version;
    message.chainId = network->chainId;
    message.token = TRY(Address::checksummed(token->id.reference));
    message.from = TRY(Address::checksummed(from.address));
    message.to = TRY(Address::checksummed(instruction.payee));
    message.value = instruction.amount.units;
    message.validAfter = earlier ? moment.now - slackBeforeStart : Time {};
    message.validBefore =
        std::min(moment.now + instruction.validity, instruction.end.value_or(Time::max()));
    message.nonce = instruction.nonce.isEmpty() ? moment.nonce : instruction.nonce;
    return deal::Prepared {instruction, from, {instruction.amount}, message};
}

Result<Done> expectTimeLeft(const deal::AuthorizeTransfer &instruction, Time now)
{
    if (instruction.end && *instruction.end < now + shortestValidity)
        return fail(Error::Kind::Refused, "chain.deadline",
                    {{u"seconds"_s, qint64(shortestValidity.count())}});
    return Done {};
}

Result<QByteArray> digestOf(const deal::TransferAuthorization &message, const QByteArray &separator)
{
    const auto parties = TRY(partiesOf(message));
    return digestOf(message, parties, separator);
}

Result<deal::Signed> signedTransfer(const deal::TransferAuthorization &message,
                                    const QByteArray &signature, const QByteArray &separator)
{
    const auto parties = TRY(partiesOf(message));
    const auto digest = TRY(digestOf(message, parties, separator));
    TRY(expectPayer(digest, signature, parties.from));
    Authorization authorization;
    authorization.token = parties.token;
    authorization.from = parties.from;
    authorization.to = parties.to;
    authorization.nonce = message.nonce;
    authorization.validBefore = message.validBefore;
    authorization.value = message.value;
    const NetworkId network {"eip155", QByteArray::number(message.chainId)};
    return deal::Signed {payload(message, signature),
                         {network, encode(authorization)},
                         message.validBefore + doubtAfterEnd};
}

} // namespace tuppence::evm
