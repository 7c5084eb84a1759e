// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "core/payments/delivery.h"
#include "tests/payments/enginehouse.h"

using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

namespace {

const QByteArray challengeText =
    R"({"reason":"Missing authorization token","access_token_endpoint":"/token","payment_scheme":{"payment_components":[{"payment_type":"evm","amount":0.01,"currency":"USDC","metadata":{},"created_at":"2026-03-10T12:00:00.123456","caip2":"eip155:84532","pay_to":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C","token":"0x036CbD53842c5426634e7929541eC2318f3dCF7e","token_name":"USDC","token_decimals":6,"token_version":"2"}],"protocol_version":"Version 0.1"},"payment_instruction":"Payment required to access this resource."})";

net::Response json(int status, const QByteArray &body)
{
    return {status, {{"Content-Type", "application/json"}}, body, {}};
}

QByteArray bearerIn(const net::Request &request)
{
    return request.headers.first("Authorization").value_or(QByteArray());
}

bool isTokenRequest(const net::Request &request)
{
    return request.method == "POST" && request.url.path() == u"/token";
}

} // namespace

/// Sellers that give a token for the proof, and the answer for the token.
class tst_TokenPayments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theProofBringsATokenAndTheTokenTheAnswer();
    void thePassServesTheNextRequestWithoutMoney();
    void thePassServesWhoPaidForItAlone();
    void thePassIsNotSentOnceItHasEnded();
    void thePassIsNotSentWhileTheWalletIsLocked();
    void aRefusedPassIsForgotten_data();
    void aRefusedPassIsForgotten();
    void aTokenWhoseAnswerIsLostIsKept();
    void anAnswerThatAsksForNoMoneyIsHandedOver();
    void theOwnersPassIsForgottenAtTheirWord();
    void aHeaderOfTheCallersOwnIsNeverDisplaced();
    void aTokenEndpointThatDoesNotAnswerGetsTheSameProofAgain();
    void aRefusedPermitStaysOpen();
    void aProofThatGoesToAnotherOriginIsWarnedOf();

private:
    net::Response answer(const net::Request &request);
    /// Now, whatever the ledger is about to do.
    [[nodiscard]] int passesOnDisk();
    std::unique_ptr<fakes::RecordingListener> pay(const QByteArray &key = {});
    void payByHand(const QByteArray &key = {});

    std::unique_ptr<House> m_house;
    QByteArray m_requester;
    QByteArray m_challenge;
    net::Headers m_headers; ///< of the caller
    bool m_takesTokens = true;
    int m_refusal = 402; ///< of a token
    bool m_losesAnswers = false;
    int m_passesOnDisk = 0; ///< when the token was used
    std::optional<Result<net::Response>> m_tokenAnswer; ///< instead of a token
};

void tst_TokenPayments::init()
{
    m_house = std::make_unique<House>();
    m_house->http.answer = [this](const net::Request &request) -> Result<net::Response> {
        if (isTokenRequest(request) && m_tokenAnswer)
            return *m_tokenAnswer;
        if (!bearerIn(request).isEmpty())
            m_passesOnDisk = passesOnDisk();
        if (m_losesAnswers && !bearerIn(request).isEmpty())
            return lost();
        return answer(request);
    };
    m_requester = "1a2b-3c4d-5e6f-7a8b";
    m_challenge = challengeText;
    m_headers = {};
    m_takesTokens = true;
    m_refusal = 402;
    m_losesAnswers = false;
    m_tokenAnswer.reset();
}

net::Response tst_TokenPayments::answer(const net::Request &request)
{
    if (isTokenRequest(request))
        return json(200, R"({"access_token":"abc.def","token_type":"Bearer","expires_in":300})");
    if (m_takesTokens && bearerIn(request) == "Bearer abc.def")
        return json(200, "sunny");
    return json(bearerIn(request).isEmpty() ? 402 : m_refusal, m_challenge);
}

int tst_TokenPayments::passesOnDisk()
{
    const auto connection = ledger::Connection::open(m_house->ledgerPath()).value();
    return int(ledger::passes(*connection, m_house->clock.now()).value().size());
}

