// SPDX-License-Identifier: MIT
#include "core/ledger/facts.h"

#include "core/ledger/movements.h"
#include "core/ledger/paymentrows.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

/// Closes the payment if both facts are there.
Result<Done> closeIfCertain(Connection &connection, const QByteArray &payment, Time at)
{
    // Where nothing was sent no answer can come.
    TRY(connection.execute(u"UPDATE payments SET answer = 'lost' WHERE id = ? AND stage = 'signed' "
                           "AND money IN ('settled', 'dead')"_s,
                           {text(payment)}));
    // A transaction of our own goes on proving that it moved money until it brought the answer;
    // what asks for another try is no answer (isAnswered()).
    TRY(connection.execute(
        u"UPDATE payments SET stage = 'closed', closed = ?, proof = NULL, exchange_state = NULL "
        "WHERE id = ? AND stage IN ('signed', 'sent') AND money IN ('settled', 'dead') "
        "AND answer IN ('delivered', 'withheld', 'lost') AND (dead_after IS NOT NULL "
        "OR proof IS NULL OR money = 'dead' OR moved = zeroblob(32) OR (answer = 'delivered' "
        "AND answer_status < 500 AND answer_status NOT IN (408, 425, 429)))"_s,
        {time(at), text(payment)}));
    return Done {};
}

} // namespace

Result<Done> recordAnswer(Connection &connection, const QByteArray &payment, const Answer &answer,
                          Time at)
{
    Q_ASSERT(answer.kind == AnswerKind::Delivered || answer.kind == AnswerKind::Withheld
             || answer.kind == AnswerKind::Lost);
    TRY(expectUnanswered(connection, payment));
    TRY(change(connection, payment,
               u"UPDATE payments SET answer = ?, answer_status = ?, answer_code = ?, receipt = ? "
               "WHERE id = ? AND stage IN ('sent', 'closed')"_s,
               {text(nameOf(answer.kind)), answer.status, text(answer.code), bytes(answer.receipt),
                text(payment)}));
    return closeIfCertain(connection, payment, at);
}

Result<Done> recordSeen(Connection &connection, const QByteArray &payment,
                        const QByteArray &transaction, int confirmations)
{
    const auto stands = TRY(ledger::payment(connection, payment)).money;
    const bool isKnown = stands.kind == MoneyKind::Open && stands.transaction == transaction
        && stands.confirmations == confirmations;
    if (isKnown) // the chain is asked again and again, and the disk need not be
        return Done {};
    return change(connection, payment,
                  u"UPDATE payments SET transaction_id = ?, confirmations = ? "
                  "WHERE id = ? AND money = 'open'"_s,
                  {bytes(transaction), confirmations, text(payment)});
}

Result<Done> recordSettled(Connection &connection, const QByteArray &payment,
                           const Settled &settled, Time at)
{
    // A signature is of no use any more, and is not kept (trust.md 19); dead money alike. A
    // transaction is public, and its answer may not have come yet.
    TRY(change(
        connection, payment,
        u"UPDATE payments SET money = 'settled', moved = ?, transaction_id = ?, "
        "live = CASE WHEN ? <> zeroblob(32) THEN live END, "
        "proof = CASE WHEN dead_after IS NULL THEN proof END, "
        "exchange_state = CASE WHEN dead_after IS NULL THEN exchange_state END "
        "WHERE id = ? AND money = 'open'"_s,
        {units(settled.moved), bytes(settled.transaction), units(settled.moved), text(payment)}));
    TRY(book(connection, payment, settled));
    return closeIfCertain(connection, payment, at);
}

Result<Done> recordDead(Connection &connection, const QByteArray &payment, Time at)
{
    TRY(change(connection, payment,
               u"UPDATE payments SET money = 'dead', live = NULL, transaction_id = NULL, "
               u"confirmations = 0, "
               "proof = NULL, exchange_state = NULL WHERE id = ? AND money = 'open'"_s,
               {text(payment)}));
    TRY(letGo(connection, payment));
    return closeIfCertain(connection, payment, at);
}

} // namespace tuppence::ledger
