// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "tests/gateway/home.h"
#include "tests/gateway/schema.h"

#include <QFloat16>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using test::codeOf;
using test::Home;
using test::wait;

namespace {

constexpr auto network = "eip155:84532";

} // namespace

/// What the owner allows: networks, settings and agents.
class tst_OwnerChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
    }

    void cleanupTestCase() { m_home.reset(); }

    void networksAreChosen()
    {
        const Json chosen {{"network", network}, {"urls", {"http://127.0.0.1:1/"}}};
        QVERIFY(m_home->tellWithPassphrase("networks.setRpc", chosen).has_value());
        QVERIFY(m_home->tellWithPassphrase("networks.enable", {{"network", network}}).has_value());
        const Json networks = (*m_home->tell("networks"))["networks"];
        const auto found = std::find_if(networks.begin(), networks.end(),
                                        [](const Json &one) { return one["id"] == network; });
        QVERIFY((*found)["enabled"].get<bool>());
        QCOMPARE((*found)["servers"],
                 (Json::array({{{"url", "http://127.0.0.1:1/"}, {"operator", nullptr}}})));
        QVERIFY(!(*m_home->tell("balance"))["balances"].empty());
        QVERIFY(m_home->tell("doctor").has_value());
        QVERIFY(m_home->tellWithPassphrase("networks.disable", {{"network", network}}).has_value());
        QVERIFY((*m_home->tell("balance"))["balances"].empty());
    }

    void networksAndTokensAreAdded()
    {
        const Json entry {{"id", "eip155:31337"}, {"name", "Home"}, {"finalDepth", 1}};
        QVERIFY(m_home->tellWithPassphrase("networks.add", {{"entry", entry}}).has_value());
        QCOMPARE((*m_home->tell("networks"))["networks"].back()["own"], Json(true));

        Json draft {{"network", "eip155:31337"},
                    {"address", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"},
                    {"symbol", "PLAY"},
                    {"name", "Play"},
                    {"version", "1"},
                    {"decimals", 6},
                    {"method", "eip3009"}};
        const Json read = *m_home->tell("tokens.read", draft);
        QVERIFY(read["worth"].is_null());
        const auto listed = (*m_home->tell("tokens"))["tokens"].size();
        QCOMPARE(*m_home->tellWithPassphrase("tokens.add", draft), read);
        QCOMPARE((*m_home->tell("tokens"))["tokens"].size(), listed + 1);
        QCOMPARE((*m_home->tell("tokens"))["tokens"].back(), read);
        QCOMPARE(codeOf(m_home->tell("tokens.read", draft)), QByteArray("money.known_token"));

        const Json token {{"token", read["id"]}};
        const Json network {{"network", "eip155:31337"}};
        QCOMPARE(codeOf(m_home->tellWithPassphrase("networks.remove", network)),
                 QByteArray("money.network_in_use"));
        QVERIFY(m_home->tellWithPassphrase("tokens.remove", token).has_value());
        QVERIFY(m_home->tellWithPassphrase("networks.remove", network).has_value());
        QCOMPARE((*m_home->tell("tokens"))["tokens"].size(), listed);
    }

    void badTokensAreRefused_data()
    {
        QTest::addColumn<Json>("change");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const char *code, const Json &change) {
            QTest::newRow(name) << change << QByteArray(code);
        };
        row("nobody may be asked", "token.nobody_asked", {{"decimals", nullptr}});
        row("network", "gateway.unknown_network", {{"network", "eip155:7"}});
        row("no network", "gateway.unknown_network", {{"network", "base"}});
        row("address", "address.malformed", {{"address", "0x12"}});
        row("checksum", "address.checksum",
            {{"address", "0x036cbD53842c5426634e7929541eC2318f3dCF7e"}});
        row("address zero", "token.zero_address", {{"address", "0x" + std::string(40, '0')}});
        row("symbol of another", "money.known_symbol", {{"symbol", "usdc"}});
        row("symbol of the coin", "money.known_symbol", {{"symbol", "Eth"}});
        row("no symbol", "gateway.params", {{"symbol", ""}});
        row("decimals", "gateway.params", {{"decimals", 78}});
        row("method", "gateway.params", {{"method", "eip9999"}});
        row("worth", "money.own_worth", {{"worth", "usd"}});
    }

    void badTokensAreRefused()
    {
        QFETCH(Json, change);
        Question question {"tokens.read",
                           {{"network", "eip155:8453"},
                            {"address", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"},
                            {"symbol", "PLAY"},
                            {"name", "Play"},
                            {"version", "1"},
                            {"decimals", 6},
                            {"method", "eip3009"}},
                           {},
                           {}};
        question.params.update(change);
        QTEST(codeOf(wait(m_home->owner->request(std::move(question)))), "code");
    }

    void badChoicesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("network") << QByteArray("networks.enable")
                                 << (test::quoted("{'network':'eip155:7'}"))
                                 << QByteArray("gateway.unknown_network");
        QTest::newRow("no network")
            << QByteArray("networks.enable") << (test::quoted("{'network':'base'}"))
            << QByteArray("gateway.unknown_network");
        for (const char *url :
             {"http://rpc.example/", "ftp://127.0.0.1/", "not a url", "https://u:p@rpc.example/"})
            QTest::newRow(url) << QByteArray("networks.setRpc")
                               << (test::quoted("{'network':'eip155:8453','urls':['")) + url
                    + test::quoted("']}")
                               << QByteArray("gateway.rpc_url");
        QTest::newRow("no servers") << QByteArray("networks.setRpc")
                                    << (test::quoted("{'network':'eip155:8453','urls':[]}"))
                                    << QByteArray("gateway.rpc_count");
        QTest::newRow("setting") << QByteArray("settings.set")
                                 << (test::quoted("{'name':'x','value':'on'}"))
                                 << QByteArray("gateway.unknown_setting");
        QTest::newRow("value") << QByteArray("settings.set")
                               << (test::quoted("{'name':'developer-networks','value':'perhaps'}"))
                               << QByteArray("gateway.setting_value");
    }

    void badChoicesAreRefused()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, code);
        QCOMPARE(codeOf(m_home->tellWithPassphrase(method, *parseJson(params))), code);
    }

    void settingsAreKept()
    {
        const Json on {{"name", "developer-networks"}, {"value", "on"}};
        QVERIFY(m_home->tellWithPassphrase("settings.set", on).has_value());
        const Json fees {{"name", "highest-fees"}, {"value", "eip155:8453=0.001"}};
        QVERIFY(m_home->tellWithPassphrase("settings.set", fees).has_value());
        const Json preferred {{"name", "preferred-networks"}, {"value", "none"}};
        QCOMPARE((*m_home->tell("settings.list"))["settings"], Json::array({on, preferred, fees}));
    }

    void agentsArePairedAndRevoked()
    {
        const auto key = crypto::Ed25519Key::generate();
        const Json pairing {{"name", "research-agent"},
                            {"key", toBase64(key.publicKey()).toStdString()}};
        const auto paired = m_home->tellWithPassphrase("agents.pair", pairing);
        QCOMPARE(paired->at("fingerprint").get<std::string>(),
                 fingerprint(key.publicKey()).toStdString());
        QCOMPARE((*m_home->tell("agents.list"))["agents"].size(), size_t {1});
        QCOMPARE(codeOf(m_home->tellWithPassphrase("agents.pair", pairing)),
                 QByteArray("client.paired_already"));
        QVERIFY(
            m_home->tellWithPassphrase("agents.revoke", {{"name", "research-agent"}}).has_value());
        QCOMPARE((*m_home->tell("agents.list"))["agents"].size(), size_t {0});
        QCOMPARE(codeOf(m_home->tellWithPassphrase("agents.revoke", {{"name", "research-agent"}})),
                 QByteArray("client.unknown"));
        const Json nameless {{"name", " "}, {"key", pairing["key"]}};
        QCOMPARE(codeOf(m_home->tellWithPassphrase("agents.pair", nameless)),
                 QByteArray("gateway.params"));
    }

    void whoIsRevokedIsHungUpOn()
    {
        const auto key = crypto::Ed25519Key::generate();
        const Json pairing {{"name", "helper"}, {"key", toBase64(key.publicKey()).toStdString()}};
        QVERIFY(m_home->tellWithPassphrase("agents.pair", pairing).has_value());
        const auto client = m_home->connected("ask", *crypto::Ed25519Key::fromSeed(key.seed()));
        QVERIFY(m_home->greeting.paired);
        QVERIFY(m_home->tellWithPassphrase("agents.revoke", {{"name", "helper"}}).has_value());
        QTRY_VERIFY(!wait(client->request({"status", {}, {}, {}})).has_value());
        const auto again = m_home->connected("ask", *crypto::Ed25519Key::fromSeed(key.seed()));
        QVERIFY(!m_home->greeting.paired);
        QVERIFY(m_home->inquire("status").has_value());
    }

private:
    std::unique_ptr<Home> m_home;
};

QTEST_GUILESS_MAIN(tst_OwnerChoices)
#include "tst_ownerchoices.moc"
