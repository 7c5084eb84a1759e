// SPDX-License-Identifier: MIT
#include "core/net/target.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

class tst_Target : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesUrls_data();
    void judgesUrls();
    void spellsTheRequest_data();
    void spellsTheRequest();
    void wantsEveryAddressPublic();
    void wantsThisMachineOnlyHere();
};

void tst_Target::judgesUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("withPublic"); // the error's code; empty: none
    QTest::addColumn<QByteArray>("withLoopback");

    const auto row = [](const char *url, const char *withPublic, const char *withLoopback) {
        QTest::newRow(url) << QString::fromUtf8(url) << QByteArray(withPublic)
                           << QByteArray(withLoopback);
    };
    row("https://example.com/", "", "");
    row("https://93.184.215.14/", "", "");
    row("http://example.com/", "http.plain", "http.plain");
    row("http://93.184.215.14/", "http.plain", "http.plain");
    row("http://localhost:4021/", "http.loopback", "");
    row("http://LOCALHOST./", "http.loopback", "");
    row("https://localhost/", "http.loopback", "");
    row("http://127.0.0.1:4021/", "http.loopback", "");
    row("http://127.8.8.8/", "http.loopback", "");
    row("http://0x7f.1/", "http.loopback", "");
    row("http://2130706433/", "http.loopback", "");
    row("http://[::1]/", "http.loopback", "");
    row("https://[::ffff:127.0.0.1]/", "http.not_public", "http.not_public");
    row("https://10.0.0.1/", "http.not_public", "http.not_public");
    row("https://169.254.169.254/latest/meta-data", "http.not_public", "http.not_public");
    row("https://0.0.0.0/", "http.not_public", "http.not_public");
    row("http://0.0.0.0/", "http.plain", "http.plain");
    row("http://sub.localhost/", "http.plain", "http.plain");
    row("https://１０.0.0.1/", "http.not_public", "http.not_public"); // full-width digits
    row("https://name@example.com/", "http.url", "http.url");
    row("https://name:word@example.com/", "http.url", "http.url");
    row("https://example.com:0/", "http.url", "http.url");
    row("https:///path", "http.url", "http.url");
    row("https://./", "http.url", "http.url");
    row("file:///etc/passwd", "http.scheme", "http.scheme");
    row("ftp://example.com/", "http.scheme", "http.scheme");
    row("javascript:alert(1)", "http.scheme", "http.scheme");
    row("example.com", "http.scheme", "http.scheme");
}

void tst_Target::judgesUrls()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, withPublic);
    QFETCH(const QByteArray, withLoopback);
    const auto code = [&](Reach reach) {
        const auto target = Target::create(QUrl(url), reach);
        return target ? QByteArray() : target.error().code;
    };
    QCOMPARE(code(Reach::Public), withPublic);
    QCOMPARE(code(Reach::Loopback), withLoopback);
}

void tst_Target::spellsTheRequest_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QByteArray>("path");

    const auto row = [](const char *url, const char *authority, const char *path) {
        QTest::newRow(url) << QString::fromUtf8(url) << QByteArray(authority) << QByteArray(path);
    };
    row("https://example.com", "example.com", "/");
    row("https://example.com?", "example.com", "/?");
    row("https://example.com:443/a/../b?c=%2F&d=%20#e", "example.com", "/a/../b?c=%2F&d=%20");
    row("https://example.com:444/a%0d%0aX:%20y", "example.com:444", "/a%0D%0AX:%20y");
    row("https://example.com/ä?ö=\"", "example.com", "/%C3%A4?%C3%B6=%22");
    row("http://[::1]:4021/", "[::1]:4021", "/");
    row("http://localhost./", "localhost", "/");
}

void tst_Target::spellsTheRequest()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, authority);
    QFETCH(const QByteArray, path);
    const auto target = Target::create(QUrl(url), Reach::Loopback);
    QVERIFY(target.has_value());
    QCOMPARE(target->authority, authority);
    QCOMPARE(target->path, path);
}

void tst_Target::wantsEveryAddressPublic()
{
    const auto target = Target::create(QUrl(u"https://example.com/"_s), Reach::Loopback).value();
    const QHostAddress good(u"93.184.215.14"_s);
    QCOMPARE(target.checked({good}).value(), QList {good});
    for (const auto &bad : {u"10.0.0.1"_s, u"127.0.0.1"_s, u"::1"_s, u"fd00::1"_s}) {
        const auto error = target.checked({good, QHostAddress(bad)}).error();
        QCOMPARE(error.kind, Error::Kind::Refused);
        QCOMPARE(error.code, "http.address"_ba);
        QCOMPARE(error.data, (QJsonObject {{u"host"_s, u"example.com"_s}, {u"address"_s, bad}}));
    }
}

void tst_Target::wantsThisMachineOnlyHere()
{
    const auto target = Target::create(QUrl(u"http://localhost/"_s), Reach::Loopback).value();
    QCOMPARE(
        target.addresses,
        (QList {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)}));
    QCOMPARE(target.checked({QHostAddress(u"8.8.8.8"_s)}).error().code, "http.address"_ba);
}

QTEST_GUILESS_MAIN(tst_Target)
#include "tst_target.moc"
