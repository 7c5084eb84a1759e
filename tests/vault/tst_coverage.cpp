// SPDX-License-Identifier: MIT
#include "core/vault/coverage.h"
#include "tests/vault/samples.h"

#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What happens between the owner's word and the signer.
using Change = std::function<void(deal::Prepared &, deal::Approval &)>;

const money::Registry &registry()
{
    static const auto builtIn = money::Registry::builtIn().value();
    return builtIn;
}

/// A change of the message to be signed.
template <class Member, class Value> Change message(Member member, Value value)
{
    return [member, value](deal::Prepared &prepared, deal::Approval &) {
        samples::messageOf(prepared).*member = value;
    };
}

/// A change of the terms that were approved.
template <class Member, class Value> Change terms(Member member, Value value)
{
    return [member, value](deal::Prepared &, deal::Approval &approval) {
        approval.terms.*member = value;
    };
}

Change instruction(const std::function<void(deal::AuthorizeTransfer &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &) {
        change(samples::instructionOf(prepared));
    };
}

Change leaves(const QList<AssetAmount> &amounts)
{
    return [amounts](deal::Prepared &prepared, deal::Approval &) { prepared.leaves = amounts; };
}

Change from(const AccountId &account)
{
    return [account](deal::Prepared &prepared, deal::Approval &) { prepared.from = account; };
}

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_Coverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatWasApproved();
    void coversOtherSpellingsOfAnAddress();
    void coversTheWholeTimeApproved();
    void refuses_data();
    void refuses();
};

void tst_Coverage::coversWhatWasApproved()
{
    QCOMPARE(expectCovered(samples::prepared(), samples::approval(), registry(), samples::now),
             Done {});
}

void tst_Coverage::coversOtherSpellingsOfAnAddress()
{
    auto prepared = samples::prepared();
    auto &message = samples::messageOf(prepared);
    message.to = message.to.toLower();
    message.from = message.from.toLower();
    QCOMPARE(expectCovered(prepared, samples::approval(), registry(), samples::now), Done {});
}

void tst_Coverage::coversTheWholeTimeApproved()
{
    const auto covered = [](Time now) {
        return samples::codeOf(
            expectCovered(samples::prepared(), samples::approval(), registry(), now));
    };
    QCOMPARE(covered(samples::now), "");
    QCOMPARE(covered(samples::now + 59s), "");
    QCOMPARE(covered(samples::now + 60s), "signer.validity");
    QCOMPARE(covered(samples::now - 1s), "signer.validity");
}

void tst_Coverage::refuses_data()
{
    using Message = deal::TransferAuthorization;
    using deal::Terms;
    using samples::asset;
    const AssetAmount other {{samples::network, "erc20", samples::otherToken}, Uint256(10000)};
    const AssetAmount fee {{samples::network, "slip44", "60"}, Uint256(1)};
    const AssetAmount more {asset, Uint256(10001)};

    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };

    row("message: chain id", message(&Message::chainId, 8453), "signer.network");
    row("terms: network", terms(&Terms::network, samples::otherNetwork), "signer.network");
    row("terms: network of another kind", terms(&Terms::network, NetworkId {"solana", "84532"}),
        "signer.network");
    row("terms: account's network",
        terms(&Terms::account, AccountId {samples::otherNetwork, samples::account1}),
        "signer.network");
    row("terms: asset's network",
        terms(&Terms::asset, AssetId {samples::otherNetwork, "erc20", samples::token}),
        "signer.network");
    row("prepared: network", from({samples::otherNetwork, samples::account1}), "signer.network");

    row("message: from", message(&Message::from, samples::account0), "signer.account");
    row("message: from is no address", message(&Message::from, "nobody"), "signer.account");
    row("terms: account", terms(&Terms::account, AccountId {samples::network, samples::account0}),
        "signer.account");
    row("prepared: account", from({samples::network, samples::account0}), "signer.account");

    row("message: token", message(&Message::token, samples::otherToken), "signer.asset");
    row("terms: asset", terms(&Terms::asset, other.asset), "signer.asset");
    row("terms: asset of another kind",
        terms(&Terms::asset, AssetId {samples::network, "slip44", samples::token}), "signer.asset");
    row("instruction: asset", instruction([other](auto &it) { it.amount.asset = other.asset; }),
        "signer.asset");

    row("message: name", message(&Message::domainName, u"USD Coin"_s), "signer.domain");
    row("message: version", message(&Message::domainVersion, u"1"_s), "signer.domain");
    row(
        "a token that nobody knows",
        [other](deal::Prepared &prepared, deal::Approval &approval) {
            approval.terms.asset = other.asset;
            samples::messageOf(prepared).token = samples::otherToken;
            samples::instructionOf(prepared).amount.asset = other.asset;
            prepared.leaves = {other};
        },
        "signer.domain");

    row("message: to", message(&Message::to, samples::stranger), "signer.payee");
    row("message: to is no address", message(&Message::to, ""), "signer.payee");
    row("terms: payee", terms(&Terms::payee, samples::stranger), "signer.payee");
    row("instruction: payee", instruction([](auto &it) { it.payee = samples::stranger; }),
        "signer.payee");

    row("message: more", message(&Message::value, Uint256(10001)), "signer.amount");
    row("message: less", message(&Message::value, Uint256(9999)), "signer.amount");
    row("terms: amount", terms(&Terms::amount, Uint256(10001)), "signer.amount");
    row("instruction: amount", instruction([](auto &it) { it.amount.units = Uint256(10001); }),
        "signer.amount");

    row("terms: fee", terms(&Terms::highestFee, Uint256(1)), "signer.fee");
    row("more leaves", leaves({more}), "signer.fee");
    row("a fee leaves too", leaves({{asset, Uint256(10000)}, fee}), "signer.fee");
    row("another token leaves", leaves({other}), "signer.fee");
    row("nothing leaves", leaves({}), "signer.fee");

    row("terms: spender", terms(&Terms::spender, samples::stranger), "signer.spender");

    row("message: valid after", message(&Message::validAfter, samples::now + 1s),
        "signer.valid_after");
    row("message: valid for longer", message(&Message::validBefore, samples::now + 61s),
        "signer.validity");
    row("message: over", message(&Message::validBefore, samples::now), "signer.validity");
    row("terms: validity", terms(&Terms::validity, 59s), "signer.validity");
    row("instruction: validity", instruction([](auto &it) { it.validity = 61s; }),
        "signer.validity");

    row("message: short nonce", message(&Message::nonce, QByteArray(31, '\x11')), "signer.nonce");
    row("message: long nonce", message(&Message::nonce, QByteArray(33, '\x11')), "signer.nonce");
    row("instruction: another nonce",
        instruction([](auto &it) { it.nonce = QByteArray(32, '\x12'); }), "signer.nonce");
    row("instruction: an earlier end", instruction([](auto &it) { it.end = samples::now + 59s; }),
        "signer.validity");
    row(
        "no payment", [](deal::Prepared &, deal::Approval &approval) { approval.payment.clear(); },
        "signer.payment");
}

void tst_Coverage::refuses()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    auto prepared = samples::prepared();
    auto approval = samples::approval();
    change(prepared, approval);
    const auto covered = expectCovered(prepared, approval, registry(), samples::now);
    QVERIFY(!covered);
    QCOMPARE(covered.error().kind, Error::Kind::Refused);
    QCOMPARE(covered.error().code, code);
}

QTEST_GUILESS_MAIN(tst_Coverage)
#include "tst_coverage.moc"
