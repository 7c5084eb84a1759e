// SPDX-License-Identifier: MIT
#include "core/payments/choose.h"

#include "core/base/amount.h"
#include "core/money/registry.h"
#include "core/payments/channels.h"
#include "core/protocols/protocol.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tuppence::payments {

using namespace Qt::StringLiterals;

namespace {

/// Why `offer` may not be carried out whatever the account, or nothing.
std::optional<Error> obstacleOf(const deal::Offer &offer, const Rooms &rooms)
{
    if (offer.obstacle)
        return offer.obstacle;
    if (!rooms.registry->network(offer.network))
        return Error {Error::Kind::Unsupported,
                      "payments.unknown_network",
                      {{u"network"_s, QString::fromLatin1(offer.network.toString())}},
                      {}};
    if (!rooms.isEnabled(offer.network))
        return Error {Error::Kind::Refused,
                      "payments.network_off",
                      {{u"network"_s, rooms.registry->network(offer.network)->name},
                       {u"id"_s, QString::fromLatin1(offer.network.toString())}},
                      {}};
    const auto id = deal::movedBy(*offer.instruction).amount.asset;
    const auto &coin = rooms.registry->network(offer.network)->coin;
    const bool mayBeCoin = deal::isSubmitted(*offer.instruction) || voucherIn(offer.instruction);
    if (mayBeCoin && coin && coin->id == id)
        return std::nullopt;
    const auto *asset = rooms.registry->asset(id);
    if (!asset)
        return Error {Error::Kind::Unsupported,
                      "payments.unknown_asset",
                      {{u"asset"_s, QString::fromLatin1(id.toString())}},
                      {}};
    // The chain would say the same, but only after the owner approved.
    if (std::holds_alternative<deal::AuthorizeTransfer>(*offer.instruction)
        && asset->method != money::TransferMethod::Eip3009)
        return Error {
            Error::Kind::Unsupported, "chain.transfer_method", {{u"token"_s, asset->symbol}}, {}};
    return std::nullopt;
}

/// No seller is paid at an address of the wallet that pays.
bool isOwn(const QByteArray &payee, const NetworkId &network, const QList<Account> &accounts)
{
    return std::ranges::any_of(accounts, [&](const Account &account) {
        return account.space == network.space && account.address == payee;
    });
}

/// `offer` as it would be carried out.
Result<deal::Offer> completed(const deal::Offer &offer, const Rooms &rooms)
{
    if (!voucherIn(offer.instruction))
        return offer;
    return overOwnChannel(offer, *rooms.registry, rooms.clock->now());
}

/// A channel pays with the money of the account that opened it, and with no other's.
bool mayPay(const Account &account, const deal::Offer &offer, const Rooms &rooms)
{
    const auto *voucher = voucherIn(offer.instruction);
    const auto *channel = voucher ? rooms.registry->channels().find(voucher->channel) : nullptr;
    if (account.space != offer.network.space)
        return false;
    const QByteArray &payer = channel ? channel->payer : QByteArray();
    return payer.isEmpty() || payer.compare(account.address, Qt::CaseInsensitive) == 0;
}

void collectOffer(const tuppence::Reading::Found &found, const deal::Offer &asked,
                  const QList<Account> &accounts, const Rooms &rooms, Options &options)
{
    const auto obstacle = obstacleOf(asked, rooms);
    const auto whole = obstacle ? tl::make_unexpected(*obstacle) : completed(asked, rooms);
    if (!whole) {
        options.dropped.append({found.challenge.dialect, asked, whole.error()});
        return;
    }
    const deal::Offer &offer = *whole;
    const auto moved = deal::movedBy(*offer.instruction);
    if (isOwn(moved.payee, offer.network, accounts)) {
        options.dropped.append({found.challenge.dialect,
                                offer,
                                {Error::Kind::Refused, "payments.payee_is_own", {}, {}}});
        return;
    }
    bool payable = false;
    for (const Account &account : accounts) {
        if (!mayPay(account, offer, rooms))
            continue;
        options.possible.append({found.protocol,
                                 found.challenge,
                                 offer,
                                 moved.amount,
                                 moved.payee,
                                 {offer.network, account.address},
                                 std::nullopt,
                                 std::nullopt});
        payable = true;
    }
    if (!payable)
        options.dropped.append({found.challenge.dialect,
                                offer,
                                {Error::Kind::Unsupported,
                                 "payments.no_account",
                                 {{u"network"_s, rooms.registry->network(offer.network)->name}},
                                 {}}});
}

Error insufficient(const Option &option, const money::Registry &registry)
{
    return {Error::Kind::Refused,
            "payments.insufficient_balance",
            {{u"needed"_s, registry.display(option.amount)},
             {u"held"_s, registry.display({option.amount.asset, *option.balance})},
             {u"account"_s, QString::fromLatin1(option.account.address)}},
            {}};
}

/// Smaller is better. What the owner prefers comes before what the seller does.
auto rank(const Option &option, const QList<NetworkId> &preferred)
{
    const bool costsFee = deal::isSubmitted(*option.offer.instruction);
    const auto place = preferred.indexOf(option.offer.network);
    return std::tuple {option.offer.flow, costsFee, place < 0 ? preferred.size() : place,
                       option.balance.has_value() ? 0 : 1};
}

/// How a cap on an asset is written.
struct Unit
{
    QString name;
    int decimals = 0;
};

/// What a token or a coin that the owner added calls itself says nothing to whoever named a cap.
std::optional<Unit> unitOf(const AssetId &id, const money::Registry &registry)
{
    const QString name = QString::fromLatin1(id.toString());
    if (const auto *asset = registry.asset(id))
        return Unit {asset->own ? name : asset->symbol, asset->decimals};
    const auto *network = registry.network(id.network);
    if (!network || !network->coin || network->coin->id != id)
        return std::nullopt;
    return Unit {network->own ? name : network->coin->symbol, network->coin->decimals};
}

/// The dollars of `text`, in units of 10^-18.
Result<Uint256> dollars(QStringView text)
{
    const auto amount = TRY(Amount::parse(text, 18));
    return amount.units();
}

} // namespace

