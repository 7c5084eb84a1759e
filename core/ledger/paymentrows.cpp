// SPDX-License-Identifier: MIT
#include "core/ledger/paymentrows.h"

#include "core/ledger/names.h"
#include "core/ledger/outcome.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

using By = deal::Approval::By;

// In the order in which read() takes them.
const QString columns =
    u"SELECT id, stage, money, moved, transaction_id, confirmations, answer, answer_status, "
    "answer_code, receipt, terms, terms_name, challenge, approved_by, handle_network, handle_id, "
    "proof, exchange_state, code, reason, dead_after, open_until, asked, asked_until, decided, "
    "reserved, signed, sent, last_sent, closed, number FROM payments "_s;

Result<Money> readMoney(Row &row)
{
    Money money;
    money.kind = TRY(moneyKindOf(row.text()));
    money.moved = TRY(row.maybeUnits());
    money.transaction = row.bytes();
    money.confirmations = int(row.number());
    return money;
}

Result<Answer> readAnswer(Row &row)
{
    Answer answer;
    answer.kind = TRY(answerKindOf(row.text()));
    answer.status = int(row.number());
    answer.code = row.text();
    answer.receipt = row.bytes();
    return answer;
}

Result<deal::Terms> readTerms(Row &row)
{
    const auto terms = deal::decodeTerms(row.bytes());
    if (!terms)
        return damaged(u"the terms of a payment cannot be read"_s);
    return *terms;
}

Result<deal::Handle> readHandle(Row &row)
{
    const auto network = row.maybeText();
    const QByteArray id = row.bytes();
    if (!network)
        return deal::Handle {};
    const auto parsed = NetworkId::parse(*network);
    if (!parsed)
        return damaged(u"the network of a payment cannot be read"_s);
    return deal::Handle {*parsed, id};
}

std::optional<By> readApprovedBy(Row &row)
{
    const auto by = row.maybeText();
    if (!by)
        return std::nullopt;
    return *by == "limit" ? By::Limit : By::Owner;
}

void readTimes(Row &row, Payment &payment)
{
    payment.deadAfter = row.maybeTime();
    payment.openUntil = row.maybeTime();
    payment.asked = row.time();
    payment.askedUntil = row.time();
    payment.decided = row.maybeTime();
    payment.reserved = row.maybeTime();
    payment.signedAt = row.maybeTime();
    payment.sent = row.maybeTime();
    payment.lastSent = row.maybeTime();
    payment.closed = row.maybeTime();
}

Result<Payment> read(Row &row)
{
    Payment payment;
    payment.id = row.text();
    payment.stage = TRY(stageOf(row.text()));
    payment.money = TRY(readMoney(row));
    payment.answer = TRY(readAnswer(row));
    payment.terms = TRY(readTerms(row));
    payment.termsName = row.bytes();
    payment.challenge = row.bytes();
    payment.approvedBy = readApprovedBy(row);
    payment.handle = TRY(readHandle(row));
    payment.proof = row.bytes();
    payment.exchangeState = row.bytes();
    payment.code = row.text();
    payment.reason = row.words();
    readTimes(row, payment);
    return payment;
}

/// A row of the history and its place in it.
struct Numbered
{
    Payment payment;
    qint64 number;
};

Result<Numbered> readNumbered(Row &row)
{
    auto payment = TRY(read(row));
    return Numbered {std::move(payment), row.number()};
}

QByteArray cursorOf(qint64 number)
{
    return 'p' + QByteArray::number(number);
}

/// The number from which to go on; `first` for the first page.
Result<qint64> numberOf(const QByteArray &cursor, qint64 first)
{
    if (cursor.isEmpty())
        return first;
    bool isNumber = false;
    const qint64 number = cursor.mid(1).toLongLong(&isNumber);
    if (!isNumber || cursorOf(number) != cursor || number < 1)
        return fail(Error::Kind::Malformed, "ledger.cursor");
    return number;
}

