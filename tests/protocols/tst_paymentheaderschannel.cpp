// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/channelsamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_PaymentHeadersChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void readsAChannel()
    {
        const auto read = headerChallenge(channelReply());
        QCOMPARE(read.offers.size(), 1);
        const deal::Offer &offer = read.offers.first();
        QCOMPARE(offer.scheme, "channel"_ba);
        QCOMPARE(offer.flow, deal::Flow::Authorization);
        const auto voucher = voucherOf(offer);
        QCOMPARE(voucher.channel, sampleChannel);
        QCOMPARE(voucher.amount.units, Uint256(250'000));
        QCOMPARE(voucher.amount.asset.reference, baseUsdc);
        QVERIFY(voucher.payee.isEmpty() && voucher.contract.isEmpty() && !voucher.end);
    }

    void readsChannelAndTransfer()
    {
        const auto read = headerChallenge(
            headerReply({{"X-Payment-Channel", sampleChannel.toUpper().replace("0X", "0x")},
                         {"X-Payment-Address", payee}}));
        QCOMPARE(read.offers.size(), 2);
        QCOMPARE(voucherOf(read.offers[0]).channel, sampleChannel);
        QCOMPARE(voucherOf(read.offers[0]).payee, payee);
        QCOMPARE(transferOf(read.offers[1]).payee, payee);
        QCOMPARE(read.offers[1].index, 1);
    }

    void readsTheChannelInTheBody()
    {
        const auto read = headerChallenge(bodyReply(channelBody()));
        QCOMPARE(read.offers.size(), 2);
        QVERIFY(voucherOf(read.offers[0]).end);
    }

    void alternativesAreNoneOverTheChannel()
    {
        auto reply = sampleReply();
        reply.headers.add("X-Payment-Channel", sampleChannel);
        const auto read = headerChallenge(reply);
        QCOMPARE(read.offers.size(), 3);
        QCOMPARE(read.offers[2].scheme, "transfer"_ba);
    }

    void saysWhyItCannotBePaid_data()
    {
        QTest::addColumn<net::Response>("reply");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("a short id")
            << channelReply({{"X-Payment-Channel", "0x12"}}) << "clawdnet.channel"_ba;
        QTest::newRow("a name") << channelReply({{"X-Payment-Channel", "my channel"}})
                                << "clawdnet.channel"_ba;
        QTest::newRow("no amount")
            << channelReply({{"X-Payment-Amount", ""}}) << "clawdnet.missing"_ba;
        QTest::newRow("another network")
            << channelReply({{"X-Payment-Network", "eip155:1"}}) << "clawdnet.currency"_ba;
        QTest::newRow("a bad payee")
            << headerReply({{"X-Payment-Address", "0x12"}, {"X-Payment-Channel", sampleChannel}})
            << "clawdnet.payee"_ba;
    }

    void saysWhyItCannotBePaid()
    {
        QFETCH(net::Response, reply);
        const auto read = headerChallenge(reply);
        const auto &offer = read.offers.first();
        QVERIFY(!offer.instruction);
        QTEST(offer.obstacle.value().code, "code");
        QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    }

    void sendsTheVoucherAtOnce()
    {
        const auto read = headerChallenge(channelReply());
        const auto exchange =
            headerProtocol.exchange({purchaseId, request()}, read, read.offers.first());
        QCOMPARE(std::get<deal::CarryOut>(exchange->start()).instruction,
                 read.offers.first().instruction.value());
        const auto send = std::get<deal::Send>(exchange->next(signedVoucher()));
        QVERIFY(send.carriesProof && !send.isInterim);
        auto wanted = samples::request();
        wanted.headers.add("X-Payment-Channel", sampleChannel);
        wanted.headers.add("X-Payment-Amount", "1.25");
        wanted.headers.add("X-Payment-Network", "base");
        wanted.headers.add("X-Payment-Signature", voucherSignature);
        QCOMPARE(send.message, wanted);
    }

    void continuesAfterACrash()
    {
        const auto before = payingOver();
        const auto after = headerProtocol.resume(before->state());
        QVERIFY(after);
        QCOMPARE(std::get<deal::Send>((*after)->sendAgain()),
                 std::get<deal::Send>(before->sendAgain()));
        const auto costly = answered(200, {}, {{"X-Cost-Actual", "0.26"}});
        QVERIFY(std::get<deal::Delivered>((*after)->next(costly)).note);
        QVERIFY(!headerProtocol.resume(
            replaced(before->state(), "X-Payment-Signature", "X-Payment-Signatory")));
    }

    void tellsWhatTheSellerSays_data()
    {
        QTest::addColumn<net::Response>("reply");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("again") << channelReply() << "clawdnet.asks_again"_ba;
        QTest::newRow("again as a transfer")
            << channelReply({{"X-Payment-Address", payee}}) << "clawdnet.asks_again"_ba;
        QTest::newRow("nothing readable") << answered(402) << "clawdnet.seller_error"_ba;
        for (const int status : {409, 410, 422})
            QTest::addRow("%d", status) << answered(status) << "clawdnet.voucher"_ba;
    }

    void tellsWhatTheSellerSays()
    {
        QFETCH(net::Response, reply);
        const auto step = payingOver()->next(reply);
        QTEST(std::get<deal::Withheld>(step).reason.code, "code");
    }

    void anotherPriceOrChannelIsNew_data()
    {
        QTest::addColumn<net::Response>("reply");
        QTest::newRow("price") << channelReply({{"X-Payment-Amount", "0.26"}});
        QTest::newRow("network") << channelReply({{"X-Payment-Network", "base-sepolia"}});
    }

    void anotherPriceOrChannelIsNew()
    {
        QFETCH(net::Response, reply);
        QVERIFY(std::holds_alternative<deal::NewTerms>(payingOver()->next(reply)));
    }

    void otherShapesSayWhatTheyCost_data()
    {
        QTest::addColumn<net::Response>("reply");
        QTest::newRow("signed headers") << headerReply(
            {{"X-Payment-Network", ""}, {"X-Payment-Chain", "base"}, {"X-Payment-Address", payee}});
        QTest::newRow("requirements in a header")
            << net::Response {402, {{"X-Payment-Requirements", requirements()}}, {}, {}};
        QTest::newRow("requirements in the body") << requirementsReply(requirements());
        QTest::newRow("a number") << requirementsReply(requirements("250000"));
    }

    void otherShapesSayWhatTheyCost()
    {
        QFETCH(net::Response, reply);
        const auto read = headerChallenge(reply);
        QCOMPARE(read.offers.size(), 1);
        const deal::Offer &offer = read.offers.first();
        QVERIFY(offer.obstacle);
        QCOMPARE(offer.network, NetworkId({"eip155", "8453"}));
        const auto moved = deal::movedBy(offer.instruction.value());
        QCOMPARE(moved.payee, payee);
        QCOMPARE(moved.amount.units, Uint256(250'000));
        QCOMPARE(moved.amount.asset.reference, baseUsdc);
    }

    void whatCannotBeReadIsShownWithoutAPrice()
    {
        for (const auto &list : {requirements("-1"), requirements("250000", "base-sepolia"),
                                 QByteArray("[7]"), QByteArray("[{}]"), QByteArray("[]")}) {
            const auto read = headerChallenge(requirementsReply(list));
            QCOMPARE(read.offers.size(), 1);
            QVERIFY(read.offers.first().obstacle && !read.offers.first().instruction);
        }
    }
};

QTEST_GUILESS_MAIN(tst_PaymentHeadersChannel)
#include "tst_paymentheaderschannel.moc"
