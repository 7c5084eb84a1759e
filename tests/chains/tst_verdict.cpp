// SPDX-License-Identifier: MIT
#include "core/chains/evm/verdict.h"

#include <QTest>

#include <limits>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using deal::Fate;
using evm::Event;
using evm::Testimony;

namespace {

const Time end {1'700'000'060s};
const Time longAfter = end + 1h;

evm::Authorization authorization()
{
    evm::Authorization one;
    one.nonce = QByteArray(32, 1);
    one.validBefore = end;
    one.value = 10'000;
    return one;
}

/// Block 100 is the last one before the authorisation's end; there is one every 2 s.
evm::Block block(quint64 number, char fork = 'a')
{
    return {number, QByteArray(31, fork) + char(number % 128),
            end - 2s + (qint64(number) - 100) * 2s};
}

/// A host whose newest and last final blocks are these, and that knows of no use.
Testimony unused(quint64 head, quint64 last)
{
    return {block(head), block(last), false, std::nullopt};
}

Testimony used(quint64 head, quint64 last, quint64 at)
{
    auto host = unused(head, last);
    host.usedAtLast = at <= last;
    host.event = Event {Event::Kind::Used, block(at), QByteArray(32, 't')};
    return host;
}

Testimony cancelled(quint64 head, quint64 last, quint64 at)
{
    auto host = used(head, last, at);
    host.event->kind = Event::Kind::Cancelled;
    return host;
}

Testimony withoutState(Testimony host)
{
    host.usedAtLast.reset();
    return host;
}

Result<Testimony> silent()
{
    return fail(Error::Kind::Network, "rpc.unreachable");
}

using Hosts = QList<Result<Testimony>>;

} // namespace

Q_DECLARE_METATYPE(Hosts)

/// `Fate::Kind` has no names for QCOMPARE.
static QString nameOf(Fate::Kind kind)
{
    switch (kind) {
    case Fate::Kind::Unseen:
        return u"unseen"_s;
    case Fate::Kind::Landed:
        return u"landed"_s;
    case Fate::Kind::Final:
        return u"final"_s;
    case Fate::Kind::Dead:
        return u"dead"_s;
    case Fate::Kind::Unknown:
        return u"unknown"_s;
    }
    return {};
}

class tst_Verdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsFromWhatHostsSay_data();
    void followsFromWhatHostsSay();
    void doesNotDependOnTheOrderOfHosts_data();
    void doesNotDependOnTheOrderOfHosts();
    void waitsForOurOwnClock();
    void wantsABlockLaterThanTheEnd();
    void countsTheBlocksOnTop();
    void namesTransactionAndSum();
    void noFutureSilencesTheOthers_data();
    void noFutureSilencesTheOthers();

private:
    void addRows();
};

void tst_Verdict::addRows()
{
    QTest::addColumn<Hosts>("hosts");
    QTest::addColumn<QString>("fate");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Hosts &hosts, const QString &fate,
                        const QByteArray &code = {}) {
        QTest::newRow(name) << hosts << fate << code;
    };
    row("one: not seen", {unused(90, 80)}, u"unseen"_s);
    row("one: not seen, head past the end", {unused(150, 90)}, u"unseen"_s);
    row("one: seen", {used(90, 80, 85)}, u"landed"_s);
    row("one: final", {used(150, 110, 85)}, u"final"_s);
    row("one: in the final block itself", {used(150, 85, 85)}, u"final"_s);
    row("one: final without state", {withoutState(used(150, 110, 85))}, u"final"_s);
    row("one: over and unused", {unused(150, 110)}, u"dead"_s);
    row("one: over, state forgotten", {withoutState(unused(150, 110))}, u"unknown"_s,
        "rpc.no_state");
    row("one: cancelled in a final block", {cancelled(150, 90, 85)}, u"dead"_s);
    row("one: cancelled, not final", {cancelled(90, 80, 85)}, u"unseen"_s);
    row("one: cancelled after its end, not final", {cancelled(150, 110, 120)}, u"dead"_s);
    row("one: silent", {silent()}, u"unknown"_s, "rpc.unreachable");

    row("two: both final", {used(150, 110, 85), used(149, 109, 85)}, u"final"_s);
    row("two: final and silent", {used(150, 110, 85), silent()}, u"final"_s);
    row("two: final and merely seen", {used(150, 110, 85), used(110, 80, 85)}, u"landed"_s);
    row("two: final and behind", {used(150, 110, 85), unused(84, 70)}, u"landed"_s);
    row("two: final and denied", {used(150, 110, 85), unused(150, 110)}, u"unknown"_s,
        "rpc.disagree");
    row("two: final and denied before the end", {used(95, 90, 85), unused(95, 90)}, u"unknown"_s,
        "rpc.disagree");
    row("two: seen and not yet", {used(90, 80, 85), unused(89, 79)}, u"landed"_s);
    row("two: seen and denied as final", {used(90, 80, 85), unused(95, 86)}, u"unknown"_s,
        "rpc.disagree");
    row("two: seen and cancelled", {used(90, 80, 85), cancelled(90, 85, 85)}, u"unknown"_s,
        "rpc.disagree");
    row("two: both dead", {unused(150, 110), unused(151, 111)}, u"dead"_s);
    row("two: dead and silent", {unused(150, 110), silent()}, u"unknown"_s, "rpc.one_witness");
    row("two: dead and behind", {unused(150, 110), unused(110, 90)}, u"unseen"_s);
    row("two: dead and forgetful", {unused(150, 110), withoutState(unused(150, 110))}, u"unknown"_s,
        "rpc.one_witness");
    row("two: dead and far behind", {unused(1000, 110), unused(600, 90)}, u"unknown"_s,
        "rpc.one_witness");
    row("two: final and far behind", {used(1000, 110, 85), unused(84, 70)}, u"final"_s);
    row("two: dead and cancelled", {unused(150, 110), cancelled(150, 110, 120)}, u"dead"_s);
    row("two: silent", {silent(), silent()}, u"unknown"_s, "rpc.unreachable");

    row("three: two dead, one silent", {unused(150, 110), unused(150, 110), silent()}, u"dead"_s);
    row("three: one dead, two silent", {unused(150, 110), silent(), silent()}, u"unknown"_s,
        "rpc.one_witness");
    row("three: two dead, one final", {unused(150, 110), unused(150, 110), used(150, 110, 85)},
        u"unknown"_s, "rpc.disagree");

    auto fork = unused(150, 110);
    fork.last = block(110, 'b');
    row("two: final blocks that differ", {unused(150, 110), fork}, u"unknown"_s, "rpc.disagree");
    auto elsewhere = used(150, 112, 86);
    row("two: final in two blocks", {used(150, 110, 85), elsewhere}, u"unknown"_s, "rpc.disagree");
    row("two: seen in two blocks", {used(90, 80, 85), used(90, 80, 86)}, u"landed"_s);
}

