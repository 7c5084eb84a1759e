// SPDX-License-Identifier: MIT
#include "core/payments/restoration.h"

#include "core/ledger/ledger.h"
#include "core/payments/backupfile.h"
#include "core/payments/engine.h"
#include "core/payments/judging.h"
#include "core/policy/decide.h"
#include "core/policy/limittext.h"
#include "core/policy/stricter.h"

#include <QIODevice>
#include <QSet>
#include <QTimeZone>

#include <algorithm>

namespace tuppence::payments {

using namespace Qt::StringLiterals;
using ledger::BackupRow;
using ledger::Restoring;

namespace {

using Kind = BackupRow::Kind;
using Change = Restored::Change;

/// The values of a subject's row, as ledger::backUp() gives them.
struct SubjectRow
{
    explicit SubjectRow(const QVariantList &values)
        : subject(values.at(0).toString().toUtf8())
        , limit(values.at(1).toByteArray())
        , spending(values.at(2).toByteArray())
        , isSound(values.at(3).toBool())
    {
    }

    QByteArray subject;
    QByteArray limit;
    QByteArray spending;
    bool isSound;
};

/// Takes one backup in, row by row, inside the ledger's transaction.
class Restoration
{
public:
    Restoration(Restoring &restoring, const money::Registry &registry, Time now, Restored &restored)
        : m_restoring(restoring)
        , m_registry(registry)
        , m_now(now)
        , m_restored(restored)
    {
    }

    Result<Done> run(BackupReader &reader)
    {
        for (auto row = TRY(reader.next()); row; row = TRY(reader.next()))
            TRY(take(*row));
        TRY(countOnTop());
        if (m_isChanged)
            TRY(m_restoring.goOn(m_now));
        return Done {};
    }

private:
    Result<Done> take(const BackupRow &row)
    {
        switch (row.kind) {
        case Kind::Client:
            return takeClient(row.values);
        case Kind::Subject:
            return takeSubject(SubjectRow(row.values));
        case Kind::Purchase:
            return m_restoring.takePurchase(row.values);
        case Kind::Payment:
            return takePayment(row.values);
        case Kind::Movement:
            return takeMovement(row.values);
        }
        Q_UNREACHABLE();
    }

    Result<Done> takeClient(const QVariantList &values)
    {
        const auto change = TRY(m_restoring.takeClient(values, m_now));
        if (change == Restoring::ClientChange::Added)
            ++m_restored.agents;
        if (change == Restoring::ClientChange::Revoked)
            m_restored.revoked.append(values.first().toByteArray());
        return Done {};
    }

    Result<Done> takeSubject(const SubjectRow &theirs)
    {
        if (!theirs.isSound)
            return closeDoubtful(theirs.subject);
        TRY(takeTotals(theirs));
        return theirs.limit.isEmpty() ? Result<Done>(Done {}) : takeLimit(theirs);
    }

    /// What was not believed there made everything ask; without a limit here it must go on to. One
    /// without a sum does.
    Result<Done> closeDoubtful(const QByteArray &subject)
    {
        ++m_restored.doubtful;
        const auto stands = TRY(m_restoring.book().limit(subject));
        const auto about = deal::Subject::parse(subject);
        if (stands.isThere || !stands.isSound || !about)
            return Done {};
        deal::Limit closed;
        closed.subject = *about;
        closed.zone = "UTC";
        closed.until = m_now;
        return set(subject, closed, Change::Ended);
    }

    Result<Done> set(const QByteArray &subject, const deal::Limit &limit, Change change)
    {
        m_isChanged = true;
        m_restored.limits.append({subject, change});
        policy::Spending fresh;
        fresh.began = m_now;
        return m_restoring.setLimit(subject, policy::encode(limit), policy::encode(fresh),
                                    {"restore", m_now});
    }

    Result<Done> takeTotals(const SubjectRow &theirs)
    {
        const auto mine = TRY(m_restoring.book().spending(theirs.subject));
        if (mine.isThere || theirs.spending.isEmpty())
            return Done {};
        TRY(policy::decodeSpending(theirs.spending));
        m_takenOver.insert(theirs.subject);
        m_isChanged = true;
        return m_restoring.book().writeSpending(theirs.subject, theirs.spending);
    }

    Result<Done> takeLimit(const SubjectRow &theirs)
    {
        const auto stands = TRY(m_restoring.book().limit(theirs.subject));
        if (!stands.isSound) {
            ++m_restored.doubtful;
            return Done {};
        }
        if (TRY(m_restoring.wasTakenAway(theirs.subject))) {
            ++m_restored.takenAway;
            return Done {};
        }
        const auto their = TRY(policy::decodeLimit(theirs.limit));
        policy::Stricter both {their, false};
        if (stands.isThere) {
            const auto my = TRY(policy::decodeLimit(stands.content));
            both = policy::stricterOf(my, their, m_registry, m_now);
        }
        if (stands.isThere && policy::encode(both.limit) == stands.content)
            return Done {};
        return set(theirs.subject, both.limit,
                   both.hasEnded        ? Change::Ended
                       : stands.isThere ? Change::Stricter
                                        : Change::Added);
    }

