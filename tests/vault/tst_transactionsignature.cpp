// SPDX-License-Identifier: MIT
#include "core/crypto/eip55.h"
#include "core/vault/transactionsignature.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"
#include "tests/vault/sentsamples.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using samples::arrived;
using samples::codeOf;

/// That the bytes are right is shown by tests/crypto, that each field counts by
/// tst_transactioncoverage.
class tst_TransactionSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signsWhatWasApproved_data();
    void signsWhatWasApproved();
    void everyFieldIsSigned();
    void refusesAReceiverThatIsNone();
    void signsAnApprovalOnce();

private:
    QTemporaryDir m_folder;
    samples::FixedClock m_clock;
    money::Registry m_registry = money::Registry::builtIn().value();
    std::unique_ptr<Vault> m_vault;
};

void tst_TransactionSignature::initTestCase()
{
    m_vault = std::make_unique<Vault>(m_folder.path());
    QVERIFY(arrived(
        m_vault->restore(samples::secret(samples::words), samples::secret("correct horse"))));
}

void tst_TransactionSignature::signsWhatWasApproved_data()
{
    QTest::addColumn<QString>("asset");
    QTest::newRow("a token") << QString::fromLatin1(samples::ethereumToken.toString());
    QTest::newRow("the coin") << QString::fromLatin1(samples::coin.toString());
}

void tst_TransactionSignature::signsWhatWasApproved()
{
    QFETCH(QString, asset);
    const auto paid = AssetId::parse(asset.toLatin1()).value();
    VaultSigner signer(*m_vault, m_registry, m_clock);
    auto prepared = samples::sentPrepared(paid);
    const auto signature = signer.sign(prepared, samples::sentApproval(paid));
    QVERIFY(signature);
    const auto digest = digestOf(samples::transactionOf(prepared)).value();
    const auto publicKey = crypto::recover(digest, *signature).value();
    QCOMPARE(evm::addressOf(publicKey)->toChecksummed(), samples::account1);
}

void tst_TransactionSignature::everyFieldIsSigned()
{
    auto prepared = samples::sentPrepared(samples::ethereumToken);
    const auto message = samples::transactionOf(prepared);
    using Message = deal::EvmTransaction;
    QSet<QByteArray> digests {digestOf(message).value()};
    const auto change = [&](auto member, const auto &value) {
        auto changed = message;
        changed.*member = value;
        digests.insert(digestOf(changed).value());
    };
    change(&Message::chainId, 2);
    change(&Message::nonce, 8);
    change(&Message::to, samples::stranger);
    change(&Message::value, Uint256(1));
    change(&Message::data, QByteArray("x"));
    change(&Message::gasLimit, 65001);
    change(&Message::maxFeePerGas, Uint256(2'000'000'001));
    change(&Message::maxPriorityFeePerGas, Uint256(1'000'001));
    change(&Message::maxPriorityFeePerGas, std::nullopt);
    QCOMPARE(digests.size(), 10);
}

void tst_TransactionSignature::refusesAReceiverThatIsNone()
{
    auto prepared = samples::sentPrepared(samples::coin);
    auto &message = samples::transactionOf(prepared);
    message.to = "you";
    QCOMPARE(codeOf(digestOf(message)), "address.malformed");
    VaultSigner signer(*m_vault, m_registry, m_clock);
    QCOMPARE(codeOf(signer.sign(prepared, samples::sentApproval(samples::coin))), "signer.payee");
}

void tst_TransactionSignature::signsAnApprovalOnce()
{
    VaultSigner signer(*m_vault, m_registry, m_clock);
    auto prepared = samples::sentPrepared(samples::coin);
    const auto approval = samples::sentApproval(samples::coin);
    QVERIFY(signer.sign(prepared, approval));
    samples::transactionOf(prepared).nonce = 8;
    QCOMPARE(codeOf(signer.sign(prepared, approval)), "signer.used");
}

QTEST_GUILESS_MAIN(tst_TransactionSignature)
#include "tst_transactionsignature.moc"
