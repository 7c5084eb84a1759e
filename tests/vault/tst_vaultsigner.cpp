// SPDX-License-Identifier: MIT
#include "core/crypto/secp256k1.h"
#include "core/vault/transfersignature.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"
#include "tests/vault/samples.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using samples::arrived;
using samples::codeOf;

/// The signer as the chains see it; that each field of the terms counts is shown by tst_coverage.
class tst_VaultSigner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void signsWhatWasApproved();
    void refusesWhatWasNot();
    void refusesAStrangersAccount();
    void signsAnApprovalOnce();
    void aRefusalUsesNothingUp();
    void refusesWhileLocked();
    void readsTheClock();

private:
    [[nodiscard]] static Secret passphrase() { return samples::secret("correct horse"); }

    QTemporaryDir m_folder;
    samples::FixedClock m_clock;
    money::Registry m_registry = money::Registry::builtIn().value();
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<VaultSigner> m_signer;
};

void tst_VaultSigner::initTestCase()
{
    m_vault = std::make_unique<Vault>(m_folder.path());
    QVERIFY(arrived(m_vault->restore(samples::secret(samples::words), passphrase())));
}

void tst_VaultSigner::init()
{
    m_signer = std::make_unique<VaultSigner>(*m_vault, m_registry, m_clock);
}

void tst_VaultSigner::signsWhatWasApproved()
{
    auto prepared = samples::prepared();
    const auto signature = m_signer->sign(prepared, samples::approval());
    QVERIFY(signature);
    QCOMPARE(signature->size(), 65);
    const auto &message = samples::messageOf(prepared);
    const auto digest = digestOf(message, domainSeparatorOf(message).value()).value();
    const auto publicKey = crypto::recover(digest, *signature).value();
    QCOMPARE(evm::addressOf(publicKey)->toChecksummed(), samples::account1);
}

void tst_VaultSigner::refusesWhatWasNot()
{
    auto prepared = samples::prepared();
    samples::messageOf(prepared).value = Uint256(10001);
    QCOMPARE(codeOf(m_signer->sign(prepared, samples::approval())), "signer.amount");
    prepared = samples::prepared();
    samples::messageOf(prepared).to = samples::stranger;
    QCOMPARE(codeOf(m_signer->sign(prepared, samples::approval())), "signer.payee");
}

void tst_VaultSigner::refusesAStrangersAccount()
{
    auto prepared = samples::prepared();
    auto approval = samples::approval();
    approval.terms.account.address = samples::stranger;
    prepared.from.address = samples::stranger;
    samples::messageOf(prepared).from = samples::stranger;
    QCOMPARE(codeOf(m_signer->sign(prepared, approval)), "signer.foreign_account");
}

void tst_VaultSigner::signsAnApprovalOnce()
{
    auto approval = samples::approval();
    QVERIFY(m_signer->sign(samples::prepared(), approval));
    const auto again = m_signer->sign(samples::prepared(), approval);
    QCOMPARE(codeOf(again), "signer.used");
    QCOMPARE(again.error().kind, Error::Kind::Refused);
    auto prepared = samples::prepared();
    samples::messageOf(prepared).nonce = QByteArray(32, '\x12');
    QCOMPARE(codeOf(m_signer->sign(prepared, approval)), "signer.used");
    approval.payment = "another payment";
    QVERIFY(m_signer->sign(prepared, approval));
}

void tst_VaultSigner::aRefusalUsesNothingUp()
{
    auto wrong = samples::prepared();
    samples::messageOf(wrong).value = Uint256(10001);
    QVERIFY(!m_signer->sign(wrong, samples::approval()));
    QVERIFY(m_signer->sign(samples::prepared(), samples::approval()));
}

void tst_VaultSigner::refusesWhileLocked()
{
    m_vault->lock();
    const auto signature = m_signer->sign(samples::prepared(), samples::approval());
    QCOMPARE(codeOf(signature), "vault.locked");
    QCOMPARE(signature.error().kind, Error::Kind::Locked);
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QVERIFY(m_signer->sign(samples::prepared(), samples::approval()));
}

void tst_VaultSigner::readsTheClock()
{
    const SystemClock today;
    VaultSigner later(*m_vault, m_registry, today);
    QCOMPARE(codeOf(later.sign(samples::prepared(), samples::approval())), "signer.validity");
}

QTEST_GUILESS_MAIN(tst_VaultSigner)
#include "tst_vaultsigner.moc"
