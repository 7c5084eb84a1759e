// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "core/net/addresspolicy.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

/// "public", "loopback", "reserved", or "name" for what is no address.
QByteArray verdict(const QString &host)
{
    const auto address = addressOf(host);
    if (!address)
        return "name";
    switch (place(*address)) {
    case Place::Public:
        return "public";
    case Place::Loopback:
        return "loopback";
    case Place::Reserved:
        return "reserved";
    }
    return {};
}

} // namespace

class tst_AddressPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsPlaces_data();
    void knowsPlaces();
    void trustsNoAddressThatIsNone();
};

void tst_AddressPolicy::knowsPlaces_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("expected");

    QFile file(QStringLiteral(TUPPENCE_VECTORS "/addresses.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto vectors = parseJson(file.readAll());
    QVERIFY(vectors.has_value());
    for (const Json &row : vectors->at("valid")) {
        QCOMPARE(row.size(), size_t {3});
        QTest::newRow(textMember(row, "name").value().constData())
            << QString::fromUtf8(textMember(row, "host").value())
            << textMember(row, "expect").value();
    }
}

void tst_AddressPolicy::knowsPlaces()
{
    QFETCH(const QString, host);
    QFETCH(const QByteArray, expected);
    QCOMPARE(verdict(host), expected);
}

void tst_AddressPolicy::trustsNoAddressThatIsNone()
{
    QCOMPARE(place(QHostAddress()), Place::Reserved);
    QCOMPARE(place(QHostAddress(QHostAddress::Any)), Place::Reserved);
    QCOMPARE(place(QHostAddress(QHostAddress::AnyIPv6)), Place::Reserved);
}

QTEST_GUILESS_MAIN(tst_AddressPolicy)
#include "tst_addresspolicy.moc"
