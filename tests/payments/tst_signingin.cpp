// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "tests/payments/limitedhouse.h"

using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

namespace {

bool isSignedIn(const net::Request &request)
{
    return request.headers.has("SIGN-IN-WITH-X");
}

net::Response asksFor(const Json &accepts)
{
    auto json = *parseJson(terms);
    if (!accepts.is_null())
        json["accepts"] = accepts;
    json["extensions"]["sign-in-with-x"] = {
        {"info",
         {{"domain", "api.example.com"},
          {"uri", "https://api.example.com/weather"},
          {"version", "1"},
          {"nonce", "12345678"},
          {"issuedAt", "2023-11-14T22:13:20Z"}}},
        {"supportedChains",
         Json::array({{{"chainId", "eip155:1"}, {"type", "eip191"}},
                      {{"chainId", "eip155:84532"}, {"type", "eip191"}}})}};
    return {
        402, {{"PAYMENT-REQUIRED", toBase64(QByteArray::fromStdString(json.dump()))}}, "{}", {}};
}

} // namespace

/// Signing in where this wallet has paid before, in front of paying.
class tst_SigningIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nobodySignsInBeforeTheFirstPayment();
    void whoPaidSignsInAndPaysNothing();
    void anotherQueryIsTheSamePlace();
    void anotherPathIsAnotherPlace();
    void whatSomebodyElsePaidForOpensNothing();
    void whoIsNotLetInPaysAsUsual();
    void aLostAnswerPaysNothing();
    void aLockedWalletAsksAsUsual();
    void whatTheVaultRefusesIsPaidAsUsual();
    void aHeaderOfTheCallersOwnStays();
    void aDeadPaymentOpensNothing();
    void aPlaceWithoutPriceSaysSo();
    void aQuoteSignsNothing();

private:
    void sell(const Result<net::Response> &toSignedIn, const Json &accepts = nullptr);
    std::unique_ptr<fakes::RecordingListener> visit(const char *url,
                                                    const net::Headers &headers = {},
                                                    const QByteArray &who = "1a2b-3c4d-5e6f-7a8b");

    [[nodiscard]] qsizetype rows()
    {
        return value(m_house->ledger->history(10, {})).payments.size();
    }

    std::unique_ptr<LimitedHouse> m_house;
    int m_signedIn = 0; ///< requests with the header
};

void tst_SigningIn::init()
{
    m_house = std::make_unique<LimitedHouse>();
    m_signedIn = 0;
    sell(net::Response {200, {}, "again", {}});
}

void tst_SigningIn::sell(const Result<net::Response> &toSignedIn, const Json &accepts)
{
    m_house->http.answer = [this, toSignedIn,
                            asks = asksFor(accepts)](const net::Request &request) {
        if (isPaid(request))
            return Result<net::Response>(paidAnswer());
        m_signedIn += isSignedIn(request) ? 1 : 0;
        return isSignedIn(request) ? toSignedIn : Result<net::Response>(asks);
    };
}

std::unique_ptr<fakes::RecordingListener>
tst_SigningIn::visit(const char *url, const net::Headers &headers, const QByteArray &who)
{
    Order order;
    order.requester = who;
    order.isPaired = true;
    order.request.url = QUrl(QString::fromLatin1(url));
    order.request.headers = headers;
    auto listener = std::make_unique<fakes::RecordingListener>();
    m_house->engine->pay(order, listener.get());
    return listener;
}

void tst_SigningIn::nobodySignsInBeforeTheFirstPayment()
{
    m_house->payOnceByHand();
    QCOMPARE(m_signedIn, 0);
    QVERIFY(m_house->purse.visits.isEmpty());
}

void tst_SigningIn::whoPaidSignsInAndPaysNothing()
{
    m_house->payOnceByHand();
    const auto listener = m_house->pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Free);
    QCOMPARE(listener->body, "again");
    QCOMPARE(m_signedIn, 1);
    QCOMPARE(m_house->purse.visits.size(), 1);
    const auto &[message, visit] = m_house->purse.visits.first();
    QCOMPARE(message.account.network.toString(), "eip155:84532"); // where it was paid
    QCOMPARE(message.account.address, m_house->purse.address);
    QCOMPARE(visit.account, m_house->purse.address);
    QCOMPARE(visit.url, QUrl(u"https://api.example.com/weather"_s));
    QCOMPARE(m_house->purse.approvals.size(), 1);
    QCOMPARE(rows(), 1);
}

void tst_SigningIn::anotherQueryIsTheSamePlace()
{
    m_house->payOnceByHand();
    QCOMPARE(outcomeOf(*visit("https://api.example.com/weather?in=Lisbon")), Outcome::Free);
    QCOMPARE(m_signedIn, 1);
}

