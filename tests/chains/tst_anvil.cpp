// SPDX-License-Identifier: MIT
#include "core/net/qthttp.h"
#include "core/net/resolver.h"
#include "tests/chains/sendscene.h"

#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;
using deal::Fate;

namespace {

/// The first account of anvil's well-known words.
const QByteArray rich = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const QByteArray richKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const QByteArray payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
constexpr quint64 sum = 1'000'000'000;

QString program()
{
    return QStringLiteral(TUPPENCE_SOURCE_DIR
                          "/tests/journeys/parts/node_modules/@foundry-rs/anvil-linux-amd64/bin/"
                          "anvil");
}

class RichSigner final : public deal::Signer
{
public:
    Result<QByteArray> sign(const deal::Prepared &prepared, const deal::Approval &) override
    {
        const auto bytes = fromHex(richKey).value();
        const auto key =
            crypto::PrivateKey::create(crypto::Secret::copyOf(crypto::bytesOf(bytes))).value();
        return key.sign(evm::digestOf(
            TransactionSigner::transactionOf(std::get<deal::EvmTransaction>(prepared.toSign))));
    }
};

QString nameOf(Fate::Kind kind)
{
    static const QHash<Fate::Kind, QString> names {{Fate::Kind::Unseen, u"unseen"_s},
                                                   {Fate::Kind::Landed, u"landed"_s},
                                                   {Fate::Kind::Final, u"final"_s},
                                                   {Fate::Kind::Dead, u"dead"_s},
                                                   {Fate::Kind::Unknown, u"unknown"_s}};
    return names.value(kind);
}

template <class T> T arrived(QFuture<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        qFatal("nothing came");
    return future.result();
}

} // namespace

/// A real chain takes what we sign, and tells of it what we expect.
class tst_Anvil : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsTheCoin_data();
    void sendsTheCoin();
    void sendsAToken();
    void sendsWhatWaits();
    void diesWhenAnotherTakesItsNumber();
    void seesThatAnotherWaits();
    void seesThatItWouldFail();

private:
    /// A chain of its own for each; mines as soon as there is something unless told otherwise.
    void start(const QStringList &more = {});
    void tell(const QByteArray &method, const Json &params);

    [[nodiscard]] deal::Prepared prepare(quint64 firstNumber = 0)
    {
        return prepare(m_transfer, firstNumber);
    }

    [[nodiscard]] deal::Prepared prepare(const deal::SubmitTransfer &transfer, quint64 firstNumber);
    [[nodiscard]] deal::Signed sign(const deal::Prepared &prepared);

    [[nodiscard]] Fate fate(const deal::Signed &proof)
    {
        return arrived(m_chain->fate(proof.handle));
    }

    /// Blocks on top of the newest one.
    void mine(quint64 count);
    [[nodiscard]] Uint256 balance(const QByteArray &address);
    /// Somebody else with the same words.
    void sendBehindOurBack();

    const NetworkId m_network {"eip155", "84532"};
    const AssetId m_coin {m_network, "slip44", "1"};
    const AccountId m_account {m_network, rich};
    const deal::SubmitTransfer m_transfer {{m_coin, sum}, payee, std::nullopt};
    money::Registry m_registry = money::Registry::builtIn().value();
    SystemClock m_clock;
    net::QtHttp m_http {"Tuppence-Test", std::make_unique<net::SystemResolver>()};
    evm::HttpRpc m_rpc {m_http};
    QUrl m_url;
    std::unique_ptr<QProcess> m_anvil;
    std::unique_ptr<evm::EvmChain> m_chain;
};

void tst_Anvil::init()
{
    if (!QFileInfo::exists(program()))
        QSKIP("the journeys' parts are not installed");
}

void tst_Anvil::start(const QStringList &more)
{
    m_anvil = std::make_unique<QProcess>();
    m_anvil->setProcessChannelMode(QProcess::MergedChannels);
    m_anvil->start(
        program(),
        QStringList {u"--host"_s, u"127.0.0.1"_s, u"--port"_s, u"0"_s, u"--chain-id"_s, u"84532"_s}
            + more);
    QString said;
    static const QRegularExpression listening(u"Listening on (127\\.0\\.0\\.1:\\d+)"_s);
    QTRY_VERIFY_WITH_TIMEOUT((said += QString::fromUtf8(m_anvil->readAll())).contains(listening),
                             20'000);
    m_url = QUrl(u"http://"_s + listening.match(said).captured(1));
    m_chain = std::make_unique<evm::EvmChain>(
        m_registry, m_rpc, [this](const NetworkId &) { return QList<QUrl> {m_url}; }, m_clock);
}

void tst_Anvil::cleanup()
{
    m_chain.reset();
    if (!m_anvil)
        return;
    m_anvil->kill();
    m_anvil->waitForFinished();
    m_anvil.reset();
}

void tst_Anvil::tell(const QByteArray &method, const Json &params)
{
    const auto answers = arrived(m_rpc.batch(m_url, {{method, params}}));
    QVERIFY(answers && answers->front());
}

void tst_Anvil::mine(quint64 count)
{
    tell("anvil_mine", Json::array({evm::quantity(count).toStdString()}));
}

Uint256 tst_Anvil::balance(const QByteArray &address)
{
    return arrived(m_chain->balances(address, {m_coin}))->units.front();
}

void tst_Anvil::sendBehindOurBack()
{
    constexpr quint64 twoGwei = 2'000'000'000; // no more than the chain suggests itself
    const Json call = {{"from", rich.toStdString()},
                       {"to", payee.toStdString()},
                       {"value", "0x1"},
                       {"gasPrice", evm::quantity(twoGwei).toStdString()}};
    tell("eth_sendTransaction", Json::array({call}));
}

deal::Prepared tst_Anvil::prepare(const deal::SubmitTransfer &transfer, quint64 firstNumber)
{
    const auto fee = arrived(m_chain->highestFee(transfer, m_account)).value();
    return arrived(m_chain->prepare(transfer, m_account, {fee->units, firstNumber})).value();
}

deal::Signed tst_Anvil::sign(const deal::Prepared &prepared)
{
    RichSigner signer;
    return m_chain->sign(prepared, {}, signer).value();
}

void tst_Anvil::sendsTheCoin_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("with a base fee") << QStringList();
    QTest::newRow("without") << QStringList {u"--hardfork"_s, u"berlin"_s};
}