/// The rows that `where`, which has a place for a number, finds, in its order.
Result<Page> pageOf(Connection &connection, const QString &where, qint64 number, int limit)
{
    // One more than asked for says whether there is another page.
    const auto found = TRY(connection.rows(
        columns + where, {qlonglong {number}, qlonglong {limit} + 1}, readNumbered));
    Page page;
    for (const Numbered &row : found.first(std::min<qsizetype>(limit, found.size())))
        page.payments.append(row.payment);
    if (found.size() > limit)
        page.next = cursorOf(found.at(limit - 1).number);
    return page;
}

Result<Done> expectLimit(int limit)
{
    if (limit < 1 || limit > mostInPage)
        return fail(Error::Kind::OutOfRange, "ledger.limit", {{u"most"_s, mostInPage}});
    return Done {};
}

tl::unexpected<Error> wrongStage(const Payment &stands)
{
    return fail(Error::Kind::Refused, "ledger.stage",
                {{u"payment"_s, QString::fromUtf8(stands.id)},
                 {u"stage"_s, QString::fromUtf8(nameOf(stands.stage))}});
}

} // namespace

Result<Payment> payment(Connection &connection, const QByteArray &id)
{
    auto found = TRY(connection.row(columns + u"WHERE id = ?"_s, {text(id)}, read));
    if (!found)
        return fail(Error::Kind::Refused, "ledger.unknown_payment");
    return *std::move(found);
}

Result<QList<Payment>> paymentsOf(Connection &connection, const QByteArray &purchase)
{
    return connection.rows(columns + u"WHERE purchase = ? ORDER BY number"_s, {text(purchase)},
                           read);
}

Result<QList<Payment>> askedPayments(Connection &connection)
{
    return connection.rows(columns + u"WHERE closed IS NULL AND stage = 'asked' ORDER BY number"_s,
                           {}, read);
}

Result<QList<Payment>> openPayments(Connection &connection)
{
    return connection.rows(columns + u"WHERE closed IS NULL AND money = 'open' ORDER BY number"_s,
                           {}, read);
}

Result<QList<Payment>> unfinishedPayments(Connection &connection)
{
    return connection.rows(columns + u"WHERE closed IS NULL AND stage <> 'asked' ORDER BY number"_s,
                           {}, read);
}

Result<Page> history(Connection &connection, int limit, const QByteArray &cursor)
{
    TRY(expectLimit(limit));
    const qint64 before = TRY(numberOf(cursor, std::numeric_limits<qint64>::max()));
    return pageOf(connection, u"WHERE number < ? ORDER BY number DESC LIMIT ?"_s, before, limit);
}

Result<Page> oldestFirst(Connection &connection, int limit, const QByteArray &cursor)
{
    TRY(expectLimit(limit));
    const qint64 after = TRY(numberOf(cursor, 0));
    return pageOf(connection, u"WHERE number > ? ORDER BY number LIMIT ?"_s, after, limit);
}

Result<std::optional<AccountId>> lastPayer(Connection &connection, const QByteArray &page,
                                           const QByteArray &requester)
{
    return connection.row(u"SELECT account FROM payments WHERE page = ? AND live = 1 "
                          "AND money <> 'none' "
                          "AND purchase IN (SELECT id FROM purchases WHERE requester = ?) "
                          "ORDER BY asked DESC, number DESC LIMIT 1"_s,
                          {text(page), text(requester)}, [](Row &row) -> Result<AccountId> {
                              const auto account = AccountId::parse(row.text());
                              if (!account)
                                  return damaged(u"the account of a payment cannot be read"_s);
                              return *account;
                          });
}

Result<Done> expectUnanswered(Connection &connection, const QByteArray &payment)
{
    const auto answer = TRY(connection.row(
        u"SELECT answer, answer_status, answer_code, receipt FROM payments WHERE id = ?"_s,
        {text(payment)}, readAnswer));
    if (answer && !isAnswered(*answer))
        return Done {};
    return wrongStage(TRY(ledger::payment(connection, payment)));
}

Result<Done> change(Connection &connection, const QByteArray &payment, const QString &sql,
                    const QVariantList &values)
{
    const int changed = TRY(connection.execute(sql, values));
    if (changed == 1)
        return Done {};
    Q_ASSERT(changed == 0); // ids are unique
    return wrongStage(TRY(ledger::payment(connection, payment)));
}

} // namespace tuppence::ledger
