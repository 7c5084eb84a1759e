// SPDX-License-Identifier: MIT
#include "core/chains/evm/transfer.h"
#include "tests/chains/transferscene.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_Prepare : public QObject, private TransferScene
{
    Q_OBJECT

private Q_SLOTS:
    void preparesExactlyWhatWasAsked();
    void startsTenMinutesAgoWhereToldTo();
    void takesTheDomainFromItsOwnTable();
    void writesAddressesWithTheirChecksum();
    void usesAnotherNonceEachTime();
    void refusesToPrepare_data();
    void refusesToPrepare();
    void acceptsTheEndsOfTheRangeOfValidity();
    void livesNoLongerThanTheOffer_data();
    void livesNoLongerThanTheOffer();
    void signsTheNonceThatTheSellerFixes();
    void asksWhetherAFixedNonceIsUsed_data();
    void asksWhetherAFixedNonceIsUsed();
};

void tst_Prepare::preparesExactlyWhatWasAsked()
{
    const auto prepared = prepare(transfer()).value();
    QCOMPARE(std::get<deal::AuthorizeTransfer>(prepared.instruction), transfer());
    QCOMPARE(prepared.from, (AccountId {network, payer}));
    QCOMPARE(prepared.leaves, QList<deal::AssetAmount> {transfer().amount});
    const auto &message = std::get<deal::TransferAuthorization>(prepared.toSign);
    QCOMPARE(message.from, payer);
    QCOMPARE(message.to, payee);
    QCOMPARE(message.value, Uint256(10'000));
    QCOMPARE(message.validAfter, Time {});
    QCOMPARE(message.validBefore, clock.now() + std::chrono::seconds(60));
    QCOMPARE(message.nonce, QByteArray(32, '\x11'));
}

void tst_Prepare::startsTenMinutesAgoWhereToldTo()
{
    auto instruction = transfer();
    instruction.validAfter = deal::ValidAfter::TenMinutesAgo;
    const auto prepared = prepare(instruction).value();
    QCOMPARE(std::get<deal::TransferAuthorization>(prepared.toSign).validAfter,
             clock.now() - std::chrono::minutes(10));
}

void tst_Prepare::takesTheDomainFromItsOwnTable()
{
    const auto prepared = prepare(transfer()).value();
    const auto &message = std::get<deal::TransferAuthorization>(prepared.toSign);
    QCOMPARE(message.domainName, u"USDC"_s);
    QCOMPARE(message.domainVersion, u"2"_s);
    QCOMPARE(message.chainId, quint64(84532));
    QCOMPARE(message.token, usdc.reference);
}

void tst_Prepare::writesAddressesWithTheirChecksum()
{
    auto instruction = transfer();
    instruction.payee = payee.toLower();
    const auto prepared = prepare(instruction, {network, payer.toLower()}).value();
    const auto &message = std::get<deal::TransferAuthorization>(prepared.toSign);
    QCOMPARE(message.to, payee);
    QCOMPARE(message.from, payer);
}

void tst_Prepare::usesAnotherNonceEachTime()
{
    const QByteArray nonce = evm::randomNonce();
    QCOMPARE(nonce.size(), 32);
    QVERIFY(nonce != evm::randomNonce());
}

void tst_Prepare::refusesToPrepare_data()
{
    QTest::addColumn<QByteArray>("asset");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QByteArray>("code");
    using Kind = Error::Kind;
    const QByteArray account = "eip155:84532:" + payer;
    const QByteArray token = usdc.toString();
    QTest::newRow("unknown network")
        << QByteArray(token).replace("84532", "84533") << account << payee << 60
        << Kind::Unsupported << "chain.unknown_network"_ba;
    QTest::newRow("unknown token") << "eip155:84532/erc20:" + payee << account << payee << 60
                                   << Kind::Unsupported << "chain.unknown_asset"_ba;
    QTest::newRow("the coin") << "eip155:84532/slip44:1"_ba << account << payee << 60
                              << Kind::Unsupported << "chain.unknown_asset"_ba;
    QTest::newRow("a token with Permit2 only")
        << "eip155:4326/erc20:0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7"_ba
        << "eip155:4326:" + payer << payee << 60 << Kind::Unsupported << "chain.transfer_method"_ba;
    QTest::newRow("an account of another network")
        << token << "eip155:8453:" + payer << payee << 60 << Kind::Refused << "chain.account"_ba;
    QTest::newRow("too short") << token << account << payee << 29 << Kind::OutOfRange
                               << "chain.validity"_ba;
    QTest::newRow("too long") << token << account << payee << 3601 << Kind::OutOfRange
                              << "chain.validity"_ba;
    QTest::newRow("no payee") << token << account << "0x12"_ba << 60 << Kind::Malformed
                              << "address.malformed"_ba;
    QTest::newRow("a slip in the payee")
        << token << account << QByteArray(payee).replace("Bc6a", "bc6a") << 60 << Kind::Malformed
        << "address.checksum"_ba;
    QTest::newRow("no payer") << token << "eip155:84532:abc"_ba << payee << 60 << Kind::Malformed
                              << "address.malformed"_ba;
}

void tst_Prepare::refusesToPrepare()
{
    QFETCH(QByteArray, asset);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, seconds);
    const auto prepared = prepare({{AssetId::parse(asset).value(), 10'000},
                                   to,
                                   std::chrono::seconds(seconds),
                                   deal::ValidAfter::Zero},
                                  AccountId::parse(from).value());
    QVERIFY(!prepared);
    QTEST(prepared.error().kind, "kind");
    QTEST(prepared.error().code, "code");
}

void tst_Prepare::acceptsTheEndsOfTheRangeOfValidity()
{
    for (const auto validity : {evm::shortestValidity, evm::longestValidity}) {
        auto instruction = transfer();
        instruction.validity = validity;
        QVERIFY(prepare(instruction));
    }
}

void tst_Prepare::livesNoLongerThanTheOffer_data()
{
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("lives");
    QTest::newRow("the offer ends later") << 61 << 60;
    QTest::newRow("the offer ends sooner") << 59 << 59;
    QTest::newRow("the offer ends just in time") << 30 << 30;
    QTest::newRow("the offer ends too soon") << 29 << 0;
    QTest::newRow("the offer is over") << -1 << 0;
}

void tst_Prepare::livesNoLongerThanTheOffer()
{
    QFETCH(int, left);
    QFETCH(int, lives);
    auto instruction = transfer();
    instruction.end = clock.now() + std::chrono::seconds(left);
    const auto prepared = prepare(instruction);
    const auto fee = chain.highestFee(instruction, {network, payer}).result();
    QCOMPARE(fee.has_value(), prepared.has_value());
    if (lives == 0) {
        QCOMPARE(prepared.error().code, "chain.deadline"_ba);
        QCOMPARE(fee.error().code, "chain.deadline"_ba);
        return;
    }
    QCOMPARE(std::get<deal::TransferAuthorization>(prepared->toSign).validBefore,
             clock.now() + std::chrono::seconds(lives));
}

void tst_Prepare::signsTheNonceThatTheSellerFixes()
{
    auto instruction = transfer();
    instruction.nonce = QByteArray(32, '\x77');
    const auto prepared =
        evm::prepareTransfer(instruction, {network, payer}, registry, {clock.now(), "other"});
    QCOMPARE(std::get<deal::TransferAuthorization>(prepared->toSign).nonce, instruction.nonce);
}

void tst_Prepare::asksWhetherAFixedNonceIsUsed_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unused") << QByteArray(64, '0') << ""_ba;
    QTest::newRow("used") << QByteArray(63, '0') + '1' << "chain.nonce_used"_ba;
    QTest::newRow("no answer") << ""_ba
                               << "rpc.malformed"_ba;
}

void tst_Prepare::asksWhetherAFixedNonceIsUsed()
{
    QFETCH(QByteArray, state);
    const QUrl server(u"https://rpc.example/"_s);
    evm::EvmChain asking(
        registry, rpc, [server](const NetworkId &) { return QList<QUrl> {server}; }, clock);
    rpc.servers[server].says["eth_call"] = Json("0x" + state.toStdString());
    auto instruction = transfer();
    instruction.nonce = QByteArray(32, '\x77');
    auto fee = asking.highestFee(instruction, {network, payer});
    auto prepared = asking.prepare(instruction, {network, payer}, {});
    QTRY_VERIFY(fee.isFinished() && prepared.isFinished());
    QTEST(fee.result() ? QByteArray() : fee.result().error().code, "code");
    QTEST(prepared.result() ? QByteArray() : prepared.result().error().code, "code");
    QCOMPARE(chain.prepare(instruction, {network, payer}, {}).result().error().code, "rpc.none"_ba);
}

QTEST_GUILESS_MAIN(tst_Prepare)
#include "tst_prepare.moc"
