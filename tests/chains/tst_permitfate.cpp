// SPDX-License-Identifier: MIT
#include "core/chains/evm/permituse.h"
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"
#include "tests/chains/fatescene.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using deal::Fate;
using evm::AbiValue;
using fakes::UsedPermit;
using Witness = evm::Permit::Witness;

Q_DECLARE_METATYPE(std::function<void(fakes::FakeServer &)>)

namespace {

constexpr char settleExact[] =
    "settle(((address,uint256),uint256,uint256),address,(address,uint256),bytes)";
constexpr char settleUpto[] =
    "settle(((address,uint256),uint256,uint256),uint256,address,(address,address,uint256),bytes)";
constexpr char transferFrom[] =
    "permitTransferFrom(((address,uint256),uint256,uint256),(address,uint256),address,bytes)";

evm::Address addressOf(const char *text)
{
    return evm::Address::parse(text).value();
}

AbiValue permitted(const evm::Permit &permit)
{
    return AbiValue::tuple(
        {AbiValue::tuple({AbiValue::address(permit.token), AbiValue::number(permit.amount)}),
         AbiValue::number(permit.nonce), AbiValue::number(1)});
}

/// The call that settles it, for `units`.
QByteArray inputFor(const evm::Permit &permit, quint64 units)
{
    const auto owner = AbiValue::address(permit.from);
    const auto to = AbiValue::address(permit.to);
    const auto signature = AbiValue::bytes(QByteArray(65, 's'));
    const auto zero = AbiValue::number(0);
    switch (permit.witness) {
    case Witness::None:
        return evm::abiCall(
            transferFrom,
            {permitted(permit), AbiValue::tuple({to, AbiValue::number(units)}), owner, signature});
    case Witness::Payee:
        return evm::abiCall(settleExact,
                            {permitted(permit), owner, AbiValue::tuple({to, zero}), signature});
    case Witness::PayeeAndFacilitator:
        return evm::abiCall(settleUpto,
                            {permitted(permit), AbiValue::number(units), owner,
                             AbiValue::tuple({to, to, zero}), signature});
    }
    Q_UNREACHABLE();
}

} // namespace

/// What becomes of permits, which leave no mark of their own on the chain but a bit.
class tst_PermitFate : public QObject, private FateScene
{
    Q_OBJECT

private Q_SLOTS:

    void init() { reset(); }

    void landsAndBecomesFinal_data();
    void landsAndBecomesFinal();
    void diesAfterItsEnd();
    void countsWhatWasReallyTaken_data();
    void countsWhatWasReallyTaken();
    void movesExactlyWhatWasSignedByTheExactScheme();
    void countsAllWhereTheTransactionSaysLittle_data();
    void countsAllWhereTheTransactionSaysLittle();
    void countsAllWhereNothingIsFound();
    void tellsPaymentsOfOneBlockApart();
    void findsItWithoutOldState();
    void looksAtOneBitOnly();
    void diesWhenItWasTakenBack();
    void countsWhereItMayHaveBeenUsedBefore_data();
    void countsWhereItMayHaveBeenUsedBefore();
    void lowersOnTheWordOfTwo();
    void takesTheMostThatIsSaid();

private:
    [[nodiscard]] static evm::Permit permit(Witness witness = Witness::PayeeAndFacilitator);
    [[nodiscard]] static UsedPermit use(const evm::Permit &permit, quint64 block, quint64 units);
    [[nodiscard]] static UsedPermit takenBack(const evm::Permit &permit, quint64 block);
    [[nodiscard]] Fate fateOf(const evm::Permit &permit);
};

UsedPermit tst_PermitFate::takenBack(const evm::Permit &permit, quint64 block)
{
    auto one = use(permit, block, 0);
    one.transaction = QByteArray(32, 'c');
    one.transfers.clear();
    one.to = addressOf(deal::permit2Contract);
    one.isInvalidation = true;
    return one;
}

evm::Permit tst_PermitFate::permit(Witness witness)
{
    evm::Permit one;
    one.token = addressOf("0x036CbD53842c5426634e7929541eC2318f3dCF7e");
    one.from = addressOf("0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1");
    one.to = addressOf("0x209693Bc6afc0C5328bA36FaF03C514EF312287C");
    one.spender = addressOf(witness == Witness::Payee ? deal::exactProxy : deal::uptoProxy);
    if (witness == Witness::None)
        one.spender = one.to;
    one.nonce = Uint256::decode(QByteArray(32, '\x11')).value();
    one.deadline = end;
    one.amount = 10'000;
    one.witness = witness;
    return one;
}

UsedPermit tst_PermitFate::use(const evm::Permit &permit, quint64 block, quint64 units)
{
    const auto called =
        permit.witness == Witness::None ? addressOf(deal::permit2Contract) : permit.spender;
    return {permit,
            block,
            QByteArray(32, 't'),
            {{permit.from, permit.to, units}},
            called,
            inputFor(permit, units)};
}

