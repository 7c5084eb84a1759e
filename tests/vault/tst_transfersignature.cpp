// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/vault/transfersignature.h"
#include "tests/vault/samples.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;

namespace {

QByteArray text(const Json &json)
{
    return QByteArray::fromStdString(json.get<std::string>());
}

Time time(const Json &json)
{
    return Time {std::chrono::seconds {text(json).toLongLong()}};
}

Json vectors()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors");
    return parseJson(file.readAll(), 4 * 1024 * 1024).value();
}

/// An entry of "signed", as other people's code made it.
deal::TransferAuthorization messageOf(const Json &entry)
{
    const auto &domain = entry.at("domain");
    const auto &message = entry.at("message");
    return {QString::fromUtf8(text(domain.at("name"))),
            QString::fromUtf8(text(domain.at("version"))),
            domain.at("chainId").get<quint64>(),
            text(domain.at("verifyingContract")),
            text(message.at("from")),
            text(message.at("to")),
            Uint256::parse(QByteArrayView(text(message.at("value")))).value(),
            time(message.at("validAfter")),
            time(message.at("validBefore")),
            fromHex(text(message.at("nonce"))).value()};
}

crypto::PrivateKey key(quint8 byte)
{
    auto bytes = crypto::Secret::create(32);
    std::ranges::fill(std::span(bytes.data(), 32), byte);
    return crypto::PrivateKey::create(std::move(bytes)).value();
}

} // namespace

class tst_TransferSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsOthersDo_data();
    void signsAsOthersDo();
    void refuses_data();
    void refuses();
};

void tst_TransferSignature::signsAsOthersDo_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("v2") << QByteArray("v2_exact_eip3009");
    QTest::newRow("v1") << QByteArray("v1_exact");
}

void tst_TransferSignature::signsAsOthersDo()
{
    QFETCH(QByteArray, name);
    const auto vector = vectors().at(name.toStdString());
    const auto entry = vector.at("signed").at(0);
    const auto message = messageOf(entry);
    QCOMPARE(toHex(domainSeparatorOf(message).value()), text(entry.at("domainSeparator")));
    QCOMPARE(toHex(digestOf(message, domainSeparatorOf(message).value()).value()),
             text(entry.at("digest")));
    QCOMPARE(toHex(signTransfer(message, domainSeparatorOf(message).value(), key(1)).value()),
             text(vector.at("payload").at("payload").at("signature")));
}

void tst_TransferSignature::refuses_data()
{
    QTest::addColumn<deal::TransferAuthorization>("message");
    QTest::addColumn<QByteArray>("code");
    auto prepared = samples::prepared();
    const auto row = [&prepared](const char *name, auto member, const auto &value,
                                 const QByteArray &code) {
        auto message = samples::messageOf(prepared);
        message.*member = value;
        QTest::newRow(name) << message << code;
    };
    using Message = deal::TransferAuthorization;
    row("no payer", &Message::from, "me", "address.malformed");
    row("no payee", &Message::to, "you", "address.malformed");
    row("short nonce", &Message::nonce, QByteArray(31, 'x'), "typed.out_of_range");
    row("before 1970", &Message::validAfter, Time {std::chrono::seconds {-1}}, "signer.validity");
}

void tst_TransferSignature::refuses()
{
    QFETCH(deal::TransferAuthorization, message);
    QFETCH(QByteArray, code);
    const auto signature = signTransfer(message, QByteArray(32, 's'), key(1));
    QVERIFY(!signature);
    QCOMPARE(signature.error().code, code);
}

QTEST_GUILESS_MAIN(tst_TransferSignature)
#include "tst_transfersignature.moc"
