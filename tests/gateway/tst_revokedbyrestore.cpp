// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "tests/gateway/home.h"

#include <QFloat16>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using test::Home;
using test::wait;

namespace {

/// Holds up whatever is to be written into a ledger.
class Blocked
{
public:
    explicit Blocked(const QString &ledgerFile)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"blocked"_s))
    {
        m_database.setDatabaseName(ledgerFile);
        if (!m_database.open() || !QSqlQuery(m_database).exec(u"BEGIN IMMEDIATE"_s))
            qFatal("The ledger's file cannot be locked");
    }

    ~Blocked()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"blocked"_s);
    }

    Q_DISABLE_COPY_MOVE(Blocked)

private:
    QSqlDatabase m_database;
};

} // namespace

class tst_RevokedByRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->tellWithPassphrase("wallet.create", {{"words", 12}}).has_value());
        // Paired here, and revoked in the backup.
        pair();
        QVERIFY(m_home->tellWithPassphrase("agents.revoke", {{"name", "helper"}}).has_value());
        QVERIFY(m_home->tellWithPassphrase("backup").has_value());
        const Json bytes = m_home->tell("backup.read", {{"offset", 0U}})->at("bytes");
        QVERIFY(m_home->tell("backup.write", {{"offset", 0U}, {"bytes", bytes}}).has_value());
        pair();
        m_agent = connected();
        QVERIFY(m_home->greeting.paired);
        QVERIFY(isServed(*m_agent));
    }

    void cleanup()
    {
        m_agent.reset();
        m_home.reset();
    }

    void isHungUpOn()
    {
        const auto told = m_home->tellWithPassphrase("backup.restore");
        QCOMPARE(told->at("revoked"), Json(1));
        QTRY_VERIFY(!isServed(*m_agent));
    }

    void isHungUpOnWhereTheOwnerHasGone()
    {
        m_home->vault().lock();
        QSignalSpy unlocked(&m_home->vault(), &vault::Vault::unlocked);
        {
            const Blocked blocked(m_home->ledgerFile());
            gateway::Question restore {"backup.restore", Json::object(), {}, {}};
            restore.secrets.emplace_back("passphrase", test::secretOf(test::passphrase));
            const auto told = m_home->owner->request(std::move(restore));
            QVERIFY(unlocked.wait(30'000));
            QVERIFY(isServed(*m_agent)); // and by then the restore waits for the ledger
            QVERIFY(!told.isFinished());
            m_home->owner.reset();
            QVERIFY(isServed(*m_agent)); // and by then the wallet has seen that the owner is gone
        }
        QTRY_VERIFY(!isServed(*m_agent));
        const auto again = connected();
        QVERIFY(!m_home->greeting.paired);
    }

private:
    void pair()
    {
        const Json pairing {{"name", "helper"}, {"key", toBase64(m_key.publicKey()).toStdString()}};
        QVERIFY(m_home->tellWithPassphrase("agents.pair", pairing).has_value());
    }

    std::unique_ptr<gateway::Client> connected()
    {
        return m_home->connected("ask", *crypto::Ed25519Key::fromSeed(m_key.seed()));
    }

    static bool isServed(gateway::Client &client)
    {
        return wait(client.request({"status", {}, {}, {}})).has_value();
    }

    crypto::Ed25519Key m_key = crypto::Ed25519Key::generate();
    std::unique_ptr<Home> m_home;
    std::unique_ptr<gateway::Client> m_agent;
};

QTEST_GUILESS_MAIN(tst_RevokedByRestore)
#include "tst_revokedbyrestore.moc"
