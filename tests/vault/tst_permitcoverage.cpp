// SPDX-License-Identifier: MIT
#include "core/vault/coverage.h"
#include "tests/vault/permitsamples.h"

#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace std::chrono_literals;
using deal::AuthorizePermit2;
using deal::PermitTransfer;
using samples::Witness;

namespace {

/// What happens between the owner's word and the signer.
using Change = std::function<void(deal::Prepared &, deal::Approval &)>;

const money::Registry &registry()
{
    static const auto builtIn = money::Registry::builtIn().value();
    return builtIn;
}

Change message(const std::function<void(PermitTransfer &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &) {
        change(std::get<PermitTransfer>(prepared.toSign));
    };
}

Change instruction(const std::function<void(AuthorizePermit2 &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &) {
        change(std::get<AuthorizePermit2>(prepared.instruction));
    };
}

Change terms(const std::function<void(deal::Terms &)> &change)
{
    return [change](deal::Prepared &, deal::Approval &approval) { change(approval.terms); };
}

Change both(const Change &one, const Change &other)
{
    return [one, other](deal::Prepared &prepared, deal::Approval &approval) {
        one(prepared, approval);
        other(prepared, approval);
    };
}

/// The same spender everywhere: in what is signed, what was asked for and what was approved.
Change spender(const QByteArray &address)
{
    return both(both(message([address](auto &it) { it.spender = address; }),
                     instruction([address](auto &it) { it.spender = address; })),
                terms([address](auto &it) { it.spender = address; }));
}

QByteArray codeAfter(Witness witness, const Change &change)
{
    auto prepared = samples::preparedPermit(witness);
    auto approval = samples::permitApproval(witness);
    change(prepared, approval);
    return samples::codeOf(expectCovered(prepared, approval, registry(), samples::now));
}

} // namespace

Q_DECLARE_METATYPE(Change)

/// Each field of a permit is compared with what was approved.
class tst_PermitCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatWasApproved();
    void coversOtherSpellingsOfAnAddress();
    void refusesForEveryWitness_data();
    void refusesForEveryWitness();
    void refusesAWitness_data();
    void refusesAWitness();
    void knowsNoOtherSpender_data();
    void knowsNoOtherSpender();
    void signsNoMessageOfAnotherKind();
};

void tst_PermitCoverage::coversWhatWasApproved()
{
    for (const auto witness : {Witness::None, Witness::Payee, Witness::PayeeAndFacilitator})
        QCOMPARE(codeAfter(witness, [](auto &, auto &) {}), "");
}

void tst_PermitCoverage::coversOtherSpellingsOfAnAddress()
{
    QCOMPARE(codeAfter(Witness::Payee, message([](auto &it) {
                           it.spender = it.spender.toLower();
                           it.witness->to = it.witness->to.toLower();
                           it.token = it.token.toLower();
                       })),
             "");
}

void tst_PermitCoverage::refusesForEveryWitness_data()
{
    const AssetAmount other {{samples::network, "erc20", samples::otherToken}, Uint256(10000)};
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };
    row("message: chain id", message([](auto &it) { it.chainId = 8453; }), "signer.network");
    row("terms: network", terms([](auto &it) { it.network = samples::otherNetwork; }),
        "signer.network");
    row("terms: account's network",
        terms([](auto &it) { it.account.network = samples::otherNetwork; }), "signer.network");
    row("terms: asset's network", terms([](auto &it) { it.asset.network = samples::otherNetwork; }),
        "signer.network");
    row(
        "prepared: network",
        [](auto &prepared, auto &) { prepared.from.network = samples::otherNetwork; },
        "signer.network");
    row("message: from", message([](auto &it) { it.from = samples::account0; }), "signer.account");
    row("terms: account", terms([](auto &it) { it.account.address = samples::account0; }),
        "signer.account");
    row(
        "prepared: account",
        [](auto &prepared, auto &) { prepared.from.address = samples::account0; },
        "signer.account");
    row("message: token", message([](auto &it) { it.token = samples::otherToken; }),
        "signer.asset");
    row("terms: asset", terms([other](auto &it) { it.asset = other.asset; }), "signer.asset");
    row("terms: asset of another kind", terms([](auto &it) { it.asset.space = "slip44"; }),
        "signer.asset");
    row("instruction: asset", instruction([other](auto &it) { it.amount = other; }),
        "signer.asset");
    row("a token that nobody knows",
        both(both(message([](auto &it) { it.token = samples::otherToken; }),
                  instruction([other](auto &it) { it.amount = other; })),
             terms([other](auto &it) { it.asset = other.asset; })),
        "signer.domain");
    row("instruction: payee", instruction([](auto &it) { it.payee = samples::stranger; }),
        "signer.payee");
    row("message: more", message([](auto &it) { it.amount = Uint256(10001); }), "signer.amount");
    row("message: less", message([](auto &it) { it.amount = Uint256(9999); }), "signer.amount");
    row("terms: amount", terms([](auto &it) { it.amount = Uint256(10001); }), "signer.amount");
    row("instruction: amount", instruction([](auto &it) { it.amount.units = Uint256(10001); }),
        "signer.amount");
    row(
        "more leaves",
        [](auto &prepared, auto &) { prepared.leaves.first().units = Uint256(10001); },
        "signer.fee");
    row(
        "nothing leaves", [](auto &prepared, auto &) { prepared.leaves.clear(); }, "signer.fee");
    row("message: valid for longer", message([](auto &it) { it.deadline = samples::now + 61s; }),
        "signer.validity");
    row("message: over", message([](auto &it) { it.deadline = samples::now; }), "signer.validity");
    row("terms: validity", terms([](auto &it) { it.validity = 59s; }), "signer.validity");
    row("instruction: validity", instruction([](auto &it) { it.validity = 61s; }),
        "signer.validity");
    row(
        "no payment", [](auto &, auto &approval) { approval.payment.clear(); }, "signer.payment");
    row("message: spender", message([](auto &it) { it.spender = samples::stranger; }),
        "signer.spender");
    row("instruction: spender", instruction([](auto &it) { it.spender = samples::stranger; }),
        "signer.spender");
    row("terms: spender", terms([](auto &it) { it.spender = samples::stranger; }),
        "signer.spender");
    row("another spender all over", spender(samples::stranger), "signer.spender");
}

