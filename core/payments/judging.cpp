// SPDX-License-Identifier: MIT
#include "core/payments/judging.h"

#include "core/policy/decide.h"
#include "core/policy/habits.h"
#include "core/policy/standing.h"

#include <QCoreApplication>

#include <algorithm>

namespace tuppence::payments {

using namespace Qt::StringLiterals;
using deal::Approval;
using deal::Subject;
using deal::Verdict;
using ledger::Book;
using ledger::Judgement;
using policy::Standing;

namespace {

QString nameOf(const Subject &subject, const Case &payment, const money::Registry &registry)
{
    QString name = QString::fromUtf8(subject.name);
    switch (subject.kind) {
    case Subject::Kind::Wallet:
        return QCoreApplication::translate("limits", "this wallet");
    case Subject::Kind::Agent:
        return payment.requesterName;
    case Subject::Kind::AgentOnSite:
        return QCoreApplication::translate("limits", "%1 on %2")
            .arg(payment.requesterName, QString::fromUtf8(subject.site));
    case Subject::Kind::Asset: {
        const auto id = AssetId::parse(subject.name);
        const auto *asset = id ? registry.asset(*id) : nullptr;
        return asset ? asset->symbol : name;
    }
    case Subject::Kind::Site:
    case Subject::Kind::Payee:
        break;
    }
    return name;
}

/// What the book says of each subject.
Result<QList<Standing>> standingsOf(Book &book, const QList<Subject> &subjects)
{
    QByteArrayList keys;
    for (const Subject &subject : subjects)
        keys.append(subject.key());
    const auto limits = TRY(book.limits(keys));
    const auto spendings = TRY(book.spending(keys));
    QList<Standing> standings;
    for (qsizetype i = 0; i < subjects.size(); ++i) {
        const auto &[limit, spending] = std::pair(limits.at(i), spendings.at(i));
        const bool isSound =
            limit.isSound && spending.isSound && (spending.isThere || !limit.isThere);
        standings.append(
            policy::standingFrom(subjects.at(i), isSound, limit.content, spending.content));
    }
    return standings;
}

class Deliberation
{
public:
    Deliberation(const Case &payment, Approval::By by, QList<Error> shown,
                 const money::Registry &registry)
        : m_case(payment)
        , m_by(by)
        , m_shown(std::move(shown))
        , m_registry(registry)
    {
    }

    Result<Judgement> run(Book &book)
    {
        TRY(takeBack(book));
        TRY(read(book));
        Judgement judgement {TRY(decide(book)), m_now};
        if (judgement.verdict.kind == Verdict::Kind::Allow)
            TRY(count(book));
        return judgement;
    }

private:
    Result<Done> read(Book &book)
    {
        m_now = m_case.now;
        m_standings = TRY(
            standingsOf(book, policy::subjectsOf(m_case.terms, m_case.requester, m_case.leaves)));
        for (Standing &standing : m_standings) {
            standing.name = nameOf(standing.subject, m_case, m_registry);
            m_now = std::max(m_now, standing.spending.newest);
        }
        for (Standing &standing : m_standings)
            policy::moveOn(standing.spending, m_now,
                           standing.limit ? QTimeZone(standing.limit->zone) : m_case.zone);
        return Done {};
    }

    Result<Verdict> decide(Book &book)
    {
        QList<deal::Limit> limits;
        for (const Standing &standing : std::as_const(m_standings)) {
            if (standing.limit)
                limits.append(*standing.limit);
        }
        const auto before = TRY(book.paidBefore(m_case.terms.site));
        const policy::Habits habits {before ? before->payee : QByteArray(),
                                     before ? before->asset : AssetId {},
                                     TRY(book.pricesOf(ledger::pageOf(m_case.terms.url)))};
        const policy::Question question {
            m_case.leaves, m_case.isPaired,
            m_case.warnings + newPayee()
                + policy::unusual(m_case.terms, m_case.leaves, habits, limits, m_registry)};
        Verdict verdict = policy::decide(question, m_standings, m_registry, m_now);
        if (m_by == Approval::By::Owner && policy::mayApprove(verdict, m_shown))
            verdict.kind = Verdict::Kind::Allow;
        verdict.notices = forRequester(verdict.notices);
        return verdict;
    }

