// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "core/chains/evm/submission.h"
#include "core/crypto/abi.h"
#include "core/crypto/hash.h"
#include "tests/chains/sendscene.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Change = std::function<void(World &)>;

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(AssetId)

namespace {

/// 50'000 gas, a quarter more than estimated, at twice what base fee and tip are now.
constexpr quint64 quoted = 50'000 * 2'200;

template <class T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : result.error().code;
}

} // namespace

class tst_Submitting : public QObject, private SendScene
{
    Q_OBJECT

private Q_SLOTS:

    void init() { reset(); }

    void knowsTheHighestFee_data();
    void knowsTheHighestFee();
    void saysBeforeAnybodyIsAskedThatTheCoinsAreNotThere();
    void othersCostNothing();
    void preparesAToken();
    void preparesTheCoin();
    void signsForAllThatIsApproved();
    void paysTodaysPriceWithoutABaseFee();
    void takesTheNextNumber_data();
    void takesTheNextNumber();
    void refuses_data();
    void refuses();
    void refusesWhatItDoesNotKnow();
    void neverPassesWhatIsApproved();
    void keepsOffersThatEnd();
    void believesNothingImpossible_data();
    void believesNothingImpossible();
    void asksTheNextServer();
    void addsWhatTheNetworkTakesBesideTheGas();
    void putsTheProofTogether();
    void throwsAwaySignaturesOfOthers();
};

