// SPDX-License-Identifier: MIT
#include "tests/gateway/home.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFloat16>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using test::codeOf;
using test::Home;
using test::passphrase;
using test::secretOf;
using test::wait;

/// What the owner asks and says of the wallet itself.
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
