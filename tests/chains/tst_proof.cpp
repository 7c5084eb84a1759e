// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/chains/evm/authorization.h"
#include "core/chains/evm/transfer.h"
#include "core/crypto/eip712.h"
#include "core/crypto/secp256k1.h"
#include "tests/chains/transferscene.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

QByteArray digestOf(const deal::TransferAuthorization &message)
{
    evm::TypedDomain domain;
    domain.name = message.domainName;
    domain.version = message.domainVersion;
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = evm::Address::parse(message.token).value();
    return evm::digestOf(message, evm::domainSeparator(domain).value()).value();
}

/// Signs whatever it is given, with the key of the vectors or another one.
class BlindSigner final : public deal::Signer
{
public:
    explicit BlindSigner(char keyByte)
        : m_key(key(keyByte))
    {
    }

    Result<QByteArray> sign(const deal::Prepared &prepared, const deal::Approval &) override
    {
        ++count;
        const auto &message = std::get<deal::TransferAuthorization>(prepared.toSign);
        return m_key.sign(digestOf(message));
    }

    int count = 0;

private:
    static crypto::PrivateKey key(char byte)
    {
        QByteArray bytes(32, byte);
        return crypto::PrivateKey::create(crypto::Secret::copyOf(crypto::bytesOf(bytes))).value();
    }

    crypto::PrivateKey m_key;
};

class LockedSigner final : public deal::Signer
{
public:
    Result<QByteArray> sign(const deal::Prepared &, const deal::Approval &) override
    {
        return fail(Error::Kind::Locked, "vault.locked");
    }
};

} // namespace

class tst_Proof : public QObject, private TransferScene
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesTheProofsOfTheReferenceClient_data();
    void givesTheProofsOfTheReferenceClient();
    void throwsAwaySignaturesOfOthers_data();
    void throwsAwaySignaturesOfOthers();
    void passesTheSignersErrorOn();
    void isDeadTenMinutesAfterItsEnd();

private:
    Json m_vectors;
};

void tst_Proof::initTestCase()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_vectors = parseJson(file.readAll(), 1024 * 1024).value();
}

void tst_Proof::givesTheProofsOfTheReferenceClient_data()
{
    QTest::addColumn<QString>("vector");
    QTest::addColumn<bool>("earlier");
    QTest::newRow("version 2") << u"v2_exact_eip3009"_s << false;
    QTest::newRow("version 1") << u"v1_exact"_s << true;
}

void tst_Proof::givesTheProofsOfTheReferenceClient()
{
    QFETCH(QString, vector);
    QFETCH(bool, earlier);
    const Json &expected = m_vectors[vector.toStdString()];
    auto instruction = transfer();
    if (earlier)
        instruction.validAfter = deal::ValidAfter::TenMinutesAgo;
    const auto prepared = prepare(instruction);
    QVERIFY(prepared);
    BlindSigner signer('\x01');
    const auto proof = chain.sign(*prepared, {}, signer);
    QVERIFY(proof);
    QCOMPARE(signer.count, 1);

    Json payload;
    payload["authorization"] = expected["payload"]["payload"]["authorization"];
    payload["signature"] = expected["payload"]["payload"]["signature"];
    QCOMPARE(QString::fromUtf8(proof->bytes), QString::fromStdString(payload.dump()));
    const auto &message = std::get<deal::TransferAuthorization>(prepared->toSign);
    QCOMPARE(toHex(digestOf(message)), textMember(expected["signed"][0], "digest").value());
}

void tst_Proof::throwsAwaySignaturesOfOthers_data()
{
    QTest::addColumn<int>("keyByte");
    QTest::addColumn<bool>("good");
    QTest::newRow("the payer's key") << 1 << true;
    QTest::newRow("another key") << 2 << false;
}

void tst_Proof::throwsAwaySignaturesOfOthers()
{
    QFETCH(int, keyByte);
    QFETCH(bool, good);
    BlindSigner signer {char(keyByte)};
    const auto proof = chain.sign(prepare(transfer()).value(), {}, signer);
    QCOMPARE(proof.has_value(), good);
    if (!good) {
        QCOMPARE(proof.error().kind, Error::Kind::Refused);
        QCOMPARE(proof.error().code, "chain.wrong_signature");
    }
}

void tst_Proof::passesTheSignersErrorOn()
{
    LockedSigner signer;
    const auto proof = chain.sign(prepare(transfer()).value(), {}, signer);
    QVERIFY(!proof);
    QCOMPARE(proof.error().code, "vault.locked");
}

void tst_Proof::isDeadTenMinutesAfterItsEnd()
{
    BlindSigner signer('\x01');
    const auto prepared = prepare(transfer()).value();
    const auto proof = chain.sign(prepared, {}, signer).value();
    const Time end = clock.now() + std::chrono::seconds(60);
    QCOMPARE(proof.deadAfter, end + std::chrono::minutes(10));
    QCOMPARE(proof.handle.network, network);
    const auto kept = evm::decodeAuthorization(proof.handle.id).value();
    QCOMPARE(kept.validBefore, end);
    QCOMPARE(kept.from.toChecksummed(), payer);
    QCOMPARE(kept.to.toChecksummed(), payee);
    QCOMPARE(kept.token.toChecksummed(), usdc.reference);
    QCOMPARE(kept.value, Uint256(10'000));
    QCOMPARE(kept.nonce, QByteArray(32, '\x11'));
}

QTEST_GUILESS_MAIN(tst_Proof)
#include "tst_proof.moc"
