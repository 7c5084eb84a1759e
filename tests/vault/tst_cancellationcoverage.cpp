// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"
#include "core/vault/coverage.h"
#include "tests/vault/cancelsamples.h"

#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace std::chrono_literals;
using samples::Cancels;

namespace {

/// What happens between the owner's word and the signer.
using Change = std::function<void(deal::Prepared &, deal::Approval &)>;

const money::Registry &registry()
{
    static const auto builtIn = money::Registry::builtIn().value();
    return builtIn;
}

deal::EvmTransaction &transactionOf(deal::Prepared &prepared)
{
    if (auto *both = std::get_if<deal::AuthorizationCancellation>(&prepared.toSign))
        return both->transaction;
    return std::get<deal::EvmTransaction>(prepared.toSign);
}

Change message(const std::function<void(deal::EvmTransaction &)> &change)
{
    return
        [change](deal::Prepared &prepared, deal::Approval &) { change(transactionOf(prepared)); };
}

Change instruction(const std::function<void(deal::SubmitCancellation &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &) {
        change(std::get<deal::SubmitCancellation>(prepared.instruction));
    };
}

Change terms(const std::function<void(deal::Terms &)> &change)
{
    return [change](deal::Prepared &, deal::Approval &approval) { change(approval.terms); };
}

Change authorization(const std::function<void(deal::AuthorizationCancellation &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &) {
        change(std::get<deal::AuthorizationCancellation>(prepared.toSign));
    };
}

/// Calls somebody else, with whom everybody agrees.
Change callee(const QByteArray &address)
{
    return [address](deal::Prepared &prepared, deal::Approval &approval) {
        transactionOf(prepared).to = address;
        std::get<deal::SubmitCancellation>(prepared.instruction).callee = address;
        approval.terms.payee = address;
    };
}

QByteArray outcome(Cancels what, const Change &change)
{
    auto prepared = samples::cancelPrepared(what);
    auto approval = samples::cancelApproval(what);
    change(prepared, approval);
    const auto covered = expectCovered(prepared, approval, registry(), samples::now);
    return covered ? QByteArray() : covered.error().code;
}

const QList<Cancels> everything {Cancels::Transaction, Cancels::Permit, Cancels::Authorization};

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_CancellationCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatWasApproved();
    void refusesWhateverDiffers_data();
    void refusesWhateverDiffers();
    void callsNothingElse();
    void refusesOtherShapes();
};

void tst_CancellationCoverage::coversWhatWasApproved()
{
    for (const Cancels what : everything)
        QCOMPARE(outcome(what, [](auto &, auto &) {}), QByteArray());
}

void tst_CancellationCoverage::refusesWhateverDiffers_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Change &change, const char *code) {
        QTest::newRow(name) << change << QByteArray(code);
    };
    row("another chain", message([](auto &it) { it.chainId = 10; }), "signer.network");
    row("a handle of another network",
        instruction([](auto &it) { it.cancelled.network.reference = "10"; }), "signer.network");
    row("terms of another network", terms([](auto &it) { it.network.reference = "10"; }),
        "signer.network");
    row(
        "another account pays",
        [](auto &prepared, auto &) { prepared.from.address = samples::payee; }, "signer.account");
    row("another coin", instruction([](auto &it) { it.coin = samples::ethereumToken; }),
        "signer.asset");
    row("terms in a token", terms([](auto &it) { it.asset = samples::ethereumToken; }),
        "signer.asset");
    row("somebody else is called", message([](auto &it) { it.to = samples::payee; }),
        "signer.payee");
    row("the instruction says another", instruction([](auto &it) { it.callee = samples::payee; }),
        "signer.payee");
    row("coins go with it", message([](auto &it) { it.value = 1; }), "signer.amount");
    row("an amount was approved", terms([](auto &it) { it.amount = 1; }), "signer.amount");
    row("a dearer gas", message([](auto &it) { it.maxFeePerGas = 2'000'000'001; }), "signer.fee");
    row("a lower fee was approved",
        terms([](auto &it) { it.highestFee = samples::sentFee.minus(1).value(); }), "signer.fee");
    row("a spender", terms([](auto &it) { it.spender = samples::payee; }), "signer.spender");
    row("a validity", terms([](auto &it) { it.validity = 60s; }), "signer.validity");
}

void tst_CancellationCoverage::refusesWhateverDiffers()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    for (const Cancels what : everything)
        QCOMPARE(outcome(what, change), code);
}

void tst_CancellationCoverage::callsNothingElse()
{
    const auto data = [](const QByteArray &bytes) {
        return message([bytes](auto &it) { it.data = bytes; });
    };
    const QByteArray call = samples::invalidationCall;
    QCOMPARE(outcome(Cancels::Transaction, data("x")), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Transaction, data(call)), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Transaction, callee(samples::payee)), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Permit, data({})), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Permit, data(call + '\0')), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Permit, data(call.chopped(1))), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Permit, data(samples::transferCall)), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Permit, callee(samples::otherToken)), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Authorization, data(samples::transferCall)),
             QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Authorization, callee(samples::payee)), QByteArray("signer.call"));
    QCOMPARE(outcome(Cancels::Authorization, authorization([](auto &it) { it.nonce.chop(1); })),
             QByteArray("signer.nonce"));
    QCOMPARE(outcome(Cancels::Authorization,
                     authorization([](auto &it) { it.authorizer = samples::payee; })),
             QByteArray("signer.account"));
}

void tst_CancellationCoverage::refusesOtherShapes()
{
    const auto moves = [](auto &prepared, auto &) {
        prepared.instruction = samples::sentPrepared(samples::coin).instruction;
    };
    QCOMPARE(outcome(Cancels::Authorization, moves), QByteArray("signer.shape"));
    QCOMPARE(outcome(Cancels::Permit, moves), QByteArray("signer.call"));
    const auto authorizes = [](auto &prepared, auto &) {
        prepared.toSign = samples::prepared().toSign;
    };
    QCOMPARE(outcome(Cancels::Authorization, authorizes), QByteArray("signer.shape"));
}

QTEST_GUILESS_MAIN(tst_CancellationCoverage)
#include "tst_cancellationcoverage.moc"
