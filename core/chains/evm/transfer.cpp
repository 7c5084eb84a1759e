// SPDX-License-Identifier: MIT
#include "core/chains/evm/transfer.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/chains/evm/authorization.h"
#include "core/chains/evm/verdict.h"
#include "core/crypto/eip712.h"
#include "core/crypto/secp256k1.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// How far back a start is set for sellers whose clocks are behind (x402.md 1.5).
constexpr std::chrono::minutes slackBeforeStart {10};

QJsonObject named(const QByteArray &id, const QString &member)
{
    return {{member, QString::fromLatin1(id)}};
}

/// The token, where this wallet can authorise transfers of it.
Result<const money::Asset *> payableToken(const AssetId &id, const money::Registry &registry)
{
    const auto *asset = registry.asset(id);
    if (!asset)
        return fail(Error::Kind::Unsupported, "chain.unknown_asset",
                    named(id.toString(), u"asset"_s));
    if (asset->method != money::TransferMethod::Eip3009)
        return fail(Error::Kind::Unsupported, "chain.transfer_method",
                    {{u"token"_s, asset->symbol}});
    return asset;
}

Result<Done> checkValidity(std::chrono::seconds validity)
{
    if (validity < shortestValidity || validity > longestValidity)
        return fail(Error::Kind::OutOfRange, "chain.validity",
                    {{u"seconds"_s, qint64(validity.count())},
                     {u"least"_s, qint64(shortestValidity.count())},
                     {u"most"_s, qint64(longestValidity.count())}});
    return Done {};
}

Uint256 seconds(Time time)
{
    return quint64(time.time_since_epoch().count());
}

TypedDomain domainOf(const deal::TransferAuthorization &message, const Address &token)
{
    TypedDomain domain;
    domain.name = message.domainName;
    domain.version = message.domainVersion;
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = token;
    return domain;
}

Result<TypedSchema> schema()
{
    return TypedSchema::create({{"TransferWithAuthorization",
                                 {{"address", "from"},
                                  {"address", "to"},
                                  {"uint256", "value"},
                                  {"uint256", "validAfter"},
                                  {"uint256", "validBefore"},
                                  {"bytes32", "nonce"}}}});
}

/// The scheme's payload, its keys and texts as the reference client writes them.
QByteArray payload(const deal::TransferAuthorization &message, const QByteArray &signature)
{
    const auto text = [](Time time) {
        return QByteArray::number(qint64(time.time_since_epoch().count())).toStdString();
    };
    Json json;
    Json &authorization = json["authorization"];
    authorization["from"] = message.from.toStdString();
    authorization["to"] = message.to.toStdString();
    authorization["value"] = message.value.toString().toStdString();
    authorization["validAfter"] = text(message.validAfter);
    authorization["validBefore"] = text(message.validBefore);
    authorization["nonce"] = toHex(message.nonce).toStdString();
    json["signature"] = toHex(signature).toStdString();
    return QByteArray::fromStdString(json.dump());
}

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

} // namespace

Result<deal::Prepared> prepareTransfer(const deal::AuthorizeTransfer &instruction,
                                       const AccountId &from, const money::Registry &registry,
                                       const Moment &moment)
{
    const AssetId &asset = instruction.amount.asset;
    const auto *network = registry.network(asset.network);
    if (!network)
        return fail(Error::Kind::Unsupported, "chain.unknown_network",
                    named(asset.network.toString(), u"network"_s));
    if (from.network != asset.network)
        return fail(Error::Kind::Refused, "chain.account", {{u"network"_s, network->name}});
    const auto *token = TRY(payableToken(asset, registry));
    TRY(checkValidity(instruction.validity));
    const auto tokenAddress = TRY(Address::parse(asset.reference));
    const auto payer = TRY(Address::parse(from.address));
    const auto payee = TRY(Address::parse(instruction.payee));
    const bool earlier = instruction.validAfter == deal::ValidAfter::TenMinutesAgo;

    deal::TransferAuthorization message;
    message.domainName = token->name;
    message.domainVersion = token->version;
    message.chainId = network->chainId;
    message.token = tokenAddress.toChecksummed();
    message.from = payer.toChecksummed();
    message.to = payee.toChecksummed();
    message.value = instruction.amount.units;
    message.validAfter = earlier ? moment.now - slackBeforeStart : Time {};
    message.validBefore = moment.now + instruction.validity;
    message.nonce = moment.nonce;
    return deal::Prepared {instruction, from, {instruction.amount}, message};
}

Result<QByteArray> digestOf(const deal::TransferAuthorization &message)
{
    const auto token = TRY(Address::parse(message.token));
    const auto from = TRY(Address::parse(message.from));
    const auto to = TRY(Address::parse(message.to));
    const auto types = TRY(schema());
    const TypedValue::Members members {
        {"from", {from}},
        {"to", {to}},
        {"value", {message.value}},
        {"validAfter", {seconds(message.validAfter)}},
        {"validBefore", {seconds(message.validBefore)}},
        {"nonce", {message.nonce}},
    };
    return typedDigest(domainOf(message, token), types, "TransferWithAuthorization", members);
}

Result<deal::Signed> signedTransfer(const deal::TransferAuthorization &message,
                                    const QByteArray &signature)
{
    const auto digest = TRY(digestOf(message));
    Authorization authorization;
    authorization.token = TRY(Address::parse(message.token));
    authorization.from = TRY(Address::parse(message.from));
    authorization.to = TRY(Address::parse(message.to));
    authorization.nonce = message.nonce;
    authorization.validBefore = message.validBefore;
    authorization.value = message.value;
    TRY(expectPayer(digest, signature, authorization.from));
    const NetworkId network {"eip155", QByteArray::number(message.chainId)};
    return deal::Signed {payload(message, signature),
                         {network, encode(authorization)},
                         message.validBefore + doubtAfterEnd};
}

} // namespace tuppence::evm
