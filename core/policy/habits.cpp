// SPDX-License-Identifier: MIT
#include "core/policy/habits.h"

#include "core/base/amount.h"
#include "core/policy/measure.h"

#include <algorithm>

namespace tuppence::policy {

using namespace Qt::StringLiterals;

namespace {

using Warnings = QList<Error>;

Error warning(const char *code, const QJsonObject &data)
{
    return {Error::Kind::Refused, code, data, {}};
}

QString nameOf(const AssetId &asset, const money::Registry &registry)
{
    if (const auto *known = registry.asset(asset))
        return known->symbol;
    const auto *network = registry.network(asset.network);
    return network && network->coin && network->coin->id == asset
        ? network->coin->symbol
        : QString::fromLatin1(asset.reference);
}

QString nameOf(const NetworkId &network, const money::Registry &registry)
{
    const auto *known = registry.network(network);
    return known ? known->name : QString::fromLatin1(network.toString());
}

Warnings changes(const deal::Terms &terms, const Habits &habits, bool anyPayee,
                 const money::Registry &registry)
{
    if (habits.payee.isEmpty())
        return {warning("warning.first_payment", {{u"site"_s, QString::fromUtf8(terms.site)}})};
    Warnings warnings;
    if (habits.payee != terms.payee && !anyPayee)
        warnings.append(warning("warning.payee_changed",
                                {{u"before"_s, QString::fromUtf8(habits.payee)},
                                 {u"now"_s, QString::fromUtf8(terms.payee)}}));
    if (habits.asset.network != terms.network)
        warnings.append(warning("warning.network_changed",
                                {{u"before"_s, nameOf(habits.asset.network, registry)},
                                 {u"now"_s, nameOf(terms.network, registry)}}));
    else if (habits.asset != terms.asset)
        warnings.append(warning("warning.asset_changed",
                                {{u"before"_s, nameOf(habits.asset, registry)},
                                 {u"now"_s, nameOf(terms.asset, registry)}}));
    return warnings;
}

/// Both in one measure, where there is one.
struct Pair
{
    Uint256 one, other;
};

std::optional<Pair> compared(const AssetAmount &one, const AssetAmount &other,
                             const money::Registry &registry)
{
    for (const deal::Measure &measure :
         {deal::Measure {deal::Dollars {}}, deal::Measure {one.asset}}) {
        const auto first = measured(one, measure, registry);
        const auto second = measured(other, measure, registry);
        if (first && second)
            return Pair {*first, *second};
    }
    return std::nullopt;
}

Warnings priceAgainst(const AssetAmount &price, const QList<AssetAmount> &earlier,
                      const money::Registry &registry)
{
    std::optional<Pair> highest;
    AssetAmount usual;
    for (const AssetAmount &before : earlier) {
        const auto pair = compared(price, before, registry);
        if (!pair || (highest && highest->other >= pair->other))
            continue;
        highest = pair;
        usual = before;
    }
    if (!highest || highest->one <= highest->other.times(farAbove).value_or(Uint256::max()))
        return {};
    return {
        warning("warning.price_history",
                {{u"price"_s, registry.display(price)}, {u"usual"_s, registry.display(usual)}})};
}

/// So many whole ones, of what has `decimals` places.
Uint256 ceilingUnits(int decimals)
{
    const auto amount = Amount::parse(QString::number(ceilingDollars), decimals);
    return amount ? amount->units() : Uint256::max(); // a token of so many places has not so many
}

Warnings priceAgainstCeiling(const AssetAmount &price, const money::Registry &registry)
{
    const deal::Cap ceiling {deal::Dollars {}, ceilingUnits(money::Registry::places)};
    const auto worth = measured(price, ceiling.measure, registry);
    if (!worth || *worth <= ceiling.units)
        return {};
    return {warning(
        "warning.price_ceiling",
        {{u"price"_s, registry.display(price)}, {u"ceiling"_s, display(ceiling, registry)}})};
}

Warnings feeAgainst(const AssetAmount &price, const AssetAmount &fee,
                    const money::Registry &registry)
{
    if (fee.units.isZero())
        return {};
    const auto pair = compared(price, fee, registry);
    // A coin whose worth nobody says may cost anything.
    if (pair && pair->other.times(feeShare).value_or(Uint256::max()) <= pair->one)
        return {};
    return {warning("warning.fee",
                    {{u"fee"_s, registry.display(fee)}, {u"price"_s, registry.display(price)}})};
}

/// Whether `asset` counts in `measure`, and is worth dollars.
bool isDollarIn(const deal::Measure &measure, const money::Asset &asset,
                const money::Registry &registry)
{
    const AssetAmount one {asset.id, 1};
    return measured(one, measure, registry) && measured(one, deal::Dollars {}, registry);
}

} // namespace

std::optional<deal::Cap> ceilingIn(const deal::Measure &measure, const money::Registry &registry)
{
    const auto assets = registry.assets();
    const auto dollar = std::find_if(assets.begin(), assets.end(), [&](const money::Asset &asset) {
        return isDollarIn(measure, asset, registry);
    });
    if (dollar == assets.end())
        return std::nullopt;
    const bool isOne = std::holds_alternative<AssetId>(measure);
    return deal::Cap {measure, ceilingUnits(isOne ? dollar->decimals : money::Registry::places)};
}

Warnings unusual(const deal::Terms &terms, const QList<AssetAmount> &leaves, const Habits &habits,
                 const QList<deal::Limit> &limits, const money::Registry &registry)
{
    const auto any = [&limits](auto says) {
        return std::any_of(limits.begin(), limits.end(), says);
    };
    const bool anyPayee = any([](const deal::Limit &limit) {
        return limit.subject.kind == deal::Subject::Kind::Site
            && limit.payee == deal::Limit::Payee::Any;
    });
    const bool namesPrice = any([](const deal::Limit &limit) { return bool(limit.perPayment); });
    const AssetAmount price {terms.asset, terms.amount};
    Warnings warnings;
    if (!terms.site.isEmpty()) { // else the owner named sum and payee themselves
        warnings += changes(terms, habits, anyPayee, registry);
        warnings += priceAgainst(price, habits.prices, registry);
        if (!namesPrice)
            warnings += priceAgainstCeiling(price, registry);
    }
    // What the owner does by themselves to move nothing costs its fee, and they know.
    if (terms.site.isEmpty() && terms.amount.isZero())
        return warnings;
    for (const AssetAmount &fee : leaves.sliced(1))
        warnings += feeAgainst(price, fee, registry);
    return warnings;
}

} // namespace tuppence::policy