void tst_Submitting::knowsTheHighestFee_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<quint64>("fee");
    const auto row = [](const char *name, const Change &change, quint64 fee) {
        QTest::newRow(name) << change << fee;
    };
    row(
        "base fee and tip", [](World &) {}, quoted);
    row(
        "no tip told", [](World &it) { it.tip.reset(); }, quoted);
    row(
        "a gas price below the base fee",
        [](World &it) {
            it.tip.reset();
            it.gasPrice = 900;
        },
        50'000 * 2'000);
    row(
        "neither told",
        [](World &it) {
            it.tip.reset();
            it.gasPrice.reset();
            it.held = Uint256(quint64 {1} << 63);
        },
        50'000 * quint64 {200'002'000});
    row(
        "no base fee", [](World &it) { it.baseFee.reset(); }, 50'000 * 1'375);
    row(
        "nearly all the gas of a block", [](World &it) { it.blockGasLimit = 41'000; },
        41'000 * 2'200);
    row(
        "free", [](World &it) { it.baseFee = it.tip = Uint256(); }, 0);
    row(
        "just enough coins", [](World &it) { it.held = quoted + 10'000; }, quoted);
}

void tst_Submitting::knowsTheHighestFee()
{
    QFETCH(Change, change);
    QFETCH(quint64, fee);
    change(world(here));
    QCOMPARE(this->fee(transfer(token())).value(), (AssetAmount {coin(), fee}));
    QCOMPARE(this->fee(transfer(coin())).value(), (AssetAmount {coin(), fee}));
}

void tst_Submitting::saysBeforeAnybodyIsAskedThatTheCoinsAreNotThere()
{
    world(here).held = quoted - 1;
    QCOMPARE(codeOf(fee(transfer(token()))), "chain.no_coin_for_fee");
    world(here).held = quoted + 10'000 - 1;
    QCOMPARE(codeOf(fee(transfer(coin()))), "chain.no_coin_for_fee");
}

void tst_Submitting::othersCostNothing()
{
    auto asked = chain();
    const auto fee = asked.highestFee(deal::AuthorizeTransfer {}, {network, payer}).result();
    QVERIFY(fee && !*fee);
}

void tst_Submitting::preparesAToken()
{
    const auto prepared = prepare(transfer(token()), {quoted, 0}).value();
    QCOMPARE(std::get<deal::SubmitTransfer>(prepared.instruction), transfer(token()));
    QCOMPARE(prepared.from, (AccountId {network, payer}));
    const QList<AssetAmount> leaves {{token(), 10'000}, {coin(), quoted}};
    QCOMPARE(prepared.leaves, leaves);
    const auto &message = std::get<deal::EvmTransaction>(prepared.toSign);
    QCOMPARE(message.chainId, quint64(1));
    QCOMPARE(message.nonce, quint64(7));
    QCOMPARE(message.to, token().reference);
    QCOMPARE(message.value, Uint256(0));
    QCOMPARE(toHex(message.data),
             "0xa9059cbb000000000000000000000000209693bc6afc0c5328ba36faf03c514ef312287c"
             "0000000000000000000000000000000000000000000000000000000000002710");
    QCOMPARE(message.gasLimit, quint64(50'000));
    QCOMPARE(message.maxFeePerGas, Uint256(2'200));
    QCOMPARE(message.maxPriorityFeePerGas, Uint256(100));
}

void tst_Submitting::preparesTheCoin()
{
    auto instruction = transfer(coin());
    instruction.payee = payee.toLower();
    const auto prepared = prepare(instruction, {quoted, 0}).value();
    const auto &message = std::get<deal::EvmTransaction>(prepared.toSign);
    QCOMPARE(message.to, payee);
    QCOMPARE(message.value, Uint256(10'000));
    QVERIFY(message.data.isEmpty());
    const QList<AssetAmount> leaves {{coin(), 10'000}, {coin(), quoted}};
    QCOMPARE(prepared.leaves, leaves);
}

void tst_Submitting::signsForAllThatIsApproved()
{
    // The base fee has fallen by half, or risen by a half, since the fee was shown.
    for (const quint64 base : {500, 1'500}) {
        world(here).baseFee = base;
        const auto prepared = prepare(transfer(token()), {quoted + 49'999, 0}).value();
        const auto &message = std::get<deal::EvmTransaction>(prepared.toSign);
        QCOMPARE(message.maxFeePerGas, Uint256(2'200)); // rounded down
        QCOMPARE(prepared.leaves.at(1).units, Uint256(quoted));
    }
}

void tst_Submitting::paysTodaysPriceWithoutABaseFee()
{
    world(here).baseFee.reset();
    const auto prepared = prepare(transfer(token()), {quoted, 0}).value();
    const auto &message = std::get<deal::EvmTransaction>(prepared.toSign);
    QVERIFY(!message.maxPriorityFeePerGas);
    QCOMPARE(message.maxFeePerGas, Uint256(1'100));
    QCOMPARE(prepared.leaves.at(1).units, Uint256(50'000 * 1'100));
}

void tst_Submitting::takesTheNextNumber_data()
{
    QTest::addColumn<quint64>("counted");
    QTest::addColumn<quint64>("waiting");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("number");
    const auto row = [](const char *name, quint64 counted, quint64 waiting, quint64 first,
                        quint64 number) {
        QTest::newRow(name) << counted << waiting << first << number;
    };
    row("a new account", 0, 0, 0, 0);
    row("as the server counts", 7, 7, 0, 7);
    row("one of ours waits", 7, 8, 8, 8);
    row("one of ours that the server does not know", 7, 7, 8, 8);
    row("a server that lags", 3, 3, 8, 8);
    row("a server that lags in one thing", 7, 6, 7, 7);
    row("ours have landed", 9, 9, 8, 9);
}

void tst_Submitting::takesTheNextNumber()
{
    QFETCH(quint64, counted);
    QFETCH(quint64, waiting);
    QFETCH(quint64, first);
    world(here).counted = counted;
    world(here).waiting = waiting;
    const auto prepared = prepare(transfer(token()), {quoted, first}).value();
    QTEST(std::get<deal::EvmTransaction>(prepared.toSign).nonce, "number");
}

void tst_Submitting::refuses_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<quint64>("most");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Change &change, quint64 most,
                        const QByteArray &code) { QTest::newRow(name) << change << most << code; };
    const auto fails = [](const char *words, int number) {
        return [words, number](World &it) {
            it.gas.reset();
            it.refusal = QString::fromLatin1(words);
            it.refusalNumber = number;
        };
    };
    const quint64 least = 50'000 * 1'350;
    row(
        "just enough", [](World &) {}, least, "");
    row(
        "a little less", [](World &) {}, least - 1, "chain.fee_rose");
    row(
        "nothing", [](World &) {}, 0, "chain.fee_rose");
    row(
        "the base fee has doubled", [](World &it) { it.baseFee = 2'000; }, quoted,
        "chain.fee_rose");
    row(
        "it needs more gas", [](World &it) { it.gas = 80'000; }, quoted, "chain.fee_rose");
    row(
        "coins for all of it", [](World &it) { it.held = quoted + 10'000; }, quoted, "");
    row(
        "no coins", [](World &it) { it.held = 0; }, quoted, "chain.no_coin_for_fee");
    row(
        "a coin too few", [](World &it) { it.held = quoted + 9'999; }, quoted,
        "chain.no_coin_for_fee");
    row("geth: reverted", fails("execution reverted: too poor", 3), quoted, "chain.would_fail");
    row("older geth: reverted", fails("execution reverted", -32000), quoted, "chain.would_fail");
    row("reth: gas", fails("gas required exceeds allowance (550000000)", -32000), quoted,
        "chain.would_fail");
    row(
        "no coins, says the server",
        [fails](World &it) {
            fails("insufficient funds for transfer", -32000)(it);
            it.held = 0;
        },
        quoted, "chain.no_coin_for_fee");
    row(
        "another's transaction waits", [](World &it) { it.waiting = 8; }, quoted,
        "chain.others_waiting");
}

void tst_Submitting::refuses()
{
    QFETCH(Change, change);
    QFETCH(quint64, most);
    QFETCH(QByteArray, code);
    change(world(here));
    const auto prepared = prepare(transfer(coin()), {most, 0});
    QCOMPARE(codeOf(prepared), code);
    if (!prepared)
        QCOMPARE(prepared.error().kind, Error::Kind::Refused);
}

void tst_Submitting::refusesWhatItDoesNotKnow()
{
    const Bounds bounds {quoted, 0};
    const auto code = [&](const AssetId &asset, const AccountId &from, const QByteArray &to) {
        auto asked = chain();
        return codeOf(
            asked.prepare(deal::SubmitTransfer {{asset, 1}, to, {}}, from, bounds).result());
    };
    const AccountId account {network, payer};
    const auto asset = [](const char *text) { return AssetId::parse(text).value(); };
    QCOMPARE(code(asset("eip155:84533/slip44:1"), account, payee), "chain.unknown_network");
    QCOMPARE(code(asset("eip155:31612/slip44:60"), {{"eip155", "31612"}, payer}, payee),
             "chain.no_coin");
    QCOMPARE(code(asset("eip155:1/slip44:61"), account, payee), "chain.unknown_asset");
    QCOMPARE(code({network, "erc20", payee}, account, payee), "chain.unknown_asset");
    QCOMPARE(code(coin(), {{"eip155", "10"}, payer}, payee), "chain.account");
    QCOMPARE(code(coin(), {network, "me"}, payee), "address.malformed");
    QCOMPARE(code(token(), account, "you"), "address.malformed");
    urls.clear();
    QCOMPARE(code(coin(), account, payee), "rpc.none");
}

void tst_Submitting::neverPassesWhatIsApproved()
{
    const auto most = Uint256(quoted);
    for (const quint64 base : {0, 1, 999, 1'000, 1'599, 1'600, 5'000}) {
        for (const quint64 gas : {21'000, 21'001, 40'000, 63'999, 1'000'000}) {
            for (const bool hasBase : {true, false}) {
                auto &now = world(here);
                now.baseFee = hasBase ? std::optional<Uint256>(base) : std::nullopt;
                now.gasPrice = base;
                now.gas = gas;
                const auto prepared = prepare(transfer(token()), {most, 0});
                if (!prepared) {
                    QCOMPARE(codeOf(prepared), "chain.fee_rose");
                    continue;
                }
                const auto &message = std::get<deal::EvmTransaction>(prepared->toSign);
                const auto fee = message.maxFeePerGas.times(message.gasLimit).value();
                QVERIFY(fee <= most);
                QCOMPARE(prepared->leaves.at(1).units, fee);
                QVERIFY(message.maxPriorityFeePerGas.value_or(0) <= message.maxFeePerGas);
            }
        }
    }
}

void tst_Submitting::keepsOffersThatEnd()
{
    auto instruction = transfer(token());
    instruction.deadline = clock.time + 15s;
    QVERIFY(prepare(instruction, {quoted, 0}));
    instruction.deadline = clock.time + 14s;
    QCOMPARE(codeOf(prepare(instruction, {quoted, 0})), "chain.deadline");
    QCOMPARE(codeOf(fee(instruction)), "chain.deadline"); // nor is the owner asked
    // The time that the servers take counts as well.
    instruction.deadline = clock.time + 15s;
    rpc.beforeBatch = [this](int) { clock.time += 1s; };
    QCOMPARE(codeOf(prepare(instruction, {quoted, 0})), "chain.deadline");
}

void tst_Submitting::believesNothingImpossible_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Change &change,
                        const QByteArray &code = "rpc.absurd") {
        QTest::newRow(name) << change << code;
    };
    row("more gas than a block has", [](World &it) { it.gas = 30'000'001; });
    row("less gas than anything needs", [](World &it) { it.gas = 20'999; });
    row("gas past 64 bits", [](World &it) { it.gas = Uint256::max(); });
    row("a base fee past all bounds", [](World &it) { it.baseFee = Uint256::max(); });
    row("a tip past all bounds", [](World &it) { it.tip = Uint256::max(); });
    row("a base fee that times gas is past all bounds",
        [](World &it) { it.baseFee = Uint256::max().dividedBy(50'000).value(); });
    row("a number past 64 bits", [](World &it) { it.counted = Uint256::max(); });
    row("a block without gas", [](World &it) { it.blockGasLimit = 0; });
    row(
        "a busy server",
        [](World &it) {
            it.gas.reset();
            it.refusal = u"limit exceeded"_s;
            it.refusalNumber = -32005;
        },
        "rpc.error");
    row(
        "no price at all",
        [](World &it) {
            it.baseFee.reset();
            it.gasPrice.reset();
        },
        "rpc.error");
}

void tst_Submitting::believesNothingImpossible()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    change(world(here));
    urls = {here};
    QCOMPARE(codeOf(fee(transfer(token()))), code);
    QCOMPARE(codeOf(prepare(transfer(token()), {quoted, 0})), code);
    urls = {here, there};
    QVERIFY(prepare(transfer(token()), {quoted, 0}));
}

void tst_Submitting::asksTheNextServer()
{
    rpc.servers[here].chainId = 8453;
    QVERIFY(prepare(transfer(token()), {quoted, 0}));
    rpc.servers[there].chainId = 8453;
    QCOMPARE(codeOf(prepare(transfer(token()), {quoted, 0})), "rpc.wrong_chain");
    rpc.servers[here].isDown = rpc.servers[there].isDown = true;
    QCOMPARE(codeOf(prepare(transfer(token()), {quoted, 0})), "rpc.unreachable");
}

void tst_Submitting::addsWhatTheNetworkTakesBesideTheGas()
{
    network = {"eip155", "8453"};
    serve(8453);
    world(here).l1Fee = Uint256(3'000).encode();
    QCOMPARE(fee(transfer(token())).value(), (AssetAmount {coin(), quoted + 6'000}));
    const auto prepared = prepare(transfer(token()), {quoted + 6'000, 0}).value();
    QCOMPARE(prepared.leaves.at(1).units, Uint256(quoted + 6'000));
    const auto &message = std::get<deal::EvmTransaction>(prepared.toSign);
    QCOMPARE(message.maxFeePerGas, Uint256(2'200));
    QCOMPARE(codeOf(prepare(transfer(token()), {5'999, 0})), "chain.fee_rose");
    world(here).l1Fee = Uint256::max().encode();
    urls = {here};
    QCOMPARE(codeOf(fee(transfer(token()))), "rpc.absurd");
    world(here).l1Fee = "x";
    QCOMPARE(codeOf(fee(transfer(token()))), "rpc.malformed");
    world(here).l1Fee.clear(); // no such contract: a chain at home
    QCOMPARE(fee(transfer(token())).value(), (AssetAmount {coin(), quoted}));
}

void tst_Submitting::putsTheProofTogether()
{
    for (const AssetId &asset : {token(), coin()}) {
        const auto prepared = prepare(transfer(asset), {quoted, 0}).value();
        const auto proof = sign(prepared).value();
        QVERIFY(!proof.deadAfter);
        QCOMPARE(proof.handle.network, network);
        const auto payload = parseJson(proof.bytes).value();
        QCOMPARE(payload.size(), size_t(3));
        const auto raw = fromHex(textMember(payload, "transaction").value()).value();
        const auto hash = fromHex(textMember(payload, "transactionHash").value()).value();
        QCOMPARE(crypto::keccak256(raw), hash);
        QCOMPARE(textMember(payload, "from").value(), payer);
        QCOMPARE(chain().numberOf(proof.handle), std::optional<quint64>(7));
        const auto sent = evm::decodeSubmission(proof.handle.id).value();
        QCOMPARE(sent.hash, hash);
        QCOMPARE(sent.from.toChecksummed(), payer);
        QCOMPARE(sent.payee.toChecksummed(), payee);
        QCOMPARE(sent.value, Uint256(10'000));
        QCOMPARE(sent.highestFee, Uint256(quoted));
        QCOMPARE(sent.token.has_value(), asset == token());
    }
    QVERIFY(!chain().numberOf({network, "something else"}));
}

void tst_Submitting::throwsAwaySignaturesOfOthers()
{
    const auto prepared = prepare(transfer(token()), {quoted, 0}).value();
    QCOMPARE(codeOf(sign(prepared, 2)), "chain.wrong_signature");
    auto changed = prepared;
    changed.instruction = deal::AuthorizeTransfer {};
    QCOMPARE(codeOf(sign(changed)), "chain.not_sendable");
}

QTEST_GUILESS_MAIN(tst_Submitting)
#include "tst_submitting.moc"
