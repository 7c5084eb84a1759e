// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/submission.h"
#include "core/crypto/hash.h"
#include "tests/chains/fatescene.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using deal::Fate;
using fakes::FakeServer;

namespace {

constexpr quint64 number = 7;
const QByteArray transaction = "signed bytes";
const QByteArray ourHash = crypto::keccak256(transaction);

evm::Submission submission()
{
    evm::Submission one;
    one.from = evm::Address::parse("0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1").value();
    one.number = number;
    one.hash = ourHash;
    one.value = 10'000;
    one.highestFee = 100'000;
    return one;
}

/// What a server knows of our transaction, and of the account's others.
struct Known
{
    std::optional<quint64> block; ///< that holds ours
    bool succeeded = true;
    std::optional<quint64> replacedAt; ///< the block with another of the same number
    bool hidesReceipt = false;
    bool forgetsState = false;
    Json receiptChange = Json::object();
    QString refusal; ///< of what is sent to it; empty: it takes it
    bool waits = false; ///< it has it, in no block
    int given = 0;
};

Json hex(const QByteArray &bytes)
{
    return toHex(bytes).toStdString();
}

Result<Json> refused(const QString &message)
{
    return fail(Error::Kind::Refused, "rpc.error",
                {{u"message"_s, message}, {u"number"_s, -32000}});
}

} // namespace

/// What servers say of a transaction of ours, and how it gets to them.
class tst_SentFate : public QObject, private FateScene
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isUnseenAtFirst();
    void landsAndBecomesFinal();
    void failsAndCostsItsFee();
    void isTakenBackByAReorganisation();
    void diesWhenAnotherTakesItsNumber();
    void diesOnTheWordOfTwo();
    void doesNotBelieveItself_data();
    void doesNotBelieveItself();
    void asksAgainWithoutState();
    void paysBesideTheGas();
    void isGivenToEveryServer();
    void isTakenByOne();
    void isThereAlready_data();
    void isThereAlready();
    void isTakenByNobody_data();
    void isTakenByNobody();
    void sendsNothingElse();

private:
    [[nodiscard]] std::optional<Result<Json>> answer(const QUrl &url, const net::Call &call);
    [[nodiscard]] Json receipt(const QUrl &url);
    [[nodiscard]] Result<Json> count(const QUrl &url, const Json &tag);
    [[nodiscard]] Fate sentFate();

    [[nodiscard]] QString sentOutcome() { return nameOf(sentFate()); }

    [[nodiscard]] Result<Done> submit();
    [[nodiscard]] static deal::Signed proof();

    std::map<QUrl, Known> m_known;
};

void tst_SentFate::init()
{
    reset();
    m_known.clear();
    for (const QUrl &url : {here, alsoHere, there})
        server(url).special = [this, url](const net::Call &call) { return answer(url, call); };
}

std::optional<Result<Json>> tst_SentFate::answer(const QUrl &url, const net::Call &call)
{
    Known &known = m_known[url];
    if (call.method == "eth_getTransactionCount")
        return count(url, call.params[1]);
    if (call.method == "eth_getTransactionReceipt")
        return receipt(url);
    if (call.method == "eth_getTransactionByHash")
        return known.block || known.waits ? Json {{"hash", hex(ourHash)}} : Json();
    if (call.method == "eth_sendRawTransaction") {
        ++known.given;
        if (!known.refusal.isEmpty())
            return refused(known.refusal);
        return hex(crypto::keccak256(*evm::readBytes(call.params[0])));
    }
    return std::nullopt;
}

Json tst_SentFate::receipt(const QUrl &url)
{
    const Known &known = m_known[url];
    if (!known.block || known.hidesReceipt)
        return {};
    Json receipt = {{"status", known.succeeded ? "0x1" : "0x0"},
                    {"blockHash", hex(server(url).chain.hashOf(*known.block))},
                    {"blockNumber", evm::quantity(*known.block).toStdString()},
                    {"transactionHash", hex(ourHash)},
                    {"gasUsed", "0x64"},
                    {"effectiveGasPrice", "0xa"},
                    {"logs", Json::array()}};
    receipt.update(known.receiptChange);
    return receipt;
}

Result<Json> tst_SentFate::count(const QUrl &url, const Json &tag)
{
    const Known &known = m_known[url];
    const quint64 newest = server(url).chain.newest();
    const quint64 at = tag == "latest" ? newest : *evm::readQuantity(tag);
    if (known.forgetsState && at != newest)
        return refused(u"missing trie node"_s);
    const auto within = [at](const std::optional<quint64> &block) { return block && *block <= at; };
    const bool taken = within(known.block) || within(known.replacedAt);
    return Json(evm::quantity(taken ? number + 1 : number).toStdString());
}

