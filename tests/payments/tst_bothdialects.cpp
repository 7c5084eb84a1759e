// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"
#include "tests/payments/enginehouse.h"

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::tests;

namespace {

const NetworkId sepolia {"eip155", "84532"};
const NetworkId base {"eip155", "8453"};

/// A challenge of the scheme "Payment" for 0.01 USDC on `chainId`, which ends in a minute.
QByteArray paymentField(const QByteArray &method = "evm", const QByteArray &chainId = "84532")
{
    const QByteArray token = chainId == "8453" ? "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"
                                               : "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
    const auto quoted = [](const QByteArray &text) { return '"' + text + '"'; };
    const QByteArray request = "{\"amount\":\"10000\",\"currency\":" + quoted(token)
        + ",\"recipient\":" + quoted("0x209693Bc6afc0C5328bA36FaF03C514EF312287C")
        + ",\"methodDetails\":{\"chainId\":" + chainId
        + ",\"credentialTypes\":[\"authorization\"]}}";
    return "Payment id=one, realm=api.example.com, intent=charge, method=" + method
        + ", expires=2023-11-14T22:14:20Z, request="
        + quoted(request.toBase64(QByteArray::Base64UrlEncoding));
}

net::Response asking(const QByteArray &field, bool inX402Too = true)
{
    net::Response reply {402, {{"WWW-Authenticate", field}}, "{}", {}};
    if (inX402Too)
        reply.headers.add("PAYMENT-REQUIRED", toBase64(terms));
    return reply;
}

bool isPaidEither(const net::Request &request)
{
    return isPaid(request) || request.headers.has("Authorization");
}

/// A house whose seller asks by `reply` and is content with any one proof.
struct Scene
{
    explicit Scene(const net::Response &reply)
    {
        house.http.answer = [reply](const net::Request &request) {
            return isPaidEither(request) ? paidAnswer() : reply;
        };
    }

    /// The dialect that was paid; the test fails unless one proof went out, in one header.
    QByteArray paidDialect()
    {
        const auto listener = house.pay();
        if (!house.approve().isEmpty()
            || !QTest::qWaitFor([&] { return listener->report.has_value(); }))
            qFatal("It was not paid");
        const auto paid = std::ranges::count_if(house.http.asked, isPaidEither);
        const auto &last = house.http.asked.last();
        const bool inOneHeader = isPaid(last) != last.headers.has("Authorization");
        const bool isOnce = paid == 1 && house.purse.approvals.size() == 1 && inOneHeader;
        return isOnce ? listener->report->payment->terms.dialect : QByteArray("not once");
    }

    House house;
};

} // namespace

class tst_BothDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void onePaymentIsMade() { QCOMPARE(Scene(asking(paymentField())).paidDialect(), "mpp"_ba); }

    void theOtherIsTakenWhereOneCannotBePaid()
    {
        QCOMPARE(Scene(asking(paymentField("tempo"))).paidDialect(), "x402-v2"_ba);
        QCOMPARE(Scene(asking("Payment id=\"broken")).paidDialect(), "x402-v2"_ba);
        QCOMPARE(Scene(asking("Payment " + QByteArray(65 * 1024, 'x'))).paidDialect(),
                 "x402-v2"_ba);
        auto other = asking(paymentField(), /*inX402Too=*/false);
        other.headers.add("PAYMENT-REQUIRED", "no base64");
        QCOMPARE(Scene(other).paidDialect(), "mpp"_ba);
    }

    void theOtherIsTakenWhereTheChainRefuses()
    {
        Scene scene(asking(paymentField()));
        scene.house.chain.obstacle =
            [](const deal::Instruction &instruction) -> std::optional<Error> {
            if (std::get<deal::AuthorizeTransfer>(instruction).nonce.isEmpty())
                return std::nullopt;
            return Error {Error::Kind::Refused, "chain.nonce_used", {}, {}};
        };
        QCOMPARE(scene.paidDialect(), "x402-v2"_ba);
    }

    void preferredNetworksDecideBetweenThem()
    {
        for (const auto &[preferred, dialect] :
             {std::pair {sepolia, "x402-v2"_ba}, std::pair {base, "mpp"_ba}}) {
            Scene scene(asking(paymentField("evm", "8453")));
            scene.house.preferred = {preferred};
            QCOMPARE(scene.paidDialect(), dialect);
        }
    }

    void whereNoneCanBePaidTheFirstReasonIsSaid()
    {
        Scene scene(asking(paymentField("lightning"), /*inX402Too=*/false));
        const auto listener = scene.house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, ledger::Outcome::Refused);
        QCOMPARE(listener->report->error->code, "mpp.method_lightning"_ba);
    }

    void nothingIsSubmittedOnceTheOfferIsOver()
    {
        Scene scene(asking(paymentField()));
        auto &house = scene.house;
        house.http.answer = [](const net::Request &request) {
            return isPaidEither(request) ? lost() : asking(paymentField());
        };
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        QCOMPARE(house.http.asked.size(), 2);

        house.clock.time += std::chrono::seconds(60);
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->error->code, "payments.offer_over"_ba);
        QCOMPARE(second->report->outcome, ledger::Outcome::Unknown);
        QCOMPARE(house.http.asked.size(), 2);
        QCOMPARE(house.purse.approvals.size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_BothDialects)
#include "tst_bothdialects.moc"
