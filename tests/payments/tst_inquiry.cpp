// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/money/registry.h"
#include "core/payments/inquiry.h"
#include "tests/fakes/fakechain.h"
#include "tests/fakes/fakeclock.h"
#include "tests/fakes/fakehttp.h"
#include "tests/fakes/fakepurse.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tuppence;
using payments::Inquiry;

namespace {

/// A challenge that comes byte by byte.
class Dripping final : public net::Arriving
{
public:
    explicit Dripping(int bytes)
        : m_left(bytes)
    {
        m_head.status = 402;
        m_head.url = QUrl(u"https://api.example.com/weather"_s);
        connect(&m_timer, &QTimer::timeout, this, &Dripping::drip);
        m_timer.start(1ms);
    }

    [[nodiscard]] const net::Response &head() const override { return m_head; }

    [[nodiscard]] QByteArray read(qsizetype) override { return std::exchange(m_drop, {}); }

    [[nodiscard]] std::optional<Result<Done>> end() const override
    {
        if (m_left > 0 || !m_drop.isEmpty())
            return std::nullopt;
        return Done {};
    }

private:
    void drip()
    {
        if (m_left == 0) {
            m_timer.stop();
            Q_EMIT ended();
            return;
        }
        --m_left;
        m_drop += 'x';
        Q_EMIT readable();
    }

    net::Response m_head;
    QByteArray m_drop;
    int m_left;
    QTimer m_timer;
};

class DrippingHttp final : public net::Http
{
public:
    explicit DrippingHttp(int bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] Pending<std::shared_ptr<net::Arriving>> open(const net::Request &,
                                                               const net::Options &) override
    {
        const auto answer = std::make_shared<Dripping>(m_bytes);
        last = answer;
        return ready<std::shared_ptr<net::Arriving>>(answer);
    }

    std::weak_ptr<net::Arriving> last;

private:
    int m_bytes;
};

const NetworkId testChain {"eip155", "84532"};
const AssetId usdc {testChain, "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"};

money::Asset ownToken(char digit)
{
    money::Asset token;
    token.id = {testChain, "erc20", "0x" + QByteArray(40, digit)};
    token.symbol = u"OWN"_s + QLatin1Char(digit);
    token.name = u"Own"_s;
    token.version = u"1"_s;
    token.decimals = 6;
    token.domainSeparator = QByteArray(32, digit);
    return token;
}

net::Response challengeIn(const QList<AssetId> &assets)
{
    Json accepts = Json::array();
    for (const AssetId &asset : assets)
        accepts.push_back({{"scheme", "exact"},
                           {"network", asset.network.toString().toStdString()},
                           {"amount", "10000"},
                           {"asset", asset.reference.toStdString()},
                           {"payTo", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"},
                           {"maxTimeoutSeconds", 60},
                           {"extra", {{"name", "Own"}, {"version", "1"}}}});
    const Json terms {{"x402Version", 2},
                      {"resource", {{"url", "https://api.example.com/weather"}}},
                      {"accepts", accepts}};
    return {402,
            {{"PAYMENT-REQUIRED", toBase64(QByteArray::fromStdString(terms.dump()))}},
            "{}",
            QUrl(u"https://api.example.com/weather"_s)};
}

} // namespace

class tst_Inquiry : public QObject
{
    Q_OBJECT

    money::Registry m_registry = *money::Registry::builtIn();
    fakes::FakePurse m_purse;
    ProtocolRegistry m_protocols;

    payments::Rooms rooms(net::Http &http)
    {
        payments::Rooms made;
        made.http = &http;
        made.registry = &m_registry;
        made.purse = &m_purse;
        made.protocols = &m_protocols;
        made.mayReachLoopback = [] { return false; };
        made.isEnabled = [](const NetworkId &) { return true; };
        return made;
    }

private Q_SLOTS:

    void givesUpOnAChallengeThatDripsForEver()
    {
        DrippingHttp http(std::numeric_limits<int>::max());
        const auto house = rooms(http);
        Inquiry inquiry(house, {}, nullptr, 100ms);
        const auto pending = inquiry.run();
        QVERIFY(!http.last.expired());
        QTRY_VERIFY(pending.isFinished());
        const auto finding = pending.result();
        QVERIFY(!finding);
        QCOMPARE(finding.error().kind, Error::Kind::Network);
        QCOMPARE(finding.error().code, QByteArray("http.timeout"));
        QCOMPARE(finding.error().data[u"host"_s].toString(), u"api.example.com"_s);
        QCOMPARE(finding.error().data[u"seconds"_s].toDouble(), 0.1);
        QVERIFY(http.last.expired()); // and with it the connection
    }

    void readsAChallengeThatIsSlow()
    {
        DrippingHttp http(20);
        const auto house = rooms(http);
        Inquiry inquiry(house, {});
        const auto pending = inquiry.run();
        QTRY_VERIFY(pending.isFinished());
        const auto finding = pending.result();
        QVERIFY(finding);
        QCOMPARE(finding->reply.body, QByteArray(20, 'x'));
        QVERIFY(http.last.expired());
    }

    void aDeadTokenOfTheOwnersHidesNoOtherBalance()
    {
        const money::Asset gone = ownToken('1');
        const money::Asset other = ownToken('2');
        QVERIFY(m_registry.addOwn(gone));
        QVERIFY(m_registry.addOwn(other));
        fakes::FakeClock clock;
        fakes::FakeChain chain(clock);
        chain.dead = gone.id;
        chain.balance = Uint256(20'000);
        fakes::FakeHttp http;
        http.answer = [&](const net::Request &) {
            return challengeIn({gone.id, other.id, usdc, gone.id});
        };
        auto house = rooms(http);
        house.chains = {&chain};
        payments::Order order;
        order.request.url = QUrl(u"https://api.example.com/weather"_s);
        Inquiry inquiry(house, order);
        const auto pending = inquiry.run();
        QTRY_VERIFY(pending.isFinished());
        const auto finding = pending.result();
        QVERIFY(finding);
        const auto &options = finding->options.possible;
        QCOMPARE(options.size(), 4);
        // Those whose balance is known come first.
        QCOMPARE(options.at(0).amount.asset, other.id);
        QCOMPARE(options.at(0).balance, std::optional(Uint256(20'000)));
        QCOMPARE(options.at(1).amount.asset, usdc);
        QCOMPARE(options.at(1).balance, std::optional(Uint256(20'000)));
        QVERIFY(!options.at(2).balance);
        QVERIFY(!options.at(3).balance);
    }
};

QTEST_GUILESS_MAIN(tst_Inquiry)
#include "tst_inquiry.moc"
