// SPDX-License-Identifier: MIT
#include "core/gateway/additions.h"

#include "core/crypto/eip55.h"
#include "core/gateway/choices.h"
#include "core/gateway/ownentries.h"
#include "core/ledger/ledger.h"
#include "core/money/read.h"
#include "core/money/registry.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr size_t mostOwn = 100;
constexpr qsizetype longestList = 4 * 1024 * 1024; // more than `mostOwn` of the longest

Error leftOut(const QByteArray &entry)
{
    return {Error::Kind::Storage, "gateway.left_out", {{u"entry"_s, QString::fromUtf8(entry)}}, {}};
}

/// As the registry writes it, where it knows it.
AssetId spelledAsListed(const AssetId &id, const money::Registry &registry)
{
    for (const money::Asset &asset : registry.assetsOf(id.network)) {
        if (asset.id.toString().toLower() == id.toString().toLower())
            return asset.id;
    }
    return id;
}

Error notOwn(const QByteArray &entry)
{
    return {Error::Kind::Refused, "money.not_own", {{u"entry"_s, QString::fromUtf8(entry)}}, {}};
}

/// A token whose address stands in the one spelling that every other address is looked up in.
Result<money::Asset> asSpelled(const money::Asset &token)
{
    const auto spelled = TRY(evm::Address::checksummed(token.id.reference));
    if (spelled != token.id.reference)
        return fail(Error::Kind::Malformed, "money.entry");
    return token;
}

} // namespace

Additions::Additions(ledger::Ledger &ledger, money::Registry &registry, Choices &choices,
                     const Clock &clock, Key key)
    : m_ledger(ledger)
    , m_registry(registry)
    , m_choices(choices)
    , m_clock(clock)
    , m_key(std::move(key))
{
}

QList<Error> Additions::take(Written &list, const std::optional<QByteArray> &text, const Add &add)
{
    if (!text)
        return {};
    const auto parsed = parseJson(*text, longestList);
    if (!parsed || !parsed->is_array())
        return {leftOut(list.setting)};
    list.entries = *parsed;
    QList<Error> warnings;
    for (const Json &entry : list.entries) {
        if (!add(unsealed(entry)))
            warnings.append(leftOut(idOf(entry)));
    }
    return warnings;
}

Pending<QList<Error>> Additions::load()
{
    const auto addNetwork = [this](const Json &entry) {
        return money::readNetwork(entry).and_then(
            [this](const money::Network &network) { return m_registry.addOwn(network); });
    };
    const auto addToken = [this](const Json &entry) {
        return money::readAsset(entry)
            .and_then([](const money::Asset &token) { return asSpelled(token); })
            .and_then([this](const money::Asset &token) { return m_registry.addOwn(token); });
    };
    return andThen(m_ledger.setting(m_networks.setting), this,
                   [this, addNetwork, addToken](const std::optional<QByteArray> &networks) {
                       const QList<Error> warnings = take(m_networks, networks, addNetwork);
                       return andThen(
                           m_ledger.setting(m_tokens.setting), this,
                           [this, addToken, warnings](const std::optional<QByteArray> &tokens) {
                               const auto more = take(m_tokens, tokens, addToken);
                               return loadChannels(warnings + more);
                           });
                   });
}

Result<money::Network> Additions::networkFrom(const Json &entry)
{
    if (entry.dump(-1, ' ', false, Json::error_handler_t::replace).size() > size_t(longestEntry))
        return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, u"entry"_s}});
    auto network = money::readNetwork(entry);
    // The words of "money.registry" are for the files that the program carries with it.
    if (!network)
        network.error().code = "money.entry";
    return network;
}

Pending<Done> Additions::addNetwork(const Json &entry)
{
    const auto network = networkFrom(entry);
    if (!network)
        return failed<Done>(network.error());
    return inTurn([this, entry, network = *network] {
        if (const auto may = m_registry.mayAdd(network); !may)
            return failed<Done>(may.error());
        const auto sealed = sealedFor(m_networks, entry);
        if (!sealed)
            return failed<Done>(sealed.error());
        // An earlier network of that id may have been enabled.
        auto written = andThen(m_choices.forget(network.id), this, [this, sealed = *sealed](Done) {
            return append(m_networks, sealed);
        });
        return andThen(std::move(written), this,
                       [this, network](Done) { return ready(m_registry.addOwn(network)); });
    });
}

