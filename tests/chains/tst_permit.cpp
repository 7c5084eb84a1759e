// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/chains/evm/permission.h"
#include "core/chains/evm/permit.h"
#include "core/crypto/secp256k1.h"
#include "core/deal/permit2.h"
#include "tests/chains/transferscene.h"

#include <QFile>
#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;
using Witness = deal::AuthorizePermit2::Witness;

namespace {

/// Signs whatever it is given, with the key of the vectors or another one.
class BlindSigner final : public deal::Signer
{
public:
    explicit BlindSigner(char keyByte)
        : m_key(crypto::PrivateKey::create(
                    crypto::Secret::copyOf(crypto::bytesOf(QByteArray(32, keyByte))))
                    .value())
    {
    }

    Result<QByteArray> sign(const deal::Prepared &prepared, const deal::Approval &) override
    {
        return m_key.sign(evm::digestOf(std::get<deal::PermitTransfer>(prepared.toSign)).value());
    }

private:
    crypto::PrivateKey m_key;
};

} // namespace

/// Permits made ready, signed, and kept for later.
class tst_Permit : public QObject, private TransferScene
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesTheProofsOfTheReferenceClient_data();
    void givesTheProofsOfTheReferenceClient();
    void hashesWhatHasNoWitness();
    void throwsAwaySignaturesOfOthers();
    void isKeptForItsFate();
    void refusesOtherHandles();
    void survivesTheWayThroughTheLedger();
    void refusesToPrepare_data();
    void refusesToPrepare();
    void wantsAnAllowance_data();
    void wantsAnAllowance();
    void asksNobodyWhereNobodyMayBeAsked();

private:
    [[nodiscard]] deal::AuthorizePermit2 exact() const;
    [[nodiscard]] deal::AuthorizePermit2 upto() const;
    [[nodiscard]] Result<deal::Prepared> preparedAlone(const deal::AuthorizePermit2 &permit) const;

    Json m_vectors;
};

void tst_Permit::initTestCase()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_vectors = parseJson(file.readAll(), 1024 * 1024).value();
}