Fate tst_PermitFate::fateOf(const evm::Permit &permit)
{
    auto asked = chain();
    return asked.fate({network, evm::encode(permit)}).result();
}

void tst_PermitFate::landsAndBecomesFinal_data()
{
    QTest::addColumn<Witness>("witness");
    QTest::newRow("none") << Witness::None;
    QTest::newRow("exact") << Witness::Payee;
    QTest::newRow("upto") << Witness::PayeeAndFacilitator;
}

void tst_PermitFate::landsAndBecomesFinal()
{
    QFETCH(Witness, witness);
    const auto one = permit(witness);
    QCOMPARE(nameOf(fateOf(one)), u"unseen"_s);
    server(here).chain.permits = {use(one, blockCount - 3, 10'000)};
    const auto landed = fateOf(one);
    QCOMPARE(nameOf(landed), u"landed"_s);
    QCOMPARE(landed.transaction, "0x" + QByteArray(32, 't').toHex());
    mineEverywhere(8);
    const auto settled = fateOf(one);
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.transaction, landed.transaction);
    QCOMPARE(settled.moved, Uint256(10'000));
}

void tst_PermitFate::diesAfterItsEnd()
{
    letItEnd();
    QCOMPARE(nameOf(fateOf(permit())), u"dead"_s);
    server(here).chain.permits = {use(permit(), 700, 1)};
    QCOMPARE(nameOf(fateOf(permit())), u"final"_s);
}

void tst_PermitFate::countsWhatWasReallyTaken_data()
{
    QTest::addColumn<quint64>("taken");
    QTest::addColumn<quint64>("counted");
    for (const quint64 taken : {0, 1'234, 10'000})
        QTest::addRow("%d", int(taken)) << taken << taken;
    QTest::newRow("more than can be") << quint64(10'001) << quint64(10'000);
}

void tst_PermitFate::countsWhatWasReallyTaken()
{
    QFETCH(quint64, taken);
    QFETCH(quint64, counted);
    for (const auto witness : {Witness::PayeeAndFacilitator, Witness::None}) {
        server(here).chain.permits = {use(permit(witness), 700, taken)};
        QCOMPARE(fateOf(permit(witness)).moved, Uint256(counted));
    }
}

void tst_PermitFate::movesExactlyWhatWasSignedByTheExactScheme()
{
    server(here).chain.permits = {use(permit(Witness::Payee), 700, 1)};
    QCOMPARE(fateOf(permit(Witness::Payee)).moved, Uint256(10'000));
}

void tst_PermitFate::countsAllWhereTheTransactionSaysLittle_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("direct");
    QTest::addColumn<bool>("found");
    auto otherNonce = permit();
    otherNonce.nonce = 7;
    auto foreign = permit();
    foreign.from = foreign.to;
    QTest::newRow("through another contract") << inputFor(permit(), 1) << false << true;
    QTest::newRow("another function") << "abcd" + inputFor(permit(), 1).sliced(4) << true << true;
    QTest::newRow("the nonce at the end only")
        << inputFor(otherNonce, 1) + permit().nonce.encode() << true << true;
    QTest::newRow("another owner's nonce") << inputFor(foreign, 1) << true << true;
    QTest::newRow("no nonce at all") << inputFor(otherNonce, 1) << true << false;
}

void tst_PermitFate::countsAllWhereTheTransactionSaysLittle()
{
    QFETCH(QByteArray, input);
    QFETCH(bool, direct);
    QFETCH(bool, found);
    auto used = use(permit(), 700, 1);
    used.input = input;
    used.to = direct ? used.to : used.permit.to;
    server(here).chain.permits = {used};
    const auto settled = fateOf(permit());
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.moved, Uint256(10'000));
    QCOMPARE(!settled.transaction.isEmpty(), found);
}

void tst_PermitFate::countsAllWhereNothingIsFound()
{
    auto used = use(permit(), blockCount - 3, 1);
    used.transfers.clear();
    server(here).chain.permits = {used};
    QCOMPARE(nameOf(fateOf(permit())), u"unseen"_s); // it may yet be taken back
    mineEverywhere(8);
    const auto settled = fateOf(permit());
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.moved, Uint256(10'000));
    QVERIFY(settled.transaction.isEmpty());
}

void tst_PermitFate::tellsPaymentsOfOneBlockApart()
{
    auto other = permit();
    other.nonce = 7;
    auto others = use(other, 700, 4'321);
    others.transaction = QByteArray(32, 'o');
    for (const auto &order :
         {QList {use(permit(), 700, 1'234), others}, QList {others, use(permit(), 700, 1'234)}}) {
        server(here).chain.permits = order;
        const auto settled = fateOf(permit());
        QCOMPARE(settled.transaction, "0x" + QByteArray(32, 't').toHex());
        QCOMPARE(settled.moved, Uint256(1'234));
        QCOMPARE(fateOf(other).moved, Uint256(4'321));
    }
}

void tst_PermitFate::findsItWithoutOldState()
{
    QList<UsedPermit> used;
    for (quint64 i = 0; i < 30; ++i) {
        auto other = permit();
        other.nonce = Uint256(i);
        auto one = use(i == 10 ? permit() : other, 600 + i, 100 + i);
        one.transaction = QByteArray(32, char('A' + i));
        used.append(one);
    }
    server(here).chain.permits = used;
    server(here).forgetsState = true;
    const auto settled = fateOf(permit());
    QCOMPARE(settled.transaction, "0x" + QByteArray(32, char('A' + 10)).toHex());
    QCOMPARE(settled.moved, Uint256(110));
}

void tst_PermitFate::looksAtOneBitOnly()
{
    QByteArray neighbour(32, '\x11');
    neighbour[31] = '\x12';
    auto other = permit();
    other.nonce = Uint256::decode(neighbour).value();
    server(here).chain.permits = {use(other, 700, 1)};
    QCOMPARE(nameOf(fateOf(permit())), u"unseen"_s);
    QCOMPARE(nameOf(fateOf(other)), u"final"_s);
}

void tst_PermitFate::diesWhenItWasTakenBack()
{
    for (const auto witness : {Witness::None, Witness::Payee, Witness::PayeeAndFacilitator}) {
        init();
        server(here).chain.permits = {takenBack(permit(witness), 700)};
        QCOMPARE(nameOf(fateOf(permit(witness))), u"unseen"_s); // our own clock is not past its end
        letItEnd();
        QCOMPARE(nameOf(fateOf(permit(witness))), u"dead"_s);
    }
    // After its end, too.
    init();
    letItEnd();
    server(here).chain.permits = {takenBack(permit(), 1050)};
    QCOMPARE(nameOf(fateOf(permit())), u"dead"_s);
}

void tst_PermitFate::countsWhereItMayHaveBeenUsedBefore_data()
{
    QTest::addColumn<std::function<void(fakes::FakeServer &)>>("change");
    const auto row = [](const char *name, const std::function<void(fakes::FakeServer &)> &change) {
        QTest::newRow(name) << change;
    };
    row("used in another block", [](fakes::FakeServer &it) {
        auto used = use(permit(), 690, 10'000);
        used.input = "through a contract that knows the nonce";
        it.chain.permits.prepend(used);
    });
    row("paid in the same block", [](fakes::FakeServer &it) {
        auto used = use(permit(), 700, 10'000);
        used.input = "through a contract that knows the nonce";
        it.chain.permits.prepend(used);
    });
    row("no old state", [](fakes::FakeServer &it) { it.forgetsState = true; });
    row("no logs", [](fakes::FakeServer &it) { it.deniesLogs = true; });
    row("another bit's log", [](fakes::FakeServer &it) {
        it.chain.permits.front().isInvalidation = false;
        auto other = permit();
        other.nonce = 7;
        it.chain.permits.append(takenBack(other, 700));
    });
    row("another owner's log", [](fakes::FakeServer &it) {
        it.chain.permits.front().isInvalidation = false;
        auto other = permit();
        other.from = other.to;
        it.chain.permits.append(takenBack(other, 700));
    });
}

void tst_PermitFate::countsWhereItMayHaveBeenUsedBefore()
{
    QFETCH(std::function<void(fakes::FakeServer &)>, change);
    server(here).chain.permits = {takenBack(permit(), 700)};
    letItEnd();
    QCOMPARE(nameOf(fateOf(permit())), u"dead"_s);
    change(server(here));
    const auto counted = fateOf(permit());
    QVERIFY2(counted.kind != Fate::Kind::Dead, qPrintable(nameOf(counted)));
    QCOMPARE(counted.moved.value_or(10'000), Uint256(10'000));
}

void tst_PermitFate::lowersOnTheWordOfTwo()
{
    urls = {here, there};
    server(here).chain.permits = {use(permit(), 700, 1)};
    server(there).isDown = true;
    QCOMPARE(nameOf(fateOf(permit())), u"landed"_s);
    server(here).chain.permits = {use(permit(), 700, 10'000)};
    QCOMPARE(nameOf(fateOf(permit())), u"final"_s); // all of it: nothing is set free
    server(there).isDown = false;
    server(here).chain.permits = {use(permit(), 700, 1)};
    server(there).chain.permits = server(here).chain.permits;
    QCOMPARE(fateOf(permit()).moved, Uint256(1));
}

void tst_PermitFate::takesTheMostThatIsSaid()
{
    urls = {here, there};
    server(here).chain.permits = {use(permit(), 700, 1)};
    server(there).chain.permits = {use(permit(), 700, 2)};
    QCOMPARE(fateOf(permit()).moved, Uint256(2));
    server(there).deniesLogs = true; // it cannot tell which transaction
    const auto settled = fateOf(permit());
    QCOMPARE(settled.moved, Uint256(10'000));
    QCOMPARE(settled.transaction, "0x" + QByteArray(32, 't').toHex());
}

QTEST_GUILESS_MAIN(tst_PermitFate)
#include "tst_permitfate.moc"
