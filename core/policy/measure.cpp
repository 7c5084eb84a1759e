// SPDX-License-Identifier: MIT
#include "core/policy/measure.h"

#include "core/base/amount.h"

#include <algorithm>

namespace tuppence::policy {

using namespace Qt::StringLiterals;

namespace {

constexpr int places = money::Registry::places;

/// A token that the owner added is named by its id alone: by whatever symbol it goes, what an
/// earlier limit lets through stays the same.
bool isCalled(const money::Asset &asset, const QString &symbol)
{
    return asset.symbol == symbol && !asset.own;
}

bool isListed(const QString &symbol, const money::Registry &registry)
{
    const auto assets = registry.assets();
    return std::any_of(assets.cbegin(), assets.cend(),
                       [&](const money::Asset &asset) { return isCalled(asset, symbol); });
}

/// What follows the number, with the places that it has.
struct Counted
{
    deal::Measure measure;
    int decimals = places;
};

Result<Counted> countedBy(const QString &unit, const money::Registry &registry)
{
    if (unit.isEmpty())
        return Counted {deal::Dollars {}};
    if (const auto id = AssetId::parse(unit.toUtf8())) {
        const auto *asset = registry.asset(*id);
        if (!asset)
            return fail(Error::Kind::Malformed, "limits.unknown_asset", {{u"asset"_s, unit}});
        return Counted {*id, asset->decimals};
    }
    if (!isListed(unit, registry))
        return fail(Error::Kind::Malformed, "limits.unknown_symbol", {{u"symbol"_s, unit}});
    return Counted {deal::Symbol {unit}};
}

QString number(const Uint256 &units, int decimals)
{
    const auto amount = Amount::create(units, decimals);
    return amount ? amount->toString() : units.toString(); // our own decimals: always an amount
}

/// Dollars have two places where they need no more.
QString dollars(const Uint256 &units)
{
    QString text = number(units, places);
    const auto point = text.indexOf(u'.');
    if (point < 0)
        return text + u".00"_s;
    return text.size() - point == 2 ? text + u'0' : text;
}

} // namespace

std::optional<Uint256> measured(const AssetAmount &amount, const deal::Measure &measure,
                                const money::Registry &registry)
{
    if (const auto *id = std::get_if<AssetId>(&measure))
        return *id == amount.asset ? std::optional(amount.units) : std::nullopt;
    const auto *asset = registry.asset(amount.asset);
    if (!asset)
        return std::nullopt;
    const auto *symbol = std::get_if<deal::Symbol>(&measure);
    const bool counts =
        symbol ? isCalled(*asset, symbol->symbol) : asset->worth == money::Worth::Dollar;
    if (!counts)
        return std::nullopt;
    return registry.whole(amount).value_or(Uint256::max());
}

Result<deal::Cap> parseCap(const QString &text, const money::Registry &registry)
{
    const auto counted = TRY(countedBy(text.section(u' ', 1), registry));
    const auto amount = Amount::parse(text.section(u' ', 0, 0), counted.decimals);
    if (!amount)
        return fail(Error::Kind::Malformed, "limits.amount", {{u"text"_s, text}});
    return deal::Cap {counted.measure, amount->units()};
}

QString display(const deal::Cap &cap, const money::Registry &registry)
{
    if (std::holds_alternative<deal::Dollars>(cap.measure))
        return u'$' + dollars(cap.units);
    if (const auto *symbol = std::get_if<deal::Symbol>(&cap.measure))
        return number(cap.units, places) + u' ' + symbol->symbol;
    const auto &id = std::get<AssetId>(cap.measure);
    const auto *network = registry.network(id.network);
    return u"%1 on %2"_s.arg(registry.display({id, cap.units}),
                             network ? network->name : QString::fromLatin1(id.network.toString()));
}

QString spelled(const deal::Cap &cap, const money::Registry &registry)
{
    if (std::holds_alternative<deal::Dollars>(cap.measure))
        return number(cap.units, places);
    if (const auto *symbol = std::get_if<deal::Symbol>(&cap.measure))
        return number(cap.units, places) + u' ' + symbol->symbol;
    const auto &id = std::get<AssetId>(cap.measure);
    const auto *asset = registry.asset(id);
    return number(cap.units, asset ? asset->decimals : 0) + u' '
        + QString::fromLatin1(id.toString());
}

} // namespace tuppence::policy
