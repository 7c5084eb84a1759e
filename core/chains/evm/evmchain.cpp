// SPDX-License-Identifier: MIT
#include "core/chains/evm/evmchain.h"

#include "core/base/bytes.h"
#include "core/chains/evm/answers.h"
#include "core/chains/evm/balances.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/cancelling.h"
#include "core/chains/evm/fixednonce.h"
#include "core/chains/evm/newtoken.h"
#include "core/chains/evm/permit.h"
#include "core/chains/evm/submitting.h"
#include "core/chains/evm/transfer.h"
#include "core/chains/evm/verdict.h"
#include "core/chains/evm/voucher.h"
#include "core/chains/evm/witness.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nonceSize = 32;

QFuture<deal::Fate> known(const deal::Fate &fate)
{
    QPromise<deal::Fate> promise;
    promise.start();
    promise.addResult(fate);
    promise.finish();
    return promise.future();
}

QFuture<deal::Fate> notKnown(const Error &why)
{
    deal::Fate fate;
    fate.reason = why;
    return known(fate);
}

Error noServer(const money::Network &network)
{
    return {Error::Kind::Network, "rpc.none", {{u"network"_s, network.name}}, {}};
}

Error unknownNetwork(const NetworkId &id)
{
    return {Error::Kind::Unsupported,
            "chain.unknown_network",
            {{u"network"_s, QString::fromLatin1(id.toString())}},
            {}};
}

/// A coin or token that balances can be asked of.
bool isKnown(const AssetId &asset, const money::Registry &registry)
{
    const auto *network = registry.network(asset.network);
    const bool isCoin = network && network->coin && network->coin->id == asset;
    return isCoin || registry.asset(asset);
}

/// What those that answered agree on.
Result<TokenWords> agreed(const QList<Result<TokenWords>> &told, const money::Network &network)
{
    Result<TokenWords> words = told.front();
    for (const auto &other : told) {
        if (words && other && *words != *other)
            return fail(Error::Kind::Refused, "token.disagree", {{u"network"_s, network.name}});
        if (!words)
            words = other;
    }
    return words;
}

/// The proof out of each kind of message and its signature.
struct Proving
{
    const QByteArray &signature;
    const money::Registry &registry;
    const deal::Prepared &prepared;

    Result<deal::Signed> operator()(const deal::TransferAuthorization &message) const
    {
        const NetworkId network {"eip155", QByteArray::number(message.chainId)};
        const auto *token = registry.asset({network, "erc20", message.token});
        if (!token)
            return fail(Error::Kind::Unsupported, "chain.unknown_asset",
                        {{u"asset"_s, QString::fromLatin1(message.token)}});
        return signedTransfer(message, signature, token->domainSeparator);
    }

    Result<deal::Signed> operator()(const deal::EvmTransaction &message) const
    {
        return signedSending(prepared, message, signature);
    }

    Result<deal::Signed> operator()(const deal::AuthorizationCancellation &message) const
    {
        return signedCancellation(prepared, message, signature, registry);
    }

    Result<deal::Signed> operator()(const deal::PermitTransfer &message) const
    {
        return signedPermit(message, signature, registry);
    }

    Result<deal::Signed> operator()(const deal::ChannelVoucher &message) const
    {
        return signedVoucher(message, signature);
    }
};

} // namespace

QByteArray randomNonce()
{
    return randomBytes(nonceSize);
}

EvmChain::EvmChain(const money::Registry &registry, Rpc &rpc, ServersOf serversOf,
                   const Clock &clock, NonceSource nonceSource)
    : m_registry(registry)
    , m_rpc(rpc)
    , m_serversOf(std::move(serversOf))
    , m_clock(clock)
    , m_nonceSource(std::move(nonceSource))
{
}

QLatin1StringView EvmChain::id() const
{
    return "eip155"_L1;
}

QList<Server> EvmChain::serversOf(const NetworkId &network)
{
    QList<Server> servers;
    for (const QUrl &url : m_serversOf(network))
        servers.append({&m_rpc, url, &m_scope});
    return servers;
}

Result<QList<Server>> EvmChain::askable(const NetworkId &id)
{
    const auto *network = m_registry.network(id);
    if (!network)
        return tl::make_unexpected(unknownNetwork(id));
    const auto servers = serversOf(id);
    if (servers.isEmpty())
        return tl::make_unexpected(noServer(*network));
    return servers;
}

Pending<deal::Prepared> EvmChain::prepare(const deal::Instruction &instruction,
                                          const AccountId &from, const Bounds &bounds)
{
    if (const auto sending = sentBy(instruction, from, m_registry))
        return prepare(*sending, bounds);
    const Moment moment {m_clock.now(), m_nonceSource()};
    if (const auto *voucher = std::get_if<deal::SignVoucher>(&instruction))
        return ready(prepareVoucher(*voucher, from, bounds.upTo, m_registry, moment.now));
    if (const auto *transfer = std::get_if<deal::AuthorizeTransfer>(&instruction))
        return andThen(expectUnused(serversOf(from.network), *transfer, from, m_registry), &m_scope,
                       [this, transfer = *transfer, from, moment](Done) {
                           return ready(prepareTransfer(transfer, from, m_registry, moment));
                       });
    return prepare(std::get<deal::AuthorizePermit2>(instruction), from, bounds, moment);
}

