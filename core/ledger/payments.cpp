// SPDX-License-Identifier: MIT
#include "core/ledger/payments.h"

#include "core/ledger/limits.h"
#include "core/ledger/movements.h"
#include "core/ledger/paymentrows.h"
#include "core/ledger/purchases.h"
#include "core/ledger/vouchers.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

Result<Done> insert(Connection &connection, const NewPayment &payment)
{
    const deal::Terms &terms = payment.terms;
    const auto inserted = connection.execute(
        u"INSERT INTO payments (id, purchase, stage, money, answer, terms, terms_name, site, "
        "page, dialect, network, asset, amount, payee, account, challenge, asked, asked_until) "
        "VALUES (?, ?, 'asked', 'none', 'none', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {text(payment.id), text(terms.purchase), bytes(deal::encode(terms)),
         bytes(deal::nameOf(terms)), text(terms.site), text(pageOf(terms.url)), text(terms.dialect),
         text(terms.network.toString()), text(terms.asset.toString()), units(terms.amount),
         text(terms.payee), text(terms.account.toString()), bytes(payment.challenge),
         time(payment.at), time(payment.until)});
    if (!inserted && inserted.error().code == "ledger.constraint")
        return fail(Error::Kind::Refused, "ledger.payment_id");
    if (!inserted)
        return tl::make_unexpected(inserted.error());
    return Done {};
}

/// Whether exactly what was shown leaves: the amount, and fees up to the highest.
Result<Done> compare(const deal::Terms &terms, const QList<AssetAmount> &leaves)
{
    const auto other = fail(Error::Kind::Refused, "ledger.other_amount");
    if (leaves.isEmpty() || leaves.first() != AssetAmount {terms.asset, terms.amount})
        return other;
    Uint256 fees;
    for (const AssetAmount &fee : leaves.sliced(1)) {
        const auto sum = fees.plus(fee.units);
        if (!sum)
            return other;
        fees = *sum;
    }
    if (fees > terms.highestFee)
        return other;
    return Done {};
}

/// What waits for the judgement.
struct Waiting
{
    QByteArray termsName;
    deal::Terms terms;
};

/// asked → reserved, with what is held.
Result<Done> setAside(Connection &connection, const deal::Terms &terms,
                      const Reservation &reservation, Time booked)
{
    TRY(draw(connection, reservation.payment, terms, reservation.channel));
    const bool byLimit = reservation.by == deal::Approval::By::Limit;
    auto reserved =
        change(connection, reservation.payment,
               u"UPDATE payments SET stage = 'reserved', live = 1, approved_by = ?, decided = ?, "
               "reserved = ? WHERE id = ? AND stage = 'asked'"_s,
               {byLimit ? u"limit"_s : u"owner"_s, time(reservation.at), time(reservation.at),
                text(reservation.payment)});
    // The index one_live_proof decides, not a query before it.
    if (!reserved && reserved.error().code == "ledger.constraint")
        return fail(Error::Kind::Refused, "ledger.live_proof");
    if (!reserved)
        return reserved;
    TRY(hold(connection, reservation, booked));
    return goOn(connection);
}

Result<deal::Verdict> judge(Connection &connection, const Waiting &waiting,
                            const Reservation &reservation, const Judging &judging)
{
    if (reservation.termsName != waiting.termsName)
        return fail(Error::Kind::Refused, "ledger.other_terms");
    TRY(compare(waiting.terms, reservation.leaves));
    Book book(connection, *judging.key);
    const auto judgement = TRY(judging.judge(book));
    if (judgement.verdict.kind == deal::Verdict::Kind::Allow)
        TRY(setAside(connection, waiting.terms, reservation, judgement.booked));
    return judgement.verdict;
}

} // namespace

Result<Done> ask(Connection &connection, const NewPayment &payment)
{
    Q_ASSERT(payment.purchase.id == payment.terms.purchase);
    TRY(begin(connection, payment.purchase));
    return insert(connection, payment);
}

Result<deal::Verdict> askAndReserve(Connection &connection, const NewPayment &payment,
                                    const Reservation &reservation, const Judging &judging)
{
    TRY(ask(connection, payment));
    return judge(connection, {deal::nameOf(payment.terms), payment.terms}, reservation, judging);
}

Result<deal::Verdict> reserve(Connection &connection, const Reservation &reservation,
                              const Judging &judging)
{
    const auto stands = TRY(payment(connection, reservation.payment));
    return judge(connection, {stands.termsName, stands.terms}, reservation, judging);
}

Result<Done> writeSigned(Connection &connection, const SignedPayment &payment)
{
    const deal::Signed &proof = payment.proof;
    TRY(markVoucherSigned(connection, payment.payment));
    return change(
        connection, payment.payment,
        u"UPDATE payments SET stage = 'signed', money = 'open', answer = 'waiting', "
        "proof = ?, handle_network = ?, handle_id = ?, exchange_state = ?, "
        "dead_after = ?, open_until = ?, signed = ? WHERE id = ? AND stage = 'reserved'"_s,
        {bytes(proof.bytes), text(proof.handle.network.toString()), bytes(proof.handle.id),
         bytes(payment.exchangeState), time(proof.deadAfter), time(payment.openUntil),
         time(payment.at), text(payment.payment)});
}

Result<Done> writeSent(Connection &connection, const QByteArray &payment, Time at)
{
    return change(connection, payment,
                  u"UPDATE payments SET stage = 'sent', sent = ?, last_sent = ? "
                  "WHERE id = ? AND stage = 'signed' AND money = 'open'"_s,
                  {time(at), time(at), text(payment)});
}

Result<Payment> writeSending(Connection &connection, const SignedPayment &signedPayment)
{
    TRY(writeSigned(connection, signedPayment));
    TRY(writeSent(connection, signedPayment.payment, signedPayment.at));
    return payment(connection, signedPayment.payment);
}

Result<Done> writeSentAgain(Connection &connection, const QByteArray &payment, Time at)
{
    TRY(expectUnanswered(connection, payment));
    return change(connection, payment,
                  u"UPDATE payments SET last_sent = ? WHERE id = ? AND stage = 'sent' "
                  "AND proof IS NOT NULL"_s,
                  {time(at), text(payment)});
}

Result<Done> endAsked(Connection &connection, const QByteArray &payment, Stage stage,
                      const Ending &ending)
{
    return change(connection, payment,
                  u"UPDATE payments SET stage = ?, code = ?, reason = ?, decided = ?, closed = ? "
                  "WHERE id = ? AND stage = 'asked'"_s,
                  {text(nameOf(stage)), text(ending.code), text(ending.reason), time(ending.at),
                   time(ending.at), text(payment)});
}

Result<Done> release(Connection &connection, const QByteArray &payment, const Ending &ending)
{
    TRY(change(connection, payment,
               u"UPDATE payments SET stage = 'released', live = NULL, code = ?, reason = ?, "
               "closed = ? WHERE id = ? AND stage = 'reserved'"_s,
               {text(ending.code), text(ending.reason), time(ending.at), text(payment)}));
    TRY(dropVoucher(connection, payment));
    return letGo(connection, payment);
}

} // namespace tuppence::ledger
