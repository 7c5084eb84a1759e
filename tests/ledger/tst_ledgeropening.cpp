// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "core/ledger/migrations.h"
#include "tests/ledger/ways.h"

#include <QDir>
#include <QTest>

#include <sys/stat.h>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;
using namespace Qt::StringLiterals;

class tst_LedgerOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<House>(); }

    void filesAreTheOwnersAlone();
    void saysWhatItIs();
    void syncsChecksAndErases();
    void opensWhatItWrote();
    void setsAsideWhatIsNotALedger_data();
    void setsAsideWhatIsNotALedger();
    void setsAsideALedgerWhosePaymentsCannotBeRead();
    void setsAsideWhatACrashLeftOfSettingAside();
    void overwritesNothingThatWasSetAside();
    void refusesANewerSchema();
    void beginsAnewAfterACrashInTheBeginning();
    void looksThroughTheFileOnceAWeek();

private:
    std::unique_ptr<House> m_house;

    void close() { m_house->ledger.reset(); }

    [[nodiscard]] QString folder() const { return m_house->folder.filePath(u"home"_s); }

    [[nodiscard]] QStringList asides() const
    {
        return QDir(folder()).entryList({u"*set-aside*"_s}, QDir::Files, QDir::Name);
    }
};

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("not written");
}

/// Runs SQL behind the ledger's back.
void tamper(const QString &path, const QString &sql)
{
    const auto connection = Connection::open(path).value();
    if (const auto done = connection->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().detail));
}

qint64 pragma(Connection &connection, const QString &name)
{
    return connection
        .row(u"PRAGMA "_s + name, {}, [](Row &row) -> Result<qint64> { return row.number(); })
        .value()
        .value();
}

mode_t modeOf(const QString &path)
{
    struct stat file
    {
    };

    return ::stat(QFile::encodeName(path).constData(), &file) == 0 ? file.st_mode & 07777 : 0;
}

} // namespace

void tst_LedgerOpening::filesAreTheOwnersAlone()
{
    QVERIFY(wait(m_house->ledger->setSetting("key", "value", {"owner", at(1)})));
    QCOMPARE(modeOf(folder()), mode_t(0700));
    for (const auto &part : {u""_s, u"-wal"_s, u"-shm"_s})
        QCOMPARE(modeOf(m_house->path() + part), mode_t(0600));

    close();
    QCOMPARE(::chmod(QFile::encodeName(m_house->path()).constData(), 0644), 0);
    QCOMPARE(::chmod(QFile::encodeName(folder()).constData(), 0755), 0);
    QVERIFY(m_house->open());
    QCOMPARE(modeOf(folder()), mode_t(0700));
    QCOMPARE(modeOf(m_house->path()), mode_t(0600));
}

void tst_LedgerOpening::saysWhatItIs()
{
    const auto connection = Connection::open(m_house->path()).value();
    QCOMPARE(pragma(*connection, u"application_id"_s), qint64(applicationId));
    QCOMPARE(pragma(*connection, u"user_version"_s), qint64(newestSchema()));
    const auto mode = connection->row(u"PRAGMA journal_mode"_s, {},
                                      [](Row &row) -> Result<QByteArray> { return row.text(); });
    QCOMPARE(mode.value().value(), "wal");
}

void tst_LedgerOpening::syncsChecksAndErases()
{
    const auto connection = Connection::open(m_house->path()).value();
    QVERIFY(connection->configure());
    QCOMPARE(pragma(*connection, u"synchronous"_s), 2); // FULL
    QCOMPARE(pragma(*connection, u"foreign_keys"_s), 1);
    QCOMPARE(pragma(*connection, u"secure_delete"_s), 1);
}

void tst_LedgerOpening::opensWhatItWrote()
{
    const NewPayment asked = walk(*m_house->ledger, "1", "reserve writeSigned");
    QVERIFY(m_house->open());
    QCOMPARE(standing(*m_house->ledger, asked.id), "signed open waiting");
    QVERIFY(!m_house->ledger->setAside());
    QVERIFY(asides().isEmpty());
}

void tst_LedgerOpening::setsAsideWhatIsNotALedger_data()
{
    QTest::addColumn<QByteArray>("damage");
    for (const char *damage :
         {"header", "noise", "empty", "short", "cut off", "application id", "another program's"})
        QTest::newRow(damage) << QByteArray(damage);
}

