// SPDX-License-Identifier: MIT
#include "core/protocols/cookiepass.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

const QUrl asked(u"https://shop.example/a/b"_s);

std::optional<deal::Pass> passFor(const QByteArrayList &cookies)
{
    net::Headers headers {{"Date", "Fri, 06 Feb 2026 01:00:00 GMT"}};
    for (const QByteArray &cookie : cookies)
        headers.add("Set-Cookie", cookie);
    return cookiePassIn({200, headers, {}, asked});
}

} // namespace

class tst_CookiePass : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneCookie_data();
    void readsOneCookie();
    void leavesOthersOut_data();
    void leavesOthersOut();
    void joinsSeveral();
    void needsNoClockOfOurs();
    void staysShort();
};

void tst_CookiePass::readsOneCookie_data()
{
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char *attributes, qint64 seconds) {
        QTest::newRow(attributes) << seconds;
    };
    row("Max-Age=3600", 3600);
    row("max-age = 1 ; Path=/; Secure; HttpOnly; SameSite=Lax", 1);
    row("Expires=Fri, 06 Feb 2026 02:00:00 GMT", 3600);
    row("expires=Fri, 06-Feb-2026 02:00:00 GMT", 3600);
    row("Expires=Fri, 06 Feb 2026 00:00:00 GMT; Max-Age=7", 7);
    row("Max-Age=7; Max-Age=8", 8);
    row("Max-Age=34560000", 34'560'000);
    row("Max-Age=99999999999", 34'560'000);
}

void tst_CookiePass::readsOneCookie()
{
    QFETCH(qint64, seconds);
    const auto pass = passFor({"sub=a=b; " + QByteArray(QTest::currentDataTag())});
    QCOMPARE(
        pass.value(),
        (deal::Pass {"https://shop.example", "Cookie", "sub=a=b", std::chrono::seconds(seconds)}));
}

void tst_CookiePass::leavesOthersOut_data()
{
    QTest::addColumn<QByteArray>("cookie");
    for (const char *cookie :
         {"sub=a", "sub=a; Max-Age=0", "sub=a; Max-Age=-1", "sub=a; Max-Age=soon",
          "sub=a; Max-Age=99999999999999999999", "sub=a; Expires=Fri, 06 Feb 2026 01:00:00 GMT",
          "sub=a; Expires=tomorrow", "sub=a; Max-Age=60; Path=/other", "sub; Max-Age=60",
          "=a; Max-Age=60", "sub=a b; Max-Age=60", "sub=a,b; Max-Age=60", "sub=\x01; Max-Age=60",
          "sub=caf\xc3\xa9; Max-Age=60", "sub=a\nX-Evil: b; Max-Age=60", "; Max-Age=60"})
        QTest::newRow(cookie) << QByteArray(cookie);
}

void tst_CookiePass::leavesOthersOut()
{
    QFETCH(QByteArray, cookie);
    QVERIFY(!passFor({cookie}));
    QCOMPARE(passFor({cookie, "other=1; Max-Age=60"})->value, "other=1"_ba);
}

void tst_CookiePass::joinsSeveral()
{
    const auto pass = passFor({"a=1; Max-Age=60", "b=2", "c=3; Max-Age=30"});
    QCOMPARE(pass->value, "a=1; c=3"_ba);
    QCOMPARE(pass->lifetime, std::chrono::seconds(30));
    QVERIFY(!passFor({}));
}

void tst_CookiePass::needsNoClockOfOurs()
{
    const net::Headers undated {{"Set-Cookie", "a=1; Expires=Fri, 06 Feb 2099 02:00:00 GMT"}};
    QVERIFY(!cookiePassIn({200, undated, {}, asked}));
    QVERIFY(!cookiePassIn({200, {{"Set-Cookie", "a=1; Max-Age=60"}}, {}, {}}));
}

void tst_CookiePass::staysShort()
{
    QCOMPARE(passFor({"a=" + QByteArray(4094, 'x') + "; Max-Age=60"})->value.size(), 4096);
    QVERIFY(!passFor({"a=" + QByteArray(4095, 'x') + "; Max-Age=60"}));
    const QByteArray half = "a=" + QByteArray(2100, 'x') + "; Max-Age=60";
    QVERIFY(!passFor({half, half}));
}

QTEST_GUILESS_MAIN(tst_CookiePass)
#include "tst_cookiepass.moc"