void tst_Anvil::sendsTheCoin()
{
    QFETCH(QStringList, more);
    start(more);
    const auto before = balance(rich);
    const auto prepared = prepare();
    const auto &message = std::get<deal::EvmTransaction>(prepared.toSign);
    QCOMPARE(message.maxPriorityFeePerGas.has_value(), more.isEmpty());
    const auto proof = sign(prepared);
    QCOMPARE(nameOf(fate(proof).kind), u"unseen"_s);
    QVERIFY(arrived(m_chain->submit(proof)));
    const auto landed = fate(proof);
    QCOMPARE(nameOf(landed.kind), u"landed"_s);
    QCOMPARE(landed.moved, Uint256(sum));
    QVERIFY(arrived(m_chain->submit(proof))); // once more does no harm
    mine(100);
    const auto settled = fate(proof);
    QCOMPARE(nameOf(settled.kind), u"final"_s);
    QCOMPARE(settled.moved, Uint256(sum));
    QVERIFY(*settled.fee <= prepared.leaves.at(1).units);
    QCOMPARE(balance(rich), before.minus(sum)->minus(*settled.fee).value());
    QCOMPARE(balance(payee), Uint256(sum));
}

void tst_Anvil::sendsAToken()
{
    start();
    // A contract that says yes to whatever it is asked stands in the token's place.
    const auto token = m_registry.assetsOf(m_network).front().id;
    tell("anvil_setCode", Json::array({token.reference.toStdString(), "0x600160005260206000f3"}));
    const auto before = balance(rich);
    const auto proof = sign(prepare({{token, 10'000}, payee, std::nullopt}, 0));
    QVERIFY(arrived(m_chain->submit(proof)));
    mine(100);
    const auto settled = fate(proof);
    QCOMPARE(nameOf(settled.kind), u"final"_s);
    QCOMPARE(settled.moved, Uint256(10'000));
    QCOMPARE(balance(rich), before.minus(*settled.fee).value());
    QVERIFY(balance(payee).isZero());
}

void tst_Anvil::sendsWhatWaits()
{
    start({u"--no-mining"_s});
    const auto first = sign(prepare());
    QVERIFY(arrived(m_chain->submit(first)));
    QVERIFY(arrived(m_chain->submit(first)));
    QCOMPARE(nameOf(fate(first).kind), u"unseen"_s);
    const auto second = sign(prepare(*m_chain->numberOf(first.handle) + 1));
    QCOMPARE(m_chain->numberOf(second.handle), std::optional<quint64>(1));
    QVERIFY(arrived(m_chain->submit(second)));
    mine(1);
    QCOMPARE(nameOf(fate(first).kind), u"landed"_s);
    QCOMPARE(nameOf(fate(second).kind), u"landed"_s);
    QCOMPARE(balance(payee), Uint256(2 * sum));
}

void tst_Anvil::diesWhenAnotherTakesItsNumber()
{
    start();
    const auto proof = sign(prepare());
    sendBehindOurBack();
    const auto taken = arrived(m_chain->submit(proof));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, "rpc.error");
    QCOMPARE(nameOf(fate(proof).kind), u"unseen"_s);
    mine(100);
    QCOMPARE(nameOf(fate(proof).kind), u"dead"_s);
}

void tst_Anvil::seesThatAnotherWaits()
{
    start({u"--no-mining"_s});
    sendBehindOurBack();
    const auto fee = arrived(m_chain->highestFee(m_transfer, m_account)).value();
    const auto prepared = arrived(m_chain->prepare(m_transfer, m_account, {fee->units, 0}));
    QVERIFY(!prepared);
    QCOMPARE(prepared.error().code, "chain.others_waiting");
    mine(1);
    const auto again = arrived(m_chain->prepare(m_transfer, m_account, {fee->units, 0}));
    QCOMPARE(again ? QByteArray() : again.error().code, QByteArray());
}

void tst_Anvil::seesThatItWouldFail()
{
    start();
    const AccountId poor {m_network, payee};
    const auto tooPoor = arrived(m_chain->prepare(m_transfer, poor, {1'000'000'000'000'000, 0}));
    QVERIFY(!tooPoor);
    QCOMPARE(tooPoor.error().code, "chain.no_coin_for_fee");
    // A contract that reverts whatever it is asked stands in the token's place.
    const auto token = m_registry.assetsOf(m_network).front().id;
    tell("anvil_setCode", Json::array({token.reference.toStdString(), "0x60006000fd"}));
    const deal::SubmitTransfer transfer {{token, 1}, payee, std::nullopt};
    const auto refused = arrived(m_chain->prepare(transfer, m_account, {Uint256::max(), 0}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, "chain.would_fail");
}

QTEST_GUILESS_MAIN(tst_Anvil)
#include "tst_anvil.moc"
