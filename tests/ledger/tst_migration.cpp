// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "core/ledger/migrations.h"
#include "core/ledger/schema1.h"
#include "tests/ledger/ways.h"

#include <QDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;
using namespace Qt::StringLiterals;

namespace {

/// A ledger as the first version of this program left it: one payment that waits, one that is open.
void writeFirstSchema(const QString &path)
{
    QFile::remove(path);
    const auto connection = Connection::open(path).value();
    const auto execute = [&connection](const QString &sql, const QVariantList &values = {}) {
        if (const auto done = connection->execute(sql, values); !done)
            qFatal("%s", qPrintable(done.error().detail));
    };
    for (const char *statement : schema1)
        execute(QString::fromLatin1(statement));
    execute(u"PRAGMA application_id = %1"_s.arg(applicationId));
    execute(u"PRAGMA user_version = 1"_s);
    for (const QByteArray &id : {QByteArray("waits"), QByteArray("open")}) {
        const deal::Terms terms = termsFor("pay_" + id);
        const bool isOpen = id == "open";
        execute(u"INSERT INTO purchases (id, requester, method, url, body_hash, created) "
                "VALUES (?, 'unpaired', 'GET', 'https://shop.example/a', zeroblob(32), 1)"_s,
                {text("pay_" + id)});
        execute(
            u"INSERT INTO payments (id, purchase, stage, money, answer, terms, terms_name, site, "
            "dialect, network, asset, amount, payee, account, challenge, asked, asked_until, live) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'x402-v2', 'eip155:84532', ?, ?, ?, 'a', x'7b7d', 1, "
            "2, ?)"_s,
            {text(id), text(terms.purchase), isOpen ? u"sent"_s : u"asked"_s,
             isOpen ? u"open"_s : u"none"_s, isOpen ? u"waiting"_s : u"none"_s,
             bytes(deal::encode(terms)), bytes(deal::nameOf(terms)), text(terms.site),
             text(terms.asset.toString()), units(terms.amount), text(terms.payee),
             isOpen ? QVariant(1) : QVariant()});
    }
    execute(u"INSERT INTO movements (payment, line, kind, asset, units, state, booked) "
            "VALUES ('open', 0, 'amount', ?, ?, 'held', 1)"_s,
            {text(usdc.toString()), units(10'000)});
}

} // namespace

class tst_Migration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsTheFirstSchemaUpToDate();
};

void tst_Migration::bringsTheFirstSchemaUpToDate()
{
    House house;
    house.ledger.reset();
    writeFirstSchema(house.path());
    QVERIFY(house.open());
    Ledger &ledger = *house.ledger;
    QVERIFY(!ledger.setAside());
    QCOMPARE(wait(ledger.history(10, {})).value().payments.size(), 2);
    // What was open goes on, and what it held can come back.
    QVERIFY(wait(ledger.recordDead("open", at(60))));
    qsizetype surplus = 0;
    QVERIFY(wait(ledger.keepBook(
        [&surplus](Book &book) -> Result<Done> {
            surplus = TRY(book.takeSurplus()).size();
            return Done {};
        },
        sealKey())));
    QCOMPARE(surplus, 1);
    const NewPayment waits = payment("waits", "pay_waits");
    QVERIFY(wait(ledger.reserve(reservation(waits), allowing())));
    QCOMPARE(wait(ledger.sequence()).value(), quint64 {1});
    QVERIFY(wait(ledger.setLimit({"wallet", "one", "fresh"}, {"owner", at(5)}, sealKey())));
}

QTEST_GUILESS_MAIN(tst_Migration)
#include "tst_migration.moc"
