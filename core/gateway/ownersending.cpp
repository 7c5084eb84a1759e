// SPDX-License-Identifier: MIT
#include "core/base/amount.h"
#include "core/crypto/eip55.h"
#include "core/gateway/choices.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/gateway/reportjson.h"
#include "core/money/registry.h"
#include "core/payments/engine.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// What can be sent, and in how many places it is counted.
struct Sendable
{
    AssetId asset;
    int decimals = 0;
};

using Sendables = QList<Sendable>;

/// The tokens of one network that are called so, and its own coin.
Sendables calledSo(const QString &name, const money::Network &network,
                   const money::Registry &registry)
{
    const auto isCalledSo = [&name](const QString &symbol, const AssetId &asset) {
        return symbol.compare(name, Qt::CaseInsensitive) == 0
            || asset.toString() == name.toLatin1();
    };
    Sendables found;
    for (const money::Asset &asset : registry.assetsOf(network.id)) {
        // What a token that the owner added calls itself names nothing.
        if (isCalledSo(asset.own ? QString() : asset.symbol, asset.id))
            found.append({asset.id, asset.decimals});
    }
    if (network.coin && isCalledSo(network.coin->symbol, network.coin->id))
        found.append({network.coin->id, network.coin->decimals});
    return found;
}

/// `name` is a symbol or a CAIP-19 id; `network` is a CAIP-2 id, or empty: the enabled network that
/// has it.
Result<Sendable> sendableFrom(const QString &name, const QByteArray &network,
                              const Household &household)
{
    Sendables found;
    QStringList places;
    for (const money::Network &known : household.registry->networks()) {
        const bool isMeant = network.isEmpty() ? household.choices->isEnabled(known.id)
                                               : known.id.toString() == network;
        if (!isMeant)
            continue;
        for (const Sendable &sendable : calledSo(name, known, *household.registry)) {
            found.append(sendable);
            places.append(QString::fromLatin1(known.id.toString()));
        }
    }
    if (found.isEmpty())
        return fail(Error::Kind::Unsupported, "send.unknown_asset", {{u"asset"_s, name}});
    if (found.size() > 1)
        return fail(Error::Kind::Refused, "send.which_network",
                    {{u"asset"_s, name}, {u"networks"_s, places.join(u", "_s)}});
    return found.first();
}

/// `amount`, `asset` and `network` of a call.
Result<AssetAmount> amountFrom(const Call &call, const Household &household)
{
    const auto sendable =
        TRY(sendableFrom(QString::fromUtf8(call.text("asset")), call.text("network"), household));
    const auto amount =
        TRY(Amount::parse(QString::fromUtf8(call.text("amount")), sendable.decimals));
    return AssetAmount {sendable.asset, amount.units()};
}

/// An address whose letter case cannot show a slip in copying.
bool hasChecksum(const QByteArray &address)
{
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const QByteArray digits = address.mid(2);
    const bool anyLower = std::any_of(digits.begin(), digits.end(), isLetter);
    const QByteArray lower = digits.toLower();
    const bool anyLetter = std::any_of(lower.begin(), lower.end(), isLetter);
    return !anyLetter || (anyLower && digits != lower);
}

Result<payments::Transfer> transferFrom(const Call &call, const Household &household)
{
    payments::Transfer transfer;
    transfer.amount = TRY(amountFrom(call, household));
    const QByteArray to = call.text("to");
    const auto payee = TRY(evm::Address::parse(to));
    if (payee.isZero())
        return fail(Error::Kind::Refused, "send.to_nobody");
    const auto token = evm::Address::parse(transfer.amount.asset.reference);
    if (token && *token == payee)
        return fail(Error::Kind::Refused, "send.to_token");
    if (transfer.amount.units.isZero())
        return fail(Error::Kind::OutOfRange, "send.nothing");
    transfer.payee = payee.toChecksummed();
    transfer.requesterName = u"You"_s;
    if (!hasChecksum(to))
        transfer.warnings.append({Error::Kind::Refused, "warning.no_checksum", {}, {}});
    return transfer;
}

Outcome send(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    const auto transfer = transferFrom(call, household);
    if (!transfer)
        return failed<std::shared_ptr<Answer>>(transfer.error());
    return andThen(household.engine->send(*transfer), &desk,
                   [&household](const payments::Waiting &waiting) {
                       return answered(waitingJson(waiting, *household.registry));
                   });
}

Outcome allow(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    const auto allowed = amountFrom(call, household);
    if (!allowed)
        return failed<std::shared_ptr<Answer>>(allowed.error());
    return andThen(household.engine->allow(*allowed), &desk,
                   [&household](const payments::Waiting &waiting) {
                       return answered(waitingJson(waiting, *household.registry));
                   });
}

Outcome cancel(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    return andThen(household.engine->cancel(call.text("payment")), &desk,
                   [&household](const payments::Waiting &waiting) {
                       return answered(waitingJson(waiting, *household.registry));
                   });
}

Outcome end(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    return andThen(household.engine->ended(call.text("payment")), &desk,
                   [&household](const payments::Report &report) {
                       return answered(reportJson(report, *household.registry));
                   });
}

} // namespace

OwnerMethods sendingMethods(OwnerDesk &desk)
{
    return {
        {"send", {{}, [&desk](const Call &call) { return send(desk, call); }}},
        {"allow", {{}, [&desk](const Call &call) { return allow(desk, call); }}},
        {"cancel", {{}, [&desk](const Call &call) { return cancel(desk, call); }}},
        {"send.end", {{}, [&desk](const Call &call) { return end(desk, call); }}},
    };
}

} // namespace tuppence::gateway
