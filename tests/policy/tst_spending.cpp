// SPDX-License-Identifier: MIT
#include "tests/policy/samples.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::policy;
using namespace std::chrono_literals;
using tests::at;
using tests::paid;
using tests::usdc;

namespace {

const QTimeZone utc("UTC");

Uint256 units(quint64 cents)
{
    return paid(cents).units;
}

Spending spent(quint64 cents, Time when)
{
    Spending spending;
    moveOn(spending, when, utc);
    (void)add(spending, paid(cents), when).value();
    return spending;
}

} // namespace

class tst_Spending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsInEveryWindow();
    void beginsANewPeriodWhenTheOldOneEnds();
    void zoneBeginsWithTheNextPeriod();
    void rollingWindowCountsTheOldestWhole();
    void takesBackWhatTheWindowStillCounts();
    void takesNothingFromAnotherPeriod();
    void keepsWhatItWasWhereASumIsTooLarge();
    void countsPaymentsOfAMinute();
    void staysSmall();
    void comesBackFromBytes();
    void refusesOtherBytes();
    void refusesAnotherSpelling();
};

void tst_Spending::countsInEveryWindow()
{
    const Time now = at("2026-11-21T12:00:00Z");
    const Spending spending = spent(7, now);
    const AssetSpending &asset = spending.assets[usdc()];
    for (const Span span : {Span::Day, Span::Week, Span::Month, Span::Total}) {
        QCOMPARE(inPeriod(asset, span), units(7));
        QCOMPARE(rolling(asset, span, now), units(7));
    }
    QCOMPARE(spending.newest, now);
}

void tst_Spending::beginsANewPeriodWhenTheOldOneEnds()
{
    Spending spending = spent(7, at("2026-11-30T23:59:59Z")); // a Monday
    const Time next = at("2026-12-01T00:00:00Z");
    moveOn(spending, next, utc);
    const AssetSpending &asset = spending.assets[usdc()];
    QCOMPARE(inPeriod(asset, Span::Day), Uint256());
    QCOMPARE(inPeriod(asset, Span::Week), units(7));
    QCOMPARE(inPeriod(asset, Span::Month), Uint256());
    QCOMPARE(inPeriod(asset, Span::Total), units(7));
    QCOMPARE(rolling(asset, Span::Day, next), units(7));
}

void tst_Spending::zoneBeginsWithTheNextPeriod()
{
    const QTimeZone tokyo("Asia/Tokyo");
    Spending spending = spent(7, at("2026-11-21T12:00:00Z"));
    moveOn(spending, at("2026-11-21T15:30:00Z"), tokyo); // past midnight there
    QCOMPARE(inPeriod(spending.assets[usdc()], Span::Day), units(7));
    moveOn(spending, at("2026-11-22T00:00:00Z"), tokyo);
    QCOMPARE(inPeriod(spending.assets[usdc()], Span::Day), Uint256());
    QCOMPARE(toRfc3339(spending.day.start), QStringLiteral("2026-11-22T00:00:00Z"));
    QCOMPARE(toRfc3339(spending.day.end), QStringLiteral("2026-11-22T15:00:00Z"));
}

void tst_Spending::rollingWindowCountsTheOldestWhole()
{
    Spending spending = spent(7, at("2026-11-20T12:00:01Z"));
    for (const char *moment : {"2026-11-21T12:00:00Z", "2026-11-21T12:59:59Z"}) {
        moveOn(spending, at(moment), utc);
        QCOMPARE(rolling(spending.assets[usdc()], Span::Day, at(moment)), units(7));
    }
    moveOn(spending, at("2026-11-21T13:00:00Z"), utc);
    QCOMPARE(rolling(spending.assets[usdc()], Span::Day, at("2026-11-21T13:00:00Z")), Uint256());
}

void tst_Spending::takesBackWhatTheWindowStillCounts()
{
    const Time now = at("2026-11-21T12:00:00Z");
    Spending spending = spent(7, now);
    takeBack(spending, paid(5), now);
    const AssetSpending &asset = spending.assets[usdc()];
    for (const Span span : {Span::Day, Span::Week, Span::Month, Span::Total}) {
        QCOMPARE(inPeriod(asset, span), units(2));
        QCOMPARE(rolling(asset, span, now), units(2));
    }
}

void tst_Spending::takesNothingFromAnotherPeriod()
{
    const Time yesterday = at("2026-11-20T12:00:00Z");
    const Time today = at("2026-11-21T12:00:00Z");
    Spending spending = spent(7, yesterday);
    moveOn(spending, today, utc);
    (void)add(spending, paid(3), today).value();
    takeBack(spending, paid(7), yesterday);
    const AssetSpending &asset = spending.assets[usdc()];
    QCOMPARE(inPeriod(asset, Span::Day), units(3));
    QCOMPARE(inPeriod(asset, Span::Week), units(3));
    QCOMPARE(rolling(asset, Span::Day, today), units(3));
}

