// SPDX-License-Identifier: MIT
#include "core/ledger/vouchers.h"
#include "tests/ledger/ways.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

namespace {

const QByteArray channel = "0x" + QByteArray(64, '1');
constexpr quint64 deposit = 100;

/// A payment of so many units over the channel.
NewPayment over(const QByteArray &id, quint64 units, const QByteArray &channelId = channel)
{
    NewPayment payment = samples::payment(id, "pay_" + id, units);
    payment.terms.channel = channelId;
    payment.terms.spender = "0xC4a2000000000000000000000000000000000402";
    payment.terms.highestFee = 0;
    return payment;
}

Reservation drawing(const NewPayment &payment, const Uint256 &signedBefore = 0)
{
    Reservation reservation = samples::reservation(payment);
    reservation.leaves = {{payment.terms.asset, payment.terms.amount}};
    reservation.channel = ChannelBounds {signedBefore, deposit};
    return reservation;
}

/// Empty where it is reserved.
QByteArray reserve(Ledger &ledger, const NewPayment &payment, const Uint256 &signedBefore = 0)
{
    return codeOf(ledger.askAndReserve(payment, drawing(payment, signedBefore), allowing()));
}

/// What its voucher is good for; 0: it has none.
quint64 voucherOf(Ledger &ledger, const QByteArray &payment)
{
    const auto upTo = wait(ledger.voucherOf(payment)).value();
    return upTo ? upTo->toUint64().value() : 0;
}

quint64 highest(Ledger &ledger)
{
    const auto upTo = wait(ledger.highestVoucher(channelKeyOf(over("x", 1).terms))).value();
    return upTo ? upTo->toUint64().value() : 0;
}

QByteArray sign(Ledger &ledger, const QByteArray &payment)
{
    auto proof = proofOf(payment);
    proof.proof.deadAfter.reset();
    return codeOf(ledger.writeSending(proof));
}

QByteArray letGo(Ledger &ledger, const QByteArray &payment)
{
    return codeOf(ledger.release(payment, {"test", {}, at(22)}));
}

} // namespace

