// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"
#include "tests/payments/enginehouse.h"

#include <QObject>

using namespace tuppence;
using namespace tuppence::tests;
using payments::Report;
using payments::Transfer;
using payments::Waiting;

namespace {

const QByteArray friendly = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
const QByteArray stranger = "0x857b06519E91e3A54538791bDbb0E22373e36b66";

AssetAmount usdc(quint64 units)
{
    return {AssetId::parse("eip155:84532/erc20:0x036CbD53842c5426634e7929541eC2318f3dCF7e").value(),
            units};
}

Transfer transfer(const QByteArray &payee = friendly)
{
    return {usdc(10'000), payee, "0011", u"you"_s, {}};
}

deal::Fate landed(quint64 moved = 10'000)
{
    return {deal::Fate::Kind::Landed, "0xaa", Uint256(moved), 1, {}};
}

deal::Fate final(quint64 moved = 10'000)
{
    return {deal::Fate::Kind::Final, "0xaa", Uint256(moved), 0, {}, Uint256(700)};
}

QByteArrayList codesOf(const QList<Error> &errors)
{
    QByteArrayList codes;
    for (const Error &error : errors)
        codes.append(error.code);
    return codes;
}

/// Asks for a transfer, approves it, and gives what became of it.
struct Sending
{
    explicit Sending(House &house, const Transfer &what = transfer())
        : waiting(value(house.engine->send(what)))
        , ended(house.engine->ended(waiting.payment))
        , approval(codeOf(house.engine->approve(waiting.payment, nameOf(waiting))))
    {
    }

    Waiting waiting;
    Pending<Report> ended;
    QByteArray approval;
};

} // namespace

class tst_Transfers : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void showsAmountPayeeFeeAndThatThePayeeIsNew()
    {
        House house;
        const Waiting waiting = value(house.engine->send(transfer()));
        QCOMPARE(waiting.terms.amount, Uint256(10'000));
        QCOMPARE(waiting.terms.payee, friendly);
        QCOMPARE(waiting.terms.highestFee, Uint256(1000));
        QCOMPARE(waiting.terms.dialect, QByteArray("transfer"));
        QVERIFY(waiting.terms.site.isEmpty());
        QCOMPARE(codesOf(waiting.warnings), (QByteArrayList {"warning.new_payee", "warning.fee"}));
        QCOMPARE(house.purse.approvals.size(), 0);
        QVERIFY(house.chain.submitted.isEmpty());
    }

    void isPaidOnceItIsInABlockAndClosedWhenThatIsFinal()
    {
        House house;
        Sending sending(house);
        QCOMPARE(sending.approval, QByteArray());
        QTRY_COMPARE(house.chain.submitted.size(), 1);
        QVERIFY(!sending.ended.isFinished()); // in no block yet
        house.chain.nextFate = landed();
        const Report report = value(sending.ended);
        QCOMPARE(report.outcome, ledger::Outcome::Paid);
        QCOMPARE(report.payment->money.kind, ledger::MoneyKind::Open);
        house.chain.nextFate = final();
        QTRY_VERIFY(house.engine->isIdle());
        const auto stands = value(house.ledger->payment(sending.waiting.payment));
        QCOMPARE(stands.stage, ledger::Stage::Closed);
        QVERIFY(stands.proof.isEmpty());
        const auto movements = value(house.ledger->movementsOf(stands.id));
        QCOMPARE(movements.size(), 2);
        QCOMPARE(movements.at(1).kind, ledger::Movement::Kind::Fee);
        QCOMPARE(movements.at(1).amount.units, Uint256(700)); // what it really cost
    }

    void aKnownPayeeIsNoNews()
    {
        House house;
        Sending first(house);
        house.chain.nextFate = final();
        value(first.ended);
        QTRY_VERIFY(house.engine->isIdle());
        house.chain.nextFate = deal::Fate {deal::Fate::Kind::Unseen, {}, {}, 0, {}};
        const auto again = value(house.engine->send(transfer()));
        QVERIFY(!codesOf(again.warnings).contains("warning.new_payee"));
        const auto other = value(house.engine->send(transfer(stranger)));
        QVERIFY(codesOf(other.warnings).contains("warning.new_payee"));
    }

    void whatFailsInABlockMovedNothingAndCostItsFee()
    {
        House house;
        Sending sending(house);
        house.chain.nextFate = final(0);
        const Report report = value(sending.ended);
        QCOMPARE(report.error->code, QByteArray("payments.transaction_failed"));
        QCOMPARE(report.outcome, ledger::Outcome::Failed);
        const auto movements = value(house.ledger->movementsOf(sending.waiting.payment));
        QVERIFY(movements.at(0).amount.units.isZero());
        QCOMPARE(movements.at(1).amount.units, Uint256(700));
        QTRY_VERIFY(house.engine->isIdle());
    }

    void whatAnotherTransactionReplacedNeverMoves()
    {
        House house;
        Sending sending(house);
        house.chain.nextFate = {deal::Fate::Kind::Dead, {}, {}, 0, {}};
        const Report report = value(sending.ended);
        QCOMPARE(report.error->code, QByteArray("payments.transaction_dead"));
        QCOMPARE(report.outcome, ledger::Outcome::Failed);
    }

    void isGivenToTheNetworkAgainWhileNobodyHasIt()
    {
        House house;
        Sending sending(house);
        QTRY_VERIFY_WITH_TIMEOUT(house.chain.submitted.size() >= 2, 60'000);
        QCOMPARE(QSet(house.chain.submitted.begin(), house.chain.submitted.end()).size(), 1);
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void theNextOneWaitsForABlockAndGetsTheNextNumber()
    {
        House house;
        Sending first(house);
        const Waiting second = value(house.engine->send(transfer(stranger)));
        auto secondApproved = house.engine->approve(second.payment, nameOf(second));
        QTest::qWait(50);
        QCOMPARE(house.purse.approvals.size(), 1); // not before the first is in a block
        house.chain.nextFate = landed();
        QCOMPARE(codeOf(secondApproved), QByteArray());
        value(first.ended);
        QTRY_COMPARE(house.chain.submitted.size(), 2);
        QVERIFY(house.chain.submitted.at(1).contains("0x1\"")); // the chain still counts none
    }

    void aStartTakesUpWhatIsOnItsWay()
    {
        House house;
        Sending sending(house);
        QTRY_COMPARE(house.chain.submitted.size(), 1);
        house.restart();
        QTRY_COMPARE(house.chain.submitted.size(), 2);
        QCOMPARE(house.chain.submitted.at(0), house.chain.submitted.at(1));
        house.chain.nextFate = final();
        QTRY_VERIFY(house.engine->isIdle());
        const auto stands = value(house.ledger->payment(sending.waiting.payment));
        QCOMPARE(ledger::outcome(stands), ledger::Outcome::Paid);
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void neverPaysWithoutTheOwner()
    {
        House house;
        value(house.engine->send(transfer()));
        house.engine->reconsider();
        QTest::qWait(50);
        QCOMPARE(house.purse.approvals.size(), 0);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<Transfer>("what");
        QTest::addColumn<QByteArray>("code");
        auto own = transfer("0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1");
        QTest::newRow("to itself") << own << QByteArray("payments.payee_is_own");
        auto much = transfer();
        much.amount.units = Uint256(1'000'001);
        QTest::newRow("too much") << much << QByteArray("payments.insufficient_balance");
        auto unknown = transfer();
        unknown.amount.asset.reference = stranger;
        QTest::newRow("unknown token") << unknown << QByteArray("payments.unknown_asset");
    }

    void refusesWhatCannotBe()
    {
        QFETCH(Transfer, what);
        House house;
        auto sent = house.engine->send(what);
        QTRY_VERIFY(sent.isFinished());
        QVERIFY(!sent.result());
        QTEST(sent.result().error().code, "code");
        QVERIFY(house.engine->waiting().isEmpty());
    }

    void aFeeThatNobodyKnowsEndsIt()
    {
        House house;
        house.chain.fee = fail(Error::Kind::Network, "rpc.none");
        auto sent = house.engine->send(transfer());
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().error().code, QByteArray("rpc.none"));
        QVERIFY(house.engine->isIdle());
    }

    void aFeeAboveTheOwnersCapEndsIt()
    {
        House house;
        house.highestFee = Uint256(999);
        auto sent = house.engine->send(transfer());
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().error().code, QByteArray("payments.fee_above_cap"));
        house.highestFee = Uint256(1000);
        value(house.engine->send(transfer()));
    }

    void theNetworksOwnCoinIsSentLikeAToken()
    {
        House house;
        auto coin = transfer();
        coin.amount = {AssetId::parse("eip155:84532/slip44:1").value(), Uint256(5)};
        const Waiting waiting = value(house.engine->send(coin));
        QCOMPARE(waiting.terms.asset, coin.amount.asset);
    }
};

QTEST_GUILESS_MAIN(tst_Transfers)
#include "tst_transfers.moc"