void tst_SigningIn::whatSomebodyElsePaidForOpensNothing()
{
    m_house->payOnceByHand();
    const auto listener = visit("https://api.example.com/weather", {}, "ffff-ffff-ffff-ffff");
    QCOMPARE(codeOf(m_house->engine->refuse(m_house->waiting().payment, {})), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    QCOMPARE(m_signedIn, 0);
}

void tst_SigningIn::anotherPathIsAnotherPlace()
{
    m_house->payOnceByHand();
    for (const char *url : {"https://api.example.com/weather/", "https://api.example.com/news",
                            "https://api.example.com:8443/weather"}) {
        const auto listener = visit(url);
        QCOMPARE(codeOf(m_house->engine->refuse(m_house->waiting().payment, {})), "");
        QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    }
    QCOMPARE(m_signedIn, 0);
    QVERIFY(m_house->purse.visits.isEmpty());
}

void tst_SigningIn::whoIsNotLetInPaysAsUsual()
{
    m_house->payOnceByHand();
    for (const int status : {402, 401}) {
        m_signedIn = 0;
        auto refusal = asksFor(nullptr);
        refusal.status = status;
        sell(refusal);
        const auto listener = m_house->pay();
        QCOMPARE(m_house->approve(), "");
        QCOMPARE(outcomeOf(*listener), Outcome::Paid);
        QCOMPARE(m_signedIn, 1); // once
    }
    QCOMPARE(rows(), 3);
    for (const net::Request &request : m_house->http.asked)
        QVERIFY(!isPaid(request) || !isSignedIn(request));
}

void tst_SigningIn::aLostAnswerPaysNothing()
{
    m_house->payOnceByHand();
    sell(lost());
    QCOMPARE(outcomeOf(*m_house->pay()), Outcome::Failed);
    QCOMPARE(rows(), 1);
}

void tst_SigningIn::aLockedWalletAsksAsUsual()
{
    m_house->payOnceByHand();
    m_house->purse.locked = true;
    const auto listener = m_house->pay();
    QCOMPARE(codeOf(m_house->engine->refuse(m_house->waiting().payment, {})), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    QCOMPARE(m_signedIn, 0);
}

void tst_SigningIn::whatTheVaultRefusesIsPaidAsUsual()
{
    m_house->payOnceByHand();
    m_house->purse.refusal = Error {Error::Kind::Refused, "signer.sign_in_site", {}, {}};
    const auto listener = m_house->pay();
    const auto waiting = m_house->waiting();
    m_house->purse.refusal.reset();
    QCOMPARE(codeOf(m_house->engine->approve(waiting.payment, nameOf(waiting))), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(m_signedIn, 0);
}

void tst_SigningIn::aHeaderOfTheCallersOwnStays()
{
    m_house->payOnceByHand();
    sell(asksFor(nullptr));
    const auto listener =
        visit("https://api.example.com/weather", {{"Sign-In-With-X", "the caller's own"}});
    QCOMPARE(codeOf(m_house->engine->refuse(m_house->waiting().payment, {})), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    QCOMPARE(m_signedIn, 1); // the caller's
    QVERIFY(m_house->purse.visits.isEmpty());
}

void tst_SigningIn::aDeadPaymentOpensNothing()
{
    m_house->payOnceByHand();
    const auto payment = value(m_house->ledger->history(1, {})).payments.first();
    value(m_house->ledger->recordDead(payment.id, m_house->clock.now()));
    const auto listener = m_house->pay();
    QCOMPARE(codeOf(m_house->engine->refuse(m_house->waiting().payment, {})), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    QCOMPARE(m_signedIn, 0);
}

void tst_SigningIn::aPlaceWithoutPriceSaysSo()
{
    sell(net::Response {200, {}, "again", {}}, Json::array());
    const auto stranger = m_house->pay();
    QCOMPARE(outcomeOf(*stranger), Outcome::Refused);
    QCOMPARE(stranger->report->error->code, "x402.sign_in_only");
    QCOMPARE(rows(), 0);

    sell(net::Response {200, {}, "again", {}});
    m_house->payOnceByHand();
    sell(net::Response {200, {}, "again", {}}, Json::array());
    QCOMPARE(outcomeOf(*m_house->pay()), Outcome::Free);
    sell(asksFor(Json::array()), Json::array());
    const auto again = m_house->pay();
    QCOMPARE(outcomeOf(*again), Outcome::Refused);
    QCOMPARE(again->report->error->code, "x402.sign_in_only");
    QCOMPARE(rows(), 1);
}

void tst_SigningIn::aQuoteSignsNothing()
{
    m_house->payOnceByHand();
    Order order;
    order.request.url = QUrl(u"https://api.example.com/weather"_s);
    QCOMPARE(value(m_house->engine->quote(order)).offers.size(), 1);
    QVERIFY(m_house->purse.visits.isEmpty());
    sell(net::Response {200, {}, "again", {}}, Json::array());
    auto quote = m_house->engine->quote(order);
    QVERIFY(QTest::qWaitFor([&] { return quote.isFinished(); }));
    QCOMPARE(quote.result().error().code, "x402.sign_in_only");
}

QTEST_GUILESS_MAIN(tst_SigningIn)
#include "tst_signingin.moc"
