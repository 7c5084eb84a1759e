// SPDX-License-Identifier: MIT
#include "tests/ledger/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

class tst_Choices : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<House>(); }

    void keepsClients();
    void revokedClientsAreNotFound();
    void aRevokedKeyCanBePairedAgain();
    void refusesASecondOfTheSameKeyOrName();
    void refusesToRevokeWhatIsNotPaired();
    void keepsNetworks();
    void keepsSettings();
    void remembersEveryChange();

private:
    std::unique_ptr<House> m_house;

    Ledger &ledger() { return *m_house->ledger; }
};

namespace {

Client client(char key, const QString &name)
{
    return {QByteArray(32, key), name, "agent", "ab:cd", at(1), std::nullopt};
}

const QString odd = QStringLiteral("Ro\u200bbert'); DROP TABLE clients; --");

} // namespace

void tst_Choices::keepsClients()
{
    QVERIFY(wait(ledger().addClient(client('a', QStringLiteral("agent")))));
    QVERIFY(wait(ledger().addClient(client('\0', odd))));
    QVERIFY(m_house->open());
    QVERIFY(wait(ledger().clients()).value()
            == (QList {client('a', QStringLiteral("agent")), client('\0', odd)}));
    QVERIFY(wait(ledger().pairedClient(QByteArray(32, '\0'))).value() == client('\0', odd));
    QVERIFY(!wait(ledger().pairedClient(QByteArray(32, 'x'))).value());
}

void tst_Choices::revokedClientsAreNotFound()
{
    QVERIFY(wait(ledger().addClient(client('a', QStringLiteral("agent")))));
    QVERIFY(wait(ledger().revokeClient(QByteArray(32, 'a'), at(5))));
    QVERIFY(!wait(ledger().pairedClient(QByteArray(32, 'a'))).value());
    QVERIFY(wait(ledger().clients()).value().first().revoked == at(5));
}

void tst_Choices::aRevokedKeyCanBePairedAgain()
{
    QVERIFY(wait(ledger().addClient(client('a', QStringLiteral("agent")))));
    QVERIFY(wait(ledger().revokeClient(QByteArray(32, 'a'), at(5))));
    QVERIFY(wait(ledger().addClient(client('a', QStringLiteral("agent")))));
    QCOMPARE(wait(ledger().clients()).value().size(), 2);
    QVERIFY(wait(ledger().pairedClient(QByteArray(32, 'a'))).value());
}

void tst_Choices::refusesASecondOfTheSameKeyOrName()
{
    QVERIFY(wait(ledger().addClient(client('a', QStringLiteral("agent")))));
    QCOMPARE(codeOf(ledger().addClient(client('a', QStringLiteral("other")))),
             "client.paired_already");
    QCOMPARE(codeOf(ledger().addClient(client('b', QStringLiteral("agent")))), "client.name_taken");
    QCOMPARE(wait(ledger().clients()).value().size(), 1);
}

void tst_Choices::refusesToRevokeWhatIsNotPaired()
{
    QCOMPARE(codeOf(ledger().revokeClient(QByteArray(32, 'a'), at(5))), "client.unknown");
    QVERIFY(wait(ledger().addClient(client('a', QStringLiteral("agent")))));
    QVERIFY(wait(ledger().revokeClient(QByteArray(32, 'a'), at(5))));
    QCOMPARE(codeOf(ledger().revokeClient(QByteArray(32, 'a'), at(6))), "client.unknown");
}

void tst_Choices::keepsNetworks()
{
    const NetworkChoice base {{"eip155", "8453"}, true, {}};
    const NetworkChoice sepolia {{"eip155", "84532"},
                                 false,
                                 {QUrl(QStringLiteral("https://one.example/a%20b?k=%0A")),
                                  QUrl(QStringLiteral("http://127.0.0.1:8545"))}};
    QVERIFY(wait(ledger().setNetwork(sepolia, {"owner", at(1)})));
    QVERIFY(wait(ledger().setNetwork({base.network, false, {}}, {"owner", at(2)})));
    QVERIFY(wait(ledger().setNetwork(base, {"owner", at(3)})));
    QVERIFY(m_house->open());
    QVERIFY(wait(ledger().networks()).value() == (QList {base, sepolia}));

    const auto changes = wait(ledger().changes("network:eip155:8453")).value();
    QCOMPARE(changes.size(), 2);
    QVERIFY(changes.at(0) == (Change {"network:eip155:8453", "owner", at(2), std::nullopt, "off"}));
    QVERIFY(changes.at(1) == (Change {"network:eip155:8453", "owner", at(3), "off", "on"}));
}

void tst_Choices::keepsSettings()
{
    const QByteArray odd("a\0'\"\xff", 5);
    QVERIFY(!wait(ledger().setting("developer-networks")).value());
    QVERIFY(wait(ledger().setSetting("developer-networks", odd, {"owner", at(1)})));
    QVERIFY(wait(ledger().setSetting("empty", {}, {"owner", at(1)})));
    QVERIFY(m_house->open());
    QCOMPARE(wait(ledger().setting("developer-networks")).value().value(), odd);
    QCOMPARE(wait(ledger().setting("empty")).value().value(), QByteArray());
}

void tst_Choices::remembersEveryChange()
{
    QVERIFY(wait(ledger().setSetting("key", "on", {"owner", at(1)})));
    QVERIFY(wait(ledger().setSetting("other", "x", {"owner", at(2)})));
    QVERIFY(wait(ledger().setSetting("key", "off", {"command line", at(3)})));
    QVERIFY(wait(ledger().changes("key")).value()
            == (QList {Change {"key", "owner", at(1), std::nullopt, "on"},
                       Change {"key", "command line", at(3), "on", "off"}}));
}

QTEST_GUILESS_MAIN(tst_Choices)
#include "tst_choices.moc"