Result<deal::Signed> EvmChain::sign(const deal::Prepared &prepared, const deal::Approval &approval,
                                    deal::Signer &signer) const
{
    const auto signature = TRY(signer.sign(prepared, approval));
    return std::visit(Proving {signature, m_registry, prepared}, prepared.toSign);
}

QFuture<deal::Fate> EvmChain::fate(const deal::Handle &handle)
{
    const auto *network = m_registry.network(handle.network);
    if (!network)
        return notKnown(unknownNetwork(handle.network));
    if (isVoucher(handle.id))
        return known(fateOfVouchers());
    const auto submission = decodeSubmission(handle.id);
    const auto permission = decodePermission(handle.id);
    if (!submission && !permission)
        return notKnown(permission.error());
    const auto hosts = byHost(serversOf(network->id));
    if (hosts.isEmpty())
        return notKnown(noServer(*network));
    if (submission)
        return askHosts(hosts,
                        SentQuestion {*submission, network->chainId, quint64(network->finalDepth)});
    const Witness::Question question {*permission, network->chainId, quint64(network->finalDepth)};
    return askHosts(hosts, question);
}

QFuture<deal::Fate> EvmChain::askHosts(const QList<QList<Server>> &hosts,
                                       const Witness::Question &question)
{
    QList<Pending<Testimony>> asked;
    for (const auto &servers : hosts)
        asked.append(firstAnswer<Testimony>(servers, [question](const Server &server) {
            return std::make_shared<Witness>(server, question)->testify();
        }));
    auto judged =
        andThen(allAnswers<Testimony>(asked), &m_scope,
                [this, question](const QList<Result<Testimony>> &words) {
                    return ready<deal::Fate>(judge(question.permission, words, m_clock.now()));
                });
    return judged.then([](const Result<deal::Fate> &fate) { return *fate; });
}

Pending<Balances> EvmChain::balances(const QByteArray &address, const QList<AssetId> &assets)
{
    const auto owner = Address::parse(address);
    if (!owner)
        return failed<Balances>(owner.error());
    if (assets.isEmpty())
        return ready<Balances>(Balances {});
    const NetworkId &id = assets.front().network;
    for (const AssetId &asset : assets) {
        if (asset.network != id || !isKnown(asset, m_registry))
            return failed<Balances>({Error::Kind::Unsupported,
                                     "chain.unknown_asset",
                                     {{u"asset"_s, QString::fromLatin1(asset.toString())}},
                                     {}});
    }
    const auto *network = m_registry.network(id);
    const auto servers = serversOf(id);
    if (servers.isEmpty())
        return failed<Balances>(noServer(*network));
    const Holdings holdings {*owner, assets, network->chainId};
    return firstAnswer<Balances>(
        servers, [holdings](const Server &server) { return askHoldings(server, holdings); });
}

Pending<std::chrono::seconds> EvmChain::clockSkew(const NetworkId &id)
{
    using std::chrono::seconds;
    const auto *network = m_registry.network(id);
    if (!network)
        return failed<seconds>(unknownNetwork(id));
    const auto servers = serversOf(id);
    if (servers.isEmpty())
        return failed<seconds>(noServer(*network));
    const auto ask = [this, chainId = network->chainId](const Server &server) {
        return andThen(server.askAll({chainIdCall(), blockCall("latest")}), server.scope,
                       [this, server, chainId](const QList<Json> &answers) {
                           const auto right = server.expectChain(answers.at(0), chainId);
                           const auto newest = readBlock(answers.at(1));
                           if (!right)
                               return failed<seconds>(right.error());
                           if (!newest)
                               return failed<seconds>(server.error("rpc.malformed"));
                           return ready<seconds>(newest->time - m_clock.now());
                       });
    };
    return firstAnswer<seconds>(servers, ask);
}

Pending<money::Asset> EvmChain::describe(const money::TokenDraft &draft)
{
    const auto *network = m_registry.network(draft.network);
    if (!network)
        return failed<money::Asset>(unknownNetwork(draft.network));
    const auto address = Address::parse(draft.address);
    if (!address)
        return failed<money::Asset>(address.error());
    if (address->isZero())
        return failed<money::Asset>({Error::Kind::Refused, "token.zero_address", {}, {}});
    const auto hosts = byHost(serversOf(network->id));
    if (hosts.isEmpty())
        return ready(tokenFrom(draft, *address, *network, std::nullopt));
    QList<Pending<TokenWords>> asked;
    for (const auto &servers : hosts)
        asked.append(firstAnswer<TokenWords>(
            servers, [address = *address, chainId = network->chainId](const Server &server) {
                return askToken(server, address, chainId);
            }));
    return andThen(allAnswers<TokenWords>(asked), &m_scope,
                   [draft, address = *address, network](const QList<Result<TokenWords>> &told) {
                       const auto words = agreed(told, *network);
                       return words ? ready(tokenFrom(draft, address, *network, *words))
                                    : failed<money::Asset>(words.error());
                   });
}

} // namespace tuppence::evm