void tst_PermitCoverage::refusesForEveryWitness()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    for (const auto witness : {Witness::None, Witness::Payee, Witness::PayeeAndFacilitator})
        QCOMPARE(codeAfter(witness, change), code);
}

void tst_PermitCoverage::refusesAWitness_data()
{
    QTest::addColumn<int>("witness");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, Witness witness, const Change &change,
                        const QByteArray &code) {
        QTest::newRow(name) << int(witness) << change << code;
    };
    using Bound = PermitTransfer::Witness;
    row("none: one all the same", Witness::None, message([](auto &it) {
            it.witness = Bound {samples::payee, {}, Time {}};
        }),
        "signer.witness");
    row("none: a facilitator was asked for", Witness::None,
        instruction([](auto &it) { it.facilitator = samples::facilitator; }), "signer.witness");
    row("none: terms: payee", Witness::None, terms([](auto &it) { it.payee = samples::stranger; }),
        "signer.spender");
    row("exact: no witness", Witness::Payee, message([](auto &it) { it.witness.reset(); }),
        "signer.witness");
    row("exact: with a facilitator", Witness::Payee,
        message([](auto &it) { it.witness->facilitator = samples::facilitator; }),
        "signer.witness");
    row("exact: a facilitator was asked for", Witness::Payee,
        instruction([](auto &it) { it.facilitator = samples::facilitator; }), "signer.witness");
    row("upto: no witness", Witness::PayeeAndFacilitator,
        message([](auto &it) { it.witness.reset(); }), "signer.witness");
    row("upto: another facilitator", Witness::PayeeAndFacilitator,
        message([](auto &it) { it.witness->facilitator = samples::stranger; }), "signer.witness");
    row("upto: no facilitator", Witness::PayeeAndFacilitator,
        both(message([](auto &it) { it.witness->facilitator.clear(); }),
             instruction([](auto &it) { it.facilitator.clear(); })),
        "signer.witness");
    for (const auto witness : {Witness::Payee, Witness::PayeeAndFacilitator}) {
        const QByteArray name = witness == Witness::Payee ? "exact" : "upto";
        row(name + ": another payee", witness,
            message([](auto &it) { it.witness->to = samples::stranger; }), "signer.payee");
        row(name + ": no payee", witness, message([](auto &it) { it.witness->to.clear(); }),
            "signer.payee");
        row(name + ": terms: payee", witness, terms([](auto &it) { it.payee = samples::stranger; }),
            "signer.payee");
        row(name + ": valid later", witness,
            message([](auto &it) { it.witness->validAfter = samples::now + 1s; }),
            "signer.valid_after");
    }
}

void tst_PermitCoverage::refusesAWitness()
{
    QFETCH(int, witness);
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    QCOMPARE(codeAfter(Witness(witness), change), code);
}

void tst_PermitCoverage::knowsNoOtherSpender_data()
{
    QTest::addColumn<int>("witness");
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("none: a proxy") << int(Witness::None) << QByteArray(deal::exactProxy);
    QTest::newRow("exact: the other proxy") << int(Witness::Payee) << QByteArray(deal::uptoProxy);
    QTest::newRow("exact: the payee") << int(Witness::Payee) << QByteArray(samples::payee);
    QTest::newRow("exact: Permit2") << int(Witness::Payee) << QByteArray(deal::permit2Contract);
    QTest::newRow("upto: the other proxy")
        << int(Witness::PayeeAndFacilitator) << QByteArray(deal::exactProxy);
    QTest::newRow("upto: an older proxy")
        << int(Witness::PayeeAndFacilitator)
        << QByteArray("0x402039b3d6E6BEC5A02c2C9fd937ac17A6940002");
}

void tst_PermitCoverage::knowsNoOtherSpender()
{
    QFETCH(int, witness);
    QFETCH(QByteArray, address);
    QCOMPARE(codeAfter(Witness(witness), spender(address)), "signer.spender");
}

void tst_PermitCoverage::signsNoMessageOfAnotherKind()
{
    auto permit = samples::preparedPermit(Witness::Payee);
    permit.toSign = samples::prepared().toSign;
    auto transfer = samples::prepared();
    transfer.toSign = samples::preparedPermit(Witness::Payee).toSign;
    for (const auto &mixed : {permit, transfer})
        QCOMPARE(samples::codeOf(expectCovered(mixed, samples::permitApproval(Witness::Payee),
                                               registry(), samples::now)),
                 "signer.shape");
}

QTEST_GUILESS_MAIN(tst_PermitCoverage)
#include "tst_permitcoverage.moc"