Fate tst_SentFate::sentFate()
{
    auto asked = chain();
    return asked.fate({network, evm::encode(submission())}).result();
}

deal::Signed tst_SentFate::proof()
{
    return {R"({"transaction":")" + toHex(transaction) + R"("})",
            {{"eip155", "84532"}, evm::encode(submission())},
            std::nullopt};
}

Result<Done> tst_SentFate::submit()
{
    auto asked = chain();
    return asked.submit(proof()).result();
}

void tst_SentFate::isUnseenAtFirst()
{
    QCOMPARE(sentOutcome(), u"unseen"_s);
    letItEnd();
    mineEverywhere(1000);
    QCOMPARE(sentOutcome(), u"unseen"_s);
    QCOMPARE(server(here).asked.value("eth_getLogs"), 0);
}

void tst_SentFate::landsAndBecomesFinal()
{
    m_known[here].block = blockCount - 3;
    const auto landed = sentFate();
    QCOMPARE(nameOf(landed), u"landed"_s);
    QCOMPARE(landed.confirmations, 2);
    QCOMPARE(landed.transaction, toHex(ourHash));
    QCOMPARE(landed.moved, Uint256(10'000));
    mineEverywhere(7);
    QCOMPARE(sentOutcome(), u"landed"_s);
    mineEverywhere(1);
    const auto settled = sentFate();
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.moved, Uint256(10'000));
    QCOMPARE(settled.fee, Uint256(1'000));
}

void tst_SentFate::failsAndCostsItsFee()
{
    urls = {here, there};
    for (const QUrl &url : urls) {
        m_known[url].block = blockCount - 20;
        m_known[url].succeeded = false;
    }
    const auto failed = sentFate();
    QCOMPARE(nameOf(failed), u"final"_s);
    QCOMPARE(failed.moved, Uint256(0));
    QCOMPARE(failed.fee, Uint256(1'000));
    server(there).isDown = true;
    QCOMPARE(sentOutcome(), u"rpc.one_witness"_s);
}

void tst_SentFate::isTakenBackByAReorganisation()
{
    m_known[here].block = blockCount - 3;
    QCOMPARE(sentOutcome(), u"landed"_s);
    m_known[here].block.reset();
    server(here).chain.cutAbove(blockCount - 4);
    server(here).chain.fork = "branch";
    server(here).chain.forkedAt = blockCount - 3;
    server(here).chain.mine(2s, 5);
    QCOMPARE(sentOutcome(), u"unseen"_s);
}

void tst_SentFate::diesWhenAnotherTakesItsNumber()
{
    m_known[here].replacedAt = blockCount - 3;
    QCOMPARE(sentOutcome(), u"unseen"_s);
    mineEverywhere(8);
    QCOMPARE(sentOutcome(), u"dead"_s);
}

void tst_SentFate::diesOnTheWordOfTwo()
{
    urls = {here, alsoHere, there};
    for (const QUrl &url : urls)
        m_known[url].replacedAt = 5;
    QCOMPARE(sentOutcome(), u"dead"_s);
    server(there).isDown = true;
    QCOMPARE(sentOutcome(), u"rpc.one_witness"_s);
    server(there).isDown = false;
    m_known[there] = {};
    m_known[there].block = blockCount - 20;
    QCOMPARE(sentOutcome(), u"rpc.disagree"_s);
}

void tst_SentFate::doesNotBelieveItself_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &change, const QString &code) {
        QTest::newRow(name) << change << code;
    };
    const QByteArray other = toHex(QByteArray(32, 'x'));
    row("the same", "{}", u"final"_s);
    row("of another transaction", R"({"transactionHash": ")" + other + R"("})",
        u"rpc.contradicts"_s);
    row("in another block", R"({"blockNumber": "0x5"})", u"rpc.contradicts"_s);
    row("in a block that is none", R"({"blockNumber": "0xffffff"})", u"rpc.malformed"_s);
    row("in a block of another hash", R"({"blockHash": ")" + other + R"("})", u"rpc.contradicts"_s);
    row("no block", R"({"blockNumber": null})", u"rpc.malformed"_s);
    row("no status", R"({"status": "yes"})", u"rpc.malformed"_s);
}

void tst_SentFate::doesNotBelieveItself()
{
    QFETCH(QByteArray, change);
    m_known[here].block = blockCount - 20;
    m_known[here].receiptChange = parseJson(change).value();
    QTEST(sentOutcome(), "code");
}

void tst_SentFate::asksAgainWithoutState()
{
    m_known[here].forgetsState = true;
    QCOMPARE(sentOutcome(), u"unseen"_s);
    m_known[here].replacedAt = 5;
    QCOMPARE(sentOutcome(), u"rpc.no_state"_s);
    m_known[here].block = 5;
    QCOMPARE(sentOutcome(), u"final"_s);
    // Counted less than what it says is final.
    m_known[here].forgetsState = false;
    m_known[here].replacedAt.reset();
    server(here).says["eth_getTransactionCount"] = "0x7";
    server(here).special = [this](const net::Call &call) -> std::optional<Result<Json>> {
        if (call.method == "eth_getTransactionReceipt")
            return receipt(here);
        return std::nullopt;
    };
    QCOMPARE(sentOutcome(), u"rpc.contradicts"_s);
}

void tst_SentFate::paysBesideTheGas()
{
    m_known[here].block = blockCount - 20;
    m_known[here].receiptChange = {{"l1Fee", "0x7"}};
    QCOMPARE(sentFate().fee, Uint256(1'007));
    m_known[here].receiptChange = {{"effectiveGasPrice", nullptr}};
    QCOMPARE(sentFate().fee, Uint256(100'000));
}

void tst_SentFate::isGivenToEveryServer()
{
    urls = {here, alsoHere, there};
    QVERIFY(submit());
    for (const QUrl &url : urls)
        QCOMPARE(m_known[url].given, 1);
    server(there).chainId = 1;
    QVERIFY(submit());
    QCOMPARE(m_known[there].given, 1);
}

void tst_SentFate::isTakenByOne()
{
    urls = {here, there};
    server(here).isDown = true;
    QVERIFY(submit());
    server(here).isDown = false;
    m_known[here].refusal = u"transaction underpriced"_s;
    QVERIFY(submit());
}

void tst_SentFate::isThereAlready_data()
{
    QTest::addColumn<QString>("refusal");
    QTest::addColumn<bool>("isMined");
    QTest::newRow("geth") << u"already known"_s << false;
    QTest::newRow("nethermind") << u"AlreadyKnown"_s << false;
    QTest::newRow("anvil") << u"transaction already imported"_s << false;
    QTest::newRow("besu") << u"Known transaction"_s << false;
    QTest::newRow("in a block") << u"nonce too low: next nonce 8, tx nonce 7"_s << true;
    QTest::newRow("in words that nobody knows") << u"no, thank you"_s << true;
}

void tst_SentFate::isThereAlready()
{
    QFETCH(QString, refusal);
    QFETCH(bool, isMined);
    m_known[here].refusal = refusal;
    if (isMined)
        m_known[here].block = blockCount - 3;
    QVERIFY(submit());
}

void tst_SentFate::isTakenByNobody_data()
{
    QTest::addColumn<QString>("refusal");
    QTest::newRow("its number is another's") << u"nonce too low"_s;
    QTest::newRow("too cheap to replace") << u"replacement transaction underpriced"_s;
    QTest::newRow("poor") << u"insufficient funds for gas * price + value"_s;
}

void tst_SentFate::isTakenByNobody()
{
    QFETCH(QString, refusal);
    urls = {here, there};
    m_known[here].refusal = m_known[there].refusal = refusal;
    const auto taken = submit();
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, "rpc.error");
    QCOMPARE(taken.error().data[u"message"_s].toString(), refusal);
    server(here).chainId = 1;
    QCOMPARE(submit().error().code, "rpc.wrong_chain");
    server(here).isDown = true;
    QCOMPARE(submit().error().code, "rpc.unreachable");
    urls.clear();
    QCOMPARE(submit().error().code, "rpc.none");
    QCOMPARE(m_known[here].given, 1);
}

void tst_SentFate::sendsNothingElse()
{
    auto asked = chain();
    const auto code = [&](const deal::Signed &one) {
        return asked.submit(one).result().error().code;
    };
    auto other = proof();
    other.handle.id = evm::encode(authorization());
    QCOMPARE(code(other), "chain.not_sendable");
    other = proof();
    other.bytes = R"({"transaction":"0x00"})";
    QCOMPARE(code(other), "chain.not_sendable");
    other.bytes = "{}";
    QCOMPARE(code(other), "chain.not_sendable");
    other = proof();
    other.handle.network.reference = "84533";
    QCOMPARE(code(other), "chain.unknown_network");
    QCOMPARE(m_known[here].given, 0);
    server(here).says["eth_sendRawTransaction"] = hex(QByteArray(32, 'x'));
    server(here).special = nullptr;
    QCOMPARE(code(proof()), "rpc.malformed");
}

QTEST_GUILESS_MAIN(tst_SentFate)
#include "tst_sentfate.moc"