void tst_Spending::keepsWhatItWasWhereASumIsTooLarge()
{
    const Time now = at("2026-11-21T12:00:00Z");
    Spending spending = spent(7, now);
    const Spending before = spending;
    const auto added = add(spending, {usdc(), Uint256::max()}, now);
    QCOMPARE(added.error().code, "limits.sum");
    QVERIFY(spending == before);
}

void tst_Spending::countsPaymentsOfAMinute()
{
    const Time now = at("2026-11-21T12:00:00Z");
    Spending spending;
    addUnasked(spending, now);
    addUnasked(spending, now);
    addUnasked(spending, now + 30s);
    QCOMPARE(unaskedInMinute(spending, now + 60s), 3);
    moveOn(spending, now + 61s, utc);
    QCOMPARE(unaskedInMinute(spending, now + 61s), 1);
}

void tst_Spending::staysSmall()
{
    Spending spending;
    Time now = at("2026-01-01T00:00:00Z");
    for (int i = 0; i < 20'000; ++i, now += 617s) {
        moveOn(spending, now, utc);
        (void)add(spending, paid(1), now).value();
        addUnasked(spending, now);
    }
    QVERIFY(encode(spending).size() < 2048);
}

void tst_Spending::comesBackFromBytes()
{
    QVERIFY(rc::check("decode undoes encode", [] {
        const auto amounts =
            *rc::gen::container<std::vector<quint32>>(rc::gen::arbitrary<quint32>());
        Spending spending;
        Time now = at("2026-11-21T12:00:00Z");
        for (const quint32 amount : amounts) {
            now += std::chrono::seconds(amount % 100'000);
            moveOn(spending, now, utc);
            (void)add(spending, {usdc(amount % 2 ? "eip155:8453" : "eip155:1"), amount}, now)
                .value();
            addUnasked(spending, now);
        }
        RC_ASSERT(decodeSpending(encode(spending)).value() == spending);
    }));
}

void tst_Spending::refusesOtherBytes()
{
    QByteArray bytes = encode(spent(7, at("2026-11-21T12:00:00Z")));
    for (qsizetype length = 0; length < bytes.size(); ++length)
        QVERIFY(!decodeSpending(bytes.first(length)));
    QVERIFY(!decodeSpending(bytes + '\0'));
    for (const char version : {'\0', '\2', '\xff'}) {
        bytes[0] = version;
        QCOMPARE(decodeSpending(bytes).error().code, "limits.spending");
    }
    QVERIFY(rc::check("noise is refused or read, and never crashes", [] {
        const auto noise = *rc::gen::arbitrary<std::string>();
        (void)decodeSpending(QByteArray::fromStdString(noise));
    }));
}

void tst_Spending::refusesAnotherSpelling()
{
    const QByteArray empty = encode(Spending {});
    QVERIFY(decodeSpending(empty));
    const QByteArray none(4, '\0');
    const QByteArray beforeMaps = empty.chopped(8);
    QCOMPARE(beforeMaps + none + none, empty);
    QVERIFY(!decodeSpending(beforeMaps + QByteArray(4, '\xff') + none)); // fewer assets than none
    const QByteArray second = QByteArray(8, '\0') + QByteArray("\0\0\0\1", 4);
    const auto seconds = [&](char count) { return none + QByteArray("\0\0\0", 3) + count; };
    QVERIFY(decodeSpending(beforeMaps + seconds(1) + second));
    QVERIFY(!decodeSpending(beforeMaps + seconds(2) + second + second));
    const QByteArray third = QByteArray(7, '\0') + '\1' + QByteArray("\0\0\0\1", 4);
    QVERIFY(decodeSpending(beforeMaps + seconds(2) + second + third));
    QVERIFY(!decodeSpending(beforeMaps + seconds(2) + third + second));
    Spending spending;
    moveOn(spending, at("2026-11-21T12:00:00Z"), utc);
    QVERIFY(add(spending, {usdc("eip155:1"), 7}, spending.newest));
    QByteArray padded = encode(spending);
    const QByteArray seven("\0\0\0\1\7", 5);
    QVERIFY(padded.contains(seven));
    padded.replace(padded.indexOf(seven), seven.size(), QByteArray("\0\0\0\2\0\7", 6));
    QVERIFY(!decodeSpending(padded)); // a zero in front
}

QTEST_GUILESS_MAIN(tst_Spending)
#include "tst_spending.moc"
