// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/gateway/addingruns.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using namespace tuppence::test;

namespace samples = ledger::samples;

class tst_Additions : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_runs = std::make_unique<AddingRuns>(); }

    void cleanup() { m_runs.reset(); }

    void areKnownAtOnceAndInTheNextRun()
    {
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry())), QByteArray());
        QCOMPARE(codeOf(m_runs->additions().addToken(token())), QByteArray());
        for (int run = 0; run < 2; ++run) {
            QVERIFY(m_runs->registry().network(home)->own);
            QVERIFY(m_runs->registry().network(home)->test);
            QVERIFY(!m_runs->choices().isEnabled(home));
            QCOMPARE(m_runs->registry().asset(play)->domainSeparator, QByteArray(32, 's'));
            QCOMPARE(m_runs->registry().display({play, 1'500'000}), u"1.5 PLAY"_s);
            QVERIFY(m_runs->warnings().isEmpty());
            m_runs->start();
        }
    }

    void whatIsKnownIsRefused()
    {
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry("eip155:8453"))),
                 QByteArray("money.known_network"));
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry("eip155:5", "base"))),
                 QByteArray("money.known_name"));
        QCOMPARE(codeOf(m_runs->additions().addToken(token())), QByteArray("money.network_first"));
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry())), QByteArray());
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry())),
                 QByteArray("money.known_network"));
        QCOMPARE(wait(m_runs->ledger().changes("own-networks"))->size(), 1);
    }

    void badEntriesNameTheMember()
    {
        Json entry = networkEntry();
        entry.erase("finalDepth");
        const auto error = wait(m_runs->additions().addNetwork(entry)).error();
        QCOMPARE(error.code, QByteArray("money.entry"));
        QCOMPARE(error.data[u"entry"_s].toString(), u"eip155:84532"_s);
        QCOMPARE(error.data[u"member"_s].toString(), u"finalDepth"_s);
        entry = networkEntry();
        entry["worth"] = "usd";
        QCOMPARE(wait(m_runs->additions().addNetwork(entry)).error().data[u"member"_s].toString(),
                 u"worth"_s);
        for (const Json &odd : {Json("text"), Json(), Json::array({networkEntry()})})
            QCOMPARE(codeOf(m_runs->additions().addNetwork(odd)), QByteArray("money.entry"));
        entry = networkEntry();
        entry["transactionPage"] = "https://a.example/%1" + std::string(20'000, 'x');
        QCOMPARE(codeOf(m_runs->additions().addNetwork(entry)), QByteArray("gateway.params"));
    }

    void changesComeOneAtATime()
    {
        auto one = m_runs->additions().addNetwork(networkEntry());
        auto other = m_runs->additions().addNetwork(networkEntry("eip155:5", "Goerli"));
        QCOMPARE(codeOf(std::move(other)), QByteArray("gateway.adding"));
        QCOMPARE(codeOf(std::move(one)), QByteArray());
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry("eip155:5", "Goerli"))),
                 QByteArray());
        m_runs->start();
        QCOMPARE(m_runs->registry().networks().size(), 3);
    }

    void areTakenAwayForGood()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())),
                 QByteArray("money.network_in_use"));
        QCOMPARE(codeOf(m_runs->additions().removeToken(play.toString().toLower())), QByteArray());
        QVERIFY(!m_runs->registry().asset(play));
        QCOMPARE(codeOf(m_runs->additions().removeToken(play.toString())),
                 QByteArray("money.not_own"));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())), QByteArray());
        for (const char *odd : {"eip155:8453", "eip155:84532", "base", ""})
            QCOMPARE(codeOf(m_runs->additions().removeNetwork(odd)), QByteArray("money.not_own"));
        QCOMPARE(codeOf(m_runs->additions().removeToken("PLAY")), QByteArray("money.not_own"));
        m_runs->start();
        QVERIFY(!m_runs->registry().network(home));
        QVERIFY(m_runs->warnings().isEmpty());
        const auto changes = wait(m_runs->ledger().changes("own-tokens"));
        QCOMPARE(changes->size(), 2);
        QCOMPARE(changes->last().who, QByteArray("owner"));
        QVERIFY(changes->last().from->contains("PLAY"));
    }

    void whatWasSaidOfANetworkGoesWithIt()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(
            wait(m_runs->choices().setServers(home.toString(), {QUrl(u"http://127.0.0.1:1"_s)})));
        QVERIFY(wait(m_runs->choices().setEnabled(home.toString(), true)));
        QVERIFY(wait(m_runs->additions().removeNetwork(home.toString())));
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        for (int run = 0; run < 2; ++run) {
            QVERIFY(!m_runs->choices().isEnabled(home));
            QVERIFY(m_runs->choices().serversOf(home).isEmpty());
            m_runs->start();
        }
    }

    void aNetworkStaysWhileAPaymentOnItIsOpen()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->choices().setEnabled(home.toString(), true)));
        const auto payment = samples::payment("p1", "b1");
        QVERIFY(wait(m_runs->ledger().ask(payment)));
        QVERIFY(wait(m_runs->ledger().reserve(samples::reservation(payment), samples::allowing())));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())),
                 QByteArray("gateway.network_owes"));
        QVERIFY(m_runs->registry().network(home));
        QVERIFY(m_runs->choices().isEnabled(home));
        QVERIFY(wait(m_runs->ledger().release("p1", {"x", {}, samples::at(30)})));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())), QByteArray());
    }

    /// What becomes of the payment is asked again once the network can be read again.
    void aLeftOutNetworkStaysWhileAPaymentOnItIsOpen()
    {
        Json later = networkEntry();
        later["later"] = true;
        m_runs->write("own-networks", sealedList("own-networks", Json::array({later})));
        const ledger::Author owner {"owner", samples::at(0)};
        QVERIFY(wait(m_runs->ledger().setNetwork({home, /*isEnabled=*/true, {}}, owner)));
        const auto payment = samples::payment("p1", "b1");
        QVERIFY(wait(m_runs->ledger().ask(payment)));
        QVERIFY(wait(m_runs->ledger().reserve(samples::reservation(payment), samples::allowing())));
        m_runs->start();
        QVERIFY(!m_runs->registry().network(home));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())),
                 QByteArray("gateway.network_owes"));
        QCOMPARE(m_runs->written("own-networks").size(), 1U);
        QVERIFY(wait(m_runs->ledger().release("p1", {"x", {}, samples::at(30)})));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())), QByteArray());
        QVERIFY(m_runs->written("own-networks").empty());
        QVERIFY(!m_runs->choices().isEnabled(home));
    }

    void anEntryGoesAndTheProgramsOwnNetworkStaysEnabled()
    {
        const NetworkId base {"eip155", "8453"};
        m_runs->write("own-networks", Json::array({networkEntry("eip155:8453", "My Base")}));
        QVERIFY(wait(m_runs->choices().setEnabled(base.toString(), true)));
        m_runs->start();
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(base.toString())), QByteArray());
        QVERIFY(m_runs->choices().isEnabled(base));
        QVERIFY(m_runs->written("own-networks").empty());
    }

    void whatCannotBeReadIsLeftOut()
    {
        const auto networks = parseJson(
            R"([{"id": "eip155:8453", "name": "My Base", "finalDepth": 1},
                {"id": "eip155:84532", "name": "Home", "finalDepth": 64},
                {"id": "eip155:6", "name": "Newer", "finalDepth": 1, "later": true}, 7])");
        m_runs->write("own-networks", sealedList("own-networks", *networks));
        QVERIFY(
            wait(m_runs->ledger().setSetting("own-tokens", "no list", {"owner", samples::at(0)})));
        m_runs->start();
        QStringList entries;
        for (const Error &warning : m_runs->warnings()) {
            QCOMPARE(warning.code, QByteArray("gateway.left_out"));
            QVERIFY(!errorText(warning).contains(u'%'));
            entries.append(warning.data[u"entry"_s].toString());
        }
        QCOMPARE(entries, (QStringList {u"eip155:8453"_s, u"eip155:6"_s, u""_s, u"own-tokens"_s}));
        QCOMPARE(m_runs->registry().network({"eip155", "8453"})->name, u"Base"_s);
        QVERIFY(m_runs->registry().network(home));

        // It stays written until the owner removes it or writes it anew.
        QVERIFY(wait(m_runs->additions().addToken(token())));
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry("eip155:5", "Goerli"))));
        m_runs->start();
        QCOMPARE(m_runs->warnings().size(), 3);
        QCOMPARE(codeOf(m_runs->additions().removeNetwork("eip155:8453")), QByteArray());
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry("eip155:6", "Newer"))),
                 QByteArray());
        m_runs->start();
        QCOMPARE(m_runs->warnings().size(), 1);
        QCOMPARE(m_runs->registry().networks().size(), 4);
        QVERIFY(m_runs->registry().asset(play));
    }

    void noTokenIsWorthDollarsHoweverItIsWritten()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
        Json tokens = m_runs->written("own-tokens");
        tokens[0]["worth"] = "usd";
        m_runs->write("own-tokens", sealedList("own-tokens", tokens));
        m_runs->start();
        QVERIFY(!m_runs->registry().asset(play));
        QCOMPARE(m_runs->warnings().size(), 1);
    }

    /// A balance is asked of every listed token: what is no address must not come that far, and
    /// what sellers' ids are never spelled like could not be paid.
    void anotherSpellingOfAnAddressIsLeftOut()
    {
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
        const Json tokens = m_runs->written("own-tokens");
        QByteArray swapped = play.reference;
        swapped.replace("0x036CbD", "0x036cbD"); // mixed, with a wrong checksum
        for (const QByteArray &spelling : {swapped, play.reference.toLower()}) {
            Json changed = tokens;
            changed[0]["id"] = AssetId {home, "erc20", spelling}.toString().toStdString();
            QVERIFY(changed != tokens);
            m_runs->write("own-tokens", sealedList("own-tokens", changed));
            m_runs->start();
            QCOMPARE(m_runs->warnings().size(), 1);
            QVERIFY(!m_runs->registry().asset({home, "erc20", spelling}));
        }
    }

    void onlySoManyAreKept()
    {
        Json many = Json::array();
        for (int i = 0; i < 100; ++i)
            many.push_back(networkEntry(("eip155:9" + std::to_string(1000 + i)).c_str(),
                                        ("Home " + std::to_string(i)).c_str()));
        m_runs->write("own-networks", sealedList("own-networks", many));
        m_runs->start();
        QCOMPARE(m_runs->registry().networks().size(), 101);
        QCOMPARE(codeOf(m_runs->additions().addNetwork(networkEntry())),
                 QByteArray("gateway.too_many_own"));
    }

private:
    std::unique_ptr<AddingRuns> m_runs;
};

QTEST_GUILESS_MAIN(tst_Additions)
#include "tst_additions.moc"
