// SPDX-License-Identifier: MIT
#include "app/daemon/house.h"
#include "core/base/bytes.h"
#include "core/gateway/client.h"
#include "tests/gateway/schema.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFloat16>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

namespace {

constexpr auto passphrase = "plain crumbs of toast, 27";
constexpr auto network = "eip155:84532";

template <class T> Result<T> wait(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }, 30'000))
        qFatal("no answer");
    return resultOf(pending);
}

Secret secretOf(const char *text)
{
    QByteArray bytes(text);
    return Secret::take(bytes.data(), bytes.size());
}

QByteArray codeOf(const Result<Json> &outcome)
{
    return outcome ? QByteArray("none") : outcome.error().code;
}

/// A wallet in a folder of its own, and a client of each socket.
class Home
{
public:
    Home()
        : m_paths {m_folder.path(), m_folder.path()}
    {
        auto opened = daemon::House::open(m_paths, m_clock, {});
        if (!opened)
            qFatal("%s", opened.error().code.constData());
        m_house = *std::move(opened);
        if (const auto started = wait(m_house->start()); !started)
            qFatal("%s", started.error().code.constData());
        owner = connected("owner");
        ask = connected("ask");
    }

    std::unique_ptr<Client> connected(const QByteArray &socket,
                                      crypto::Ed25519Key key = crypto::Ed25519Key::generate())
    {
        auto connection =
            net::connectUnix(socket == "owner" ? m_paths.ownerSocket() : m_paths.askSocket());
        auto client =
            std::make_unique<Client>(*std::move(connection), socket, std::move(key), "test/1");
        const auto ready = wait(client->greet());
        if (!ready)
            qFatal("%s", ready.error().code.constData());
        greeting = *ready;
        return client;
    }

    /// Asks the owner's socket, and checks question and answer against their schemas.
    Result<Json> tell(const QByteArray &method, const Json &params = Json::object(),
                      const QList<std::pair<QByteArray, const char *>> &secrets = {})
    {
        Question question {method, params, {}, {}};
        Json announced = params;
        for (const auto &[name, text] : secrets) {
            question.secrets.emplace_back(name, secretOf(text));
            announced["secrets"].push_back(name.toStdString());
        }
        check(announced, "owner.json#/$defs/" + method + ".params");
        auto outcome = wait(owner->request(std::move(question)));
        if (outcome)
            check(*outcome, "owner.json#/$defs/" + method + ".result");
        return outcome;
    }

    Result<Json> tellWithPassphrase(const QByteArray &method, const Json &params = Json::object())
    {
        return tell(method, params, {{"passphrase", passphrase}});
    }

    /// Asks the other socket, and checks the same.
    Result<Json> inquire(const QByteArray &method, const Json &params = Json::object())
    {
        check(params, "ask.json#/$defs/" + method + ".params");
        auto outcome = wait(ask->request({method, params, {}, {}}));
        if (outcome)
            check(*outcome, "ask.json#/$defs/" + method + ".result");
        return outcome;
    }

    [[nodiscard]] vault::Vault &vault() { return m_house->vault(); }

    Ready greeting; ///< of the client connected last
    std::unique_ptr<Client> owner;
    std::unique_ptr<Client> ask;

private:
    static void check(const Json &json, const QByteArray &schema)
    {
        if (const auto complaints = test::complaints(json, schema); !complaints.isEmpty())
            qFatal("%s: %s", schema.constData(), qPrintable(complaints.join(u'\n')));
    }

    QTemporaryDir m_folder;
    Paths m_paths;
    SystemClock m_clock;
    std::unique_ptr<daemon::House> m_house;
};

} // namespace

