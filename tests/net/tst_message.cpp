// SPDX-License-Identifier: MIT
#include "core/net/message.h"

#include <QTest>

using namespace tuppence::net;
using namespace Qt::StringLiterals;

class tst_Message : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsHeadersWithoutLetterCase();
    void keepsLinesInOrder();
    void replacesByOneLine();
    void givesOrigins_data();
    void givesOrigins();
    void findsTheRegistrablePart_data();
    void findsTheRegistrablePart();
};

void tst_Message::findsHeadersWithoutLetterCase()
{
    const Headers headers {{"X-Payment", "a"}, {"accept", "b"}, {"x-PAYMENT", "c"}};
    QCOMPARE(headers.first("x-payment"), std::optional<QByteArray>("a"));
    QCOMPARE(headers.all("X-PAYMENT"), (QByteArrayList {"a", "c"}));
    QVERIFY(headers.has("Accept"));
    QVERIFY(!headers.has("Accept-Language"));
    QVERIFY(!headers.first("cookie").has_value());
}

void tst_Message::keepsLinesInOrder()
{
    Headers headers {{"b", "1"}};
    headers.add("a", "2");
    headers.add("b", "3");
    QCOMPARE(headers, (Headers {{"b", "1"}, {"a", "2"}, {"b", "3"}}));
}

void tst_Message::replacesByOneLine()
{
    Headers headers {{"Cookie", "1"}, {"a", "2"}, {"cookie", "3"}};
    headers.set("COOKIE", "4");
    QCOMPARE(headers, (Headers {{"a", "2"}, {"COOKIE", "4"}}));
    headers.remove("cookie");
    QCOMPARE(headers, (Headers {{"a", "2"}}));
}

void tst_Message::givesOrigins_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *url, const char *expected) {
        QTest::newRow(url) << QString::fromUtf8(url) << QByteArray(expected);
    };
    row("https://example.com/a?b#c", "https://example.com");
    row("HTTPS://EXAMPLE.com:443", "https://example.com");
    row("http://example.com:80/", "http://example.com");
    row("https://example.com:80/", "https://example.com:80");
    row("https://example.com:8443/", "https://example.com:8443");
    row("https://example.com./", "https://example.com");
    row("https://name:word@example.com/", "https://example.com");
    row("https://bücher.example/", "https://xn--bcher-kva.example");
    row("http://127.0.0.1:4021/x", "http://127.0.0.1:4021");
    row("http://0x7f.1:4021/x", "http://127.0.0.1:4021");
    row("http://127.0.0.1.:4021/x", "http://127.0.0.1:4021");
    row("http://[::1]:4021/x", "http://[::1]:4021");
    row("https://[0:0:0:0:0:0:0:1]/", "https://[::1]");
    row("file:///etc/passwd", "");
    row("ftp://example.com/", "");
    row("example.com", "");
    row("", "");
}

void tst_Message::givesOrigins()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, expected);
    QCOMPARE(origin(QUrl(url)), expected);
}

void tst_Message::findsTheRegistrablePart_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *host, const char *expected) {
        QTest::newRow(host) << QByteArray(host) << QByteArray(expected);
    };
    row("example.com", "example.com");
    row("a.b.example.com", "example.com");
    row("shop.example.co.uk", "example.co.uk");
    row("co.uk", "");
    row("com", "");
    row("me.github.io", "me.github.io"); // a private suffix: everybody may register below it
    row("xn--bcher-kva.example.xn--p1ai", "example.xn--p1ai");
    row("127.0.0.1", "");
    row("::1", "");
    row("localhost", "");
    row("", "");
}

void tst_Message::findsTheRegistrablePart()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, expected);
    QCOMPARE(registrableDomain(host), expected);
}

QTEST_GUILESS_MAIN(tst_Message)
#include "tst_message.moc"
