// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/gateway/additions.h"
#include "core/gateway/choices.h"
#include "core/money/registry.h"
#include "tests/ledger/samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

namespace {

namespace samples = ledger::samples;

const QByteArray programsNetworks =
    R"({"networks": [{"id": "eip155:8453", "name": "Base", "finalDepth": 7}]})";

// The network of the samples' payments, which this program does not know.
const NetworkId home {"eip155", "84532"};
const AssetId play = samples::usdc;

Json networkEntry(const char *id = "eip155:84532", const char *name = "Home")
{
    return {{"id", id}, {"name", name}, {"test", true}, {"finalDepth", 64U}};
}

money::Asset token(const AssetId &id = play, const QString &symbol = u"PLAY"_s)
{
    money::Asset token;
    token.id = id;
    token.symbol = symbol;
    token.name = u"Play"_s;
    token.version = u"1"_s;
    token.decimals = 6;
    token.domainSeparator = QByteArray(32, 's');
    return token;
}

template <class T> Result<T> wait(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }, 30'000))
        qFatal("no answer");
    return resultOf(pending);
}

template <class T> QByteArray codeOf(Pending<T> pending)
{
    const auto result = wait(std::move(pending));
    return result ? QByteArray() : result.error().code;
}

} // namespace

class tst_Additions : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_house = std::make_unique<samples::House>();
        start();
    }

    void cleanup()
    {
        m_run.reset();
        m_house.reset();
    }

    void areKnownAtOnceAndInTheNextRun()
    {
        QCOMPARE(codeOf(additions().addNetwork(networkEntry())), QByteArray());
        QCOMPARE(codeOf(additions().addToken(token())), QByteArray());
        for (int run = 0; run < 2; ++run) {
            QVERIFY(registry().network(home)->own);
            QVERIFY(registry().network(home)->test);
            QVERIFY(!choices().isEnabled(home));
            QCOMPARE(registry().asset(play)->domainSeparator, QByteArray(32, 's'));
            QCOMPARE(registry().display({play, 1'500'000}), u"1.5 PLAY"_s);
            QVERIFY(warnings().isEmpty());
            start();
        }
    }

    void whatIsKnownIsRefused()
    {
        QCOMPARE(codeOf(additions().addNetwork(networkEntry("eip155:8453"))),
                 QByteArray("money.known_network"));
        QCOMPARE(codeOf(additions().addNetwork(networkEntry("eip155:5", "base"))),
                 QByteArray("money.known_name"));
        QCOMPARE(codeOf(additions().addToken(token())), QByteArray("money.network_first"));
        QCOMPARE(codeOf(additions().addNetwork(networkEntry())), QByteArray());
        QCOMPARE(codeOf(additions().addNetwork(networkEntry())), QByteArray("money.known_network"));
        QCOMPARE(wait(ledger().changes("own-networks"))->size(), 1);
    }

    void badEntriesNameTheMember()
    {
        Json entry = networkEntry();
        entry.erase("finalDepth");
        const auto error = wait(additions().addNetwork(entry)).error();
        QCOMPARE(error.code, QByteArray("money.entry"));
        QCOMPARE(error.data[u"entry"_s].toString(), u"eip155:84532"_s);
        QCOMPARE(error.data[u"member"_s].toString(), u"finalDepth"_s);
        entry = networkEntry();
        entry["worth"] = "usd";
        QCOMPARE(wait(additions().addNetwork(entry)).error().data[u"member"_s].toString(),
                 u"worth"_s);
        for (const Json &odd : {Json("text"), Json(), Json::array({networkEntry()})})
            QCOMPARE(codeOf(additions().addNetwork(odd)), QByteArray("money.entry"));
        entry = networkEntry();
        entry["transactionPage"] = "https://a.example/%1" + std::string(20'000, 'x');
        QCOMPARE(codeOf(additions().addNetwork(entry)), QByteArray("gateway.params"));
    }

    void changesComeOneAtATime()
    {
        auto one = additions().addNetwork(networkEntry());
        auto other = additions().addNetwork(networkEntry("eip155:5", "Goerli"));
        QCOMPARE(codeOf(std::move(other)), QByteArray("gateway.adding"));
        QCOMPARE(codeOf(std::move(one)), QByteArray());
        QCOMPARE(codeOf(additions().addNetwork(networkEntry("eip155:5", "Goerli"))), QByteArray());
        start();
        QCOMPARE(registry().networks().size(), 3);
    }

    void areTakenAwayForGood()
    {
        QVERIFY(wait(additions().addNetwork(networkEntry())));
        QVERIFY(wait(additions().addToken(token())));
        QCOMPARE(codeOf(additions().removeNetwork(home.toString())),
                 QByteArray("money.network_in_use"));
        QCOMPARE(codeOf(additions().removeToken(play.toString().toLower())), QByteArray());
        QVERIFY(!registry().asset(play));
        QCOMPARE(codeOf(additions().removeToken(play.toString())), QByteArray("money.not_own"));
        QCOMPARE(codeOf(additions().removeNetwork(home.toString())), QByteArray());
        for (const char *odd : {"eip155:8453", "eip155:84532", "base", ""})
            QCOMPARE(codeOf(additions().removeNetwork(odd)), QByteArray("money.not_own"));
        QCOMPARE(codeOf(additions().removeToken("PLAY")), QByteArray("money.not_own"));
        start();
        QVERIFY(!registry().network(home));
        QVERIFY(warnings().isEmpty());
        const auto changes = wait(ledger().changes("own-tokens"));
        QCOMPARE(changes->size(), 2);
        QCOMPARE(changes->last().who, QByteArray("owner"));
        QVERIFY(changes->last().from->contains("PLAY"));
    }

    void whatWasSaidOfANetworkGoesWithIt()
    {
        QVERIFY(wait(additions().addNetwork(networkEntry())));
        QVERIFY(wait(choices().setServers(home.toString(), {QUrl(u"http://127.0.0.1:1"_s)})));
        QVERIFY(wait(choices().setEnabled(home.toString(), true)));
        QVERIFY(wait(additions().removeNetwork(home.toString())));
        QVERIFY(wait(additions().addNetwork(networkEntry())));
        for (int run = 0; run < 2; ++run) {
            QVERIFY(!choices().isEnabled(home));
            QVERIFY(choices().serversOf(home).isEmpty());
            start();
        }
    }

    void aNetworkStaysWhileAPaymentOnItIsOpen()
    {
        QVERIFY(wait(additions().addNetwork(networkEntry())));
        QVERIFY(wait(choices().setEnabled(home.toString(), true)));
        const auto payment = samples::payment("p1", "b1");
        QVERIFY(wait(ledger().ask(payment)));
        QVERIFY(wait(ledger().reserve(samples::reservation(payment), samples::allowing())));
        QCOMPARE(codeOf(additions().removeNetwork(home.toString())),
                 QByteArray("gateway.network_owes"));
        QVERIFY(registry().network(home));
        QVERIFY(choices().isEnabled(home));
        QVERIFY(wait(ledger().release("p1", {"x", {}, samples::at(30)})));
        QCOMPARE(codeOf(additions().removeNetwork(home.toString())), QByteArray());
    }

    void whatCannotBeReadIsLeftOut()
    {
        const QByteArray networks =
            R"([{"id": "eip155:8453", "name": "My Base", "finalDepth": 1},
                {"id": "eip155:84532", "name": "Home", "finalDepth": 64},
                {"id": "eip155:6", "name": "Newer", "finalDepth": 1, "later": true}, 7])";
        QVERIFY(wait(ledger().setSetting("own-networks", networks, {"owner", samples::at(0)})));
        QVERIFY(wait(ledger().setSetting("own-tokens", "no list", {"owner", samples::at(0)})));
        start();
        QStringList entries;
        for (const Error &warning : warnings()) {
            QCOMPARE(warning.code, QByteArray("gateway.left_out"));
            QVERIFY(!errorText(warning).contains(u'%'));
            entries.append(warning.data[u"entry"_s].toString());
        }
        QCOMPARE(entries, (QStringList {u"eip155:8453"_s, u"eip155:6"_s, u""_s, u"own-tokens"_s}));
        QCOMPARE(registry().network({"eip155", "8453"})->name, u"Base"_s);
        QVERIFY(registry().network(home));

        // It stays written until the owner removes it or writes it anew.
        QVERIFY(wait(additions().addToken(token())));
        QVERIFY(wait(additions().addNetwork(networkEntry("eip155:5", "Goerli"))));
        start();
        QCOMPARE(warnings().size(), 3);
        QCOMPARE(codeOf(additions().removeNetwork("eip155:8453")), QByteArray());
        QCOMPARE(codeOf(additions().addNetwork(networkEntry("eip155:6", "Newer"))), QByteArray());
        start();
        QCOMPARE(warnings().size(), 1);
        QCOMPARE(registry().networks().size(), 4);
        QVERIFY(registry().asset(play));
    }

    void noTokenIsWorthDollarsHoweverItIsWritten()
    {
        QVERIFY(wait(additions().addNetwork(networkEntry())));
        QVERIFY(wait(additions().addToken(token())));
        QByteArray written = wait(ledger().setting("own-tokens"))->value();
        written.replace("\"decimals\"", R"("worth":"usd","decimals")");
        QVERIFY(wait(ledger().setSetting("own-tokens", written, {"owner", samples::at(0)})));
        start();
        QVERIFY(!registry().asset(play));
        QCOMPARE(warnings().size(), 1);
    }

    /// A balance is asked of every listed token: what is no address must not come that far, and
    /// what sellers' ids are never spelled like could not be paid.
    void anotherSpellingOfAnAddressIsLeftOut()
    {
        QVERIFY(wait(additions().addNetwork(networkEntry())));
        QVERIFY(wait(additions().addToken(token())));
        const QByteArray written = wait(ledger().setting("own-tokens"))->value();
        QByteArray swapped = play.reference;
        swapped.replace("0x036CbD", "0x036cbD"); // mixed, with a wrong checksum
        for (const QByteArray &spelling : {swapped, play.reference.toLower()}) {
            QByteArray changed = written;
            changed.replace(play.reference, spelling);
            QVERIFY(changed != written);
            QVERIFY(wait(ledger().setSetting("own-tokens", changed, {"owner", samples::at(0)})));
            start();
            QCOMPARE(warnings().size(), 1);
            QVERIFY(!registry().asset({home, "erc20", spelling}));
        }
    }

    void onlySoManyAreKept()
    {
        Json many = Json::array();
        for (int i = 0; i < 100; ++i)
            many.push_back(networkEntry(("eip155:9" + std::to_string(1000 + i)).c_str(),
                                        ("Home " + std::to_string(i)).c_str()));
        const QByteArray written = QByteArray::fromStdString(many.dump());
        QVERIFY(wait(ledger().setSetting("own-networks", written, {"owner", samples::at(0)})));
        start();
        QCOMPARE(registry().networks().size(), 101);
        QCOMPARE(codeOf(additions().addNetwork(networkEntry())),
                 QByteArray("gateway.too_many_own"));
    }

private:
    /// One run of the program on a ledger.
    struct Running
    {
        explicit Running(const samples::House &house)
            : registry(money::Registry::parse(programsNetworks, R"({"assets": []})").value())
            , choices(*house.ledger, registry, house.clock)
            , additions(*house.ledger, registry, choices, house.clock)
        {
        }

        money::Registry registry;
        Choices choices;
        Additions additions;
        QList<Error> warnings;
    };

    /// Begins a run on what the ledger has.
    void start()
    {
        m_run = std::make_unique<Running>(*m_house);
        QVERIFY(wait(m_run->choices.load()));
        m_run->warnings = wait(m_run->additions.load()).value();
    }

    money::Registry &registry() { return m_run->registry; }

    Choices &choices() { return m_run->choices; }

    Additions &additions() { return m_run->additions; }

    ledger::Ledger &ledger() { return *m_house->ledger; }

    const QList<Error> &warnings() { return m_run->warnings; }

    std::unique_ptr<samples::House> m_house;
    std::unique_ptr<Running> m_run;
};

QTEST_GUILESS_MAIN(tst_Additions)
#include "tst_additions.moc"
