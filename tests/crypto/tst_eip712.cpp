// SPDX-License-Identifier: MIT
#include "core/crypto/eip712.h"
#include "core/crypto/hash.h"
#include "core/crypto/secp256k1.h"
#include "tests/crypto/typedjson.h"
#include "tests/crypto/vectors.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::evm;
using namespace Qt::StringLiterals;

namespace {

TypedSchema schema(const QList<StructType> &types)
{
    return TypedSchema::create(types).value();
}

/// The struct types in "Mail(Person from,string text)Person(string name)".
QList<StructType> typesIn(const QByteArray &typeText)
{
    QList<StructType> types;
    for (const QByteArray &one : typeText.chopped(1).split(')')) {
        StructType type {one.first(one.indexOf('(')), {}};
        for (const QByteArray &field : one.sliced(one.indexOf('(') + 1).split(','))
            type.fields.append({field.split(' ').at(0), field.split(' ').at(1)});
        types.append(type);
    }
    return types;
}

} // namespace

class tst_Eip712 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheStandardsExample();
    void agreesWithVectors_data();
    void agreesWithVectors();
    void agreesWithX402_data();
    void agreesWithX402();
    void agreesOnTypeHashes_data();
    void agreesOnTypeHashes();
    void agreesOnDomainsOfTokens_data();
    void agreesOnDomainsOfTokens();
};

void tst_Eip712::agreesWithTheStandardsExample()
{
    const auto types =
        schema({{"Mail", {{"Person", "from"}, {"Person", "to"}, {"string", "contents"}}},
                {"Person", {{"string", "name"}, {"address", "wallet"}}}});
    const auto address = [](const char *text) { return TypedValue {Address::parse(text).value()}; };
    const TypedValue::Members cow {
        {"name", {u"Cow"_s}}, {"wallet", address("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826")}};
    const TypedValue::Members bob {
        {"name", {u"Bob"_s}}, {"wallet", address("0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB")}};
    const TypedValue::Members mail {
        {"from", {cow}}, {"to", {bob}}, {"contents", {u"Hello, Bob!"_s}}};
    TypedDomain domain {u"Ether Mail"_s, u"1"_s, Uint256(1), {}, {}};
    domain.verifyingContract = Address::parse("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC").value();

    QCOMPARE(types.typeText("Mail").value(),
             "Mail(Person from,Person to,string contents)Person(string name,address wallet)"_ba);
    QCOMPARE(types.typeHash("Mail").value().toHex(),
             "a0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2"_ba);
    QCOMPARE(types.structHash("Mail", mail).value().toHex(),
             "c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e"_ba);
    QCOMPARE(domainSeparator(domain).value().toHex(),
             "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f"_ba);
    const auto digest = typedDigest(domainSeparator(domain).value(), types, "Mail", mail).value();
    QCOMPARE(digest.toHex(), "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"_ba);
    const auto key = crypto::PrivateKey::create(tests::secret(crypto::keccak256("cow"))).value();
    QCOMPARE(key.sign(digest).value().toHex(),
             "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
             "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"_ba);
}

void tst_Eip712::agreesWithVectors_data()
{
    QTest::addColumn<int>("index");
    const auto file = tests::vectorFile("evm.json");
    int index = 0;
    for (const auto &row : file.at("typed"))
        QTest::newRow(tests::text(row, "name").constData()) << index++;
}

void tst_Eip712::agreesWithVectors()
{
    QFETCH(int, index);
    const auto file = tests::vectorFile("evm.json");
    const Json &row = file.at("typed").at(static_cast<size_t>(index));
    const auto types = tests::structTypes(row.at("types"));
    const auto name = tests::text(row, "primaryType");
    const auto message = tests::members(types, name, row.at("message"));
    const auto digest = typedDigest(domainSeparator(tests::typedDomain(row.at("domain"))).value(),
                                    schema(types), name, message);
    QCOMPARE(digest.value().toHex(), tests::hex(row, "digest").toHex());
    const auto key = crypto::PrivateKey::create(tests::secret(tests::hex(row, "key"))).value();
    QCOMPARE(key.sign(*digest).value().toHex(), tests::hex(row, "signature").toHex());
}

