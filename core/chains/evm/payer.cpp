// SPDX-License-Identifier: MIT
#include "core/chains/evm/payer.h"

#include "core/crypto/secp256k1.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

QJsonObject named(const QByteArray &id, const QString &member)
{
    return {{member, QString::fromLatin1(id)}};
}

} // namespace

Result<Done> expectValidity(std::chrono::seconds validity)
{
    if (validity < shortestValidity || validity > longestValidity)
        return fail(Error::Kind::OutOfRange, "chain.validity",
                    {{u"seconds"_s, qint64(validity.count())},
                     {u"least"_s, qint64(shortestValidity.count())},
                     {u"most"_s, qint64(longestValidity.count())}});
    return Done {};
}

Result<const money::Network *> payingNetwork(const AssetId &asset, const AccountId &from,
                                             const money::Registry &registry)
{
    const auto *network = registry.network(asset.network);
    if (!network)
        return fail(Error::Kind::Unsupported, "chain.unknown_network",
                    named(asset.network.toString(), u"network"_s));
    if (from.network != asset.network)
        return fail(Error::Kind::Refused, "chain.account", {{u"network"_s, network->name}});
    return network;
}

Result<const money::Asset *> knownToken(const AssetId &id, const money::Registry &registry)
{
    const auto *asset = registry.asset(id);
    if (!asset)
        return fail(Error::Kind::Unsupported, "chain.unknown_asset",
                    named(id.toString(), u"asset"_s));
    return asset;
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

quint64 secondsOf(Time time)
{
    return quint64(time.time_since_epoch().count());
}

} // namespace tuppence::evm
