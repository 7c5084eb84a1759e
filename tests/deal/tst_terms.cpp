// SPDX-License-Identifier: MIT
#include "core/deal/terms.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tuppence;
using deal::Terms;

namespace {

Terms terms()
{
    const NetworkId network {"eip155", "84532"};
    return {"https://api.example.com",
            "GET",
            QUrl(u"https://api.example.com/weather?q=a%20b"_s),
            QByteArray(32, 'b'),
            "pay_0123456789abcdef",
            "x402-v2",
            network,
            {network, "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"},
            Uint256(10000),
            "0x209693Bc6afc0C5328bA36FaF03C514EF312287C",
            {},
            Uint256(0),
            std::chrono::seconds(60),
            {network, "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1"}};
}

using Change = std::function<void(Terms &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_Terms : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void comeBackAsTheyWere() { QCOMPARE(*deal::decodeTerms(deal::encode(terms())), terms()); }

    void comeBackWithTheirChannel()
    {
        Terms over = terms();
        over.channel = "0x" + QByteArray(64, '1');
        QCOMPARE(*deal::decodeTerms(deal::encode(over)), over);
        QVERIFY(!deal::decodeTerms(deal::encode(terms()) + QByteArray(4, '\0')));
    }

    void haveAnotherNameWithAnyOtherField_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) {
            QTest::newRow(name) << std::move(change);
        };
        row("site", [](Terms &t) { t.site += 'x'; });
        row("method", [](Terms &t) { t.method = "POST"; });
        row("url", [](Terms &t) { t.url.setPath(u"/other"_s); });
        row("body", [](Terms &t) { t.bodyHash[0] = 'x'; });
        row("purchase", [](Terms &t) { t.purchase += 'x'; });
        row("dialect", [](Terms &t) { t.dialect = "x402-v1"; });
        row("network", [](Terms &t) { t.network.reference = "8453"; });
        row("channel", [](Terms &t) { t.channel = "0x" + QByteArray(64, '1'); });
        row("asset", [](Terms &t) { t.asset.reference[2] = '1'; });
        row("amount", [](Terms &t) { t.amount = Uint256(10001); });
        row("payee", [](Terms &t) { t.payee[2] = '1'; });
        row("spender", [](Terms &t) { t.spender = "0x1"; });
        row("fee", [](Terms &t) { t.highestFee = Uint256(1); });
        row("validity", [](Terms &t) { t.validity += std::chrono::seconds(1); });
        row("account", [](Terms &t) { t.account.address[2] = '2'; });
    }

    void haveAnotherNameWithAnyOtherField()
    {
        QFETCH(Change, change);
        auto changed = terms();
        change(changed);
        QVERIFY(deal::nameOf(changed) != deal::nameOf(terms()));
        QCOMPARE(*deal::decodeTerms(deal::encode(changed)), changed);
    }

    /// Fields stand behind their lengths: what moves from one into the next is another text.
    void cannotBeReadInTwoWays()
    {
        auto moved = terms();
        moved.site = "https://api.example.co";
        moved.method = "mGET";
        QVERIFY(deal::encode(moved) != deal::encode(terms()));
    }

    void refuseWhatIsNotTerms()
    {
        const QByteArray whole = deal::encode(terms());
        for (qsizetype length = 0; length < whole.size(); ++length)
            QCOMPARE(deal::decodeTerms(whole.first(length)).error().code, QByteArray("deal.terms"));
        QCOMPARE(deal::decodeTerms(whole + '\0').error().code, QByteArray("deal.terms"));
    }
};

QTEST_GUILESS_MAIN(tst_Terms)
#include "tst_terms.moc"
