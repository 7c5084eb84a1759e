// SPDX-License-Identifier: MIT
#include "core/chains/evm/sentverdict.h"

#include <QTest>

#include <rapidcheck.h>

#include <limits>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using deal::Fate;
using evm::Inclusion;
using evm::SentTestimony;
using evm::Submission;

namespace {

constexpr quint64 number = 7; // of our transaction
const Time now {1'700'000'000s};

Submission submission()
{
    Submission one;
    one.number = number;
    one.hash = QByteArray(32, 't');
    one.value = 10'000;
    one.highestFee = 500;
    return one;
}

/// One every 2 s; block 200 is now's.
evm::Block block(quint64 at, char fork = 'a')
{
    return {at, QByteArray(31, fork) + char(at % 128), now + (qint64(at) - 200) * 2s};
}

/// A host whose newest and last final blocks are these, and that knows of no transaction of ours.
SentTestimony open(quint64 head, quint64 last)
{
    return {block(head), block(last), number, number, std::nullopt};
}

SentTestimony included(quint64 head, quint64 last, quint64 at, bool succeeded = true)
{
    auto host = open(head, last);
    host.counted = number + 1;
    host.countedAtLast = at <= last ? number + 1 : number;
    host.inclusion = Inclusion {block(at), succeeded, Uint256(300)};
    return host;
}

/// Another transaction has our number, in a final block or a later one.
SentTestimony replaced(quint64 head, quint64 last, bool isFinal = true)
{
    auto host = open(head, last);
    host.counted = number + 1;
    host.countedAtLast = isFinal ? number + 1 : number;
    return host;
}

SentTestimony failing(quint64 head, quint64 last, quint64 at)
{
    return included(head, last, at, /*succeeded=*/false);
}

SentTestimony withoutState(SentTestimony host)
{
    host.countedAtLast.reset();
    return host;
}

SentTestimony withFee(SentTestimony host, std::optional<Uint256> fee)
{
    host.inclusion->fee = fee;
    return host;
}

Result<SentTestimony> silent()
{
    return fail(Error::Kind::Network, "rpc.unreachable");
}

using Hosts = QList<Result<SentTestimony>>;

} // namespace

Q_DECLARE_METATYPE(Hosts)

static QString nameOf(const Fate &fate)
{
    static const QHash<Fate::Kind, QString> names {{Fate::Kind::Unseen, u"unseen"_s},
                                                   {Fate::Kind::Landed, u"landed"_s},
                                                   {Fate::Kind::Final, u"final"_s},
                                                   {Fate::Kind::Dead, u"dead"_s},
                                                   {Fate::Kind::Unknown, u"unknown"_s}};
    return fate.reason ? QString::fromLatin1(fate.reason->code) : names.value(fate.kind);
}

class tst_SentVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void followsFromWhatHostsSay_data() { addRows(); }

    void followsFromWhatHostsSay();

    void doesNotDependOnTheOrderOfHosts_data() { addRows(); }

    void doesNotDependOnTheOrderOfHosts();
    void saysWhatMoved();
    void saysWhatItCost_data();
    void saysWhatItCost();
    void countsTheBlocksOnTop();
    void handlesComeBack();
    void refusesOtherHandles_data();
    void refusesOtherHandles();

private:
    static void addRows();
};

