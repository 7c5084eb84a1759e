// SPDX-License-Identifier: MIT
#include "core/deal/permit2.h"
#include "core/money/registry.h"
#include "core/payments/choose.h"
#include "core/payments/warnings.h"
#include "tests/fakes/fakeclock.h"
#include "tests/fakes/fakepurse.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using payments::Option;
using payments::Options;

namespace {

const NetworkId sepolia {"eip155", "84532"};
const AssetId usdc {sepolia, "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"};

deal::Offer offer(int index, const AssetId &asset, quint64 units,
                  deal::Flow flow = deal::Flow::Authorization)
{
    deal::Offer made;
    made.index = index;
    made.network = asset.network;
    made.instruction = deal::AuthorizeTransfer {{asset, Uint256(units)},
                                                "0x209693Bc6afc0C5328bA36FaF03C514EF312287C",
                                                std::chrono::seconds(60),
                                                deal::ValidAfter::Zero};
    made.flow = flow;
    return made;
}

deal::Offer permitOffer(const AssetId &asset, deal::AuthorizePermit2::Witness witness)
{
    auto made = offer(0, asset, 10000);
    made.instruction = deal::AuthorizePermit2 {{asset, Uint256(10000)},
                                               "0x209693Bc6afc0C5328bA36FaF03C514EF312287C",
                                               deal::exactProxy,
                                               {},
                                               witness,
                                               std::chrono::seconds(60)};
    return made;
}

tuppence::Reading reading(const QList<deal::Offer> &offers)
{
    tuppence::Reading made;
    deal::Challenge challenge;
    challenge.dialect = "x402-v2";
    challenge.offers = offers;
    made.challenges.append({nullptr, challenge});
    return made;
}

} // namespace

class tst_Choose : public QObject
{
    Q_OBJECT

    money::Registry m_registry = *money::Registry::builtIn();
    fakes::FakePurse m_purse;

    payments::Rooms rooms(bool networkOn = true)
    {
        payments::Rooms made;
        made.registry = &m_registry;
        made.purse = &m_purse;
        made.isEnabled = [networkOn](const NetworkId &) { return networkOn; };
        return made;
    }

    Options collected(const QList<deal::Offer> &offers, bool networkOn = true)
    {
        return payments::collect(reading(offers), m_purse.accounts(), rooms(networkOn));
    }

private Q_SLOTS:

    void keepsTheReasonOfEachDroppedOffer()
    {
        AssetId unknownToken = usdc;
        unknownToken.reference = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
        AssetId unknownNetwork = usdc;
        unknownNetwork.network.reference = "999999999";
        auto blocked = offer(0, usdc, 1);
        blocked.instruction.reset();
        blocked.obstacle = Error {Error::Kind::Unsupported, "x402.permit2", {}, {}};
        const auto options = collected(
            {blocked, offer(1, unknownToken, 1), offer(2, unknownNetwork, 1), offer(3, usdc, 1)});
        QCOMPARE(options.possible.size(), 1);
        QCOMPARE(options.dropped.size(), 3);
        QCOMPARE(options.dropped.at(0).reason.code, QByteArray("x402.permit2"));
        QCOMPARE(options.dropped.at(1).reason.code, QByteArray("payments.unknown_asset"));
        QCOMPARE(options.dropped.at(2).reason.code, QByteArray("payments.unknown_network"));
        QCOMPARE(payments::whyNone(options).code, QByteArray("x402.permit2"));
    }

    void takesTheOfferThatASignatureCanPay()
    {
        const AssetId permit2Only {
            {"eip155", "4326"}, "erc20", "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7"};
        QCOMPARE(m_registry.asset(permit2Only)->method, money::TransferMethod::Permit2);
        const auto options = collected({offer(0, permit2Only, 1), offer(1, usdc, 1)});
        QCOMPARE(options.possible.size(), 1);
        QCOMPARE(options.possible.first().offer.index, 1);
        QCOMPARE(options.dropped.size(), 1);
        const Error &reason = options.dropped.first().reason;
        QCOMPARE(reason.kind, Error::Kind::Unsupported);
        QCOMPARE(reason.code, QByteArray("chain.transfer_method"));
        QCOMPARE(reason.data[u"token"_s].toString(), u"MegaUSD"_s);
    }

