// SPDX-License-Identifier: MIT
#include "core/payments/backupfile.h"
#include "core/payments/restoration.h"
#include "core/policy/decide.h"
#include "core/policy/limittext.h"
#include "tests/payments/enginehouse.h"

#include <QBuffer>

#include <array>

using namespace tuppence;
using namespace tuppence::tests;
using deal::Limit;
using ledger::BackupRow;
using payments::BackupKeys;
using payments::BackupReader;
using payments::BackupWriter;
using payments::Restored;

namespace {

constexpr qsizetype headBytes = 16 + 4 + 16;

Secret keyOf(quint8 byte)
{
    return Secret::copyOf(std::array<quint8, 32> {byte});
}

BackupKeys keys(quint8 byte = 1)
{
    return {std::make_shared<const Secret>(keyOf(byte)),
            std::make_shared<const Secret>(Secret::create(32))};
}

deal::Cap cents(quint64 number)
{
    return {deal::Dollars {}, Uint256(number).times(10'000'000'000'000'000).value()};
}

const deal::Subject site {deal::Subject::Kind::Site, "https://api.example.com", {}};

QByteArray written(const QList<BackupRow> &rows, quint8 key = 1)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    auto writer = BackupWriter::create(keyOf(key), &buffer, Time {}).value();
    for (const BackupRow &row : rows)
        (void)writer.write(row).value();
    (void)writer.finish().value();
    return buffer.data();
}

/// The rows, or the code of what is wrong.
std::pair<QList<BackupRow>, QByteArray> read(QByteArray bytes, quint8 key = 1)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    auto reader = BackupReader::create(keyOf(key), &buffer);
    if (!reader)
        return {{}, reader.error().code};
    QList<BackupRow> rows;
    for (;;) {
        const auto row = reader->next();
        if (!row)
            return {{}, row.error().code};
        if (!*row)
            return {rows, {}};
        rows.append(**row);
    }
}

const QList<BackupRow> someRows {
    {BackupRow::Kind::Client,
     {QByteArray(32, 'k'), u"research"_s, u"agent"_s, u"1a2b"_s, qlonglong {5}, QVariant()}},
    {BackupRow::Kind::Subject,
     {u"wallet"_s, QByteArray(100'000, 'x'), QByteArray(""), qlonglong {1}}}};

QByteArray backupOf(House &house)
{
    auto buffer = std::make_shared<QBuffer>();
    buffer->open(QIODevice::ReadWrite);
    const auto counts = value(house.engine->backUp(keys(), buffer));
    Q_UNUSED(counts);
    return buffer->data();
}

Pending<Restored> restoring(House &house, const QByteArray &backup, quint8 key = 1)
{
    auto buffer = std::make_shared<QBuffer>();
    buffer->setData(backup);
    buffer->open(QIODevice::ReadOnly);
    return house.engine->restore(keys(key), buffer);
}

Restored restore(House &house, const QByteArray &backup)
{
    return value(restoring(house, backup));
}

void set(House &house, const Limit &limit)
{
    policy::Spending fresh;
    fresh.began = house.clock.now() - std::chrono::seconds {1};
    value(
        house.ledger->setLimit({limit.subject.key(), policy::encode(limit), policy::encode(fresh)},
                               {"owner", house.clock.now()}, keys().rows));
}

/// Takes the limit of `subject` away.
void take(House &house, const deal::Subject &subject)
{
    value(house.ledger->setLimit({subject.key(), {}, policy::encode(policy::Spending {})},
                                 {"owner", house.clock.now()}, keys().rows));
}

Limit daily(const deal::Subject &subject, quint64 sum)
{
    Limit limit;
    limit.subject = subject;
    limit.perDay = cents(sum);
    limit.zone = "UTC";
    return limit;
}

Limit limitOf(House &house, const deal::Subject &subject)
{
    for (const auto &row : value(house.ledger->limits(keys().rows))) {
        if (row.subject == subject.key() && row.isSound && !row.limit.isEmpty())
            return policy::decodeLimit(row.limit).value();
    }
    return {};
}

/// What was counted of a subject's spending in all.
Uint256 totalOf(House &house, const deal::Subject &subject)
{
    for (const auto &row : value(house.ledger->limits(keys().rows))) {
        if (row.subject == subject.key() && !row.spending.isEmpty()) {
            const auto spending = policy::decodeSpending(row.spending).value();
            return spending.assets.isEmpty() ? Uint256 {} : spending.assets.first().total;
        }
    }
    return {};
}

/// All that the ledger has, for comparing.
QByteArray everythingIn(House &house)
{
    QByteArray all;
    for (const auto &payment : value(house.ledger->history(1000, {})).payments)
        all += payment.id + ledger::nameOf(payment.stage) + ledger::nameOf(payment.money.kind);
    for (const auto &row : value(house.ledger->limits(keys().rows)))
        all += row.subject + row.limit + row.spending + char('0' + int(row.isSound));
    for (const auto &client : value(house.ledger->clients()))
        all +=
            client.publicKey + client.name.toUtf8() + char('0' + int(client.revoked.has_value()));
    return all + QByteArray::number(value(house.ledger->sequence()));
}

void payByHand(House &house, const QByteArray &key = {})
{
    const auto listener = house.pay(key);
    QCOMPARE(house.approve(), "");
    QVERIFY_ENDS(listener);
}

ledger::Client client(char key, const QString &name)
{
    return {QByteArray(32, key), name, "agent", "1a2b-3c4d-5e6f-7a8b", Time {}, {}};
}

} // namespace

class tst_Backup : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void rowsComeBack() { QVERIFY(read(written(someRows)).first == someRows); }

    void damageIsSeenEverywhere()
    {
        const QByteArray whole = written(someRows);
        for (qsizetype size = 0; size < whole.size(); size += size < 200 ? 1 : 997)
            QVERIFY2(!read(whole.first(size)).second.isEmpty(), QByteArray::number(size));
        for (qsizetype i = 0; i < whole.size(); i += i < 200 ? 1 : 997) {
            QByteArray changed = whole;
            changed[i] = char(changed[i] ^ 1);
            QVERIFY2(!read(changed).second.isEmpty(), QByteArray::number(i));
        }
        QCOMPARE(read(whole.chopped(1)).second, "backup.damaged");
        QCOMPARE(read(whole + 'x').second, "backup.damaged");
        QCOMPARE(read(whole.first(headBytes)).second, "backup.damaged");
        QCOMPARE(read("id,asked,paid").second, "backup.not_one");
        QCOMPARE(read({}).second, "backup.not_one");
    }

    void anotherWalletsIsKnownAsThat()
    {
        QCOMPARE(read(written(someRows), 2).second, "backup.other_wallet");
    }

    void aNewerVersionIsKnownAsThat()
    {
        QByteArray newer = written(someRows);
        newer[16 + 3] = 2;
        QCOMPARE(read(newer).second, "backup.newer");
        QCOMPARE(read(newer, 2).second, "backup.newer");
    }

    void rowsOfAnotherShapeAreNotUnderstood()
    {
        const QByteArray narrow = written({{BackupRow::Kind::Client, {u"research"_s}}});
        QCOMPARE(read(narrow).second, "backup.content");
    }

    void historyLimitsAndTotalsComeAlong()
    {
        House old;
        payByHand(old);
        set(old, daily(site, 5));
        value(old.ledger->addClient(client('a', u"research"_s)));
        const QByteArray backup = backupOf(old);
        QVERIFY(!backup.contains("api.example.com"));

        House fresh;
        const Restored restored = restore(fresh, backup);
        QCOMPARE(restored.payments, 1);
        QCOMPARE(restored.open, 1);
        QCOMPARE(restored.agents, 1);
        QCOMPARE(restored.limits.size(), 1);
        QVERIFY(limitOf(fresh, site) == daily(site, 5));
        QCOMPARE(totalOf(fresh, {}), Uint256(10'000));
        const auto theirs = value(old.ledger->history(10, {})).payments.first();
        auto mine = value(fresh.ledger->history(10, {})).payments.first();
        QVERIFY(mine.proof.isEmpty() && mine.exchangeState.isEmpty());
        QCOMPARE(mine.handle.id, theirs.handle.id);
        mine.proof = theirs.proof;
        mine.exchangeState = theirs.exchangeState;
        QVERIFY(mine == theirs);
        QVERIFY(value(fresh.ledger->movementsOf(mine.id))
                == value(old.ledger->movementsOf(theirs.id)));
    }

    void theSecondTimeChangesNothing()
    {
        House old;
        payByHand(old);
        set(old, daily(site, 5));
        value(old.ledger->addClient(client('a', u"research"_s)));
        const QByteArray backup = backupOf(old);
        House here;
        payByHand(here);
        set(here, daily(site, 3));
        const Restored once = restore(here, backup);
        QCOMPARE(once.payments, 1);
        const QByteArray before = everythingIn(here);
        const Restored again = restore(here, backup);
        QCOMPARE(again.payments, 0);
        QCOMPARE(again.limits.size(), 0);
        QCOMPARE(again.agents, 0);
        QCOMPARE(everythingIn(here), before);
    }

    /// The totals of the site began here with its limit, those of the wallet and the payee with a
    /// payment of their own: all that is new is counted on top.
    void whatIsNewIsCountedOnTop()
    {
        House old;
        payByHand(old);
        payByHand(old);
        set(old, daily(site, 500));
        const auto byLimit = old.pay();
        QVERIFY_ENDS(byLimit);
        const QByteArray backup = backupOf(old);
        House here;
        payByHand(here);
        set(here, daily(site, 500));
        QCOMPARE(restore(here, backup).payments, 3);
        QCOMPARE(totalOf(here, {}), Uint256(40'000));
        QCOMPARE(totalOf(here, site), Uint256(10'000));
    }

    void limitsBecomeTheStricter()
    {
        House old;
        Limit dear = daily(site, 5);
        dear.perPayment = cents(5000);
        set(old, dear);
        Limit wallet = daily({}, 100);
        wallet.window = Limit::Window::Rolling;
        set(old, wallet);
        House here;
        set(here, daily(site, 7));
        set(here, daily({}, 50));
        const Restored restored = restore(here, backupOf(old));
        QCOMPARE(restored.limits.size(), 2);
        QVERIFY(restored.limits.contains({site.key(), Restored::Change::Stricter}));
        QVERIFY(restored.limits.contains({deal::Subject {}.key(), Restored::Change::Ended}));
        QVERIFY(limitOf(here, site).perDay == cents(5));
        QVERIFY(limitOf(here, site).perPayment == cents(1000)); // above it, prices were asked about
        QVERIFY(limitOf(here, {}).until == here.clock.now());
        QCOMPARE(value(here.ledger->changes("limit " + site.key())).last().who,
                 QByteArray("restore"));
    }

    /// There it made everything ask; here it must not be as if there were none.
    void whatIsNotBelievedGoesOnAsking()
    {
        House old;
        set(old, daily(site, 5));
        value(old.ledger->doubtLimits());
        House here;
        const Restored restored = restore(here, backupOf(old));
        QCOMPARE(restored.doubtful, 1);
        QVERIFY(limitOf(here, site).until == here.clock.now());
        QVERIFY(!limitOf(here, site).perDay);
    }

    void whatWasTakenAwayStaysAway()
    {
        House here;
        set(here, daily(site, 5));
        const QByteArray backup = backupOf(here);
        take(here, site);
        const Restored restored = restore(here, backup);
        QCOMPARE(restored.takenAway, 1);
        QCOMPARE(restored.limits.size(), 0);
        QVERIFY(limitOf(here, site) == Limit {});
    }

    void isKnownAsRestoredAndAsks()
    {
        House old;
        payByHand(old);
        House here;
        QVERIFY(!here.ledger->restored());
        const Restored restored = restore(here, backupOf(old));
        QVERIFY(restored.made == old.clock.now());
        QVERIFY(here.ledger->restored() == here.clock.now());
        here.restart();
        QVERIFY(here.ledger->restored() == here.clock.now());
    }

    void pairingsComeAndAreRevoked()
    {
        House old;
        value(old.ledger->addClient(client('a', u"research"_s)));
        value(old.ledger->addClient(client('b', u"helper"_s)));
        value(old.ledger->revokeClient(QByteArray(32, 'b'), old.clock.now()));
        value(old.ledger->addClient(client('c', u"gone here"_s)));
        House here;
        value(here.ledger->addClient(client('d', u"research"_s)));
        value(here.ledger->addClient(client('b', u"helper"_s)));
        value(here.ledger->addClient(client('c', u"gone here"_s)));
        value(here.ledger->revokeClient(QByteArray(32, 'c'), here.clock.now()));
        const Restored restored = restore(here, backupOf(old));
        QCOMPARE(restored.agents, 1);
        QCOMPARE(restored.revoked, QList<QByteArray> {QByteArray(32, 'b')});
        QCOMPARE(value(here.ledger->pairedClient(QByteArray(32, 'a')))->name, u"research-2"_s);
        QCOMPARE(value(here.ledger->pairedClient(QByteArray(32, 'd')))->name, u"research"_s);
        QVERIFY(!value(here.ledger->pairedClient(QByteArray(32, 'b'))));
        QVERIFY(!value(here.ledger->pairedClient(QByteArray(32, 'c'))));
    }

    void anOpenPaymentIsNeverSentAgain()
    {
        House old;
        old.answerProofs(lost());
        payByHand(old, "order-1");
        const QByteArray backup = backupOf(old);
        House fresh;
        restore(fresh, backup);
        const auto requests = fresh.http.asked.size();
        const auto again = fresh.pay("order-1");
        QVERIFY_ENDS(again);
        QVERIFY(again->report->outcome == ledger::Outcome::Unknown);
        const auto payment = value(fresh.ledger->history(10, {})).payments.first();
        QCOMPARE(again->report->error->code, payment.answer.code);
        QCOMPARE(fresh.http.asked.size(), requests);
        QVERIFY(fresh.purse.approvals.isEmpty());
    }

    void anOpenPaymentIsSettledByTheChain()
    {
        House old;
        old.answerProofs(lost());
        payByHand(old);
        const QByteArray backup = backupOf(old);
        House fresh;
        restore(fresh, backup);
        const auto payment = value(fresh.ledger->history(10, {})).payments.first();
        fresh.chain.nextFate.kind = deal::Fate::Kind::Dead;
        QTRY_VERIFY(value(fresh.ledger->payment(payment.id)).money.kind == ledger::MoneyKind::Dead);
        value(fresh.engine->limits()); // takes back what was not spent
        QCOMPARE(totalOf(fresh, {}), Uint256 {});
    }

    /// What becomes of it is not known yet; it comes whole with a later backup, and counts then.
    void whatWaitedOnTheOtherMachineComesLater()
    {
        House old;
        const auto asking = old.pay();
        QCOMPARE(old.waiting().terms.site, QByteArray("https://api.example.com"));
        House fresh;
        QCOMPARE(restore(fresh, backupOf(old)).payments, 0);
        QVERIFY(value(fresh.ledger->history(10, {})).payments.isEmpty());
        QCOMPARE(old.approve(), QByteArray());
        QVERIFY_ENDS(asking);
        QCOMPARE(restore(fresh, backupOf(old)).payments, 1);
        QVERIFY(value(fresh.ledger->history(10, {})).payments.first().stage == ledger::Stage::Sent);
        QCOMPARE(totalOf(fresh, {}), Uint256(10'000));
    }

    void damageChangesNothing()
    {
        House old;
        for (int i = 0; i < 3; ++i)
            payByHand(old);
        set(old, daily(site, 5));
        const QByteArray backup = backupOf(old);
        House here;
        set(here, daily(site, 7));
        const QByteArray before = everythingIn(here);
        const auto codeOfRestoring = [&](const QByteArray &bytes, quint8 key = 1) {
            auto pending = restoring(here, bytes, key);
            if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
                qFatal("A future did not come");
            return pending.result() ? QByteArray() : pending.result().error().code;
        };
        QByteArray changed = backup;
        changed[backup.size() - 40] = char(changed[backup.size() - 40] ^ 1);
        QCOMPARE(codeOfRestoring(changed), "backup.damaged");
        QCOMPARE(codeOfRestoring(backup.chopped(1)), "backup.damaged");
        QCOMPARE(codeOfRestoring(backup, 2), "backup.other_wallet");
        QCOMPARE(everythingIn(here), before);
        QCOMPARE(codeOfRestoring(backup), "");
    }
};

QTEST_GUILESS_MAIN(tst_Backup)
#include "tst_backup.moc"
