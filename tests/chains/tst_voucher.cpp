// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/chains/evm/voucher.h"
#include "core/money/registry.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::evm;
using namespace std::chrono_literals;

namespace {

const NetworkId network {"eip155", "84532"};
const AssetId usdc {network, "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"};
const QByteArray contract = "0xC4a2000000000000000000000000000000000402";
const QByteArray payer = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const QByteArray payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
const QByteArray channel = "0x" + QByteArray(32, '\x1c').toHex();
constexpr Time now {1'700'000'000s};
/// Of the payer, as viem signs the voucher below.
const QByteArray signature =
    fromHex("0x82f759b05fbc3becea4c3e7880e9926241c49d85a4266a2084a680c926bfa90f"
            "008466f7a90c58d3320e403b2bb6229b95f34839a8ab5c3646c307eabb3c5fbd1b")
        .value();

deal::SignVoucher instruction()
{
    return {{usdc, 10'000}, channel, payee, contract, 100'000, now + 1s};
}

Result<deal::Prepared> prepared(const deal::SignVoucher &voucher = instruction(),
                                const AccountId &from = {network, payer}, Time at = now)
{
    static const auto registry = money::Registry::builtIn().value();
    return prepareVoucher(voucher, from, 40'000, registry, at);
}

deal::ChannelVoucher message()
{
    return std::get<deal::ChannelVoucher>(prepared()->toSign);
}

QByteArray payload()
{
    return "{\"voucher\":{\"channelId\":\"" + channel
        + "\",\"amount\":\"40000\",\"nonce\":\"0\"},\"signature\":\"" + toHex(signature) + "\"}";
}

} // namespace

class tst_Voucher : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void isGoodForWhatWasDrawn()
    {
        const deal::ChannelVoucher wanted {84532, contract, payer, channel, 40'000, 0};
        QCOMPARE(message(), wanted);
        QCOMPARE(prepared()->leaves, QList<AssetAmount>({{usdc, 10'000}}));
    }

    void isNotPrepared()
    {
        QCOMPARE(prepared(instruction(), {network, payer}, now + 1s).error().code,
                 QByteArray("chain.channel_over"));
        QCOMPARE(prepared(instruction(), {{"eip155", "8453"}, payer}).error().code,
                 QByteArray("chain.account"));
        auto elsewhere = instruction();
        elsewhere.amount.asset.network = {"eip155", "5"};
        QCOMPARE(prepared(elsewhere).error().code, QByteArray("chain.unknown_network"));
        auto nowhere = instruction();
        nowhere.contract.clear();
        QVERIFY(!prepared(nowhere));
    }

    void takesThePayersSignature()
    {
        const auto proof = signedVoucher(message(), signature);
        QVERIFY(proof);
        QCOMPARE(proof->bytes, payload());
        QVERIFY(!proof->deadAfter);
        QVERIFY(isVoucher(proof->handle.id));
    }

    void takesNoOther()
    {
        auto more = message();
        more.amount = 40'001;
        auto elsewhere = message();
        elsewhere.channel[2] = '2';
        auto somebody = message();
        somebody.from = payee;
        for (const auto &other : {more, elsewhere, somebody})
            QCOMPARE(signedVoucher(other, signature).error().code,
                     QByteArray("chain.wrong_signature"));
    }

    void isGivenForGood()
    {
        const auto fate = fateOfVouchers();
        QCOMPARE(fate.kind, deal::Fate::Kind::Final);
        QVERIFY(fate.transaction.isEmpty() && !fate.moved && !fate.fee);
        QVERIFY(!isVoucher({}));
        QVERIFY(!isVoucher(QByteArray(65, '\1')));
    }
};

QTEST_GUILESS_MAIN(tst_Voucher)
#include "tst_voucher.moc"
