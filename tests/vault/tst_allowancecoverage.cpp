// SPDX-License-Identifier: MIT
#include "core/vault/coverage.h"
#include "tests/vault/permitsamples.h"
#include "tests/vault/sentsamples.h"

#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using deal::EvmTransaction;
using deal::PermitTransfer;
using deal::SubmitAllowance;
using samples::Witness;

namespace {

/// approve(Permit2, 10000)
const QByteArray approveCall =
    fromHex("0x095ea7b3000000000000000000000000000000000022d473030f116ddee9f6b43ac78ba3"
            "0000000000000000000000000000000000000000000000000000000000002710")
        .value();
/// approve(Permit2, 2^256 - 1)
const QByteArray unlimitedCall = approveCall.first(36) + QByteArray(32, '\xff');

const money::Registry &registry()
{
    static const auto builtIn = money::Registry::builtIn().value();
    return builtIn;
}

/// What is about to be signed, and the word on it.
struct Signing
{
    deal::Prepared prepared;
    deal::Approval approval;

    [[nodiscard]] QByteArray code() const
    {
        return samples::codeOf(expectCovered(prepared, approval, registry(), samples::now));
    }
};

EvmTransaction approve(const NetworkId &network, const QByteArray &token)
{
    EvmTransaction message;
    message.chainId = network.reference.toULongLong();
    message.nonce = 7;
    message.to = token;
    message.data = approveCall;
    message.gasLimit = 65000;
    message.maxFeePerGas = 2'000'000'000;
    message.maxPriorityFeePerGas = Uint256(1'000'000);
    return message;
}

/// A permit whose seller is to send an approval for us.
Signing sponsored()
{
    Signing signing {samples::preparedPermit(Witness::Payee),
                     samples::permitApproval(Witness::Payee)};
    std::get<PermitTransfer>(signing.prepared.toSign).allowance =
        approve(samples::network, samples::token);
    signing.prepared.leaves.append(
        {registry().network(samples::network)->coin->id, samples::sentFee});
    signing.approval.terms.highestFee = samples::sentFee;
    return signing;
}

EvmTransaction &approvalOf(Signing &signing)
{
    return std::get<EvmTransaction>(std::get<PermitTransfer>(signing.prepared.toSign).allowance);
}

/// The owner's own allowance of a cent.
Signing allowing()
{
    Signing signing {samples::sentPrepared(samples::coin), samples::sentApproval(samples::coin)};
    const AssetAmount allowed {samples::ethereumToken, 10'000};
    auto &terms = signing.approval.terms;
    terms.dialect = "transfer";
    terms.method = "ALLOW";
    terms.url = deal::allowanceUrl(allowed);
    terms.amount = 0;
    terms.payee = samples::otherToken;
    signing.prepared.instruction = SubmitAllowance {samples::coin, allowed};
    signing.prepared.toSign = approve(samples::ethereum, samples::otherToken);
    signing.prepared.leaves.front() = {samples::coin, 0};
    return signing;
}

using Change = std::function<void(Signing &)>;

Change message(const std::function<void(EvmTransaction &)> &change)
{
    return [change](Signing &it) { change(std::get<EvmTransaction>(it.prepared.toSign)); };
}

Change terms(const std::function<void(deal::Terms &)> &change)
{
    return [change](Signing &it) { change(it.approval.terms); };
}

} // namespace

Q_DECLARE_METATYPE(Change)

/// What lets Permit2 move money names Permit2 alone, and no unit more than was agreed to.
class tst_AllowanceCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatGoesBesideAPermit();
    void refusesAnotherApproval_data();
    void refusesAnotherApproval();
    void refusesAFeeForNothing();
    void coversWhatTheOwnerAllows();
    void refusesAnotherAllowance_data();
    void refusesAnotherAllowance();
};

void tst_AllowanceCoverage::coversWhatGoesBesideAPermit()
{
    QCOMPARE(sponsored().code(), "");
    Signing signing {samples::preparedPermit(Witness::Payee),
                     samples::permitApproval(Witness::Payee)};
    std::get<PermitTransfer>(signing.prepared.toSign).allowance = deal::TokenPermit {7};
    QCOMPARE(signing.code(), "");
    // A fee that was agreed to for an approval which is not needed any more.
    signing.approval.terms.highestFee = 1;
    QCOMPARE(signing.code(), "");
}