class tst_Vouchers : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<House>(); }

    void eachIsGoodForTheStepsBefore()
    {
        Ledger &ledger = *m_house->ledger;
        QCOMPARE(reserve(ledger, over("a", 10)), QByteArray());
        QCOMPARE(sign(ledger, "a"), QByteArray());
        QCOMPARE(reserve(ledger, over("b", 5)), QByteArray());
        QCOMPARE(voucherOf(ledger, "a"), 10U);
        QCOMPARE(voucherOf(ledger, "b"), 15U);
    }

    void oneIsDrawnAtATime()
    {
        Ledger &ledger = *m_house->ledger;
        QCOMPARE(reserve(ledger, over("a", 10)), QByteArray());
        QCOMPARE(reserve(ledger, over("b", 10)), QByteArray("ledger.channel_busy"));
        QCOMPARE(standing(ledger, "a"), QByteArray("reserved none none"));
        QCOMPARE(reserve(ledger, over("c", 10, "0x" + QByteArray(64, '2'))), QByteArray());
    }

    void twoConnectionsDrawOneAtATime()
    {
        const auto other = Ledger::open(m_house->path(), m_house->clock).value();
        QCOMPARE(reserve(*m_house->ledger, over("a", 10)), QByteArray());
        QCOMPARE(reserve(*other, over("b", 10)), QByteArray("ledger.channel_busy"));
    }

    void oneThatWasNeverSignedIsNotGoodForAnything()
    {
        Ledger &ledger = *m_house->ledger;
        QCOMPARE(reserve(ledger, over("a", 10)), QByteArray());
        QCOMPARE(letGo(ledger, "a"), QByteArray());
        QCOMPARE(voucherOf(ledger, "a"), 0U);
        QCOMPARE(reserve(ledger, over("b", 7)), QByteArray());
        QCOMPARE(voucherOf(ledger, "b"), 7U);
    }

    void oneThatWasSignedStays()
    {
        QCOMPARE(reserve(*m_house->ledger, over("a", 10)), QByteArray());
        QCOMPARE(sign(*m_house->ledger, "a"), QByteArray());
        QCOMPARE(letGo(*m_house->ledger, "a"), QByteArray("ledger.stage"));
        QVERIFY(m_house->open());
        QCOMPARE(highest(*m_house->ledger), 10U);
    }

    void noneIsGoodForMoreThanTheDeposit()
    {
        Ledger &ledger = *m_house->ledger;
        QCOMPARE(reserve(ledger, over("a", 101)), QByteArray("ledger.channel_used_up"));
        QCOMPARE(reserve(ledger, over("b", 100)), QByteArray());
        QCOMPARE(sign(ledger, "b"), QByteArray());
        QCOMPARE(reserve(ledger, over("c", 1)), QByteArray("ledger.channel_used_up"));
        QCOMPARE(wait(ledger.movementsOf("b")).value().size(), 1);
    }

    void whatWasPromisedElsewhereCounts()
    {
        Ledger &ledger = *m_house->ledger;
        QCOMPARE(reserve(ledger, over("a", 71), 30), QByteArray("ledger.channel_used_up"));
        QCOMPARE(reserve(ledger, over("b", 70), 30), QByteArray());
        QCOMPARE(voucherOf(ledger, "b"), 100U);
    }

    void termsAndBoundsBelongTogether()
    {
        Ledger &ledger = *m_house->ledger;
        const NewPayment plain = samples::payment("a", "pay_a");
        Reservation odd = samples::reservation(plain);
        odd.channel = ChannelBounds {0, deposit};
        QCOMPARE(codeOf(ledger.askAndReserve(plain, odd, allowing())),
                 QByteArray("ledger.other_terms"));
        const NewPayment voucher = over("b", 1);
        Reservation unbound = drawing(voucher);
        unbound.channel.reset();
        QCOMPARE(codeOf(ledger.askAndReserve(voucher, unbound, allowing())),
                 QByteArray("ledger.other_terms"));
    }

    /// Whatever comes after whatever: what was given only grows, step by step, up to the deposit.
    void onlyGrow()
    {
        QVERIFY(rc::check("vouchers only grow", [] {
            House house;
            quint64 given = 0; // what the highest signed voucher is good for
            QByteArray drawn; // the payment that is set aside
            quint64 step = 0;
            const auto moves = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 45));
            for (size_t i = 0; i < moves.size(); ++i) {
                const QByteArray id = QByteArray::number(qulonglong(i));
                const int move = moves[i];
                if (move < 5) {
                    RC_ASSERT(bool(house.open())); // as after a crash
                } else if (move < 15 && !drawn.isEmpty()) {
                    RC_ASSERT(sign(*house.ledger, drawn).isEmpty());
                    RC_ASSERT(voucherOf(*house.ledger, drawn) == given + step);
                    given += step;
                    drawn.clear();
                } else if (move < 20 && !drawn.isEmpty()) {
                    RC_ASSERT(letGo(*house.ledger, drawn).isEmpty());
                    drawn.clear();
                } else {
                    const auto units = quint64(move) + 1;
                    const bool isBusy = !drawn.isEmpty();
                    const quint64 before = isBusy ? given + step : given;
                    const bool fits = before + units <= deposit;
                    const auto code = reserve(*house.ledger, over(id, units));
                    RC_ASSERT(code.isEmpty() == (fits && !isBusy));
                    if (code.isEmpty()) {
                        drawn = id;
                        step = units;
                    }
                }
                RC_ASSERT(highest(*house.ledger) == given + (drawn.isEmpty() ? 0 : step));
                RC_ASSERT(highest(*house.ledger) <= deposit);
            }
        }));
    }

private:
    std::unique_ptr<House> m_house;
};

QTEST_GUILESS_MAIN(tst_Vouchers)
#include "tst_vouchers.moc"
