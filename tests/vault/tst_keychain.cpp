// SPDX-License-Identifier: MIT
#include "core/vault/keychain.h"
#include "tests/vault/samples.h"
#include "tests/vault/session.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::arrived;
using samples::codeOf;

class tst_Keychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsNotes();
    void keepsThemAcrossItsRestart();
    void saysThatThereIsNone();
    void saysThatItIsLocked();
    void saysThatItIsGone();
    void needsNoSession();
    void waitsNotForASilentOne();
    void waitsNotForAnUnansweredPrompt();
    void outlivesTheBus();

private:
    /// Every call of it fails with `code`.
    void failsWith(Keychain &keychain, const char *code);

    Session m_session;
    std::unique_ptr<Keychain> m_keychain;
};

void tst_Keychain::init()
{
    QVERIFY(m_session.startKeyring());
    m_keychain = std::make_unique<Keychain>();
}

void tst_Keychain::cleanup()
{
    m_keychain.reset();
    m_session.endKeyring();
}

void tst_Keychain::failsWith(Keychain &keychain, const char *code)
{
    QCOMPARE(codeOf(arrived(keychain.read(u"note"_s))), code);
    QCOMPARE(codeOf(arrived(keychain.write(u"note"_s, "other"))), code);
    QCOMPARE(codeOf(arrived(keychain.remove(u"note"_s))), code);
}

void tst_Keychain::keepsNotes()
{
    QVERIFY(arrived(m_keychain->isThere()).value());
    QCOMPARE(codeOf(arrived(m_keychain->read(u"first"_s))), "keychain.no_note");
    const QByteArray bytes("\0\xff\n of all kinds", 16);
    QVERIFY(arrived(m_keychain->write(u"first"_s, bytes)));
    QVERIFY(arrived(m_keychain->write(u"second"_s, "two")));
    QCOMPARE(arrived(m_keychain->read(u"first"_s)).value(), bytes);
    QVERIFY(arrived(m_keychain->write(u"first"_s, "anew")));
    QCOMPARE(arrived(m_keychain->read(u"first"_s)).value(), "anew");
    QVERIFY(arrived(m_keychain->remove(u"first"_s)));
    QCOMPARE(codeOf(arrived(m_keychain->read(u"first"_s))), "keychain.no_note");
    QVERIFY(arrived(m_keychain->remove(u"first"_s)));
    QCOMPARE(arrived(m_keychain->read(u"second"_s)).value(), "two");
    QVERIFY(arrived(m_keychain->remove(u"second"_s)));
    QCOMPARE(m_session.notes(), 0);
}

void tst_Keychain::keepsThemAcrossItsRestart()
{
    QVERIFY(arrived(m_keychain->write(u"note"_s, "kept")));
    m_session.endKeyring();
    QVERIFY(m_session.startKeyring());
    QCOMPARE(arrived(m_keychain->read(u"note"_s)).value(), "kept");
}

void tst_Keychain::saysThatThereIsNone()
{
    m_session.endKeyring();
    QVERIFY(!arrived(m_keychain->isThere()).value());
    failsWith(*m_keychain, "keychain.none");
}

void tst_Keychain::saysThatItIsLocked()
{
    QVERIFY(arrived(m_keychain->write(u"note"_s, "kept")));
    QVERIFY(m_session.lockKeyring());
    QVERIFY(arrived(m_keychain->isThere()).value());
    failsWith(*m_keychain, "keychain.locked");
    QCOMPARE(codeOf(arrived(m_keychain->write(u"new"_s, "note"))), "keychain.locked");
    m_session.endKeyring();
    QVERIFY(m_session.startKeyring());
    QCOMPARE(arrived(m_keychain->read(u"note"_s)).value(), "kept");
    QCOMPARE(codeOf(arrived(m_keychain->read(u"new"_s))), "keychain.no_note");
}

void tst_Keychain::saysThatItIsGone()
{
    QVERIFY(arrived(m_keychain->write(u"note"_s, "kept")));
    auto reading = m_keychain->read(u"note"_s);
    m_session.endKeyring();
    QVERIFY(!arrived(reading));
    failsWith(*m_keychain, "keychain.none");
}

void tst_Keychain::needsNoSession()
{
    QElapsedTimer time;
    time.start();
    Keychain none(QDBusConnection(u"no such bus"_s), {});
    QVERIFY(!arrived(none.isThere()).value());
    failsWith(none, "keychain.none");
    QVERIFY(time.elapsed() < 1000);
}

void tst_Keychain::waitsNotForASilentOne()
{
    m_session.endKeyring();
    QVERIFY(m_session.beSilentAs(u"org.freedesktop.secrets"_s));
    Keychain keychain(m_session.bus(), {.service = 100ms, .owner = 100ms});
    QCOMPARE(codeOf(arrived(keychain.isThere())), "keychain.silent");
    failsWith(keychain, "keychain.silent");
    m_session.beGone(u"org.freedesktop.secrets"_s);
}

void tst_Keychain::waitsNotForAnUnansweredPrompt()
{
    const auto prompter = u"org.gnome.keyring.SystemPrompter"_s;
    QVERIFY(arrived(m_keychain->write(u"note"_s, "kept")));
    QVERIFY(m_session.beSilentAs(prompter));
    QVERIFY(m_session.lockKeyring());
    Keychain hasty(m_session.bus(), {.service = 5s, .owner = 200ms});
    QCOMPARE(codeOf(arrived(hasty.read(u"note"_s))), "keychain.silent");
    QCOMPARE(codeOf(arrived(hasty.write(u"note"_s, "lost"))), "keychain.silent");
    m_session.beGone(prompter);
}

/// To which libsecret has had a connection since the first of these tests.
void tst_Keychain::outlivesTheBus()
{
    m_session.endBus();
    QTRY_VERIFY(!QDBusConnection::sessionBus().isConnected());
    failsWith(*m_keychain, "keychain.none");
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
