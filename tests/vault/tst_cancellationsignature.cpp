// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/crypto/eip55.h"
#include "core/crypto/hash.h"
#include "core/money/registry.h"
#include "core/vault/cancellationsignature.h"
#include "core/vault/transactionsignature.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"
#include "tests/vault/cancelsamples.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using samples::arrived;
using samples::Cancels;
using samples::codeOf;

class tst_CancellationSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        m_vault = std::make_unique<Vault>(m_folder.path());
        QVERIFY(arrived(
            m_vault->restore(samples::secret(samples::words), samples::secret("correct horse"))));
    }

    /// The message of EIP-3009 put together by hand, and the transaction that holds its signature.
    void signsBothMessages()
    {
        VaultSigner signer(*m_vault, m_registry, m_clock);
        const auto prepared = samples::cancelPrepared(Cancels::Authorization);
        const auto both = signer.sign(prepared, samples::cancelApproval(Cancels::Authorization));
        QVERIFY(both);
        QCOMPARE(both->size(), 130);
        const auto &message = std::get<deal::AuthorizationCancellation>(prepared.toSign);
        const QByteArray account(12, '\0');
        const QByteArray owner = account + evm::Address::parse(samples::account1)->encode();
        const QByteArray separator = m_registry.asset(samples::ethereumToken)->domainSeparator;
        const QByteArray typeHash =
            fromHex("0x158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a1597429").value();
        const QByteArray digest = crypto::keccak256(
            "\x19\x01" + separator + crypto::keccak256(typeHash + owner + message.nonce));
        QCOMPARE(signerOf(digest, both->first(65)), QByteArray(samples::account1));
        auto transaction = message.transaction;
        transaction.data = fromHex("0x5a049a70").value() + owner + message.nonce
            + QByteArray(31, '\0') + both->at(64) + both->first(64);
        QCOMPARE(signerOf(digestOf(transaction).value(), both->sliced(65)),
                 QByteArray(samples::account1));
    }

    void signsAnApprovalOnce()
    {
        VaultSigner signer(*m_vault, m_registry, m_clock);
        for (const Cancels what : {Cancels::Authorization, Cancels::Permit, Cancels::Transaction}) {
            auto approval = samples::cancelApproval(what);
            approval.payment = "p" + QByteArray::number(int(what));
            QVERIFY(signer.sign(samples::cancelPrepared(what), approval));
            QCOMPARE(codeOf(signer.sign(samples::cancelPrepared(what), approval)), "signer.used");
        }
    }

private:
    static QByteArray signerOf(const QByteArray &digest, const QByteArray &signature)
    {
        const auto publicKey = crypto::recover(digest, signature).value();
        return evm::addressOf(publicKey)->toChecksummed();
    }

    QTemporaryDir m_folder;
    samples::FixedClock m_clock;
    money::Registry m_registry = money::Registry::builtIn().value();
    std::unique_ptr<Vault> m_vault;
};

QTEST_GUILESS_MAIN(tst_CancellationSignature)
#include "tst_cancellationsignature.moc"