void tst_Eip712::agreesWithX402_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<int>("index");
    const auto file = tests::vectorFile("x402-vectors.json");
    for (const auto &[name, entry] : file.items()) {
        if (!entry.is_object() || !entry.contains("signed"))
            continue;
        for (size_t i = 0; i < entry.at("signed").size(); ++i)
            QTest::addRow("%s %zu", name.c_str(), i)
                << QByteArray::fromStdString(name) << static_cast<int>(i);
    }
}

void tst_Eip712::agreesWithX402()
{
    QFETCH(QByteArray, entry);
    QFETCH(int, index);
    const auto file = tests::vectorFile("x402-vectors.json");
    const Json &row = file.at(entry.toStdString()).at("signed").at(static_cast<size_t>(index));
    const auto types = tests::structTypes(row.at("types"));
    const auto name = tests::text(row, "primaryType");
    const auto message = tests::members(types, name, row.at("message"));
    const auto domain = tests::typedDomain(row.at("domain"));
    QCOMPARE(domainSeparator(domain).value().toHex(), tests::hex(row, "domainSeparator").toHex());
    QCOMPARE(schema(types).structHash(name, message).value().toHex(),
             tests::hex(row, "structHash").toHex());
    const auto digest =
        typedDigest(domainSeparator(domain).value(), schema(types), name, message).value();
    QCOMPARE(digest.toHex(), tests::hex(row, "digest").toHex());
    const auto key = crypto::PrivateKey::create(tests::secret(tests::hex(file, "key"))).value();
    QCOMPARE(addressOf(key.publicKey()).value().toChecksummed(), tests::text(file, "address"));
    QCOMPARE(key.sign(digest).value().toHex(), tests::hex(row, "signature").toHex());
}

void tst_Eip712::agreesOnTypeHashes_data()
{
    QTest::addColumn<QByteArray>("typeText");
    QTest::addColumn<QByteArray>("hash");
    const auto file = tests::vectorFile("typehashes.json");
    for (const auto &[name, row] : file.items())
        QTest::newRow(name.c_str()) << tests::text(row, "type") << tests::hex(row, "hash");
}

void tst_Eip712::agreesOnTypeHashes()
{
    QFETCH(QByteArray, typeText);
    QFETCH(QByteArray, hash);
    const auto types = typesIn(typeText);
    QCOMPARE(schema(types).typeText(types.first().name).value(), typeText);
    QCOMPARE(schema(types).typeHash(types.first().name).value().toHex(), hash.toHex());
}

void tst_Eip712::agreesOnDomainsOfTokens_data()
{
    QTest::addColumn<TypedDomain>("domain");
    QTest::addColumn<QByteArray>("separator");
    const auto file = tests::vectorFile("default-assets.json");
    for (const auto &row : file.at("evm")) {
        const auto network = tests::text(row, "network");
        TypedDomain domain;
        domain.name = QString::fromUtf8(tests::text(row, "name"));
        domain.version = QString::fromUtf8(tests::text(row, "version"));
        domain.chainId = Uint256::parse(QByteArrayView(network).sliced(7)).value();
        domain.verifyingContract = Address::parse(tests::text(row, "asset")).value();
        QTest::addRow("%s %s", network.constData(), tests::text(row, "symbol").constData())
            << domain << tests::hex(row, "domainSeparator");
    }
}

void tst_Eip712::agreesOnDomainsOfTokens()
{
    QFETCH(TypedDomain, domain);
    QFETCH(QByteArray, separator);
    QCOMPARE(domainSeparator(domain).value().toHex(), separator.toHex());
}

QTEST_GUILESS_MAIN(tst_Eip712)
#include "tst_eip712.moc"
