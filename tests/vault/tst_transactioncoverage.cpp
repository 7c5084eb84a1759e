// SPDX-License-Identifier: MIT
#include "core/vault/coverage.h"
#include "tests/vault/sentsamples.h"

#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace std::chrono_literals;
using deal::Terms;
using Message = deal::EvmTransaction;

namespace {

/// What happens between the owner's word and the signer.
using Change = std::function<void(deal::Prepared &, deal::Approval &)>;

const money::Registry &registry()
{
    static const auto builtIn = money::Registry::builtIn().value();
    return builtIn;
}

template <class Member, class Value> Change message(Member member, Value value)
{
    return [member, value](deal::Prepared &prepared, deal::Approval &) {
        samples::transactionOf(prepared).*member = value;
    };
}

template <class Member, class Value> Change terms(Member member, Value value)
{
    return [member, value](deal::Prepared &, deal::Approval &approval) {
        approval.terms.*member = value;
    };
}

Change instruction(const std::function<void(deal::SubmitTransfer &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &) {
        change(samples::submissionOf(prepared));
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

/// The fee that leaves, and the one that is signed.
Change fee(const Uint256 &leaving, const Uint256 &price)
{
    return [leaving, price](deal::Prepared &prepared, deal::Approval &) {
        prepared.leaves[1].units = leaving;
        samples::transactionOf(prepared).maxFeePerGas = price;
    };
}

QByteArray outcome(const AssetId &paid, const Change &change)
{
    auto prepared = samples::sentPrepared(paid);
    auto approval = samples::sentApproval(paid);
    change(prepared, approval);
    const auto covered = expectCovered(prepared, approval, registry(), samples::now);
    const bool isRefused = !covered && covered.error().kind == Error::Kind::Refused;
    return covered || isRefused ? samples::codeOf(covered) : "another kind";
}

const Change nothing = [](deal::Prepared &, deal::Approval &) {};

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(AssetId)

class tst_TransactionCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatWasApproved_data();
    void coversWhatWasApproved();
    void refusesAToken_data();
    void refusesAToken();
    void refusesTheCoin_data();
    void refusesTheCoin();
    void knowsThatSomeNetworksTakeMore_data();
    void knowsThatSomeNetworksTakeMore();

private:
    static void addRows(const AssetId &paid, const AssetId &other);
};

void tst_TransactionCoverage::coversWhatWasApproved_data()
{
    QTest::addColumn<AssetId>("paid");
    QTest::addColumn<Change>("change");
    QTest::newRow("a token") << samples::ethereumToken << nothing;
    QTest::newRow("the coin") << samples::coin << nothing;
    QTest::newRow("a token of another network") << samples::asset << nothing;
    QTest::newRow("of before") << samples::ethereumToken
                               << message(&Message::maxPriorityFeePerGas, std::nullopt);
    QTest::newRow("a small letter")
        << samples::coin << message(&Message::to, QByteArray(samples::payee).toLower());
    QTest::newRow("a tip as high as the price")
        << samples::coin << message(&Message::maxPriorityFeePerGas, Uint256(2'000'000'000));
    QTest::newRow("less than the highest fee")
        << samples::coin << terms(&Terms::highestFee, samples::sentFee.plus(1).value());
    QTest::newRow("any number") << samples::coin << message(&Message::nonce, ~quint64 {0});
    QTest::newRow("just in time") << samples::coin
                                  << instruction([](auto &it) { it.deadline = samples::now + 1s; });
}

void tst_TransactionCoverage::coversWhatWasApproved()
{
    QFETCH(AssetId, paid);
    QFETCH(Change, change);
    QCOMPARE(outcome(paid, change), "");
}

void tst_TransactionCoverage::addRows(const AssetId &paid, const AssetId &other)
{
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };
    const AssetAmount amount {paid, Uint256(10000)};
    const AssetAmount cost {samples::coin, samples::sentFee};

    row("message: chain id", message(&Message::chainId, 8453), "signer.network");
    row("terms: network", terms(&Terms::network, samples::network), "signer.network");
    row("terms: account's network",
        terms(&Terms::account, AccountId {samples::network, samples::account1}), "signer.network");
    row("terms: asset's network",
        terms(&Terms::asset, AssetId {samples::network, paid.space, paid.reference}),
        "signer.network");
    row("prepared: network", from({samples::network, samples::account1}), "signer.network");
    row("prepared: account", from({samples::ethereum, samples::account0}), "signer.account");
    row("terms: account", terms(&Terms::account, AccountId {samples::ethereum, samples::account0}),
        "signer.account");
    row("terms: asset", terms(&Terms::asset, other), "signer.asset");
    row("instruction: asset", instruction([other](auto &it) { it.amount.asset = other; }),
        "signer.asset");
    row("terms: payee", terms(&Terms::payee, samples::stranger), "signer.payee");
    row("instruction: payee", instruction([](auto &it) { it.payee = samples::stranger; }),
        "signer.payee");
    row("terms: amount", terms(&Terms::amount, Uint256(10001)), "signer.amount");
    row("instruction: amount", instruction([](auto &it) { it.amount.units = Uint256(9999); }),
        "signer.amount");

    row("message: more gas", message(&Message::gasLimit, 65001), "signer.fee");
    row("message: less gas", message(&Message::gasLimit, 64999), "signer.fee");
    row("message: a higher price", message(&Message::maxFeePerGas, 2'000'000'001), "signer.fee");
    row("message: a price past all bounds", message(&Message::maxFeePerGas, Uint256::max()),
        "signer.fee");
    row("message: a tip above the price",
        message(&Message::maxPriorityFeePerGas, Uint256(2'000'000'001)), "signer.fee");
    row("a higher fee leaves", fee(130'000'000'065'000, 2'000'000'001), "signer.fee");
    row("a fee past all bounds leaves", fee(Uint256::max(), Uint256::max()), "signer.fee");
    row("terms: a lower fee", terms(&Terms::highestFee, Uint256(129'999'999'999'999)),
        "signer.fee");
    row("terms: no fee", terms(&Terms::highestFee, Uint256()), "signer.fee");
    row("more leaves", leaves({{paid, Uint256(10001)}, cost}), "signer.fee");
    row("another asset leaves", leaves({{other, Uint256(10000)}, cost}), "signer.fee");
    row("no fee leaves", leaves({amount}), "signer.fee");
    row("the fee leaves twice", leaves({amount, cost, cost}), "signer.fee");
    row("the fee leaves in something else", leaves({amount, {samples::ethereumToken, cost.units}}),
        "signer.fee");
    row("nothing leaves", leaves({}), "signer.fee");

    row("terms: spender", terms(&Terms::spender, samples::stranger), "signer.spender");
    row("terms: validity", terms(&Terms::validity, 60s), "signer.validity");
    row("the offer has ended", instruction([](auto &it) { it.deadline = samples::now; }),
        "signer.deadline");
    row(
        "no payment", [](deal::Prepared &, deal::Approval &approval) { approval.payment.clear(); },
        "signer.payment");
    row(
        "another shape",
        [](deal::Prepared &prepared, deal::Approval &) {
            auto authorization = samples::prepared();
            prepared.toSign = samples::messageOf(authorization);
        },
        "signer.shape");
}

void tst_TransactionCoverage::refusesAToken_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    addRows(samples::ethereumToken, samples::coin);
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };
    const auto data = [](QByteArray call) { return message(&Message::data, std::move(call)); };
    const QByteArray call = samples::transferCall;

    row("message: another token", message(&Message::to, samples::token), "signer.asset");
    row("message: to is no address", message(&Message::to, "nobody"), "signer.asset");
    row("message: to the payee", message(&Message::to, samples::payee), "signer.asset");
    row(
        "a token that nobody knows",
        [](deal::Prepared &prepared, deal::Approval &approval) {
            const AssetId unknown {samples::ethereum, "erc20", samples::token};
            approval.terms.asset = unknown;
            samples::transactionOf(prepared).to = samples::token;
            samples::submissionOf(prepared).amount.asset = unknown;
            prepared.leaves[0].asset = unknown;
        },
        "signer.asset");
    row("message: coins beside it", message(&Message::value, Uint256(1)), "signer.call");
    row("message: no call", data({}), "signer.call");
    row("message: half a selector", data(call.first(2)), "signer.call");
    row("message: no arguments", data(call.first(4)), "signer.call");
    row("message: another function", data("\x09\x5e\xa7\xb3" + call.sliced(4)), "signer.call");
    row("message: cut off", data(call.chopped(1)), "signer.call");
    row("message: something behind it", data(call + '\0'), "signer.call");
    row("message: a second call behind it", data(call + call), "signer.call");
    row("message: more than an address",
        data(call.first(4) + QByteArray(12, '\1') + call.sliced(16)), "signer.call");
    row("message: another payee", data(call.first(16) + QByteArray(20, '\1') + call.sliced(36)),
        "signer.payee");
    row("message: more", data(call.chopped(1) + '\x11'), "signer.amount");
    row("message: less", data(call.chopped(1) + '\x0f'), "signer.amount");
    row("message: much more", data(call.first(36) + '\1' + call.sliced(37)), "signer.amount");
}

void tst_TransactionCoverage::refusesAToken()
{
    QFETCH(Change, change);
    QTEST(outcome(samples::ethereumToken, change), "code");
}

void tst_TransactionCoverage::refusesTheCoin_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    addRows(samples::coin, samples::ethereumToken);
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };
    row("message: another payee", message(&Message::to, samples::stranger), "signer.payee");
    row("message: to is no address", message(&Message::to, "nobody"), "signer.payee");
    row("message: more", message(&Message::value, Uint256(10001)), "signer.amount");
    row("message: less", message(&Message::value, Uint256(9999)), "signer.amount");
    row("message: a call", message(&Message::data, samples::transferCall), "signer.call");
    row("message: a byte", message(&Message::data, QByteArray(1, '\0')), "signer.call");
    row(
        "a coin that the network has not",
        [](deal::Prepared &prepared, deal::Approval &approval) {
            const AssetId unknown {samples::ethereum, "slip44", "61"};
            approval.terms.asset = unknown;
            samples::submissionOf(prepared).amount.asset = unknown;
            prepared.leaves[0].asset = unknown;
        },
        "signer.asset");
    row(
        "a network that has no coin",
        [](deal::Prepared &prepared, deal::Approval &approval) {
            const NetworkId mezo {"eip155", "31612"};
            const AssetId unknown {mezo, "slip44", "60"};
            auto &changed = approval.terms;
            changed.network = changed.account.network = mezo;
            changed.asset = unknown;
            samples::transactionOf(prepared).chainId = 31612;
            samples::submissionOf(prepared).amount.asset = unknown;
            prepared.from.network = mezo;
            prepared.leaves = {{unknown, 10000}, {unknown, samples::sentFee}};
        },
        "signer.asset");
}

void tst_TransactionCoverage::refusesTheCoin()
{
    QFETCH(Change, change);
    QTEST(outcome(samples::coin, change), "code");
}

void tst_TransactionCoverage::knowsThatSomeNetworksTakeMore_data()
{
    QTest::addColumn<Uint256>("leaving");
    QTest::addColumn<Uint256>("approved");
    QTest::addColumn<QByteArray>("code");
    const Uint256 gas = samples::sentFee;
    const Uint256 more = gas.plus(1).value();
    const Uint256 less = gas.minus(1).value();
    QTest::newRow("its own fee beside the gas") << more << more << QByteArray();
    QTest::newRow("less than the gas") << less << more << QByteArray("signer.fee");
    QTest::newRow("more than approved") << more << gas << QByteArray("signer.fee");
}

void tst_TransactionCoverage::knowsThatSomeNetworksTakeMore()
{
    QFETCH(Uint256, leaving);
    QFETCH(Uint256, approved);
    const auto change = [&](deal::Prepared &prepared, deal::Approval &approval) {
        prepared.leaves[1].units = leaving;
        approval.terms.highestFee = approved;
    };
    QTEST(outcome(samples::asset, change), "code"); // of Base Sepolia
}

QTEST_GUILESS_MAIN(tst_TransactionCoverage)
#include "tst_transactioncoverage.moc"
