// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/vault/coverage.h"
#include "core/vault/vouchersignature.h"
#include "tests/vault/vouchersamples.h"

#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace std::chrono_literals;
using deal::ChannelVoucher;
using deal::SignVoucher;
using deal::Terms;

namespace {

/// What happens between the owner's word and the signer.
using Change = std::function<void(deal::Prepared &, deal::Approval &, money::Channel &)>;

template <class Member, class Value> Change message(Member member, Value value)
{
    return [member, value](deal::Prepared &prepared, deal::Approval &, money::Channel &) {
        std::get<ChannelVoucher>(prepared.toSign).*member = value;
    };
}

template <class Member, class Value> Change instruction(Member member, Value value)
{
    return [member, value](deal::Prepared &prepared, deal::Approval &, money::Channel &) {
        std::get<SignVoucher>(prepared.instruction).*member = value;
    };
}

template <class Member, class Value> Change terms(Member member, Value value)
{
    return [member, value](deal::Prepared &, deal::Approval &approval, money::Channel &) {
        approval.terms.*member = value;
    };
}

template <class Member, class Value> Change channel(Member member, Value value)
{
    return [member, value](deal::Prepared &, deal::Approval &, money::Channel &channel) {
        channel.*member = value;
    };
}

Change prepared(const std::function<void(deal::Prepared &)> &change)
{
    return [change](deal::Prepared &prepared, deal::Approval &, money::Channel &) {
        change(prepared);
    };
}

QByteArray outcome(const Change &change)
{
    auto prepared = samples::preparedVoucher();
    auto approval = samples::voucherApproval();
    auto channel = samples::channel();
    change(prepared, approval, channel);
    auto registry = money::Registry::builtIn().value();
    if (!registry.channels().add(channel, registry))
        return "not added";
    const auto covered = expectCovered(prepared, approval, registry, samples::now);
    const bool isRefused = !covered && covered.error().kind == Error::Kind::Refused;
    return covered || isRefused ? samples::codeOf(covered) : "another kind";
}

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_VoucherCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void coversWhatWasApproved_data()
    {
        QTest::addColumn<Change>("change");
        QTest::newRow("as it is") << prepared([](deal::Prepared &) {});
        QTest::newRow("the whole deposit") << message(&ChannelVoucher::amount, Uint256(100'000));
        QTest::newRow("small letters")
            << message(&ChannelVoucher::contract, QByteArray(samples::channelContract).toLower());
        QTest::newRow("its payer")
            << channel(&money::Channel::payer, QByteArray(samples::account1));
        QTest::newRow("not over yet")
            << channel(&money::Channel::expiry, std::optional(samples::now + 1s));
    }

    void coversWhatWasApproved()
    {
        QFETCH(Change, change);
        QCOMPARE(outcome(change), QByteArray());
    }

    void refusesWhatWasNot_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const Change &change, const char *code) {
            QTest::newRow(name) << change << QByteArray("signer.") + code;
        };
        const QByteArray stranger = samples::stranger;
        row("another chain", message(&ChannelVoucher::chainId, 8453U), "network");
        row("another network", terms(&Terms::network, samples::otherNetwork), "network");
        row("another payer", message(&ChannelVoucher::from, stranger), "account");
        row("prepared for another",
            prepared([stranger](deal::Prepared &it) { it.from.address = stranger; }), "account");
        row("a channel of another account", channel(&money::Channel::payer, stranger), "account");
        row("another coin",
            instruction(&SignVoucher::amount,
                        AssetAmount {{samples::network, "slip44", "1"}, 10'000}),
            "asset");
        row("a channel of another coin",
            channel(&money::Channel::asset, AssetId {samples::network, "slip44", "1"}), "asset");
        row("another channel", message(&ChannelVoucher::channel, samples::otherChannelId),
            "channel");
        row("instructed for another", instruction(&SignVoucher::channel, samples::otherChannelId),
            "channel");
        row("approved for another", terms(&Terms::channel, samples::otherChannelId), "channel");
        row("approved for none", terms(&Terms::channel, QByteArray()), "channel");
        row("another contract", message(&ChannelVoucher::contract, stranger), "spender");
        row("instructed with another", instruction(&SignVoucher::contract, stranger), "spender");
        row("approved with another", terms(&Terms::spender, stranger), "spender");
        row("added with another", channel(&money::Channel::contract, stranger), "spender");
        row("instructed to another", instruction(&SignVoucher::payee, stranger), "payee");
        row("approved to another", terms(&Terms::payee, stranger), "payee");
        row("added to another", channel(&money::Channel::payee, stranger), "payee");
        row("above the deposit", message(&ChannelVoucher::amount, Uint256(100'001)), "amount");
        row("below what was promised", message(&ChannelVoucher::amount, Uint256(39'999)), "amount");
        row("as much as was promised", message(&ChannelVoucher::amount, Uint256(30'000)), "amount");
        row("another step", terms(&Terms::amount, Uint256(9'999)), "amount");
        row("another deposit", instruction(&SignVoucher::deposit, Uint256(200'000)), "amount");
        row("more leaves", prepared([](deal::Prepared &it) { it.leaves[0].units = 10'001; }),
            "fee");
        row("a fee", terms(&Terms::highestFee, Uint256(1)), "fee");
        row("a validity", terms(&Terms::validity, std::chrono::seconds(60)), "validity");
        row("a nonce", message(&ChannelVoucher::nonce, Uint256(1)), "nonce");
        row("the offer is over", instruction(&SignVoucher::end, std::optional(samples::now)),
            "deadline");
        row("the channel is over", channel(&money::Channel::expiry, std::optional(samples::now)),
            "deadline");
        row("another message",
            prepared([](deal::Prepared &it) { it.toSign = samples::prepared().toSign; }), "shape");
        row("another instruction",
            prepared([](deal::Prepared &it) { it.instruction = samples::prepared().instruction; }),
            "channel");
    }

    void refusesWhatWasNot()
    {
        QFETCH(Change, change);
        QTEST(outcome(change), "code");
    }

    void refusesAChannelThatWasTakenAway()
    {
        auto registry = money::Registry::builtIn().value();
        QVERIFY(registry.channels().add(samples::channel(), registry));
        QVERIFY(registry.channels().remove(samples::channelId));
        const auto covered = expectCovered(samples::preparedVoucher(), samples::voucherApproval(),
                                           registry, samples::now);
        QCOMPARE(samples::codeOf(covered), QByteArray("signer.channel"));
    }

    /// The digest as viem gives it for the same domain, types and message.
    void hashesAsOthersDo()
    {
        const auto prepared = samples::preparedVoucher();
        const auto digest = digestOf(std::get<ChannelVoucher>(prepared.toSign));
        QVERIFY(digest);
        QCOMPARE(toHex(*digest),
                 QByteArray("0x446aaec792ab60024be549cad900027341d8a19efd6eec71fc54b31e9ff63880"));
    }

    void hashesNothingElse_data()
    {
        QTest::addColumn<Change>("change");
        QTest::newRow("no contract") << message(&ChannelVoucher::contract, QByteArray("0x12"));
        QTest::newRow("a short id") << message(&ChannelVoucher::channel, QByteArray("0x12"));
        QTest::newRow("no id") << message(&ChannelVoucher::channel, QByteArray());
    }

    void hashesNothingElse()
    {
        QFETCH(Change, change);
        auto prepared = samples::preparedVoucher();
        auto approval = samples::voucherApproval();
        auto channel = samples::channel();
        change(prepared, approval, channel);
        QVERIFY(!digestOf(std::get<ChannelVoucher>(prepared.toSign)));
    }
};

QTEST_GUILESS_MAIN(tst_VoucherCoverage)
#include "tst_vouchercoverage.moc"