    /// Where no site asks, the payee alone can be known from before. Who gets nothing is none.
    [[nodiscard]] QList<Error> newPayee() const
    {
        const bool isKnown =
            std::any_of(m_standings.begin(), m_standings.end(), [](const Standing &standing) {
                return standing.subject.kind == Subject::Kind::Payee
                    && !standing.spending.assets.isEmpty();
            });
        if (isKnown || !m_case.terms.site.isEmpty() || m_case.terms.amount.isZero())
            return {};
        return {{Error::Kind::Refused,
                 "warning.new_payee",
                 {{u"payee"_s, QString::fromLatin1(m_case.terms.payee)}},
                 {}}};
    }

    Result<Done> count(Book &book)
    {
        for (Standing &standing : m_standings) {
            // What cannot be believed stays so, until the owner begins it anew.
            if (!standing.isSound || !counts(standing.subject, m_by))
                continue;
            for (const AssetAmount &amount : std::as_const(m_case.leaves)) {
                const bool isOther = standing.subject.kind == Subject::Kind::Asset
                    && standing.subject.name != amount.asset.toString();
                if (!isOther && !amount.units.isZero())
                    TRY(policy::add(standing.spending, amount, m_now));
            }
            if (m_by == Approval::By::Limit)
                policy::addUnasked(standing.spending, m_now);
            TRY(book.writeSpending(standing.subject.key(), policy::encode(standing.spending)));
        }
        return Done {};
    }

    /// How far the whole wallet is spent is no business of a program that asks.
    [[nodiscard]] static QList<Error> forRequester(const QList<Error> &notices)
    {
        QList<Error> told;
        for (const Error &notice : notices) {
            const auto about = Subject::parse(notice.data[u"of"].toString().toUtf8());
            const bool isOwn = about
                && (about->kind == Subject::Kind::Site || about->kind == Subject::Kind::Agent
                    || about->kind == Subject::Kind::AgentOnSite);
            if (isOwn)
                told.append(notice);
        }
        return told;
    }

    const Case &m_case;
    Approval::By m_by;
    QList<Error> m_shown;
    const money::Registry &m_registry;
    QList<Standing> m_standings;
    Time m_now;
};

bool isNeutral(const Error &reason)
{
    return reason.code == "limit.none" || reason.code == "limit.unpaired";
}

} // namespace

bool counts(const Subject &subject, Approval::By by)
{
    return by == Approval::By::Limit || subject.kind == Subject::Kind::Wallet
        || subject.kind == Subject::Kind::Payee;
}

ledger::Judge byLimits(const Case &payment, const money::Registry &registry)
{
    return [payment, &registry](Book &book) {
        return Deliberation(payment, Approval::By::Limit, {}, registry).run(book);
    };
}

ledger::Judge byOwner(const Case &payment, const QList<Error> &shown,
                      const money::Registry &registry)
{
    return [payment, shown, &registry](Book &book) {
        return Deliberation(payment, Approval::By::Owner, shown, registry).run(book);
    };
}

Result<Done> takeBack(Book &book)
{
    for (const ledger::Surplus &surplus : TRY(book.takeSurplus())) {
        for (const Subject &subject :
             policy::subjectsOf(surplus.terms, surplus.requester, {surplus.amount})) {
            const auto row = TRY(book.spending(subject.key()));
            auto spending = policy::decodeSpending(row.content);
            if (!row.isSound || !spending || !counts(subject, surplus.approvedBy))
                continue;
            policy::takeBack(*spending, surplus.amount, surplus.booked);
            TRY(book.writeSpending(subject.key(), policy::encode(*spending)));
        }
    }
    return Done {};
}

QList<Error> worthReading(const QList<Error> &reasons)
{
    QList<Error> worth;
    std::remove_copy_if(reasons.begin(), reasons.end(), std::back_inserter(worth), isNeutral);
    return worth;
}

Error refusal(const Verdict &verdict)
{
    Q_ASSERT(!verdict.reasons.isEmpty());
    const auto over =
        std::find_if(verdict.reasons.begin(), verdict.reasons.end(),
                     [](const Error &reason) { return reason.data.contains(u"over"); });
    return over == verdict.reasons.end() ? verdict.reasons.first() : *over;
}

} // namespace tuppence::payments