void tst_SentVerdict::addRows()
{
    QTest::addColumn<Hosts>("hosts");
    QTest::addColumn<QString>("fate");
    const auto row = [](const char *name, const Hosts &hosts, const QString &fate) {
        QTest::newRow(name) << hosts << fate;
    };
    row("one: not seen", {open(200, 190)}, u"unseen"_s);
    row("one: in a block", {included(200, 190, 195)}, u"landed"_s);
    row("one: final", {included(200, 190, 185)}, u"final"_s);
    row("one: in the final block itself", {included(200, 190, 190)}, u"final"_s);
    row("one: final without state", {withoutState(included(200, 190, 185))}, u"final"_s);
    row("one: failed", {failing(200, 190, 185)}, u"final"_s);
    row("one: replaced", {replaced(200, 190)}, u"dead"_s);
    row("one: replaced, not final", {replaced(200, 190, false)}, u"unseen"_s);
    row("one: replaced, state forgotten", {withoutState(replaced(200, 190))}, u"rpc.no_state"_s);
    row("one: state forgotten, number free", {withoutState(open(200, 190))}, u"unseen"_s);
    row("one: silent", {silent()}, u"rpc.unreachable"_s);
    row("one: far in the future", {included(9'000, 8'000, 7'000)}, u"final"_s);

    row("two: both final", {included(200, 190, 185), included(199, 189, 185)}, u"final"_s);
    row("two: final and silent", {included(200, 190, 185), silent()}, u"final"_s);
    row("two: failed and failed", {failing(200, 190, 185), failing(199, 189, 185)}, u"final"_s);
    row("two: failed and silent", {failing(200, 190, 185), silent()}, u"rpc.one_witness"_s);
    row("two: final and far behind", {included(600, 590, 185), open(100, 90)}, u"landed"_s);
    row("two: failed and succeeded", {failing(200, 190, 185), included(200, 190, 185)},
        u"rpc.disagree"_s);
    row("two: final and merely seen", {included(200, 190, 185), included(190, 180, 185)},
        u"landed"_s);
    row("two: final and behind", {included(200, 190, 185), open(184, 170)}, u"landed"_s);
    row("two: final and denied", {included(200, 190, 185), open(200, 190)}, u"rpc.disagree"_s);
    row("two: final and replaced", {included(200, 190, 185), replaced(200, 190)},
        u"rpc.disagree"_s);
    row("two: seen and replaced", {included(200, 190, 195), replaced(200, 190)}, u"rpc.disagree"_s);
    row("two: seen and not yet", {included(200, 190, 195), open(194, 184)}, u"landed"_s);
    row("two: seen and denied as final", {included(200, 180, 185), open(200, 186)},
        u"rpc.disagree"_s);
    row("two: final in two blocks", {included(200, 190, 185), included(201, 191, 186)},
        u"rpc.disagree"_s);
    row("two: seen in two blocks", {included(200, 190, 195), included(200, 190, 196)}, u"landed"_s);
    row("two: both replaced", {replaced(200, 190), replaced(201, 191)}, u"dead"_s);
    row("two: replaced and silent", {replaced(200, 190), silent()}, u"rpc.one_witness"_s);
    row("two: replaced and behind", {replaced(200, 190), open(180, 170)}, u"unseen"_s);
    row("two: replaced and forgetful", {replaced(200, 190), withoutState(replaced(200, 190))},
        u"rpc.one_witness"_s);
    row("two: silent", {silent(), silent()}, u"rpc.unreachable"_s);
    row("three: two replaced, one silent", {replaced(200, 190), replaced(200, 190), silent()},
        u"dead"_s);
    row("three: one replaced, two silent", {replaced(200, 190), silent(), silent()},
        u"rpc.one_witness"_s);
    row("three: two replaced, one final",
        {replaced(200, 190), replaced(200, 190), included(200, 190, 185)}, u"rpc.disagree"_s);
    auto fork = open(200, 190);
    fork.last = block(190, 'b');
    row("two: final blocks that differ", {open(200, 190), fork}, u"rpc.disagree"_s);
}

void tst_SentVerdict::followsFromWhatHostsSay()
{
    QFETCH(Hosts, hosts);
    const auto fate = evm::judge(submission(), hosts, now);
    QTEST(nameOf(fate), "fate");
    QCOMPARE(fate.reason.has_value(), fate.kind == Fate::Kind::Unknown);
}

void tst_SentVerdict::doesNotDependOnTheOrderOfHosts()
{
    QFETCH(Hosts, hosts);
    std::reverse(hosts.begin(), hosts.end());
    QTEST(nameOf(evm::judge(submission(), hosts, now)), "fate");
}

void tst_SentVerdict::saysWhatMoved()
{
    const auto moved = [](const Hosts &hosts) {
        return evm::judge(submission(), hosts, now).moved;
    };
    QCOMPARE(moved({included(200, 190, 185)}), Uint256(10'000));
    QCOMPARE(moved({failing(200, 190, 185)}), Uint256(0));
    QCOMPARE(moved({included(200, 190, 195)}), Uint256(10'000));
    QCOMPARE(moved({failing(200, 190, 195)}), Uint256(0));
    QCOMPARE(moved({failing(200, 190, 195), included(200, 190, 196)}), Uint256(10'000));
    QCOMPARE(moved({included(200, 190, 196), failing(200, 190, 195)}), Uint256(10'000));
    QVERIFY(!moved({open(200, 190)}));
    QVERIFY(!moved({replaced(200, 190)}));
    const QByteArray hash = "0x" + QByteArray(32, 't').toHex();
    QCOMPARE(evm::judge(submission(), {included(200, 190, 195)}, now).transaction, hash);
    QCOMPARE(evm::judge(submission(), {included(200, 190, 185)}, now).transaction, hash);
    QVERIFY(!evm::judge(submission(), {included(200, 190, 195)}, now).fee);
}

void tst_SentVerdict::saysWhatItCost_data()
{
    QTest::addColumn<Hosts>("hosts");
    QTest::addColumn<Uint256>("fee");
    const auto one = included(200, 190, 185);
    const auto row = [](const char *name, const Hosts &hosts, const Uint256 &fee) {
        QTest::newRow(name) << hosts << fee;
    };
    row("one", {one}, 300);
    row("one: does not say", {withFee(one, std::nullopt)}, 500);
    row("one: more than was set aside", {withFee(one, Uint256(501))}, 501);
    row("two agree", {one, one}, 300);
    row("two agree on more than was set aside",
        {withFee(one, Uint256(501)), withFee(one, Uint256(501))}, 501);
    row("more than was set aside, and a silent one", {withFee(one, Uint256(501)), silent()}, 500);
    row("two differ", {one, withFee(one, Uint256(400))}, 400);
    row("two differ, past what was set aside", {one, withFee(one, Uint256::max())}, 500);
    row("one of two does not say", {one, withFee(one, std::nullopt)}, 500);
    row("it failed", {failing(200, 190, 185)}, 300);
}

void tst_SentVerdict::saysWhatItCost()
{
    QFETCH(Hosts, hosts);
    QFETCH(Uint256, fee);
    QCOMPARE(evm::judge(submission(), hosts, now).fee, fee);
}

void tst_SentVerdict::countsTheBlocksOnTop()
{
    QCOMPARE(evm::judge(submission(), {included(200, 190, 198)}, now).confirmations, 2);
    QCOMPARE(evm::judge(submission(), {included(197, 190, 198)}, now).confirmations, 0);
    auto absurd = included(200, 190, 198);
    absurd.head.number = std::numeric_limits<quint64>::max();
    QVERIFY(evm::judge(submission(), {absurd}, now).confirmations > 0);
}

void tst_SentVerdict::handlesComeBack()
{
    QVERIFY(rc::check("decode undoes encode", [](quint64 at, quint64 units, char byte, bool coin) {
        auto sent = submission();
        sent.number = at;
        sent.hash = QByteArray(32, byte);
        sent.value = units;
        sent.from = evm::Address::decode(QByteArray(20, byte)).value();
        if (!coin)
            sent.token = evm::Address::decode(QByteArray(20, char(byte + 1))).value();
        RC_ASSERT(evm::decodeSubmission(evm::encode(sent)).value() == sent);
    }));
}

void tst_SentVerdict::refusesOtherHandles_data()
{
    QTest::addColumn<QByteArray>("encoded");
    const QByteArray encoded = evm::encode(submission());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too short") << encoded.chopped(1);
    QTest::newRow("too long") << encoded + 'x';
    QTest::newRow("an authorisation's version") << '\1' + encoded.sliced(1);
    QTest::newRow("the coin at an address") << QByteArray(encoded).replace(70, 1, "x");
    QTest::newRow("neither coin nor token") << QByteArray(encoded).replace(61, 1, "\2");
}

void tst_SentVerdict::refusesOtherHandles()
{
    QFETCH(QByteArray, encoded);
    const auto decoded = evm::decodeSubmission(encoded);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, Error::Kind::Malformed);
    QCOMPARE(decoded.error().code, "chain.handle");
}

QTEST_GUILESS_MAIN(tst_SentVerdict)
#include "tst_sentverdict.moc"
