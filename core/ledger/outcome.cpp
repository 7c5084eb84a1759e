// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"

namespace tuppence::ledger {

namespace {

/// Nothing went to the payee, and never will; a transaction that failed cost its fee all the same.
bool movedNothing(const Money &money)
{
    return money.kind == MoneyKind::Dead
        || (money.kind == MoneyKind::Settled && money.moved && money.moved->isZero());
}

/// What cancels another payment.
bool hadNothingToMove(const Payment &payment)
{
    return payment.money.kind == MoneyKind::Settled && payment.terms.amount.isZero();
}

Outcome outcomeOnceSigned(const Payment &payment)
{
    if (payment.answer.kind == AnswerKind::Delivered)
        return movedNothing(payment.money) && !hadNothingToMove(payment)
            ? Outcome::DeliveredWithoutPayment
            : Outcome::Paid;
    if (payment.answer.kind == AnswerKind::Waiting)
        return Outcome::Unknown;
    if (movedNothing(payment.money))
        return Outcome::Failed;
    switch (payment.money.kind) {
    case MoneyKind::Settled:
        return Outcome::PaidNotDelivered;
    case MoneyKind::Open:
    case MoneyKind::Dead:
    case MoneyKind::None:
        break;
    }
    return Outcome::Unknown;
}

} // namespace

Outcome outcome(const Payment &payment)
{
    switch (payment.stage) {
    case Stage::Asked:
    case Stage::Reserved:
        return Outcome::Pending;
    case Stage::Declined:
    case Stage::Refused:
        return Outcome::Refused;
    case Stage::Lapsed:
        return Outcome::Expired;
    case Stage::Released:
        return Outcome::Failed;
    case Stage::Signed:
    case Stage::Sent:
    case Stage::Closed:
        break;
    }
    return outcomeOnceSigned(payment);
}

bool isAnswered(const Answer &answer)
{
    const int status = answer.status;
    const bool triesAgain = status >= 500 || status == 408 || status == 425 || status == 429;
    return answer.kind == AnswerKind::Delivered && !triesAgain;
}

QByteArray nameOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Paid:
        return "paid";
    case Outcome::Free:
        return "free";
    case Outcome::DeliveredWithoutPayment:
        return "delivered_without_payment";
    case Outcome::Refused:
        return "refused";
    case Outcome::Pending:
        return "pending";
    case Outcome::Expired:
        return "expired";
    case Outcome::Failed:
        return "failed";
    case Outcome::PaidNotDelivered:
        return "paid_not_delivered";
    case Outcome::Locked:
        return "locked";
    case Outcome::Unknown:
        return "unknown";
    case Outcome::NoWallet:
        return "no_wallet";
    }
    Q_UNREACHABLE();
}

int exitCode(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Paid:
    case Outcome::Free:
    case Outcome::DeliveredWithoutPayment:
        return 0;
    case Outcome::Refused:
        return 10;
    case Outcome::Pending:
        return 11;
    case Outcome::Expired:
    case Outcome::Failed:
        return 12;
    case Outcome::PaidNotDelivered:
        return 13;
    case Outcome::Locked:
        return 14;
    case Outcome::Unknown:
        return 15;
    case Outcome::NoWallet:
        return 16;
    }
    Q_UNREACHABLE();
}

} // namespace tuppence::ledger