class tst_Owner : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        m_home = std::make_unique<Home>();
        QCOMPARE(m_home->tell("status")->at("wallet").get<std::string>(), "none");
        QCOMPARE(codeOf(m_home->tellWithPassphrase("wallet.unlock")), QByteArray("vault.none"));
        QVERIFY(m_home->tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
        QCOMPARE(m_home->tell("status")->at("wallet").get<std::string>(), "unlocked");
    }

    void cleanupTestCase() { m_home.reset(); }

    void wordsComeAsASecret()
    {
        Home home;
        Question question {"wallet.create", {{"words", 24}}, {}, {}};
        question.secrets.emplace_back("passphrase", secretOf(passphrase));
        Errand *errand = home.owner->ask(std::move(question));
        Secret words;
        QByteArray result;
        connect(errand, &Errand::finished, this, [&](const Result<Json> &outcome) {
            words = errand->takeSecret();
            result = toText(outcome.value_or(Json()));
        });
        QTRY_VERIFY_WITH_TIMEOUT(!words.isEmpty(), 20'000);
        QCOMPARE(QByteArray(words.data(), words.size()).count(' '), 23);
        QCOMPARE(result, QByteArray("{}"));
    }

    void thereIsOneWallet()
    {
        QCOMPARE(codeOf(m_home->tellWithPassphrase("wallet.create", {{"words", 12}})),
                 QByteArray("vault.exists"));
        const char *words = "test test test test test test test test test test test junk";
        QCOMPARE(codeOf(m_home->tell("wallet.restore", {},
                                     {{"passphrase", passphrase}, {"words", words}})),
                 QByteArray("vault.exists"));
    }

    void locksAndUnlocks()
    {
        QVERIFY(m_home->tell("wallet.lock").has_value());
        QCOMPARE(m_home->tell("status")->at("wallet").get<std::string>(), "locked");
        QCOMPARE(m_home->inquire("status")->at("wallet").get<std::string>(), "locked");
        QVERIFY(m_home->tellWithPassphrase("wallet.unlock").has_value());
        QCOMPARE(m_home->tell("status")->at("wallet").get<std::string>(), "unlocked");
    }

    void readsWithoutAPassphrase_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"status", "accounts", "balance", "networks", "requests",
                                   "history", "doctor", "agents.list", "settings.list"})
            QTest::newRow(method) << QByteArray(method);
    }

    void readsWithoutAPassphrase()
    {
        QFETCH(QByteArray, method);
        const auto outcome = m_home->tell(method);
        QVERIFY2(outcome.has_value(), codeOf(outcome));
    }

    void listsComeInPages()
    {
        const Json first = *m_home->tell("accounts", {{"limit", 2}});
        QCOMPARE(first["accounts"].size(), size_t {2});
        const Json rest = *m_home->tell("accounts", {{"after", first["next"]}});
        QVERIFY(rest["next"].is_null());
        const Json whole = *m_home->tell("accounts");
        QCOMPARE(whole["accounts"][2], rest["accounts"][0]);
        for (const Json &params : {Json {{"after", "x"}}, Json {{"after", "99"}}})
            QCOMPARE(codeOf(m_home->tell("accounts", params)), QByteArray("gateway.params"));
    }

    void aWrongPassphraseChangesNothingAndCostsTime()
    {
        const auto client = m_home->connected("owner");
        const auto tryWith = [&](const char *text) {
            Question question {"networks.enable", {{"network", "eip155:8453"}}, {}, {}};
            question.secrets.emplace_back("passphrase", secretOf(text));
            return wait(client->request(std::move(question)));
        };
        QCOMPARE(codeOf(tryWith("wrong words")), QByteArray("vault.wrong_passphrase"));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(codeOf(tryWith("wrong words")), QByteArray("vault.wrong_passphrase"));
        QVERIFY(timer.elapsed() >= 1000);
        const Json networks = (*m_home->tell("networks"))["networks"];
        for (const Json &one : networks)
            QVERIFY(one["id"] != "eip155:8453" || !one["enabled"].get<bool>());
    }

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
        QCOMPARE((*m_home->tell("settings.list"))["settings"], Json::array({on}));
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

    /// Else a program without the passphrase could keep the wallet unlocked.
    void wrongPassphrasesDoNotKeepItUnlocked()
    {
        Home home;
        QVERIFY(home.tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
        home.vault().setIdle(std::chrono::seconds(2));
        const QDeadlineTimer patience(30'000);
        while (!home.vault().isLocked() && !patience.hasExpired()) {
            const auto client = home.connected("owner"); // each waits for its own mistakes only
            Question question {"wallet.unlock", {}, {}, {}};
            question.secrets.emplace_back("passphrase", secretOf("wrong words"));
            QCOMPARE(codeOf(wait(client->request(std::move(question)))),
                     QByteArray("vault.wrong_passphrase"));
        }
        QVERIFY(home.vault().isLocked());
    }

    /// trust.md 13: data goes out with the owner's passphrase, once for each connection.
    void theHistoryGoesOutWithThePassphrase()
    {
        Home home;
        QVERIFY(home.tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
        QVERIFY(home.tell("wallet.lock").has_value());
        QCOMPARE(codeOf(home.tell("export.page")), QByteArray("gateway.export_not_allowed"));
        QCOMPARE(codeOf(home.tell("export", {}, {{"passphrase", "wrong words"}})),
                 QByteArray("vault.wrong_passphrase"));
        QCOMPARE(codeOf(home.tell("export.page")), QByteArray("gateway.export_not_allowed"));
        QVERIFY(home.tellWithPassphrase("export").has_value());
        QCOMPARE(home.tell("export.page")->at("payments"), Json::array());
        QCOMPARE(codeOf(home.tell("export.page", {{"after", "x"}})), QByteArray("ledger.cursor"));
        QVERIFY(home.vault().isLocked());
        const auto other = home.connected("owner");
        QCOMPARE(codeOf(wait(other->request({"export.page", {}, {}, {}}))),
                 QByteArray("gateway.export_not_allowed"));
    }

    void nothingWaitsToBeApproved()
    {
        const Json terms {{"payment", "p1"}, {"terms", std::string(64, '0')}};
        QCOMPARE(codeOf(m_home->tellWithPassphrase("approve", terms)),
                 QByteArray("payments.not_waiting"));
        QCOMPARE(codeOf(m_home->tell("refuse", {{"payment", "p1"}})),
                 QByteArray("payments.not_waiting"));
    }

    void theAskSocketOwnsNothing()
    {
        for (const char *method : {"wallet.lock", "approve", "history", "agents.pair", "networks"})
            QCOMPARE(codeOf(wait(m_home->ask->request({method, {}, {}, {}}))),
                     QByteArray("gateway.unknown_method"));
        QCOMPARE(codeOf(m_home->inquire("state", {{"purchase", "pay_0"}})),
                 QByteArray("purchase.unknown"));
        // A purchase that is not there is an answer too.
        const auto answer = m_home->inquire("answer", {{"purchase", "pay_0"}});
        QCOMPARE(answer->at("error").at("code").get<std::string>(), "purchase.unknown");
    }

    void theWalletCanBeRemoved()
    {
        Home home;
        QVERIFY(home.tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
        QCOMPARE(codeOf(home.tell("wallet.remove", {}, {{"passphrase", "wrong words"}})),
                 QByteArray("vault.wrong_passphrase"));
        QVERIFY(home.tellWithPassphrase("wallet.remove").has_value());
        QCOMPARE(home.tell("status")->at("wallet").get<std::string>(), "none");
    }

    void thePassphraseCanBeChanged()
    {
        Home home;
        QVERIFY(home.tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
        QVERIFY(home.tell("wallet.passphrase", {}, {{"old", passphrase}, {"new", "something else"}})
                    .has_value());
        QVERIFY(
            home.tell("wallet.unlockSecret", {}, {{"passphrase", "something else"}}).has_value());
        QCOMPARE(codeOf(home.tellWithPassphrase("wallet.unlock")),
                 QByteArray("vault.wrong_passphrase"));
    }

private:
    std::unique_ptr<Home> m_home;
};

QTEST_GUILESS_MAIN(tst_Owner)
#include "tst_owner.moc"