    Result<Done> takePayment(const QVariantList &values)
    {
        m_payment = TRY(m_restoring.takePayment(values, m_now));
        if (!m_payment)
            return Done {};
        m_isChanged = true;
        ++m_restored.payments;
        if (m_payment->isOpen)
            ++m_restored.open;
        return Done {};
    }

    /// Of the payment before it.
    Result<Done> takeMovement(const QVariantList &values)
    {
        if (!m_payment)
            return Done {};
        const auto movement = TRY(m_restoring.takeMovement(values, m_now));
        if (movement.state == ledger::Movement::State::Released)
            return Done {};
        for (const deal::Subject &subject :
             policy::subjectsOf(m_payment->terms, m_payment->requester, {movement.amount})) {
            if (!counts(subject, m_payment->approvedBy) || m_takenOver.contains(subject.key()))
                continue;
            Uint256 &sum = m_onTop[subject.key()][movement.amount.asset];
            sum = sum.plus(movement.amount.units).value_or(Uint256::max());
        }
        return Done {};
    }

    /// Counts what is new for those whose totals were not taken over.
    Result<Done> countOnTop()
    {
        for (auto subject = m_onTop.cbegin(); subject != m_onTop.cend(); ++subject) {
            const auto row = TRY(m_restoring.book().spending(subject.key()));
            if (!row.isSound)
                continue; // it stays so, until the owner begins it anew
            policy::Spending spending;
            if (row.isThere)
                spending = TRY(policy::decodeSpending(row.content));
            const QTimeZone zone = TRY(zoneOf(subject.key()));
            TRY(add(spending, *subject, zone));
            TRY(m_restoring.book().writeSpending(subject.key(), policy::encode(spending)));
        }
        return Done {};
    }

    Result<Done> add(policy::Spending &spending, const QMap<AssetId, Uint256> &sums,
                     const QTimeZone &zone) const
    {
        const Time at = std::max(m_now, spending.newest);
        policy::moveOn(spending, at, zone);
        for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum)
            TRY(policy::add(spending, {sum.key(), *sum}, at));
        return Done {};
    }

    Result<QTimeZone> zoneOf(const QByteArray &subject)
    {
        const auto row = TRY(m_restoring.book().limit(subject));
        const auto limit = policy::decodeLimit(row.content);
        const QTimeZone zone(limit ? limit->zone : QByteArray());
        return zone.isValid() ? zone : QTimeZone::systemTimeZone();
    }

    Restoring &m_restoring;
    const money::Registry &m_registry;
    Time m_now;
    Restored &m_restored;
    bool m_isChanged = false;
    QSet<QByteArray> m_takenOver; ///< the subjects whose totals are those of the backup
    std::optional<ledger::TakenPayment> m_payment; ///< the last one; none: it was there already
    QMap<QByteArray, QMap<AssetId, Uint256>> m_onTop; ///< what is to be counted, by subject
};

/// What of a backup's rows is told to the owner.
void note(BackedUp &counts, const BackupRow &row)
{
    switch (row.kind) {
    case Kind::Payment:
        ++counts.payments;
        break;
    case Kind::Subject:
        counts.limits += SubjectRow(row.values).limit.isEmpty() ? 0 : 1;
        break;
    case Kind::Client:
        counts.agents += row.values.last().isNull() ? 1 : 0;
        break;
    case Kind::Purchase:
    case Kind::Movement:
        break;
    }
}

} // namespace

Pending<BackedUp> PaymentEngine::backUp(const BackupKeys &keys, std::shared_ptr<QIODevice> device)
{
    auto counted = std::make_shared<BackedUp>();
    const auto writing = [counted, key = keys.file, device = std::move(device),
                          now = m_rooms.clock->now()](ledger::BackingUp &rows) -> Result<Done> {
        // What was not spent after all is not told on: a backup has no column for it.
        TRY(takeBack(rows.book()));
        auto writer = TRY(BackupWriter::create(*key, device.get(), now));
        TRY(rows.run([&](const BackupRow &row) {
            note(*counted, row);
            return writer.write(row);
        }));
        return writer.finish();
    };
    return andThen(m_rooms.ledger->backUp(writing, keys.rows), this,
                   [counted](Done) { return ready<BackedUp>(*counted); });
}

Pending<Restored> PaymentEngine::restore(const BackupKeys &keys, std::shared_ptr<QIODevice> device)
{
    auto restored = std::make_shared<Restored>();
    const auto taking = [restored, registry = m_rooms.registry, key = keys.file,
                         device = std::move(device),
                         now = m_rooms.clock->now()](Restoring &rows) -> Result<Done> {
        auto reader = TRY(BackupReader::create(*key, device.get()));
        restored->made = reader.made();
        return Restoration(rows, *registry, now, *restored).run(reader);
    };
    auto taken = m_rooms.ledger->restore(taking, keys.rows);
    auto open =
        andThen(std::move(taken), this, [this](Done) { return m_rooms.ledger->openPayments(); });
    return andThen(std::move(open), this, [this, restored](const QList<ledger::Payment> &payments) {
        for (const ledger::Payment &payment : payments)
            m_settler.watch(payment);
        return ready<Restored>(*restored);
    });
}

} // namespace tuppence::payments
