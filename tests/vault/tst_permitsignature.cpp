// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/vault/permitsignature.h"
#include "tests/vault/samples.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;

namespace {

QByteArray text(const Json &object, const char *key)
{
    return textMember(object, key).value_or(QByteArray());
}

Time time(const QByteArray &seconds)
{
    return Time {std::chrono::seconds {seconds.toLongLong()}};
}

Json vectors()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors");
    return parseJson(file.readAll(), 4 * 1024 * 1024).value();
}

/// An entry of "signed", as other people's code made it.
deal::PermitTransfer messageOf(const Json &entry)
{
    const auto &message = entry.at("message");
    const auto &permitted = message.at("permitted");
    deal::PermitTransfer permit;
    permit.chainId = entry.at("domain").at("chainId").get<quint64>();
    permit.token = text(permitted, "token");
    permit.amount = Uint256::parse(QByteArrayView(text(permitted, "amount"))).value();
    permit.spender = text(message, "spender");
    permit.nonce = Uint256::parse(QByteArrayView(text(message, "nonce"))).value();
    permit.deadline = time(text(message, "deadline"));
    if (const Json *witness = member(message, "witness"))
        permit.witness =
            deal::PermitTransfer::Witness {text(*witness, "to"), text(*witness, "facilitator"),
                                           time(text(*witness, "validAfter"))};
    return permit;
}

crypto::PrivateKey vectorKey()
{
    auto bytes = crypto::Secret::create(32);
    std::ranges::fill(std::span(bytes.data(), 32), quint8(1));
    return crypto::PrivateKey::create(std::move(bytes)).value();
}

} // namespace

class tst_PermitSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsOthersDo_data();
    void signsAsOthersDo();
    void refuses_data();
    void refuses();
};

void tst_PermitSignature::signsAsOthersDo_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("exact") << QByteArray("v2_exact_permit2");
    QTest::newRow("upto") << QByteArray("v2_upto_permit2");
    QTest::newRow("no witness") << QByteArray("v2_authcapture_permit2");
}

void tst_PermitSignature::signsAsOthersDo()
{
    QFETCH(QByteArray, name);
    const auto entry = vectors().at(name.toStdString()).at("signed").at(0);
    const auto message = messageOf(entry);
    QCOMPARE(toHex(digestOf(message).value()), text(entry, "digest"));
    QCOMPARE(toHex(signPermit(message, vectorKey()).value()), text(entry, "signature"));
}

void tst_PermitSignature::refuses_data()
{
    QTest::addColumn<deal::PermitTransfer>("message");
    QTest::addColumn<QByteArray>("code");
    const auto good = messageOf(vectors().at("v2_upto_permit2").at("signed").at(0));
    auto bad = good;
    bad.token = "0x12";
    QTest::newRow("token") << bad << QByteArray("address.malformed");
    bad = good;
    bad.spender.clear();
    QTest::newRow("spender") << bad << QByteArray("address.malformed");
    bad = good;
    bad.witness->to.clear();
    QTest::newRow("payee") << bad << QByteArray("address.malformed");
    bad = good;
    bad.witness->facilitator = "nobody";
    QTest::newRow("facilitator") << bad << QByteArray("address.malformed");
    bad = good;
    bad.deadline = Time {std::chrono::seconds(-1)};
    QTest::newRow("deadline") << bad << QByteArray("signer.validity");
}

void tst_PermitSignature::refuses()
{
    QFETCH(deal::PermitTransfer, message);
    QFETCH(QByteArray, code);
    QCOMPARE(samples::codeOf(digestOf(message)), code);
    QCOMPARE(samples::codeOf(signPermit(message, vectorKey())), code);
}

QTEST_GUILESS_MAIN(tst_PermitSignature)
#include "tst_permitsignature.moc"
