// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/base/pending.h"
#include "core/base/secret.h"
#include "core/ledger/choices.h"
#include "core/ledger/records.h"
#include "core/money/asset.h"
#include "core/money/channel.h"
#include "core/money/network.h"

#include <functional>

namespace tuppence::ledger {
class Ledger;
}

namespace tuppence::money {
class Registry;
}

namespace tuppence::gateway {

class Choices;

/// The networks, tokens and payment channels that the owner added: written in the ledger, each
/// sealed, and put into the registry from there. One change at a time: Refused "gateway.adding"
/// where another is under way.
///
/// While the wallet is locked no seal can be verified. What is written is known all the same, so
/// that it can be shown and its open payments be asked about; nothing is signed then. verify() is
/// to be called before anything that unlocking leads to.
class Additions final : public QObject
{
    Q_OBJECT

public:
    /// Vault::limitsKey(), or why it cannot be had.
    using Key = std::function<Result<Secret>()>;

    /// All of them outlive this object.
    Additions(ledger::Ledger &ledger, money::Registry &registry, Choices &choices,
              const Clock &clock, Key key);

    /// Adds what earlier runs wrote. Call once, after Choices::load(). Gives a warning
    /// "gateway.left_out" {entry} for each that cannot be added any more, and those of verify();
    /// each stays written until the owner removes it. Errors of the ledger.
    [[nodiscard]] Pending<QList<Error>> load();

    /// Takes out of the registry what was not written with the key of this wallet, and the tokens
    /// of such networks, and gives a warning for each: "gateway.unsealed" {entry}. Nothing while
    /// there is no key.
    [[nodiscard]] QList<Error> verify();

    /// What the owner wrote in the form of one entry of resources/networks.json.
    /// Malformed: "money.entry" {entry, member}; "gateway.params" {name}: above 16 KiB.
    [[nodiscard]] static Result<money::Network> networkFrom(const Json &entry);

    /// `entry` in that form. The network is not enabled by it. Errors of networkFrom(),
    /// Registry::mayAdd(), the key and the ledger; OutOfRange "gateway.too_many_own" {most}.
    [[nodiscard]] Pending<Done> addNetwork(const Json &entry);
    [[nodiscard]] Pending<Done> addToken(const money::Asset &token);

    /// What the owner wrote, in the form of readChannel(), with its addresses respelled.
    /// Malformed as networkFrom().
    [[nodiscard]] static Result<money::Channel> channelFrom(const Json &entry,
                                                            const money::Registry &registry);
    /// Errors of channelFrom(), ChannelList::mayAdd(), the key and the ledger. Refused
    /// "gateway.signed_needed": the ledger may have lost what was signed over it before, and the
    /// entry does not say it.
    [[nodiscard]] Pending<Done> addChannel(const Json &entry);
    /// `id` in any letter case. Refused "money.unknown_channel".
    [[nodiscard]] Pending<Done> removeChannel(const QByteArray &id);

    /// Takes back what the owner said of it too. Errors of Registry::mayRemove() and the ledger;
    /// Refused "gateway.network_owes" {network}: a payment on it is not over; of both,
    /// "gateway.in_channel" {entry, channel}.
    [[nodiscard]] Pending<Done> removeNetwork(const QByteArray &id);
    /// `id` in any letter case.
    [[nodiscard]] Pending<Done> removeToken(const QByteArray &id);

private:
    static constexpr qsizetype longestEntry = qsizetype {16} * 1024;
    using Add = std::function<Result<Done>(const Json &entry)>;

    /// One list as the ledger has it, with what could not be added.
    struct Written
    {
        QByteArray setting;
        Json entries = Json::array();
    };

    [[nodiscard]] QList<Error> take(Written &list, const std::optional<QByteArray> &text,
                                    const Add &add);
    [[nodiscard]] Pending<QList<Error>> loadChannels(const QList<Error> &warnings);
    [[nodiscard]] Pending<Done> inTurn(const std::function<Pending<Done>()> &change);
    [[nodiscard]] QList<Error> takeOut(const NetworkId &network);
    [[nodiscard]] QList<Error> takeOutChannels();
    [[nodiscard]] Result<Done> expectNoChannelIn(const NetworkId &network) const;
    [[nodiscard]] Result<Done> expectNoChannelIn(const AssetId &token) const;
    /// `entry` as it is to be written.
    [[nodiscard]] Result<Json> sealedFor(const Written &list, const Json &entry) const;
    [[nodiscard]] Pending<Done> append(Written &list, const Json &entry);
    [[nodiscard]] Pending<Done> erase(Written &list, const QByteArray &id);
    [[nodiscard]] Pending<Done> write(Written &list, const Json &entries);
    [[nodiscard]] Pending<Done> forget(const NetworkId &network);

    ledger::Ledger &m_ledger;
    money::Registry &m_registry;
    Choices &m_choices;
    const Clock &m_clock;
    Key m_key;
    Written m_networks {"own-networks"};
    Written m_tokens {"own-tokens"};
    Written m_channels {"own-channels"};
    bool m_isChanging = false;
};

} // namespace tuppence::gateway