std::unique_ptr<fakes::RecordingListener> tst_TokenPayments::pay(const QByteArray &key)
{
    Order order;
    order.requester = m_requester;
    order.isPaired = true;
    order.key = key;
    order.request.url = QUrl(u"https://api.example.com/weather"_s);
    order.request.headers = m_headers;
    auto listener = std::make_unique<fakes::RecordingListener>();
    m_house->engine->pay(order, listener.get());
    return listener;
}

void tst_TokenPayments::payByHand(const QByteArray &key)
{
    const auto listener = pay(key);
    QCOMPARE(m_house->approve(), "");
    QVERIFY_ENDS(listener);
    QCOMPARE(listener->report->outcome, Outcome::Paid);
    QCOMPARE(listener->body, "sunny");
}

void tst_TokenPayments::theProofBringsATokenAndTheTokenTheAnswer()
{
    payByHand();
    const auto &asked = m_house->http.asked;
    QCOMPARE(asked.size(), 3);
    QVERIFY(bearerIn(asked.at(0)).isEmpty());
    QVERIFY(isTokenRequest(asked.at(1)));
    QVERIFY(bearerIn(asked.at(1)).isEmpty());
    QVERIFY(asked.at(1).body.contains("\"value\":10000"));
    QCOMPARE(bearerIn(asked.at(2)), "Bearer abc.def");
    QCOMPARE(m_passesOnDisk, 1);
    QCOMPARE(m_house->purse.approvals.size(), 1);
    // The reference server hangs where it fails (dialects.md 2.4).
    const auto &options = m_house->http.askedWith;
    QCOMPARE(options.at(1).total, payments::Delivery::interimWait);
    QCOMPARE(options.at(1).firstByte, payments::Delivery::interimWait);
    QCOMPARE(options.at(2).total, std::chrono::milliseconds(0));
}

void tst_TokenPayments::thePassServesTheNextRequestWithoutMoney()
{
    payByHand();
    m_house->restart();
    const auto listener = pay();
    QVERIFY_ENDS(listener);
    QCOMPARE(listener->report->outcome, Outcome::Free);
    QCOMPARE(listener->body, "sunny");
    QCOMPARE(m_house->http.asked.size(), 4);
    QCOMPARE(m_house->purse.approvals.size(), 1);
}

void tst_TokenPayments::thePassServesWhoPaidForItAlone()
{
    payByHand();
    m_requester = "5f6a-3c4d-5e6f-7a8b";
    const auto listener = pay();
    m_house->waiting();
    QVERIFY(bearerIn(m_house->http.asked.last()).isEmpty());
}

void tst_TokenPayments::thePassIsNotSentOnceItHasEnded()
{
    payByHand();
    m_house->clock.time += std::chrono::seconds(300);
    const auto listener = pay();
    m_house->waiting();
    QVERIFY(bearerIn(m_house->http.asked.last()).isEmpty());
}

void tst_TokenPayments::thePassIsNotSentWhileTheWalletIsLocked()
{
    payByHand();
    m_house->purse.locked = true;
    const auto listener = pay();
    m_house->waiting();
    QVERIFY(bearerIn(m_house->http.asked.last()).isEmpty());
}

void tst_TokenPayments::aRefusedPassIsForgotten_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("402") << 402;
    QTest::newRow("401") << 401;
}

void tst_TokenPayments::aRefusedPassIsForgotten()
{
    QFETCH(int, status);
    payByHand();
    m_takesTokens = false;
    m_refusal = status;
    const auto listener = pay();
    m_house->waiting();
    QCOMPARE(bearerIn(m_house->http.asked.at(3)), "Bearer abc.def");
    QVERIFY(value(m_house->ledger->passes(m_house->clock.now())).isEmpty());
    m_takesTokens = true;
    QCOMPARE(m_house->approve(), "");
    QVERIFY_ENDS(listener);
    QCOMPARE(listener->report->outcome, Outcome::Paid);
    QCOMPARE(value(m_house->ledger->passes(m_house->clock.now())).size(), 1);
}

void tst_TokenPayments::aTokenWhoseAnswerIsLostIsKept()
{
    m_losesAnswers = true;
    const auto first = pay();
    QCOMPARE(m_house->approve(), "");
    QVERIFY_ENDS(first);
    QCOMPARE(first->report->outcome, Outcome::Unknown);
    m_losesAnswers = false;
    const auto second = pay();
    QVERIFY_ENDS(second);
    QCOMPARE(second->report->outcome, Outcome::Free);
    QCOMPARE(m_house->purse.approvals.size(), 1);
}

