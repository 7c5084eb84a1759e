// SPDX-License-Identifier: MIT
#include "core/ledger/movements.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

Result<Movement::State> stateOf(const QByteArray &name)
{
    if (name == "held")
        return Movement::State::Held;
    if (name == "booked")
        return Movement::State::Booked;
    if (name == "released")
        return Movement::State::Released;
    return damaged(u"a movement has an unknown state"_s);
}

Result<Movement> read(Row &row)
{
    Movement movement;
    movement.kind = row.text() == "fee" ? Movement::Kind::Fee : Movement::Kind::Amount;
    const auto asset = AssetId::parse(row.text());
    if (!asset)
        return damaged(u"the asset of a movement cannot be read"_s);
    movement.amount.asset = *asset;
    movement.amount.units = TRY(row.units());
    movement.state = TRY(stateOf(row.text()));
    movement.booked = row.time();
    return movement;
}

/// What is held as `kind` becomes `moved` units, and the rest surplus.
Result<Done> lower(Connection &connection, const QByteArray &payment, const QString &kind,
                   const Uint256 &moved)
{
    const auto held = TRY(connection.row(
        u"SELECT units FROM movements WHERE payment = ? AND state = 'held' AND kind = ?"_s,
        {text(payment), kind}, [](Row &row) { return row.units(); }));
    const auto surplus = held.value_or(moved).minus(moved);
    TRY(connection.execute(u"UPDATE movements SET units = ?, surplus = ? "
                           "WHERE payment = ? AND state = 'held' AND kind = ?"_s,
                           {units(moved),
                            surplus && !surplus->isZero() ? units(*surplus) : QVariant(),
                            text(payment), kind}));
    return Done {};
}

} // namespace

Result<Done> hold(Connection &connection, const Reservation &reservation, Time booked)
{
    for (qsizetype line = 0; line < reservation.leaves.size(); ++line) {
        const AssetAmount &amount = reservation.leaves.at(line);
        TRY(connection.execute(
            u"INSERT INTO movements (payment, line, kind, asset, units, state, booked) "
            "VALUES (?, ?, ?, ?, ?, 'held', ?)"_s,
            {text(reservation.payment), line, line == 0 ? u"amount"_s : u"fee"_s,
             text(amount.asset.toString()), units(amount.units), time(booked)}));
    }
    return Done {};
}

Result<Done> book(Connection &connection, const QByteArray &payment, const Settled &settled)
{
    TRY(lower(connection, payment, u"amount"_s, settled.moved));
    if (settled.fee)
        TRY(lower(connection, payment, u"fee"_s, *settled.fee));
    TRY(connection.execute(
        u"UPDATE movements SET state = 'booked' WHERE payment = ? AND state = 'held'"_s,
        {text(payment)}));
    return Done {};
}

Result<Done> letGo(Connection &connection, const QByteArray &payment)
{
    TRY(connection.execute(u"UPDATE movements SET state = 'released', surplus = units "
                           "WHERE payment = ? AND state = 'held'"_s,
                           {text(payment)}));
    return Done {};
}

Result<QList<Movement>> movementsOf(Connection &connection, const QByteArray &payment)
{
    return connection.rows(u"SELECT kind, asset, units, state, booked FROM movements "
                           "WHERE payment = ? ORDER BY line"_s,
                           {text(payment)}, read);
}

} // namespace tuppence::ledger
