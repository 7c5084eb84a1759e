// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/gateway/ownentries.h"
#include "core/money/read.h"
#include "tests/gateway/addingruns.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using namespace tuppence::test;

/// The lists against somebody who can write the ledger's file and cannot unlock the wallet.
class tst_SealedAdditions : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_runs = std::make_unique<AddingRuns>(); }

    void cleanup() { m_runs.reset(); }

    void whatSomebodyElseWroteIsNotBelieved_data()
    {
        QTest::addColumn<std::function<Json(Json)>>("edit");
        using Edit = std::function<Json(Json)>;
        QTest::newRow("another sum on the screen") << Edit([](Json token) {
            token["decimals"] = 12;
            return token;
        });
        QTest::newRow("another token is signed for") << Edit([](Json token) {
            token["domainSeparator"] = "0x" + std::string(64, '7');
            return token;
        });
        QTest::newRow("no seal") << Edit([](const Json &token) { return unsealed(token); });
        QTest::newRow("a seal that is no text") << Edit([](Json token) {
            token["seal"] = 1;
            return token;
        });
        QTest::newRow("the seal of another wallet") << Edit(
            [](const Json &token) { return sealed(unsealed(token), "own-tokens", keyOf(2)); });
        QTest::newRow("the seal of another list") << Edit(
            [](const Json &token) { return sealed(unsealed(token), "own-networks", keyOf()); });
        QTest::newRow("the seal of another entry") << Edit([](Json token) {
            const money::Asset other = test::token(
                {home, "erc20", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"}, u"OTHER"_s);
            token["seal"] = sealed(money::toJson(other), "own-tokens", keyOf())["seal"];
            return token;
        });
    }

    void whatSomebodyElseWroteIsNotBelieved()
    {
        QFETCH(const std::function<Json(Json)>, edit);
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
        Json tokens = m_runs->written("own-tokens");
        tokens[0] = edit(tokens[0]);
        m_runs->write("own-tokens", tokens);

        m_runs->isLocked = true;
        m_runs->start();
        QVERIFY(m_runs->warnings().isEmpty());
        QVERIFY(m_runs->registry().asset(play));
        QVERIFY(m_runs->additions().verify().isEmpty());
        m_runs->isLocked = false;
        const QList<Error> told = m_runs->additions().verify();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().code, QByteArray("gateway.unsealed"));
        QVERIFY(errorText(told.first()).contains(QString::fromLatin1(play.toString())));
        QVERIFY(!m_runs->registry().asset(play));
        QVERIFY(m_runs->registry().network(home));
        QVERIFY(m_runs->additions().verify().isEmpty()); // it was told

        m_runs->start();
        QVERIFY(!m_runs->registry().asset(play));
        QCOMPARE(m_runs->warnings().size(), 1);
    }

    void whatTheOwnerWroteIsBelievedOnceUnlocked()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
        m_runs->isLocked = true;
        m_runs->start();
        m_runs->isLocked = false;
        QVERIFY(m_runs->additions().verify().isEmpty());
        QVERIFY(m_runs->registry().asset(play));
    }

    void anUnsoundNetworkTakesItsTokensAlong()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
        Json networks = m_runs->written("own-networks");
        networks[0]["test"] = false;
        m_runs->write("own-networks", networks);
        m_runs->isLocked = true;
        m_runs->start();
        m_runs->isLocked = false;
        QCOMPARE(m_runs->additions().verify().size(), 2);
        QVERIFY(!m_runs->registry().network(home));
        QVERIFY(!m_runs->registry().asset(play));
    }

    void anEntryInFrontOfASoundOneIsNotBelieved()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        Json networks = m_runs->written("own-networks");
        networks.insert(networks.begin(), networkEntry("eip155:84532", "Play money"));
        m_runs->write("own-networks", networks);
        m_runs->start();
        QVERIFY(!m_runs->registry().network(home));
    }

    void nothingOfTheProgramsOwnIsTakenOut()
    {
        m_runs->write("own-networks", Json::array({networkEntry("eip155:8453", "My Base")}));
        QVERIFY(wait(
            m_runs->additions().addToken(token({{"eip155", "8453"}, "erc20", play.reference}))));
        m_runs->start();
        QVERIFY(m_runs->registry().network({"eip155", "8453"}));
        QCOMPARE(m_runs->registry().assets().size(), 1);
        QCOMPARE(m_runs->warnings().size(), 1);
        QCOMPARE(m_runs->warnings().first().code, QByteArray("gateway.left_out"));
    }

    void addingSealsNothingElse()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        Json networks = m_runs->written("own-networks");
        networks.push_back(networkEntry("eip155:6", "Theirs"));
        m_runs->write("own-networks", networks);
        m_runs->start();
        QVERIFY(!m_runs->registry().network({"eip155", "6"}));
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry("eip155:5", "Goerli"))));
        m_runs->start();
        QCOMPARE(m_runs->warnings().size(), 1);
        QVERIFY(!m_runs->registry().network({"eip155", "6"}));
        // The owner's word on it: it may be had, or be taken away.
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry("eip155:6", "Theirs"))));
        m_runs->start();
        QVERIFY(m_runs->registry().network({"eip155", "6"}));
        QVERIFY(m_runs->warnings().isEmpty());
    }

    void nothingIsAddedToALockedWallet()
    {
        m_runs->isLocked = true;
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry())),
                 QByteArray("vault.locked"));
        QVERIFY(!wait(m_runs->ledger().setting("own-networks"))->has_value());
        QVERIFY(!m_runs->registry().network(home));
    }

private:
    std::unique_ptr<AddingRuns> m_runs;
};

QTEST_GUILESS_MAIN(tst_SealedAdditions)
#include "tst_sealedadditions.moc"
