// SPDX-License-Identifier: MIT
#include "core/chains/evm/authorization.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;

namespace {

evm::Address addressOf(char byte)
{
    return evm::Address::decode(QByteArray(evm::Address::size, byte)).value();
}

evm::Authorization sample()
{
    return {addressOf(1),
            addressOf(2),
            addressOf(3),
            QByteArray(32, 4),
            Time(std::chrono::seconds(1'700'000'060)),
            10'000};
}

} // namespace

class tst_Authorization : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack();
    void refusesAnythingElse_data();
    void refusesAnythingElse();
    void survivesNoise();
};

void tst_Authorization::comesBack()
{
    QVERIFY(rc::check("decode undoes encode", [](qint32 seconds, quint64 units, char byte) {
        auto authorization = sample();
        authorization.validBefore = Time(std::chrono::seconds(seconds));
        authorization.value = units;
        authorization.nonce = QByteArray(32, byte);
        RC_ASSERT(evm::decodeAuthorization(evm::encode(authorization)).value() == authorization);
    }));
}

void tst_Authorization::refusesAnythingElse_data()
{
    QTest::addColumn<QByteArray>("encoded");
    const QByteArray encoded = evm::encode(sample());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too short") << encoded.chopped(1);
    QTest::newRow("too long") << encoded + 'x';
    QTest::newRow("another version") << '\2' + encoded.sliced(1);
}

void tst_Authorization::refusesAnythingElse()
{
    QFETCH(QByteArray, encoded);
    const auto decoded = evm::decodeAuthorization(encoded);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, Error::Kind::Malformed);
    QCOMPARE(decoded.error().code, "chain.handle");
}

void tst_Authorization::survivesNoise()
{
    QVERIFY(rc::check("what is decoded is encoded the same", [](const std::string &noise) {
        QByteArray bytes = evm::encode(sample());
        bytes.replace(1, qsizetype(std::min(noise.size(), size_t(100))),
                      QByteArray::fromStdString(noise.substr(0, 100)));
        const auto decoded = evm::decodeAuthorization(bytes);
        RC_ASSERT(decoded.has_value());
        RC_ASSERT(evm::encode(*decoded) == bytes);
    }));
}

QTEST_GUILESS_MAIN(tst_Authorization)
#include "tst_authorization.moc"
