// SPDX-License-Identifier: MIT
#include "core/net/redirect.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

Response redirectTo(int status, const QByteArray &location)
{
    return {status, {{"Location", location}}, {}, {}};
}

Request asked(const QByteArray &method)
{
    return {method,
            QUrl(u"https://shop.example/a/b?c"_s),
            {{"Accept", "text/html"},
             {"Content-Type", "application/json"},
             {"Authorization", "Bearer x"},
             {"Cookie", "a=b"},
             {"X-Api-Key", "mine"},
             {"PAYMENT-SIGNATURE", "p1"},
             {"X-PAYMENT", "p2"},
             {"SIGN-IN-WITH-X", "p3"},
             {"X-Payment-Proof", "p4"},
             {"Payment-Identifier", "p5"}},
            "body"};
}

} // namespace

class tst_Redirect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheMethod_data();
    void choosesTheMethod();
    void resolvesTheLocation_data();
    void resolvesTheLocation();
    void refuses_data();
    void refuses();
    void keepsHeadersAtHome();
    void carriesNothingPersonalAbroad_data();
    void carriesNothingPersonalAbroad();
    void dropsWhatDescribedTheBody();
};

void tst_Redirect::choosesTheMethod_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("keepsBody");

    const auto row = [](int status, const char *method, const char *expected, bool keepsBody) {
        QTest::addRow("%d %s", status, method)
            << status << QByteArray(method) << QByteArray(expected) << keepsBody;
    };
    for (const int status : {301, 302}) {
        row(status, "GET", "GET", /*keepsBody=*/true);
        row(status, "HEAD", "HEAD", /*keepsBody=*/true);
        row(status, "POST", "GET", /*keepsBody=*/false);
        row(status, "PUT", "PUT", /*keepsBody=*/true);
        row(status, "DELETE", "DELETE", /*keepsBody=*/true);
    }
    row(303, "GET", "GET", /*keepsBody=*/false);
    row(303, "HEAD", "HEAD", /*keepsBody=*/false);
    row(303, "POST", "GET", /*keepsBody=*/false);
    row(303, "PUT", "GET", /*keepsBody=*/false);
    for (const auto *method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
        row(307, method, method, /*keepsBody=*/true);
        row(308, method, method, /*keepsBody=*/true);
    }
}

void tst_Redirect::choosesTheMethod()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, expected);
    QFETCH(const bool, keepsBody);
    const auto next = followed(asked(method), redirectTo(status, "/x"));
    QVERIFY(next.has_value());
    QCOMPARE(next->method, expected);
    QCOMPARE(next->body, keepsBody ? "body"_ba : QByteArray());
}

void tst_Redirect::resolvesTheLocation_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *location, const char *expected) {
        QTest::newRow(location) << QByteArray(location) << QString::fromUtf8(expected);
    };
    row("https://other.example/x?y", "https://other.example/x?y");
    row("//other.example/x", "https://other.example/x");
    row("/x", "https://shop.example/x");
    row("x", "https://shop.example/a/x");
    row("?z", "https://shop.example/a/b?z");
    row("/\xc3\xa4", "https://shop.example/ä");
}

void tst_Redirect::resolvesTheLocation()
{
    QFETCH(const QByteArray, location);
    QFETCH(const QString, expected);
    const auto next = followed(asked("GET"), redirectTo(302, location));
    QVERIFY(next.has_value());
    QCOMPARE(next->url, QUrl(expected));
}

void tst_Redirect::refuses_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<QByteArray>("code");

    QTest::newRow("no redirect") << redirectTo(200, "/x") << "http.redirect"_ba;
    QTest::newRow("not modified") << redirectTo(304, "/x") << "http.redirect"_ba;
    QTest::newRow("no location") << Response {302, {}, {}, {}} << "http.redirect"_ba;
    QTest::newRow("empty location") << redirectTo(302, "") << "http.redirect"_ba;
    QTest::newRow("broken location") << redirectTo(302, "https://[::1/") << "http.redirect"_ba;
    QTest::newRow("no host") << redirectTo(302, "https:///x") << "http.redirect"_ba;
    QTest::newRow("to http") << redirectTo(302, "http://shop.example/x") << "http.downgrade"_ba;
    QTest::newRow("to http here") << redirectTo(307, "http://127.0.0.1/") << "http.downgrade"_ba;
    QTest::newRow("to ftp") << redirectTo(302, "ftp://shop.example/x") << "http.scheme"_ba;
    QTest::newRow("to a file") << redirectTo(302, "file://host/etc/passwd") << "http.scheme"_ba;
    QTest::newRow("to a file here") << redirectTo(302, "file:///etc/passwd") << "http.scheme"_ba;
    QTest::newRow("to a script") << redirectTo(302, "javascript:alert(1)") << "http.scheme"_ba;
}

void tst_Redirect::refuses()
{
    QFETCH(const Response, response);
    QFETCH(const QByteArray, code);
    QCOMPARE(followed(asked("GET"), response).error().code, code);
}

void tst_Redirect::keepsHeadersAtHome()
{
    const auto next = followed(asked("POST"), redirectTo(307, "https://SHOP.example:443/x"));
    // A proof of payment was made for one URL, so it does not even go to another one here.
    QCOMPARE(next->headers,
             (Headers {{"Accept", "text/html"},
                       {"Content-Type", "application/json"},
                       {"Authorization", "Bearer x"},
                       {"Cookie", "a=b"},
                       {"X-Api-Key", "mine"}}));
}

void tst_Redirect::carriesNothingPersonalAbroad_data()
{
    QTest::addColumn<QByteArray>("location");

    QTest::newRow("host") << "https://other.example/a/b?c"_ba;
    QTest::newRow("subdomain") << "https://www.shop.example/a/b?c"_ba;
    QTest::newRow("port") << "https://shop.example:8443/a/b?c"_ba;
}

void tst_Redirect::carriesNothingPersonalAbroad()
{
    QFETCH(const QByteArray, location);
    const auto next = followed(asked("POST"), redirectTo(308, location));
    QCOMPARE(next->headers,
             (Headers {{"Accept", "text/html"}, {"Content-Type", "application/json"}}));
    QCOMPARE(next->body, "body"_ba);
}

void tst_Redirect::dropsWhatDescribedTheBody()
{
    const auto next = followed(asked("POST"), redirectTo(303, "/x"));
    QVERIFY(!next->headers.has("content-type"));
    QVERIFY(next->headers.has("cookie"));
}

QTEST_GUILESS_MAIN(tst_Redirect)
#include "tst_redirect.moc"