    void paysByAPermitWhateverTheTokenKnows()
    {
        const AssetId permit2Only {
            {"eip155", "4326"}, "erc20", "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7"};
        using Witness = deal::AuthorizePermit2::Witness;
        const auto options =
            collected({permitOffer(permit2Only, Witness::Payee), permitOffer(usdc, Witness::Payee),
                       permitOffer(usdc, Witness::None)});
        QCOMPARE(options.possible.size(), 3);
        const Purchase purchase {"pay_1", {}};
        QCOMPARE(payments::termsOf(options.possible.at(0), purchase).spender,
                 QByteArray(deal::exactProxy));
        // Without a witness the spender is the payee, whom the terms name already.
        QVERIFY(payments::termsOf(options.possible.at(2), purchase).spender.isEmpty());
    }

    void warnsOfACeiling()
    {
        using Witness = deal::AuthorizePermit2::Witness;
        const auto options = collected(
            {permitOffer(usdc, Witness::PayeeAndFacilitator), permitOffer(usdc, Witness::Payee)});
        const fakes::FakeClock clock;
        auto asking = rooms();
        asking.clock = &clock;
        const auto codes = [&](const Option &option) {
            QByteArrayList said;
            for (const Error &warning : payments::warningsFor(option, {}, asking))
                said.append(warning.code);
            return said;
        };
        QVERIFY(codes(options.possible.first()).contains("warning.ceiling"));
        QVERIFY(!codes(options.possible.last()).contains("warning.ceiling"));
    }

    void paysNobodyAtAnAddressOfItsOwn()
    {
        auto own = offer(0, usdc, 1);
        std::get<deal::AuthorizeTransfer>(*own.instruction).payee =
            m_purse.accounts().first().address;
        const auto options = collected({own});
        QVERIFY(options.possible.isEmpty());
        QCOMPARE(options.dropped.first().reason.code, QByteArray("payments.payee_is_own"));
    }

    void leavesNetworksAloneThatAreNotEnabled()
    {
        const auto options = collected({offer(0, usdc, 1)}, /*networkOn=*/false);
        QVERIFY(options.possible.isEmpty());
        QCOMPARE(options.dropped.first().reason.code, QByteArray("payments.network_off"));
    }

    void prefersAuthorizationThenAKnownBalanceThenTheSellersOrder()
    {
        auto options = collected({offer(0, usdc, 1, deal::Flow::Escrow),
                                  offer(1, usdc, 1, deal::Flow::Upfront), offer(2, usdc, 1),
                                  offer(3, usdc, 1), offer(4, usdc, 1)});
        options.possible[3].balance = Uint256(5);
        options.possible[4].balance = Uint256(5);
        payments::sort(options, rooms());
        QList<int> order;
        for (const Option &option : options.possible)
            order.append(option.offer.index);
        QCOMPARE(order, QList<int>({3, 4, 2, 1, 0}));
    }

