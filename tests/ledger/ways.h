// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ledger/samples.h"

#include <QMap>

#include <functional>

namespace tuppence::ledger::samples {

/// Waits for it.
inline Pending<Done> reserved(Ledger &ledger, const Reservation &reservation)
{
    const auto verdict = wait(ledger.reserve(reservation, allowing()));
    return verdict ? ready<Done>(Done {}) : failed<Done>(verdict.error());
}

/// All that can happen to a payment, by name.
inline Pending<Done> carryOut(Ledger &ledger, const NewPayment &payment, const QByteArray &action)
{
    const auto answer = [](AnswerKind kind) {
        return Answer {kind, 200, "seller.code", "receipt"};
    };
    const Ending ending {"payments.why", QStringLiteral("reason"), at(30)};
    const QByteArray &id = payment.id;
    const QMap<QByteArray, std::function<Pending<Done>()>> actions {
        {"reserve", [&] { return reserved(ledger, reservation(payment)); }},
        {"decline", [&] { return ledger.decline(id, ending); }},
        {"refuse", [&] { return ledger.refuse(id, ending); }},
        {"lapse", [&] { return ledger.lapse(id, ending); }},
        {"release", [&] { return ledger.release(id, ending); }},
        {"writeSigned", [&] { return ledger.writeSigned(proofOf(id)); }},
        {"writeSent", [&] { return ledger.writeSent(id, at(22)); }},
        {"writeSentAgain", [&] { return ledger.writeSentAgain(id, at(23)); }},
        {"delivered",
         [&] { return ledger.recordAnswer(id, answer(AnswerKind::Delivered), at(40)); }},
        {"withheld", [&] { return ledger.recordAnswer(id, answer(AnswerKind::Withheld), at(40)); }},
        {"lost", [&] { return ledger.recordAnswer(id, answer(AnswerKind::Lost), at(40)); }},
        {"seen", [&] { return ledger.recordSeen(id, "0xseen", 2); }},
        {"settled",
         [&] {
             return ledger.recordSettled(id, {10'000, "0xfinal"}, at(50));
         }},
        {"dead", [&] { return ledger.recordDead(id, at(60)); }},
    };
    Q_ASSERT(actions.contains(action));
    return actions.value(action)();
}

/// Asks for a payment of `name`'s purchase and carries out `actions` (separated by spaces).
inline NewPayment walk(Ledger &ledger, const QByteArray &name, const QByteArray &actions)
{
    const QByteArray purchaseId = "pay_" + name;
    const NewPayment asked = payment(name + "-" + QByteArray::number(qHash(actions)), purchaseId);
    if (!wait(ledger.ask(asked)))
        qFatal("not asked");
    for (const QByteArray &action : actions.split(' ')) {
        if (!action.isEmpty() && !wait(carryOut(ledger, asked, action)))
            qFatal("%s failed", action.constData());
    }
    return asked;
}

/// "sent open lost": stage, money and answer.
inline QByteArray standing(Ledger &ledger, const QByteArray &payment)
{
    const auto stands = wait(ledger.payment(payment));
    if (!stands)
        return stands.error().code;
    return nameOf(stands->stage) + ' ' + nameOf(stands->money.kind) + ' '
        + nameOf(stands->answer.kind);
}

} // namespace tuppence::ledger::samples
