// SPDX-License-Identifier: MIT
#include "core/crypto/hash.h"
#include "core/crypto/secp256k1.h"
#include "core/crypto/transaction.h"
#include "tests/crypto/vectors.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::evm;

namespace {

Uint256 number(const Json &row, const char *key)
{
    return Uint256::parse(QByteArrayView(tests::text(row, key))).value();
}

/// A row's fields; JavaScript writes the small ones as numbers.
Transaction transactionOf(const Json &row)
{
    Transaction transaction;
    transaction.chainId = row.at("chainId").get<quint64>();
    transaction.nonce = row.at("nonce").get<quint64>();
    transaction.to = Address::parse(tests::text(row, "to")).value();
    transaction.value = number(row, "value");
    transaction.data = tests::hex(row, "data");
    transaction.gasLimit = number(row, "gas").toUint64().value();
    const bool legacy = tests::text(row, "type") == "legacy";
    transaction.maxFeePerGas = number(row, legacy ? "gasPrice" : "maxFeePerGas");
    if (!legacy)
        transaction.maxPriorityFeePerGas = number(row, "maxPriorityFeePerGas");
    return transaction;
}

} // namespace

/// https://eips.ethereum.org/EIPS/eip-1559, https://eips.ethereum.org/EIPS/eip-155
class tst_Transaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithVectors_data();
    void agreesWithVectors();
    void agreesWithTheExampleOfEip155();
    void refusesWhatIsNoSignature_data();
    void refusesWhatIsNoSignature();
};

void tst_Transaction::agreesWithVectors_data()
{
    QTest::addColumn<Json>("row");
    const auto file = tests::vectorFile("evm.json");
    for (const auto &row : file.at("transactions"))
        QTest::newRow(tests::text(row, "name").constData()) << row;
}

void tst_Transaction::agreesWithVectors()
{
    QFETCH(Json, row);
    const auto transaction = transactionOf(row);
    QCOMPARE(toHex(encode(transaction)), tests::text(row, "unsigned"));
    const auto key = crypto::PrivateKey::create(tests::secret(tests::hex(row, "key"))).value();
    const auto signature = key.sign(digestOf(transaction)).value();
    QCOMPARE(toHex(signature), tests::text(row, "signature"));
    const auto encoded = encodeSigned(transaction, signature).value();
    QCOMPARE(toHex(encoded), tests::text(row, "signed"));
    QCOMPARE(toHex(crypto::keccak256(encoded)), tests::text(row, "hash"));
}

void tst_Transaction::agreesWithTheExampleOfEip155()
{
    Transaction transaction;
    transaction.chainId = 1;
    transaction.nonce = 9;
    transaction.to = Address::parse("0x3535353535353535353535353535353535353535").value();
    transaction.value = 1'000'000'000'000'000'000;
    transaction.gasLimit = 21'000;
    transaction.maxFeePerGas = 20'000'000'000;
    QCOMPARE(digestOf(transaction).toHex(),
             "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
    const auto key = crypto::PrivateKey::create(tests::secret(QByteArray(32, 0x46))).value();
    const auto signature = key.sign(digestOf(transaction)).value();
    QCOMPARE(encodeSigned(transaction, signature)->toHex(),
             "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008"
             "025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f76"
             "1aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");
}

void tst_Transaction::refusesWhatIsNoSignature_data()
{
    QTest::addColumn<QByteArray>("signature");
    const QByteArray point(64, 's');
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too short") << point;
    QTest::newRow("too long") << point + 27 + 27;
    QTest::newRow("v is a parity") << point + '\1';
    QTest::newRow("v above 28") << point + 29;
    QTest::newRow("v above 127") << point + '\xff';
}

void tst_Transaction::refusesWhatIsNoSignature()
{
    QFETCH(QByteArray, signature);
    Transaction transaction;
    for (const auto priority : {std::optional<Uint256>(), std::optional(Uint256(1))}) {
        transaction.maxPriorityFeePerGas = priority;
        const auto encoded = encodeSigned(transaction, signature);
        QVERIFY(!encoded);
        QCOMPARE(encoded.error().kind, Error::Kind::Malformed);
        QCOMPARE(encoded.error().code, "signature.malformed");
    }
}

QTEST_GUILESS_MAIN(tst_Transaction)
#include "tst_transaction.moc"