    void theOwnersNetworksComeBeforeTheSellersOrder()
    {
        const AssetId base {
            {"eip155", "8453"}, "erc20", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"};
        auto preferring = rooms();
        preferring.preferredNetworks = [&base] { return QList<NetworkId> {base.network}; };
        auto options = collected({offer(0, usdc, 1), offer(1, base, 1)});
        options.possible[0].balance = Uint256(5);
        payments::sort(options, preferring);
        QCOMPARE(options.possible.first().offer.index, 1);
    }

    void aSignatureComesBeforeATransactionOfOurOwn()
    {
        auto sent = offer(0, usdc, 1);
        sent.instruction = deal::SubmitTransfer {
            {usdc, 1}, "0x209693Bc6afc0C5328bA36FaF03C514EF312287C", std::nullopt};
        auto options = collected({sent, offer(1, usdc, 1)});
        payments::sort(options, rooms());
        QCOMPARE(options.possible.first().offer.index, 1);
    }

    void dropsWhatAnAccountCannotPay()
    {
        auto options = collected({offer(0, usdc, 6), offer(1, usdc, 5)});
        options.possible[0].balance = Uint256(5);
        options.possible[1].balance = Uint256(5);
        payments::sort(options, rooms());
        QCOMPARE(options.possible.size(), 1);
        QCOMPARE(options.possible.first().offer.index, 1);
        QCOMPARE(options.dropped.first().reason.code, QByteArray("payments.insufficient_balance"));
    }

    void holdsTheCallersCap_data()
    {
        QTest::addColumn<QString>("most");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("none") << QString() << QByteArray();
        QTest::newRow("dollars, equal") << u"0.01"_s << QByteArray();
        QTest::newRow("dollars, below") << u"0.009999"_s << QByteArray("payments.above_most");
        QTest::newRow("token, equal") << u"0.01 USDC"_s << QByteArray();
        QTest::newRow("token, below") << u"0.009999 USDC"_s << QByteArray("payments.above_most");
        QTest::newRow("another token") << u"5 EURC"_s << QByteArray("payments.above_most");
        QTest::newRow("no amount") << u"much"_s << QByteArray("payments.most");
        QTest::newRow("too many places") << u"0.0100001 USDC"_s << QByteArray("payments.most");
        QTest::newRow("negative") << u"-1"_s << QByteArray("payments.most");
    }

    void holdsTheCallersCap()
    {
        QFETCH(QString, most);
        QFETCH(QByteArray, code);
        const auto allowed = payments::within(most, {usdc, Uint256(10000)}, m_registry);
        QCOMPARE(allowed ? QByteArray() : allowed.error().code, code);
    }

    void aCoinIsCappedByItsOwnName()
    {
        const deal::AssetAmount price {m_registry.network(sepolia)->coin->id, Uint256(10'000)};
        const auto codeFor = [&](const QString &most) {
            const auto allowed = payments::within(most, price, m_registry);
            return allowed ? QByteArray() : allowed.error().code;
        };
        QCOMPARE(codeFor(u"0.00000000000001 ETH"_s), QByteArray());
        QCOMPARE(codeFor(u"0.000000000000009999 ETH"_s), QByteArray("payments.above_most"));
        QCOMPARE(codeFor(u"1 USDC"_s), QByteArray("payments.above_most"));
        QCOMPARE(codeFor(u"1000"_s), QByteArray("payments.worth_unknown"));
    }

    void aTokenOfTheOwnerIsCappedByItsIdAlone()
    {
        money::Asset own = *m_registry.asset(usdc);
        own.id = {{"eip155", "1329"}, "erc20", "0x0000000000000000000000000000000000000001"};
        own.symbol = u"USDX"_s;
        own.worth = money::Worth::Unknown;
        QVERIFY(m_registry.addOwn(own));
        const deal::AssetAmount price {own.id, Uint256(10000)};
        const QString id = QString::fromLatin1(own.id.toString());
        QVERIFY(payments::within(u"0.01 "_s + id, price, m_registry));
        for (const QString &most : {u"9 USDX"_s, u"0.009 "_s + id})
            QCOMPARE(payments::within(most, price, m_registry).error().code,
                     QByteArray("payments.above_most"));
        QCOMPARE(payments::within(u"9"_s, price, m_registry).error().code,
                 QByteArray("payments.worth_unknown"));
        QVERIFY(m_registry.removeOwn(own.id));
    }

    void makesTermsOfEverythingThatMatters()
    {
        const auto options = collected({offer(0, usdc, 10000)});
        Purchase purchase {"pay_1", {}};
        purchase.original.method = "POST";
        purchase.original.url = QUrl(u"https://api.example.com:8443/a?b=c"_s);
        purchase.original.body = "body";
        const auto terms = payments::termsOf(options.possible.first(), purchase);
        QCOMPARE(terms.site, QByteArray("https://api.example.com:8443"));
        QCOMPARE(terms.amount, Uint256(10000));
        QCOMPARE(terms.asset, usdc);
        QCOMPARE(terms.account.toString(),
                 QByteArray("eip155:84532:0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1"));
        QCOMPARE(terms.validity, std::chrono::seconds(60));
        QCOMPARE(*deal::decodeTerms(deal::encode(terms)), terms);
        auto other = terms;
        other.method = "PUT";
        QVERIFY(deal::nameOf(other) != deal::nameOf(terms));
    }
};

QTEST_GUILESS_MAIN(tst_Choose)
#include "tst_choose.moc"
