// SPDX-License-Identifier: MIT
#include "core/gateway/askdispatcher.h"
#include "core/gateway/limits.h"
#include "tests/payments/enginehouse.h"

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

namespace {

/// Two keys that people cannot tell apart.
const Caller someone {QByteArray(32, 'k'), "1a2b-3c4d-5e6f-7a8b", false, u"test/1"_s};
const Caller another {QByteArray(32, 'l'), "1a2b-3c4d-5e6f-7a8b", false, u"test/1"_s};

/// Writes down what a client would be sent.
class RecordingConversation final : public Conversation
{
public:
    QByteArray purchase;
    std::optional<Result<Json>> outcome;

    void event(const QByteArray &, const Json &content) override
    {
        purchase = textMember(content, "purchase").value_or(purchase);
    }

    [[nodiscard]] qsizetype room() const override { return mostUnderWay; }

    void part(const QByteArray &) override { }

    void end() override { }

    void finish(Result<Answer> answer) override
    {
        outcome = std::move(answer).map([](Answer given) { return std::move(given.result); });
    }

    /// Empty: there is no answer yet, or a good one.
    [[nodiscard]] QByteArray code() const
    {
        return outcome && !*outcome ? outcome->error().code : QByteArray();
    }
};

Call callOf(const QByteArray &method, const Json &params)
{
    Call call;
    call.method = method;
    call.params = params;
    return call;
}

/// One connection: what it asked goes with it.
class Connection
{
public:
    Connection(const Household &household, const Caller &caller)
        : m_dispatcher(household, caller)
    {
    }

    RecordingConversation &ask(const QByteArray &method, const Json &params)
    {
        m_conversations.push_back(std::make_unique<RecordingConversation>());
        m_dispatcher.run(callOf(method, params), m_conversations.back().get());
        return *m_conversations.back();
    }

    RecordingConversation &askToPay(const QByteArray &method = "pay")
    {
        return ask(method, {{"url", "https://api.example.com/weather"}});
    }

private:
    AskDispatcher m_dispatcher;
    std::vector<std::unique_ptr<RecordingConversation>> m_conversations;
};

/// A house whose seller wants money, with what the socket `ask` sees of it.
class House final : public tests::House
{
public:
    House()
    {
        household.engine = engine.get();
        household.registry = &registry;
    }

    [[nodiscard]] qsizetype begun() const { return engine->walksOf(someone.identity()); }

    Household household;
};

const QByteArray tooMany = "gateway.too_many_requests";

} // namespace

/// What a client of the socket `ask` may have under way, and whose it is.
class tst_Asking : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void hangingUpFreesNoPlace()
    {
        House house;
        {
            Connection connection(house.household, someone);
            for (int i = 0; i < mostRequests; ++i)
                connection.askToPay();
            QTRY_COMPARE(house.engine->waiting().size(), mostRequests);
        }
        Connection connection(house.household, someone);
        QCOMPARE(connection.askToPay().code(), tooMany);
        auto &quote = connection.askToPay("quote");
        QTRY_COMPARE(quote.code(), tooMany);
        QCOMPARE(house.begun(), mostRequests);
        const auto first = house.engine->waiting().first().payment;
        auto refused = house.engine->refuse(first, u"no"_s);
        QTRY_COMPARE(house.begun(), mostRequests - 1);
        QCOMPARE(connection.askToPay().code(), QByteArray());
        QTRY_COMPARE(house.begun(), mostRequests);
    }

    void everyClientHasItsOwnPlaces()
    {
        House house;
        Connection full(house.household, someone);
        for (int i = 0; i < mostRequests; ++i)
            full.askToPay();
        QCOMPARE(full.askToPay().code(), tooMany);
        Connection other(house.household, another);
        QCOMPARE(other.askToPay().code(), QByteArray());
        QTRY_COMPARE(house.engine->walksOf(another.identity()), 1);
    }

    /// Whether or not the ledger has looked for them when the next connection comes.
    void hangingUpAtOnceFreesNoPlaceEither()
    {
        House house;
        for (int i = 0; i < mostRequests; ++i)
            Connection(house.household, someone).askToPay();
        Connection late(house.household, someone);
        QCOMPARE(late.askToPay().code(), tooMany);
        QTRY_COMPARE(house.begun(), mostRequests);
        QCOMPARE(house.household.underWay.of(someone.identity()), 0);
        QCOMPARE(late.askToPay().code(), tooMany);
    }

    void quotesTakePlacesUntilTheyAreThere()
    {
        House house;
        for (int i = 0; i < mostRequests; ++i)
            Connection(house.household, someone).askToPay("quote");
        Connection late(house.household, someone);
        QCOMPARE(late.askToPay().code(), tooMany);
        QTRY_COMPARE(house.household.underWay.of(someone.identity()), 0);
        auto &quote = late.askToPay("quote");
        QTRY_VERIFY(quote.outcome.has_value());
        QCOMPARE(quote.code(), QByteArray());
    }

    void aPurchaseBelongsToTheWholeKey()
    {
        House house;
        Connection buyer(house.household, someone);
        const auto &asked = buyer.askToPay();
        QTRY_VERIFY(!asked.purchase.isEmpty());
        const Json params {{"purchase", asked.purchase.toStdString()}};
        Connection lookalike(house.household, another);
        auto &foreign = lookalike.ask("state", params);
        QTRY_COMPARE(foreign.code(), QByteArray("purchase.unknown"));
        auto &own = buyer.ask("state", params);
        QTRY_VERIFY(own.outcome.has_value());
        QCOMPARE(own.code(), QByteArray());
    }

    void theOwnerIsShownNamesAndNoKeys()
    {
        House house;
        Connection connection(house.household, someone);
        connection.askToPay();
        QTRY_COMPARE(house.engine->waiting().size(), 1);
        QCOMPARE(house.engine->waiting().first().requesterName, u"An unpaired program (test/1)"_s);
    }
};

QTEST_GUILESS_MAIN(tst_Asking)
#include "tst_asking.moc"