void tst_Verdict::followsFromWhatHostsSay_data()
{
    addRows();
}

void tst_Verdict::followsFromWhatHostsSay()
{
    QFETCH(Hosts, hosts);
    const auto fate = evm::judge(authorization(), hosts, longAfter);
    QTEST(nameOf(fate.kind), "fate");
    QCOMPARE(fate.reason.has_value(), fate.kind == Fate::Kind::Unknown);
    QTEST(fate.reason ? fate.reason->code : QByteArray(), "code");
}

void tst_Verdict::doesNotDependOnTheOrderOfHosts_data()
{
    addRows();
}

void tst_Verdict::doesNotDependOnTheOrderOfHosts()
{
    QFETCH(Hosts, hosts);
    std::reverse(hosts.begin(), hosts.end());
    QTEST(nameOf(evm::judge(authorization(), hosts, longAfter).kind), "fate");
}

void tst_Verdict::waitsForOurOwnClock()
{
    const auto at = [](Time now) {
        return nameOf(evm::judge(authorization(), {unused(150, 110)}, now).kind);
    };
    QCOMPARE(at(end - 5min), u"unseen"_s);
    QCOMPARE(at(end + 10min), u"unseen"_s);
    QCOMPARE(at(end + 10min + 1s), u"dead"_s);
    QCOMPARE(nameOf(evm::judge(authorization(), {cancelled(150, 90, 85)}, end).kind), u"unseen"_s);
}

void tst_Verdict::wantsABlockLaterThanTheEnd()
{
    QCOMPARE(block(101).time, end);
    QCOMPARE(nameOf(evm::judge(authorization(), {unused(150, 101)}, longAfter).kind), u"unseen"_s);
    QCOMPARE(nameOf(evm::judge(authorization(), {unused(150, 102)}, longAfter).kind), u"dead"_s);
}

void tst_Verdict::countsTheBlocksOnTop()
{
    QCOMPARE(evm::judge(authorization(), {used(90, 80, 88)}, longAfter).confirmations, 2);
    QCOMPARE(evm::judge(authorization(), {used(90, 80, 90)}, longAfter).confirmations, 0);
    QCOMPARE(evm::judge(authorization(), {used(89, 80, 90)}, longAfter).confirmations, 0);
    auto absurd = used(90, 80, 88);
    absurd.head.number = std::numeric_limits<quint64>::max();
    QVERIFY(evm::judge(authorization(), {absurd}, longAfter).confirmations > 0);
}

void tst_Verdict::namesTransactionAndSum()
{
    const QByteArray transaction = "0x" + QByteArray(32, 't').toHex();
    const auto landed = evm::judge(authorization(), {used(90, 80, 88)}, longAfter);
    QCOMPARE(landed.transaction, transaction);
    QVERIFY(!landed.moved);
    const auto settled = evm::judge(authorization(), {used(150, 110, 88)}, longAfter);
    QCOMPARE(settled.transaction, transaction);
    QCOMPARE(settled.moved, Uint256(10'000));
    QVERIFY(evm::judge(authorization(), {unused(150, 110)}, longAfter).transaction.isEmpty());
}

void tst_Verdict::noFutureSilencesTheOthers_data()
{
    QTest::addColumn<Hosts>("hosts");
    QTest::addColumn<QString>("fate");
    QTest::addColumn<QByteArray>("code");
    // By our clock it is the time of block 101.
    const auto ahead = used(5'000, 110, 85);
    QTest::newRow("an honest one")
        << Hosts {ahead, unused(100, 90)} << u"unknown"_s << QByteArray("rpc.disagree");
    QTest::newRow("nobody else") << Hosts {ahead, silent()} << u"final"_s << QByteArray();
}

void tst_Verdict::noFutureSilencesTheOthers()
{
    QFETCH(Hosts, hosts);
    const auto fate = evm::judge(authorization(), hosts, block(101).time);
    QTEST(nameOf(fate.kind), "fate");
    QTEST(fate.reason ? fate.reason->code : QByteArray(), "code");
}

QTEST_GUILESS_MAIN(tst_Verdict)
#include "tst_verdict.moc"