Pending<Done> Additions::addToken(const money::Asset &token)
{
    return inTurn([this, token] {
        if (const auto may = m_registry.mayAdd(token); !may)
            return failed<Done>(may.error());
        const auto sealed = sealedFor(m_tokens, money::toJson(token));
        if (!sealed)
            return failed<Done>(sealed.error());
        return andThen(append(m_tokens, *sealed), this,
                       [this, token](Done) { return ready(m_registry.addOwn(token)); });
    });
}

Pending<Done> Additions::removeNetwork(const QByteArray &text)
{
    const auto id = NetworkId::parse(text);
    if (!id)
        return failed<Done>(notOwn(text));
    return inTurn([this, text, id = *id] {
        if (const auto isFree = expectNoChannelIn(id); !isFree)
            return failed<Done>(isFree.error());
        const auto may = m_registry.mayRemove(id);
        const bool isLeftOut =
            !may && may.error().code == "money.not_own" && hasEntry(m_networks.entries, text);
        if (isLeftOut && m_registry.network(id))
            return erase(m_networks, text); // the program's own goes on as it is
        if (!may && !isLeftOut)
            return failed<Done>(may.error());
        auto written =
            andThen(forget(id), this, [this, text](Done) { return erase(m_networks, text); });
        if (isLeftOut)
            return written;
        return andThen(std::move(written), this,
                       [this, id](Done) { return ready(m_registry.removeOwn(id)); });
    });
}

Pending<Done> Additions::removeToken(const QByteArray &text)
{
    const auto named = AssetId::parse(text);
    if (!named)
        return failed<Done>(notOwn(text));
    return inTurn([this, text, id = spelledAsListed(*named, m_registry)] {
        if (const auto isFree = expectNoChannelIn(id); !isFree)
            return failed<Done>(isFree.error());
        const auto may = m_registry.mayRemove(id);
        if (!may && hasEntry(m_tokens.entries, text))
            return erase(m_tokens, text); // it was left out
        if (!may)
            return failed<Done>(may.error());
        return andThen(erase(m_tokens, id.toString()), this,
                       [this, id](Done) { return ready(m_registry.removeOwn(id)); });
    });
}

Pending<Done> Additions::inTurn(const std::function<Pending<Done>()> &change)
{
    if (m_isChanging)
        return failed<Done>({Error::Kind::Refused, "gateway.adding", {}, {}});
    m_isChanging = true;
    return whenReady(change(), this, [this](const Result<Done> &done) {
        m_isChanging = false;
        return ready<Done>(done);
    });
}

Result<Json> Additions::sealedFor(const Written &list, const Json &entry) const
{
    const auto key = TRY(m_key());
    return sealed(entry, list.setting, key);
}

Pending<Done> Additions::append(Written &list, const Json &entry)
{
    if (list.entries.size() >= mostOwn)
        return failed<Done>({Error::Kind::OutOfRange,
                             "gateway.too_many_own",
                             {{u"most"_s, static_cast<qint64>(mostOwn)}},
                             {}});
    // One that was left out goes: it has the same id, and the owner has written it anew.
    Json entries = without(list.entries, idOf(entry));
    entries.push_back(entry);
    return write(list, entries);
}

Pending<Done> Additions::erase(Written &list, const QByteArray &id)
{
    return write(list, without(list.entries, id));
}

Pending<Done> Additions::write(Written &list, const Json &entries)
{
    const ledger::Author owner {"owner", m_clock.now()};
    return andThen(
        m_ledger.setSetting(list.setting, QByteArray::fromStdString(entries.dump()), owner), this,
        [&list, entries](Done) {
            list.entries = entries;
            return ready<Done>(Done {});
        });
}

/// What becomes of a payment is asked of its network, so that none of it may be open.
Pending<Done> Additions::forget(const NetworkId &network)
{
    return andThen(
        m_ledger.unfinishedPayments(), this,
        [this, network](const QList<ledger::Payment> &payments) {
            const bool owes = std::any_of(
                payments.cbegin(), payments.cend(),
                [&](const ledger::Payment &payment) { return payment.terms.network == network; });
            if (owes)
                return failed<Done>({Error::Kind::Refused,
                                     "gateway.network_owes",
                                     {{u"network"_s, QString::fromLatin1(network.toString())}},
                                     {}});
            return m_choices.forget(network);
        });
}

} // namespace tuppence::gateway
