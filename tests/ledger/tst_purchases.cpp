// SPDX-License-Identifier: MIT
#include "tests/ledger/ways.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

class tst_Purchases : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<House>(); }

    void keepsWhatTellsRequestsApart();
    void keepsNoCredentialsAndNoBody();
    void joinsTheSameKey();
    void oneKeyIsOnePurchase();
    void keepsKeysOfRequestersApart();
    void keysAreBytes_data();
    void keysAreBytes();
    void purchasesWithoutKeyAreNeverJoined();
    void refusesAnotherRequestUnderTheSameKey_data();
    void refusesAnotherRequestUnderTheSameKey();
    void refusesATakenId();
    void refusesUnknownPurchases();
    void listsThePaymentsOfAPurchase();

private:
    std::unique_ptr<House> m_house;
    int m_asked = 0;

    /// With its first payment, as each begins. The code that it fails with.
    QByteArray begin(const NewPurchase &purchase)
    {
        NewPayment first = payment(QByteArray::number(++m_asked), purchase.id);
        first.purchase = purchase;
        return codeOf(m_house->ledger->ask(first));
    }
};

void tst_Purchases::keepsWhatTellsRequestsApart()
{
    const NewPurchase wish = purchase("pay_1", "key");
    QCOMPARE(begin(wish), "");

    QVERIFY(m_house->open());
    const Purchase kept = wait(m_house->ledger->purchase("pay_1")).value();
    QCOMPARE(kept.method, wish.request.method);
    QCOMPARE(kept.url.toEncoded(), wish.request.url.toEncoded());
    QCOMPARE(kept.requester, wish.requester);
    QCOMPARE(kept.key, wish.key);
    QCOMPARE(kept.bodyHash,
             QCryptographicHash::hash(wish.request.body, QCryptographicHash::Sha256));
    QVERIFY(kept.created == wish.at);
}

void tst_Purchases::keepsNoCredentialsAndNoBody()
{
    NewPurchase wish = purchase("pay_1", "key");
    wish.request.headers.set("Authorization", "Bearer not-for-the-disk");
    wish.request.body = "a-body-not-for-the-disk";
    QCOMPARE(begin(wish), "");
    m_house->ledger.reset();
    QFile file(m_house->path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray everything = file.readAll();
    QVERIFY(everything.contains("shop.example"));
    QVERIFY(!everything.contains("not-for-the-disk"));
}

void tst_Purchases::joinsTheSameKey()
{
    QVERIFY(!wait(m_house->ledger->joined(purchase("pay_1", "key"))).value());
    QCOMPARE(begin(purchase("pay_1", "key")), "");
    NewPurchase again = purchase("pay_2", "key");
    again.request.headers.set("Accept", "text/html"); // a header does not make another request
    QCOMPARE(wait(m_house->ledger->joined(again)).value()->id, "pay_1");
    QCOMPARE(codeOf(m_house->ledger->purchase("pay_2")), "purchase.unknown");
}

void tst_Purchases::oneKeyIsOnePurchase()
{
    QCOMPARE(begin(purchase("pay_1", "key")), "");
    QCOMPARE(begin(purchase("pay_2", "key")), "purchase.id");
    QCOMPARE(codeOf(m_house->ledger->purchase("pay_2")), "purchase.unknown");
}

void tst_Purchases::keepsKeysOfRequestersApart()
{
    NewPurchase other = purchase("pay_2", "key");
    other.requester = "a1:b2";
    QCOMPARE(begin(purchase("pay_1", "key")), "");
    QVERIFY(!wait(m_house->ledger->joined(other)).value());
    QCOMPARE(begin(other), "");
}

void tst_Purchases::keysAreBytes_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3);
    QTest::newRow("not UTF-8") << QByteArray("\xff") << QByteArray("\xfe");
    QTest::newRow("quotes") << QByteArray("'; DROP TABLE purchases; --") << QByteArray("'\"");
    QTest::newRow("letter case") << QByteArray("key") << QByteArray("KEY");
}

void tst_Purchases::keysAreBytes()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QCOMPARE(begin(purchase("pay_1", one)), "");
    QCOMPARE(begin(purchase("pay_2", other)), "");
    const auto joined = wait(m_house->ledger->joined(purchase("pay_3", one))).value();
    QCOMPARE(joined->id, "pay_1");
    QCOMPARE(joined->key, one);
}

void tst_Purchases::purchasesWithoutKeyAreNeverJoined()
{
    QCOMPARE(begin(purchase("pay_1")), "");
    QVERIFY(!wait(m_house->ledger->joined(purchase("pay_2"))).value());
    QCOMPARE(begin(purchase("pay_2")), "");
}

void tst_Purchases::refusesAnotherRequestUnderTheSameKey_data()
{
    QTest::addColumn<int>("part");
    QTest::newRow("method") << 0;
    QTest::newRow("url") << 1;
    QTest::newRow("spelling of the url") << 2;
    QTest::newRow("body") << 3;
}

void tst_Purchases::refusesAnotherRequestUnderTheSameKey()
{
    QFETCH(int, part);
    QCOMPARE(begin(purchase("pay_1", "key")), "");
    NewPurchase other = purchase("pay_2", "key");
    if (part == 0)
        other.request.method = "PUT";
    if (part == 1)
        other.request.url = QUrl(QStringLiteral("https://shop.example/b"));
    if (part == 2)
        other.request.url = QUrl(QStringLiteral("https://shop.example/a%20b?x=1&y=/"));
    if (part == 3)
        other.request.body += ' ';
    const auto joined = wait(m_house->ledger->joined(other));
    QVERIFY(!joined);
    QCOMPARE(joined.error().code, "purchase.other_request");
    QCOMPARE(joined.error().kind, Error::Kind::Refused);
    other.id = "pay_1";
    QCOMPARE(begin(other), "purchase.id");
}

void tst_Purchases::refusesATakenId()
{
    QCOMPARE(begin(purchase("pay_1", "key")), "");
    QCOMPARE(begin(purchase("pay_1", "another")), "purchase.id");
    QCOMPARE(begin(purchase("pay_1", "key")), ""); // the next try to pay for the same
}

void tst_Purchases::refusesUnknownPurchases()
{
    QCOMPARE(codeOf(m_house->ledger->purchase("pay_1")), "purchase.unknown");
    QCOMPARE(codeOf(m_house->ledger->purchase("' OR 1=1 --")), "purchase.unknown");
}

void tst_Purchases::listsThePaymentsOfAPurchase()
{
    Ledger &ledger = *m_house->ledger;
    walk(ledger, "other", "");
    const auto first = walk(ledger, "one", "decline");
    const auto second = walk(ledger, "one", "reserve");
    const auto found = wait(ledger.paymentsOf("pay_one")).value();
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0).id, first.id);
    QCOMPARE(found.at(1).id, second.id);
}

QTEST_GUILESS_MAIN(tst_Purchases)
#include "tst_purchases.moc"
