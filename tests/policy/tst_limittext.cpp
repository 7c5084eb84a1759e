// SPDX-License-Identifier: MIT
#include "core/policy/calendar.h"
#include "core/policy/limittext.h"
#include "tests/policy/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::policy;
using namespace Qt::StringLiterals;
using deal::Limit;
using tests::cents;
using tests::limitOf;

namespace {

Limit full()
{
    Limit limit = limitOf({deal::Subject::Kind::AgentOnSite, "5f", "https://shop.example"});
    limit.perPayment = cents(10);
    limit.perDay = cents(100);
    limit.perMonth = deal::Cap {deal::Symbol {u"USDC"_s}, 7};
    limit.total = deal::Cap {tests::usdc(), Uint256::max()};
    limit.perMinute = 3;
    limit.window = Limit::Window::Rolling;
    limit.zone = "Europe/Berlin";
    limit.until = endOf(QDate(2026, 12, 21), QTimeZone(limit.zone));
    limit.above = Limit::Above::Refuse;
    limit.payee = Limit::Payee::Any;
    return limit;
}

} // namespace

class tst_LimitText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack();
    void refuses_data();
    void refuses();
    void namesEverySubjectDifferently();
    void saysItInASentence();
};

void tst_LimitText::comesBack()
{
    for (const Limit &limit : {full(), limitOf(), limitOf({})})
        QVERIFY(decodeLimit(encode(limit)).value() == limit);
}

void tst_LimitText::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray whole = encode(full());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not an object") << QByteArray("[]");
    QTest::newRow("unknown member")
        << QByteArray(whole).replace("{\"subject\"", "{\"x\":1,\"subject\"");
    QTest::newRow("cut off") << whole.chopped(1);
    QTest::newRow("unknown word") << QByteArray(whole).replace("rolling", "Rolling");
    QTest::newRow("subject") << QByteArray(whole).replace("agent 5f", "friend 5f");
    QTest::newRow("cap") << QByteArray(whole).replace("usd", "eur");
    QTest::newRow("number") << QByteArray(whole).replace("\"perMinute\":3", "\"perMinute\":-3");
}

void tst_LimitText::refuses()
{
    QFETCH(QByteArray, text);
    QCOMPARE(decodeLimit(text).error().code, "limits.unreadable");
}

void tst_LimitText::namesEverySubjectDifferently()
{
    using Kind = deal::Subject::Kind;
    const QList<deal::Subject> subjects {{Kind::Wallet, {}, {}},
                                         {Kind::Site, "https://a.example", {}},
                                         {Kind::Agent, "5f", {}},
                                         {Kind::Payee, "eip155:0xAb", {}},
                                         {Kind::Asset, "eip155:1/slip44:60", {}},
                                         {Kind::AgentOnSite, "5f", "https://a.example"}};
    QSet<QByteArray> keys;
    for (const auto &subject : subjects) {
        keys.insert(subject.key());
        QVERIFY(deal::Subject::parse(subject.key()).value() == subject);
    }
    QCOMPARE(keys.size(), subjects.size());
    for (const char *key : {"", "wallet ", "wallet x", "site", "site ", "agent a b c", "nobody x"})
        QCOMPARE(deal::Subject::parse(key).error().code, "deal.subject");
}

void tst_LimitText::saysItInASentence()
{
    Limit limit = limitOf();
    limit.perDay = cents(100);
    limit.perPayment = cents(10);
    QCOMPARE(sentence(limit, tests::registry()),
             u"Up to $1.00 a day, at most $0.10 each. Above that it asks."_s);
    QVERIFY(sentence(full(), tests::registry())
                .startsWith(u"Up to $1.00 in any 24 hours and 0.000000000000000007 USDC in any 30 "
                            "days and "_s));
    QVERIFY(sentence(full(), tests::registry())
                .endsWith(u"at most $0.10 each, at most 3 payments a minute, until 21 December "
                          "2026. What is above is refused. Any payee."_s));
}

QTEST_GUILESS_MAIN(tst_LimitText)
#include "tst_limittext.moc"
