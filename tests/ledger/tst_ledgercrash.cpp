// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "core/ledger/opening.h"
#include "tests/ledger/samples.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

class tst_LedgerCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingConfirmedIsLostAndNothingIsHalfDone();
    void aFileThatMayNotGrowFailsEachCallAndKeepsTheRest();
};

namespace {

/// What the victim heard confirmed last, by payment.
QMap<QByteArray, QByteArray> confirmed(const QByteArray &said)
{
    QMap<QByteArray, QByteArray> standings;
    const QByteArrayList lines = said.split('\n');
    for (const QByteArray &line : lines.first(lines.size() - 1)) { // the last may be cut off
        if (line.contains(' '))
            standings.insert(line.left(line.indexOf(' ')), line.mid(line.indexOf(' ') + 1));
    }
    return standings;
}

const QByteArrayList way {"asked none none",   "reserved none none",  "signed open waiting",
                          "sent open waiting", "sent open delivered", "closed settled delivered"};

/// The movements of a payment that stands so.
QByteArray movementsAt(qsizetype step)
{
    if (step == 0)
        return "";
    return step == way.size() - 1 ? "booked booked" : "held held";
}

QByteArray statesOf(const QList<Movement> &movements)
{
    QByteArrayList states;
    for (const Movement &movement : movements)
        states.append(movement.state == Movement::State::Held         ? "held"
                          : movement.state == Movement::State::Booked ? "booked"
                                                                      : "released");
    return states.join(' ');
}

void compare(const QString &path, const QByteArray &said)
{
    const StoppedClock clock;
    const auto ledger = Ledger::open(path, clock).value();
    QVERIFY(!ledger->setAside());
    const auto heard = confirmed(said);
    QSet<QByteArray> found;
    const Page page = wait(ledger->history(1000, {})).value();
    QVERIFY(page.next.isEmpty());
    for (const Payment &payment : page.payments) {
        const QByteArray stands = nameOf(payment.stage) + ' ' + nameOf(payment.money.kind) + ' '
            + nameOf(payment.answer.kind);
        const qsizetype step = way.indexOf(stands);
        QVERIFY2(step >= 0, stands.constData());
        // One step further than what was heard, at most.
        const qsizetype last = way.indexOf(heard.value(payment.id));
        QVERIFY(step == last || step == last + 1);
        QCOMPARE(statesOf(wait(ledger->movementsOf(payment.id)).value()), movementsAt(step));
        QCOMPARE(payment.proof.isEmpty(), payment.money.kind != MoneyKind::Open);
        found.insert(payment.id);
    }
    const QByteArrayList ids = heard.keys();
    QVERIFY(found.contains(QSet(ids.begin(), ids.end())));
}

QByteArray damageOf(const QString &path)
{
    const auto connection = Connection::open(path).value();
    const auto sound = quickCheck(*connection);
    return sound ? "" : sound.error().detail.toUtf8();
}

} // namespace

void tst_LedgerCrash::nothingConfirmedIsLostAndNothingIsHalfDone()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 6; ++round) {
        House house;
        house.ledger.reset(); // the victim is alone with it
        QProcess victim;
        victim.start(QCoreApplication::applicationDirPath() + QStringLiteral("/ledgervictim"),
                     {QStringLiteral("walk"), house.path()});
        QByteArray said;
        const int lines = random.bounded(5, 60);
        while (said.count('\n') < lines) {
            QVERIFY(victim.waitForReadyRead());
            said += victim.readAll();
        }
        victim.kill(); // SIGKILL
        QVERIFY(victim.waitForFinished());
        said += victim.readAll();
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        compare(house.path(), said);
        QCOMPARE(damageOf(house.path()), "");
    }
}

void tst_LedgerCrash::aFileThatMayNotGrowFailsEachCallAndKeepsTheRest()
{
    for (const int kilobytes : {160, 333}) {
        House house;
        house.ledger.reset(); // the victim is alone with it
        QProcess victim;
        victim.start(QCoreApplication::applicationDirPath() + QStringLiteral("/ledgervictim"),
                     {QStringLiteral("fill"), house.path(), QString::number(kilobytes * 1024)});
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::NormalExit);
        const QByteArray said = victim.readAll();
        const QByteArray code = said.trimmed().split('\n').last();
        QVERIFY2(code == "ledger.io" || code == "ledger.full", code.constData());
        compare(house.path(), said);
        QCOMPARE(damageOf(house.path()), "");
    }
}

QTEST_GUILESS_MAIN(tst_LedgerCrash)
#include "tst_ledgercrash.moc"
