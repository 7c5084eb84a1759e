// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "core/ledger/entrypage.h"
#include "core/ledger/payments.h"
#include "tests/ledger/ways.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

class tst_History : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsByStage();
    void pagesThroughTenThousandPayments();
    void aPageStaysInPlaceWhenPaymentsCome();
    void entriesComeOldestFirstAndWithoutProofs();
    void refusesOtherCursors_data();
    void refusesOtherCursors();
    void refusesOtherLimits();
    void callsAreCarriedOutInOrder();
    void carriesOutEverythingBeforeItCloses();

private:
    House m_house; ///< stays empty
};

namespace {

QByteArrayList idsOf(Pending<QList<Payment>> pending)
{
    QByteArrayList ids;
    const auto payments = wait(std::move(pending)).value();
    for (const Payment &payment : payments)
        ids.append(payment.id);
    return ids;
}

} // namespace

void tst_History::listsByStage()
{
    House house;
    Ledger &ledger = *house.ledger;
    QByteArrayList ids;
    int number = 0;
    for (const char *way : {"", "reserve", "reserve writeSigned", "reserve writeSigned writeSent",
                            "reserve writeSigned writeSent settled",
                            "reserve writeSigned writeSent delivered settled", "lapse", ""})
        ids.append(walk(ledger, QByteArray::number(++number), way).id);
    QCOMPARE(idsOf(ledger.askedPayments()), (QByteArrayList {ids.at(0), ids.at(7)}));
    QCOMPARE(idsOf(ledger.openPayments()), (QByteArrayList {ids.at(2), ids.at(3)}));
    QCOMPARE(idsOf(ledger.unfinishedPayments()), ids.mid(1, 4));
}

void tst_History::pagesThroughTenThousandPayments()
{
    constexpr int many = 10'000;
    House house;
    Ledger &ledger = *house.ledger;
    const auto connection = Connection::open(house.path()).value();
    QVERIFY(connection->transaction([&]() -> Result<Done> { // for speed; each is as ever
        for (int i = 0; i < many; ++i) {
            if (auto asked = ask(*connection, payment(QByteArray::number(i), "pay_1")); !asked)
                return asked;
        }
        return Done {};
    }));

    QByteArray cursor;
    int expected = many;
    do {
        const Page page = wait(ledger.history(999, cursor)).value();
        for (const Payment &payment : page.payments)
            QCOMPARE(payment.id, QByteArray::number(--expected));
        cursor = page.next;
    } while (!cursor.isEmpty());
    QCOMPARE(expected, 0);
}

void tst_History::aPageStaysInPlaceWhenPaymentsCome()
{
    House house;
    Ledger &ledger = *house.ledger;
    for (const char *id : {"a", "b", "c", "d"})
        QVERIFY(wait(ledger.ask(payment(id, "pay_1"))));
    const Page first = wait(ledger.history(2, {})).value();
    QVERIFY(wait(ledger.ask(payment("e", "pay_1"))));
    const Page second = wait(ledger.history(2, first.next)).value();
    QCOMPARE(second.payments.size(), 2);
    QCOMPARE(second.payments.first().id, "b");
    QCOMPARE(second.payments.last().id, "a");
    QVERIFY(second.next.isEmpty()); // exactly full, and the last one
}

void tst_History::entriesComeOldestFirstAndWithoutProofs()
{
    House house;
    Ledger &ledger = *house.ledger;
    const auto sent = walk(ledger, "1", "reserve writeSigned writeSent withheld");
    QVERIFY(!wait(ledger.payment(sent.id))->proof.isEmpty());
    const auto asked = walk(ledger, "2", "");
    const auto first = wait(ledger.entries(1, {})).value();
    QCOMPARE(first.entries.size(), 1);
    const Entry &entry = first.entries.first();
    QCOMPARE(entry.payment.id, sent.id);
    QCOMPARE(entry.requester, purchase("pay_1").requester);
    QVERIFY(entry.payment.proof.isEmpty() && entry.payment.exchangeState.isEmpty());
    QVERIFY(entry.payment.challenge.isEmpty() && entry.payment.answer.receipt.isEmpty());
    const auto third = walk(ledger, "3", "");
    const auto rest = wait(ledger.entries(2, first.next)).value();
    QCOMPARE(rest.entries.size(), 2);
    QCOMPARE(rest.entries.first().payment.id, asked.id);
    QCOMPARE(rest.entries.last().payment.id, third.id);
    QVERIFY(rest.next.isEmpty());
    QCOMPARE(codeOf(ledger.entries(0, {})), "ledger.limit");
}

void tst_History::refusesOtherCursors_data()
{
    QTest::addColumn<QByteArray>("cursor");
    for (const char *cursor : {"p", "p0", "p-1", "p 1", "p01", "1", "x1", "p1x", "p+1",
                               "p9223372036854775808", "' OR 1=1"})
        QTest::newRow(cursor) << QByteArray(cursor);
}

void tst_History::refusesOtherCursors()
{
    QFETCH(QByteArray, cursor);
    const auto page = wait(m_house.ledger->history(10, cursor));
    QVERIFY(!page);
    QCOMPARE(page.error().code, "ledger.cursor");
    QCOMPARE(page.error().kind, Error::Kind::Malformed);
}

void tst_History::refusesOtherLimits()
{
    for (const int limit : {0, -1, 1001})
        QCOMPARE(codeOf(m_house.ledger->history(limit, {})), "ledger.limit");
    QVERIFY(wait(m_house.ledger->history(1000, {})));
}

void tst_History::callsAreCarriedOutInOrder()
{
    House house;
    QList<Pending<Done>> pending;
    for (int i = 0; i < 100; ++i)
        pending.append(house.ledger->setSetting("key", QByteArray::number(i), {"owner", at(i)}));
    const auto changes = wait(house.ledger->changes("key")).value();
    for (const auto &one : pending)
        QVERIFY(one.isFinished()); // the last call is answered, so those before it are
    QCOMPARE(changes.size(), 100);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(changes.at(i).to, QByteArray::number(i));
}

void tst_History::carriesOutEverythingBeforeItCloses()
{
    House house;
    QList<Pending<Done>> pending;
    for (int i = 0; i < 50; ++i)
        pending.append(house.ledger->setSetting("key", QByteArray::number(i), {"owner", at(i)}));
    QVERIFY(house.open());
    for (const auto &one : pending)
        QVERIFY(one.isFinished() && one.result());
    QCOMPARE(wait(house.ledger->changes("key")).value().size(), 50);
}

QTEST_GUILESS_MAIN(tst_History)
#include "tst_history.moc"