Options collect(const tuppence::Reading &reading, const QList<Account> &accounts,
                const Rooms &rooms)
{
    Options options;
    for (const auto &found : reading.challenges) {
        for (const deal::Offer &offer : found.challenge.offers)
            collectOffer(found, offer, accounts, rooms, options);
    }
    return options;
}

void sort(Options &options, const Rooms &rooms)
{
    QList<Option> kept;
    for (const Option &option : std::as_const(options.possible)) {
        if (option.balance && *option.balance < option.amount.units)
            options.dropped.append(
                {option.challenge.dialect, option.offer, insufficient(option, *rooms.registry)});
        else
            kept.append(option);
    }
    const auto preferred =
        rooms.preferredNetworks ? rooms.preferredNetworks() : QList<NetworkId> {};
    std::stable_sort(kept.begin(), kept.end(), [&preferred](const Option &a, const Option &b) {
        return rank(a, preferred) < rank(b, preferred);
    });
    options.possible = kept;
}

Error whyNone(const Options &options)
{
    return options.dropped.first().reason;
}

deal::Terms termsOf(const Option &option, const Purchase &purchase)
{
    const auto moved = deal::movedBy(*option.offer.instruction);
    deal::Terms terms;
    terms.site = net::origin(purchase.original.url);
    terms.method = purchase.original.method;
    terms.url = purchase.original.url;
    terms.bodyHash = QCryptographicHash::hash(purchase.original.body, QCryptographicHash::Sha256);
    terms.purchase = purchase.id;
    terms.dialect = option.challenge.dialect;
    terms.network = option.offer.network;
    terms.asset = option.amount.asset;
    terms.amount = option.amount.units;
    terms.payee = option.payee;
    terms.spender = moved.spender;
    terms.validity = moved.validity;
    terms.account = option.account;
    terms.channel = moved.channel;
    return terms;
}

Result<Done> within(const QString &most, const deal::AssetAmount &amount,
                    const money::Registry &registry)
{
    if (most.isEmpty())
        return Done {};
    const QString number = most.section(u' ', 0, 0);
    const QString symbol = most.section(u' ', 1);
    const auto above = fail(Error::Kind::Refused, "payments.above_most",
                            {{u"most"_s, most}, {u"price"_s, registry.display(amount)}});
    if (symbol.isEmpty()) {
        const auto cap = dollars(number);
        if (!cap)
            return fail(Error::Kind::Malformed, "payments.most", {{u"most"_s, most}});
        const auto worth = registry.usd(amount);
        if (!worth)
            return fail(Error::Kind::Refused, "payments.worth_unknown",
                        {{u"most"_s, most}, {u"price"_s, registry.display(amount)}});
        return *worth <= *cap ? Result<Done>(Done {}) : above;
    }
    const auto unit = unitOf(amount.asset, registry);
    if (!unit || symbol != unit->name)
        return above;
    const auto cap = Amount::parse(number, unit->decimals);
    if (!cap)
        return fail(Error::Kind::Malformed, "payments.most", {{u"most"_s, most}});
    return amount.units <= cap->units() ? Result<Done>(Done {}) : above;
}

} // namespace tuppence::payments