void tst_AllowanceCoverage::refusesAnotherApproval_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const std::function<void(EvmTransaction &)> &change,
                        const QByteArray &code) {
        QTest::newRow(name) << Change([change](Signing &it) { change(approvalOf(it)); }) << code;
    };
    row(
        "chain id", [](auto &it) { it.chainId = 8453; }, "signer.network");
    row(
        "another contract", [](auto &it) { it.to = samples::otherToken; }, "signer.asset");
    row(
        "without an end", [](auto &it) { it.data = unlimitedCall; }, "signer.call");
    row(
        "a unit more", [](auto &it) { it.data.back() = '\x11'; }, "signer.call");
    row(
        "another spender", [](auto &it) { it.data[20] = '\x01'; }, "signer.call");
    row(
        "a transfer", [](auto &it) { it.data = samples::transferCall; }, "signer.call");
    row(
        "more data", [](auto &it) { it.data += '\0'; }, "signer.call");
    row(
        "coins besides", [](auto &it) { it.value = 1; }, "signer.call");
    row(
        "a higher price", [](auto &it) { it.maxFeePerGas = 2'000'000'001; }, "signer.fee");
    row(
        "more gas", [](auto &it) { it.gasLimit = 65001; }, "signer.fee");
}

void tst_AllowanceCoverage::refusesAnotherApproval()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    auto signing = sponsored();
    change(signing);
    QCOMPARE(signing.code(), code);
}

void tst_AllowanceCoverage::refusesAFeeForNothing()
{
    auto signing = sponsored();
    std::get<PermitTransfer>(signing.prepared.toSign).allowance = deal::TokenPermit {7};
    QCOMPARE(signing.code(), "signer.fee");
    signing = sponsored();
    signing.approval.terms.highestFee = 0;
    QCOMPARE(signing.code(), "signer.fee");
}

void tst_AllowanceCoverage::coversWhatTheOwnerAllows()
{
    QCOMPARE(allowing().code(), "");
}

void tst_AllowanceCoverage::refusesAnotherAllowance_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const AssetAmount more {samples::ethereumToken, 10'001};
    const AssetAmount other {{samples::ethereum, "erc20", samples::stranger}, 10'000};
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };
    row("message: chain id", message([](auto &it) { it.chainId = 8453; }), "signer.network");
    row("message: another contract", message([](auto &it) { it.to = samples::token; }),
        "signer.payee");
    row("message: without an end", message([](auto &it) { it.data = unlimitedCall; }),
        "signer.call");
    row("message: coins besides", message([](auto &it) { it.value = 1; }), "signer.call");
    row("message: a transfer", message([](auto &it) { it.data = samples::transferCall; }),
        "signer.call");
    row("message: more gas", message([](auto &it) { it.gasLimit = 65001; }), "signer.fee");
    row("terms: another amount", terms([more](auto &it) { it.url = deal::allowanceUrl(more); }),
        "signer.call");
    row("terms: another token", terms([other](auto &it) { it.url = deal::allowanceUrl(other); }),
        "signer.call");
    row("terms: something else", terms([](auto &it) { it.method = "SEND"; }), "signer.call");
    row("terms: a seller's", terms([](auto &it) { it.dialect = "x402-v2"; }), "signer.call");
    row("terms: payee", terms([](auto &it) { it.payee = samples::payee; }), "signer.payee");
    row("terms: amount", terms([](auto &it) { it.amount = 1; }), "signer.amount");
    row("terms: asset", terms([](auto &it) { it.asset = samples::ethereumToken; }), "signer.asset");
    row("terms: spender", terms([](auto &it) { it.spender = samples::stranger; }),
        "signer.spender");
    row("terms: validity", terms([](auto &it) { it.validity = std::chrono::seconds(1); }),
        "signer.validity");
    row(
        "prepared: account", [](Signing &it) { it.prepared.from.address = samples::account0; },
        "signer.account");
    row(
        "instruction: amount",
        [more](Signing &it) { std::get<SubmitAllowance>(it.prepared.instruction).allowed = more; },
        "signer.call");
    row(
        "as a transfer",
        [](Signing &it) {
            it.prepared.instruction =
                deal::SubmitTransfer {{samples::coin, 0}, samples::otherToken, std::nullopt};
        },
        "signer.call");
}

void tst_AllowanceCoverage::refusesAnotherAllowance()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    auto signing = allowing();
    change(signing);
    QCOMPARE(signing.code(), code);
}

QTEST_GUILESS_MAIN(tst_AllowanceCoverage)
#include "tst_allowancecoverage.moc"
