// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "core/chains/evm/authorization.h"
#include "core/chains/evm/permithandle.h"
#include "core/chains/evm/submission.h"
#include "core/crypto/abi.h"
#include "core/crypto/eip712.h"
#include "core/crypto/hash.h"
#include "core/deal/permit2.h"
#include "tests/chains/sendscene.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

template <class T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : result.error().code;
}

/// As VaultSigner does it: both signatures of a cancellation.
class BothSigner final : public deal::Signer
{
public:
    explicit BothSigner(const money::Registry &registry)
        : m_registry(registry)
    {
    }

    Result<QByteArray> sign(const deal::Prepared &prepared, const deal::Approval &) override
    {
        const auto &message = std::get<deal::AuthorizationCancellation>(prepared.toSign);
        const auto *token =
            m_registry.asset({prepared.from.network, "erc20", message.transaction.to});
        const QByteArray typeHash =
            crypto::keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
        const auto authorizer = evm::Address::parse(message.authorizer).value();
        const QByteArray digest = crypto::keccak256(
            "\x19\x01" + token->domainSeparator
            + crypto::keccak256(typeHash + evm::addressTopic(authorizer) + message.nonce));
        first = m_key.sign(digest).value();
        auto transaction = message.transaction;
        transaction.data =
            evm::abiSelector("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)")
            + evm::addressTopic(authorizer) + message.nonce + QByteArray(31, '\0') + first.right(1)
            + first.first(64);
        second = m_key.sign(evm::digestOf(TransactionSigner::transactionOf(transaction))).value();
        return first + second;
    }

    QByteArray first;
    QByteArray second;

private:
    const money::Registry &m_registry;
    crypto::PrivateKey m_key =
        crypto::PrivateKey::create(crypto::Secret::copyOf(crypto::bytesOf(QByteArray(32, '\x01'))))
            .value();
};

} // namespace

/// How what was signed is made worthless.
class tst_Cancelling : public QObject, private SendScene
{
    Q_OBJECT

private Q_SLOTS:

    void init() { reset(); }

    void outbidsATransactionOfOurs();
    void outbidsAlsoWhereFeesHaveFallen();
    void outbidsWithoutABaseFee();
    void comesTooLateForATransaction();
    void asksForMoreThanWasApproved();
    void takesAPermitBack();
    void cancelsAnAuthorisation();
    void comesTooLateForWhatIsUsed_data();
    void comesTooLateForWhatIsUsed();
    void refusesWhatAnotherAccountSigned();
    void throwsAwaySignaturesOfOthers();
    void refusesHandlesOfNothing();

private:
    [[nodiscard]] evm::Submission submission() const;
    [[nodiscard]] evm::Authorization authorization() const;
    [[nodiscard]] evm::Permit permit() const;

    template <class Thing> [[nodiscard]] deal::SubmitCancellation cancellation(const Thing &thing)
    {
        return chain().cancellation({network, evm::encode(thing)}).value();
    }

    [[nodiscard]] Result<std::optional<AssetAmount>> feeFor(const deal::Instruction &instruction)
    {
        auto asked = chain();
        return asked.highestFee(instruction, {network, payer}).result();
    }

