// SPDX-License-Identifier: MIT
#include "core/protocols/networknames.h"
#include "core/protocols/x402/offer.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using x402::Version;

class tst_NetworkNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheNetworksOfVersionOne_data();
    void knowsTheNetworksOfVersionOne();
};

void tst_NetworkNames::knowsTheNetworksOfVersionOne_data()
{
    QTest::addColumn<QByteArray>("network");
    const auto row = [](const char *name, const char *network) {
        QTest::newRow(name) << QByteArray(network);
    };
    row("ethereum", "eip155:1");
    row("base", "eip155:8453");
    row("base-sepolia", "eip155:84532");
    row("avalanche-fuji", "eip155:43113");
    row("polygon", "eip155:137");
    row("skale-base-sepolia", "eip155:324705682");
    row("flare", "eip155:14");
    row("solana", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");
    row("solana-devnet", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1");
    row("bitcoin", "");
    row("Base", "");
    row("", "");
}

void tst_NetworkNames::knowsTheNetworksOfVersionOne()
{
    QFETCH(QByteArray, network);
    const QByteArray name = QTest::currentDataTag();
    const auto named = networkNamed(name);
    QCOMPARE(named ? named->toString() : QByteArray(), network);

    auto json = samples::offerOne();
    json["network"] = name.toStdString();
    const auto offer = x402::readOffer(samples::text(json), 0, Version::One);
    QCOMPARE(offer.instruction.has_value(), network.startsWith("eip155:"));
    if (network.isEmpty())
        QCOMPARE(offer.obstacle->code, name.isEmpty() ? "x402.no_network" : "x402.network_name");
}

QTEST_GUILESS_MAIN(tst_NetworkNames)
#include "tst_networknames.moc"