/// 412 may ask for an allowance elsewhere; here it is what the caller's own condition comes to.
void tst_TokenPayments::anAnswerThatAsksForNoMoneyIsHandedOver()
{
    m_takesTokens = false;
    m_refusal = 412;
    m_challenge = challengeText;
    const auto first = pay();
    QCOMPARE(m_house->approve(), "");
    QVERIFY_ENDS(first);
    QCOMPARE(first->report->outcome, Outcome::Paid);
    QCOMPARE(first->report->head->status, 412);
    QCOMPARE(first->body, challengeText);
    m_challenge = "{}";
    const auto second = pay();
    QVERIFY_ENDS(second);
    QCOMPARE(second->report->outcome, Outcome::Free);
    QCOMPARE(second->body, "{}");
    QCOMPARE(value(m_house->ledger->passes(m_house->clock.now())).size(), 1);
}

void tst_TokenPayments::theOwnersPassIsForgottenAtTheirWord()
{
    payByHand();
    const auto passes = value(m_house->ledger->passes(m_house->clock.now()));
    QVERIFY(!passes.first().sealedValue.contains("abc.def"));
    QCOMPARE(codeOf(m_house->ledger->forgetPass(passes.first().payment)), "");
    const auto listener = pay();
    m_house->waiting();
    QVERIFY(bearerIn(m_house->http.asked.last()).isEmpty());
}

void tst_TokenPayments::aHeaderOfTheCallersOwnIsNeverDisplaced()
{
    payByHand();
    m_headers.add("authorization", "Basic mine");
    const auto listener = pay();
    QVERIFY_ENDS(listener);
    QCOMPARE(listener->report->outcome, Outcome::Refused);
    QCOMPARE(listener->report->error->code, "tokenendpoint.own_authorization");
    QCOMPARE(m_house->http.asked.last().headers.all("Authorization"),
             QByteArrayList {"Basic mine"});
    QCOMPARE(m_house->purse.approvals.size(), 1);
}

void tst_TokenPayments::aTokenEndpointThatDoesNotAnswerGetsTheSameProofAgain()
{
    m_tokenAnswer = lost();
    const auto first = pay("order-1");
    QCOMPARE(m_house->approve(), "");
    QVERIFY_ENDS(first);
    QCOMPARE(first->report->outcome, Outcome::Unknown); // not accepted, and live
    QVERIFY(first->report->payment->money.kind == ledger::MoneyKind::Open);
    m_tokenAnswer.reset();
    m_house->restart();
    const auto second = pay("order-1");
    QVERIFY_ENDS(second);
    QCOMPARE(second->report->outcome, Outcome::Paid);
    const auto &asked = m_house->http.asked;
    QCOMPARE(asked.size(), 4);
    QCOMPARE(asked.at(2), asked.at(1));
    QCOMPARE(m_house->purse.approvals.size(), 1);
}

void tst_TokenPayments::aRefusedPermitStaysOpen()
{
    m_tokenAnswer = json(400, R"({"error":"Verification failed: Insufficient token balance: 0"})");
    const auto listener = pay();
    QCOMPARE(m_house->approve(), "");
    QVERIFY_ENDS(listener);
    QCOMPARE(listener->report->outcome, Outcome::Unknown);
    QVERIFY(listener->report->payment->money.kind == ledger::MoneyKind::Open);
    QVERIFY(listener->report->payment->answer.kind == ledger::AnswerKind::Withheld);
    QVERIFY(value(m_house->ledger->passes(m_house->clock.now())).isEmpty());
}

void tst_TokenPayments::aProofThatGoesToAnotherOriginIsWarnedOf()
{
    m_challenge.replace("\"/token\"", "\"https://tokens.example.net/token\"");
    const auto listener = pay();
    const auto warnings = m_house->waiting().warnings;
    const auto isElsewhere = [](const Error &warning) {
        return warning.code == "warning.proof_elsewhere"
            && warning.data[u"origin"] == u"https://tokens.example.net"_s;
    };
    QCOMPARE(std::count_if(warnings.begin(), warnings.end(), isElsewhere), 1);
}

QTEST_GUILESS_MAIN(tst_TokenPayments)
#include "tst_tokenpayments.moc"