deal::AuthorizePermit2 tst_Permit::exact() const
{
    return {{usdc, 10'000}, payee, deal::exactProxy, {}, Witness::Payee, std::chrono::seconds(60)};
}

deal::AuthorizePermit2 tst_Permit::upto() const
{
    return {{usdc, 500'000},
            payee,
            deal::uptoProxy,
            "0x1111111111111111111111111111111111111111",
            Witness::PayeeAndFacilitator,
            std::chrono::seconds(60)};
}

Result<deal::Prepared> tst_Permit::preparedAlone(const deal::AuthorizePermit2 &permit) const
{
    return evm::preparePermit(permit, {network, payer}, registry,
                              {clock.now(), QByteArray(32, '\x11')});
}

void tst_Permit::givesTheProofsOfTheReferenceClient_data()
{
    QTest::addColumn<QString>("vector");
    QTest::addColumn<bool>("isExact");
    QTest::newRow("exact") << u"v2_exact_permit2"_s << true;
    QTest::newRow("upto") << u"v2_upto_permit2"_s << false;
}

void tst_Permit::givesTheProofsOfTheReferenceClient()
{
    QFETCH(QString, vector);
    QFETCH(bool, isExact);
    const Json &expected = m_vectors[vector.toStdString()];
    const auto prepared = preparedAlone(isExact ? exact() : upto());
    QVERIFY(prepared);
    const auto &message = std::get<deal::PermitTransfer>(prepared->toSign);
    QCOMPARE(toHex(evm::digestOf(message).value()),
             textMember(expected["signed"][0], "digest").value());
    BlindSigner signer('\x01');
    const auto proof = chain.sign(*prepared, {}, signer);
    QVERIFY(proof);
    const auto payload = expected["payload"]["payload"].dump();
    QCOMPARE(QString::fromUtf8(proof->bytes), QString::fromStdString(payload));
}

void tst_Permit::hashesWhatHasNoWitness()
{
    // Made by the reference client for another spender; the form is the same.
    const Json &expected = m_vectors["v2_authcapture_permit2"]["signed"][0];
    auto message = std::get<deal::PermitTransfer>(preparedAlone(exact())->toSign);
    message.witness.reset();
    message.spender = textMember(expected["message"], "spender").value();
    const auto nonce = textMember(expected["message"], "nonce").value();
    message.nonce = Uint256::parse(QByteArrayView(nonce)).value();
    QCOMPARE(toHex(evm::digestOf(message).value()), textMember(expected, "digest").value());
}

void tst_Permit::throwsAwaySignaturesOfOthers()
{
    BlindSigner signer('\x02');
    const auto proof = chain.sign(preparedAlone(exact()).value(), {}, signer);
    QVERIFY(!proof);
    QCOMPARE(proof.error().code, "chain.wrong_signature");
}

void tst_Permit::isKeptForItsFate()
{
    BlindSigner signer('\x01');
    const auto proof = chain.sign(preparedAlone(upto()).value(), {}, signer).value();
    const Time end = clock.now() + std::chrono::seconds(60);
    QCOMPARE(proof.deadAfter, end + std::chrono::minutes(10));
    QCOMPARE(proof.handle.network, network);
    const auto kept = std::get<evm::Permit>(evm::decodePermission(proof.handle.id).value());
    QCOMPARE(kept.deadline, end);
    QCOMPARE(kept.from.toChecksummed(), payer);
    QCOMPARE(kept.to.toChecksummed(), payee);
    QCOMPARE(kept.token.toChecksummed(), usdc.reference);
    QCOMPARE(kept.spender.toChecksummed(), QByteArray(deal::uptoProxy));
    QCOMPARE(kept.amount, Uint256(500'000));
    QCOMPARE(kept.nonce.encode(), QByteArray(32, '\x11'));
    QVERIFY(kept.witness == Witness::PayeeAndFacilitator);
}

void tst_Permit::refusesOtherHandles()
{
    const QByteArray encoded = evm::encode(evm::Permit {});
    QVERIFY(evm::decodePermission(encoded));
    for (const QByteArray &wrong :
         {QByteArray(), encoded.chopped(1), encoded + 'x', '\3' + encoded.sliced(1),
          encoded.chopped(1) + '\3', '\1' + encoded.sliced(1)})
        QCOMPARE(evm::decodePermission(wrong).error().code, "chain.handle");
}

void tst_Permit::survivesTheWayThroughTheLedger()
{
    QVERIFY(rc::check("decode undoes encode", [](qint32 seconds, quint64 units, quint8 witness) {
        evm::Permit permit;
        permit.deadline = Time(std::chrono::seconds(seconds));
        permit.amount = units;
        permit.nonce = Uint256::decode(QByteArray(32, char(witness))).value();
        permit.witness = Witness(witness % 3);
        RC_ASSERT(std::get<evm::Permit>(evm::decodePermission(evm::encode(permit)).value())
                  == permit);
    }));
}

void tst_Permit::refusesToPrepare_data()
{
    QTest::addColumn<deal::AuthorizePermit2>("permit");
    QTest::addColumn<QByteArray>("code");
    auto permit = exact();
    permit.amount.asset.network.reference = "84533";
    QTest::newRow("unknown network") << permit << "chain.unknown_network"_ba;
    permit = exact();
    permit.amount.asset.reference = payee;
    QTest::newRow("unknown token") << permit << "chain.unknown_asset"_ba;
    permit = exact();
    permit.validity = std::chrono::seconds(3601);
    QTest::newRow("too long") << permit << "chain.validity"_ba;
    permit = exact();
    permit.payee = "0x12";
    QTest::newRow("no payee") << permit << "address.malformed"_ba;
    permit = exact();
    permit.spender.clear();
    QTest::newRow("no spender") << permit << "address.malformed"_ba;
    permit = upto();
    permit.facilitator.clear();
    QTest::newRow("no facilitator") << permit << "address.malformed"_ba;
}

void tst_Permit::refusesToPrepare()
{
    QFETCH(deal::AuthorizePermit2, permit);
    const auto prepared = evm::preparePermit(permit, {permit.amount.asset.network, payer}, registry,
                                             {clock.now(), QByteArray(32, '\x11')});
    QVERIFY(!prepared);
    QTEST(prepared.error().code, "code");
}

void tst_Permit::wantsAnAllowance_data()
{
    QTest::addColumn<quint64>("allowed");
    QTest::addColumn<quint64>("chainId");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("none") << quint64(0) << quint64(84532) << "chain.permit2_allowance"_ba;
    QTest::newRow("too little") << quint64(9'999) << quint64(84532) << "chain.permit2_allowance"_ba;
    QTest::newRow("just enough") << quint64(10'000) << quint64(84532) << ""_ba;
    QTest::newRow("another chain") << quint64(10'000) << quint64(8453) << "rpc.wrong_chain"_ba;
}

void tst_Permit::wantsAnAllowance()
{
    QFETCH(quint64, allowed);
    QFETCH(quint64, chainId);
    QFETCH(QByteArray, code);
    const QUrl url(u"https://server.example"_s);
    auto &server = rpc.servers[url];
    server.chain = fakes::FakeBlocks::create(clock.now(), std::chrono::seconds(2), 3);
    server.chain.allowance = allowed;
    server.chainId = chainId;
    evm::EvmChain asking(
        registry, rpc, [&](const NetworkId &) { return QList<QUrl> {url}; }, clock);
    const auto prepared = asking.prepare(exact(), {network, payer}, {}).result();
    QCOMPARE(prepared ? QByteArray() : prepared.error().code, code);
    const auto fee = asking.highestFee(exact(), {network, payer}).result();
    QCOMPARE(fee ? QByteArray() : fee.error().code, code);
    if (code == "chain.permit2_allowance")
        QCOMPARE(prepared.error().data[u"needed"_s].toString(), u"0.01 USDC"_s);
}

void tst_Permit::asksNobodyWhereNobodyMayBeAsked()
{
    QCOMPARE(chain.prepare(exact(), {network, payer}, {}).result().error().code, "rpc.none");
}

QTEST_GUILESS_MAIN(tst_Permit)
#include "tst_permit.moc"