    [[nodiscard]] Result<deal::Prepared> prepared(const deal::Instruction &instruction,
                                                  const Uint256 &most = 1'000'000'000)
    {
        auto asked = chain();
        return asked.prepare(instruction, {network, payer}, {most, 0}).result();
    }
};

evm::Submission tst_Cancelling::submission() const
{
    evm::Submission one;
    one.from = evm::Address::parse(payer).value();
    one.number = 7;
    one.hash = QByteArray(32, 'h');
    one.payee = evm::Address::parse(payee).value();
    one.value = 10;
    one.price = 8'000;
    one.tip = 400;
    return one;
}

evm::Authorization tst_Cancelling::authorization() const
{
    evm::Authorization one;
    one.token = evm::Address::parse(token().reference).value();
    one.from = evm::Address::parse(payer).value();
    one.to = evm::Address::parse(payee).value();
    one.nonce = QByteArray(32, '\x22');
    one.validBefore = clock.time;
    one.value = 10;
    return one;
}

evm::Permit tst_Cancelling::permit() const
{
    evm::Permit one;
    one.token = evm::Address::parse(token().reference).value();
    one.from = evm::Address::parse(payer).value();
    one.to = evm::Address::parse(payee).value();
    one.spender = one.to;
    one.nonce = Uint256::decode(QByteArray(31, '\x05') + '\x09').value();
    return one;
}

void tst_Cancelling::outbidsATransactionOfOurs()
{
    const auto instruction = cancellation(submission());
    QCOMPARE(instruction.coin, coin());
    QCOMPARE(instruction.callee, payer);
    // Twice today's base fee and the outbid tip is less than an eighth above the other's price.
    QCOMPARE(feeFor(instruction).value(), (AssetAmount {coin(), 50'000 * quint64(9'001)}));
    const auto ready = prepared(instruction, 50'000 * quint64(9'001)).value();
    const auto &message = std::get<deal::EvmTransaction>(ready.toSign);
    QCOMPARE(message.nonce, quint64(7));
    QCOMPARE(message.to, payer);
    QVERIFY(message.value.isZero() && message.data.isEmpty());
    QCOMPARE(message.maxFeePerGas, Uint256(9'001));
    QCOMPARE(message.maxPriorityFeePerGas, Uint256(451));
    QCOMPARE(ready.leaves.front(), (AssetAmount {coin(), 0}));
    const auto proof = sign(ready).value();
    const auto sent = evm::decodeSubmission(proof.handle.id).value();
    QCOMPARE(sent.number, quint64(7));
    QCOMPARE(sent.price, Uint256(9'001));
    QCOMPARE(sent.tip, Uint256(451));
    QVERIFY(sent.value.isZero());
    // The cancellation itself can be outbid in turn.
    const auto again = prepared(cancellation(sent), 50'000 * quint64(20'000)).value();
    QCOMPARE(std::get<deal::EvmTransaction>(again.toSign).maxPriorityFeePerGas, Uint256(508));
}

void tst_Cancelling::outbidsAlsoWhereFeesHaveFallen()
{
    world(here).baseFee = 1;
    world(here).tip = Uint256(0);
    const auto ready = prepared(cancellation(submission()), 50'000 * quint64(9'001)).value();
    const auto &message = std::get<deal::EvmTransaction>(ready.toSign);
    QCOMPARE(message.maxFeePerGas, Uint256(9'001));
    QCOMPARE(message.maxPriorityFeePerGas, Uint256(451));
}

void tst_Cancelling::outbidsWithoutABaseFee()
{
    world(here).baseFee.reset();
    const auto ready = prepared(cancellation(submission())).value();
    const auto &message = std::get<deal::EvmTransaction>(ready.toSign);
    QCOMPARE(message.maxFeePerGas, Uint256(9'001));
    QVERIFY(!message.maxPriorityFeePerGas);
}

void tst_Cancelling::comesTooLateForATransaction()
{
    world(here).counted = Uint256(8);
    QCOMPARE(codeOf(feeFor(cancellation(submission()))), "chain.too_late");
    QCOMPARE(codeOf(prepared(cancellation(submission()))), "chain.too_late");
}

void tst_Cancelling::asksForMoreThanWasApproved()
{
    QCOMPARE(codeOf(prepared(cancellation(submission()), 50'000 * quint64(9'001) - 1)),
             "chain.fee_rose");
}

void tst_Cancelling::takesAPermitBack()
{
    world(here).l1Fee = QByteArray(32, '\0'); // the bitmap's word
    const auto instruction = cancellation(permit());
    QCOMPARE(instruction.callee, QByteArray(deal::permit2Contract));
    QCOMPARE(feeFor(instruction).value(), (AssetAmount {coin(), 50'000 * quint64(2'200)}));
    const auto ready = prepared(instruction).value();
    const auto &message = std::get<deal::EvmTransaction>(ready.toSign);
    QCOMPARE(message.nonce, quint64(7)); // the next one
    QCOMPARE(message.to, QByteArray(deal::permit2Contract));
    QVERIFY(message.value.isZero());
    // keccak256("invalidateUnorderedNonces(uint256,uint256)"), the word 0x0005…05, bit 9 of it.
    QCOMPARE(toHex(message.data),
             "0x3ff9dcb1"
             "00" + QByteArray("05").repeated(31)
                 + QByteArray("00").repeated(30) + "0200");
    QVERIFY(sign(ready));
}

void tst_Cancelling::cancelsAnAuthorisation()
{
    world(here).l1Fee = QByteArray(32, '\0'); // authorizationState
    world(here).gas.reset(); // nobody can estimate it
    const auto instruction = cancellation(authorization());
    QCOMPARE(instruction.callee, token().reference);
    QCOMPARE(feeFor(instruction).value(), (AssetAmount {coin(), 125'000 * quint64(2'200)}));
    const auto ready = prepared(instruction).value();
    const auto &message = std::get<deal::AuthorizationCancellation>(ready.toSign);
    QCOMPARE(message.authorizer, payer);
    QCOMPARE(message.nonce, QByteArray(32, '\x22'));
    QVERIFY(message.transaction.data.isEmpty());
    BothSigner signer(registry);
    const auto proof = chain().sign(ready, {}, signer).value();
    const auto payload = parseJson(proof.bytes).value();
    const auto transaction = fromHex(textMember(payload, "transaction").value()).value();
    QVERIFY(transaction.contains(signer.first.first(64)));
    QVERIFY(transaction.endsWith(signer.second.sliced(32, 32)));
    QCOMPARE(evm::decodeSubmission(proof.handle.id)->hash, crypto::keccak256(transaction));
}

void tst_Cancelling::comesTooLateForWhatIsUsed_data()
{
    QTest::addColumn<bool>("isPermit");
    QTest::newRow("an authorisation") << false;
    QTest::newRow("a permit") << true;
}

void tst_Cancelling::comesTooLateForWhatIsUsed()
{
    QFETCH(bool, isPermit);
    world(here).l1Fee = isPermit ? QByteArray(32, '\xff') : QByteArray(31, '\0') + '\1';
    const auto instruction = isPermit ? cancellation(permit()) : cancellation(authorization());
    QCOMPARE(codeOf(feeFor(instruction)), "chain.too_late");
    QCOMPARE(codeOf(prepared(instruction)), "chain.too_late");
}

void tst_Cancelling::refusesWhatAnotherAccountSigned()
{
    auto other = submission();
    other.from = other.payee;
    QCOMPARE(codeOf(feeFor(cancellation(other))), "chain.account");
}

void tst_Cancelling::throwsAwaySignaturesOfOthers()
{
    world(here).l1Fee = QByteArray(32, '\0');
    const auto ready = prepared(cancellation(authorization())).value();

    class Swapped final : public deal::Signer
    {
    public:
        explicit Swapped(const money::Registry &registry)
            : m_both(registry)
        {
        }

        Result<QByteArray> sign(const deal::Prepared &it, const deal::Approval &approval) override
        {
            const auto both = m_both.sign(it, approval).value();
            return change(both);
        }

        std::function<QByteArray(const QByteArray &)> change;

    private:
        BothSigner m_both;
    } signer(registry);

    for (const auto &change : QList<std::function<QByteArray(const QByteArray &)>> {
             [](const QByteArray &it) { return it.first(65); },
             [](const QByteArray &it) { return it.sliced(65) + it.first(65); },
             [](const QByteArray &it) { return it.first(65) + it.first(65); },
             [](const QByteArray &it) { return it.sliced(65) + it.sliced(65); }}) {
        signer.change = change;
        QCOMPARE(codeOf(chain().sign(ready, {}, signer)), "chain.wrong_signature");
    }
}

void tst_Cancelling::refusesHandlesOfNothing()
{
    QCOMPARE(codeOf(chain().cancellation({network, "?"})), "chain.handle");
    QCOMPARE(codeOf(chain().cancellation({{"eip155", "999999"}, evm::encode(submission())})),
             "chain.unknown_network");
}

QTEST_GUILESS_MAIN(tst_Cancelling)
#include "tst_cancelling.moc"