void tst_LedgerOpening::setsAsideWhatIsNotALedger()
{
    QFETCH(QByteArray, damage);
    const QString path = m_house->path();
    walk(*m_house->ledger, "1", "reserve writeSigned");
    close();
    QByteArray bytes = read(path);
    if (damage == "header")
        bytes.replace(0, 16, "SQLite format 4\0");
    if (damage == "noise")
        bytes.fill('\xa5');
    if (damage == "empty")
        bytes.clear();
    if (damage == "short")
        bytes.truncate(60);
    if (damage == "cut off")
        bytes.truncate(bytes.size() / 2);
    write(path, bytes);
    if (damage == "application id")
        tamper(path, u"PRAGMA application_id = 1"_s);
    if (damage == "another program's") {
        QVERIFY(QFile::remove(path));
        write(path, {});
        tamper(path, u"CREATE TABLE places (url TEXT)"_s);
    }
    bytes = read(path);
    const bool isDatabase = damage == "application id" || damage == "another program's";
    const QByteArray wal = isDatabase ? QByteArray() : "what was in the -wal";
    if (!isDatabase) {
        write(path + u"-wal"_s, wal);
        write(path + u"-shm"_s, "and in the -shm");
    }

    m_house->clock.time = at(1000);
    QVERIFY(m_house->open());
    QVERIFY(m_house->ledger->setAside() == at(1000));
    QCOMPARE(codeOf(m_house->ledger->purchase("pay_1")), "purchase.unknown");
    walk(*m_house->ledger, "2", "reserve writeSigned writeSent");

    const QString name = folder() + u'/' + asides().first();
    QCOMPARE(asides().first(), u"ledger.db.set-aside-20260921T143000Z"_s);
    QCOMPARE(read(name), bytes);
    if (!isDatabase)
        QCOMPARE(read(name + u"-wal"_s), wal);
    // It is remembered, and not done again.
    m_house->clock.time = at(5000);
    QVERIFY(m_house->open());
    QVERIFY(m_house->ledger->setAside() == at(1000));
}

void tst_LedgerOpening::setsAsideALedgerWhosePaymentsCannotBeRead()
{
    walk(*m_house->ledger, "1", "reserve writeSigned");
    close();
    tamper(m_house->path(), u"UPDATE payments SET terms = x'00'"_s);
    QVERIFY(m_house->open());
    QVERIFY(m_house->ledger->setAside());
    QCOMPARE(asides().size(), 3); // with its -wal and -shm
}

void tst_LedgerOpening::setsAsideWhatACrashLeftOfSettingAside()
{
    close();
    QVERIFY(QFile::rename(m_house->path(), m_house->path() + u".set-aside-20260101T000000Z"_s));
    write(m_house->path() + u"-wal"_s, "payments");
    m_house->clock.time = at(1000);
    QVERIFY(m_house->open());
    QVERIFY(m_house->ledger->setAside() == at(1000));
    QCOMPARE(read(folder() + u"/ledger.db.set-aside-20260921T143000Z-wal"_s), "payments");
}

void tst_LedgerOpening::overwritesNothingThatWasSetAside()
{
    for (const char *noise : {"one", "two", "three"}) {
        close();
        write(m_house->path(), noise);
        QVERIFY(m_house->open());
    }
    QCOMPARE(asides().size(), 3);
    QByteArrayList kept;
    for (const QString &name : asides())
        kept.append(read(folder() + u'/' + name));
    QCOMPARE(kept, (QByteArrayList {"one", "two", "three"}));
}

void tst_LedgerOpening::refusesANewerSchema()
{
    close();
    tamper(m_house->path(), u"PRAGMA user_version = 99"_s);
    const QByteArray bytes = read(m_house->path());
    const auto opened = m_house->open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, "ledger.newer");
    QCOMPARE(opened.error().kind, Error::Kind::Unsupported);
    QCOMPARE(opened.error().data.value(u"schema").toInt(), 99);
    QCOMPARE(read(m_house->path()), bytes);
    QVERIFY(asides().isEmpty());
}

void tst_LedgerOpening::beginsAnewAfterACrashInTheBeginning()
{
    close();
    QVERIFY(QFile::remove(m_house->path()));
    write(m_house->path() + u".new"_s, "half a ledger");
    write(m_house->path() + u".new-journal"_s, "half a journal");
    QVERIFY(m_house->open());
    QVERIFY(!m_house->ledger->setAside());
    walk(*m_house->ledger, "1", "reserve");
    QVERIFY(!QFile::exists(m_house->path() + u".new"_s));
    QVERIFY(!QFile::exists(m_house->path() + u".new-journal"_s));
}

void tst_LedgerOpening::looksThroughTheFileOnceAWeek()
{
    NewPayment large = payment("a", "pay_1");
    large.purchase.request.url.setPath(u'/' + QString(300'000, u'Z'));
    QVERIFY(wait(m_house->ledger->ask(large)));
    close();
    // Breaks the chain of pages that hold the address: nothing that opening would read.
    QByteArray bytes = read(m_house->path());
    const qsizetype page = bytes.indexOf(QByteArray(4092, 'Z'), bytes.size() / 2) / 4096 * 4096;
    QVERIFY(page > 0);
    bytes.replace(page, 4, QByteArray(4, '\0'));
    write(m_house->path(), bytes);
    QVERIFY(m_house->open());
    QVERIFY(asides().isEmpty());

    Ledger &ledger = *m_house->ledger;
    m_house->clock.time = at(6 * 86'400);
    QCOMPARE(codeOf(ledger.check()), "");
    QCOMPARE(codeOf(ledger.setSetting("key", "value", {"owner", at(1)})), "");
    m_house->clock.time = at(7 * 86'400);
    QCOMPARE(codeOf(ledger.check()), "ledger.damaged");
    QCOMPARE(codeOf(ledger.setSetting("key", "value", {"owner", at(1)})), "ledger.damaged");
    QCOMPARE(codeOf(ledger.setting("key")), "ledger.damaged");
}

QTEST_GUILESS_MAIN(tst_LedgerOpening)
#include "tst_ledgeropening.moc"
