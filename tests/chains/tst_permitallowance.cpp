// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/chains/evm/permit.h"
#include "core/deal/permit2.h"
#include "tests/chains/transferscene.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;
using deal::AuthorizePermit2;
using deal::PermitTransfer;
using deal::SignedAllowance;

namespace {

/// Gives the signatures of a vector, one behind the other.
class RecordedSigner final : public deal::Signer
{
public:
    explicit RecordedSigner(QByteArray signatures)
        : m_signatures(std::move(signatures))
    {
    }

    Result<QByteArray> sign(const deal::Prepared &, const deal::Approval &) override
    {
        return m_signatures;
    }

private:
    QByteArray m_signatures;
};

/// What is added to the seller's own members.
Json added(Json info)
{
    info.erase("description");
    info.erase("version");
    return info;
}

} // namespace

/// Whether Permit2 may move what a permit says, and what is signed so that it may.
class tst_PermitAllowance : public QObject, private TransferScene
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesTheFirstWayThatIsOpen_data();
    void takesTheFirstWayThatIsOpen();
    void givesThePermitOfTheReferenceClient();
    void givesTheApprovalOfTheReferenceClient();
    void throwsAwaySignaturesOfOthers_data();
    void throwsAwaySignaturesOfOthers();
    void approvesWhatTheSellerPaysFor();

private:
    [[nodiscard]] static AuthorizePermit2 permit(const AssetId &asset, const QByteArray &payee,
                                                 bool takesPermit, bool takesApproval);

    [[nodiscard]] Json vector(const char *name) const { return m_vectors[name]; }

    [[nodiscard]] deal::Prepared preparedWith(const deal::Allowance &allowance) const;
    void openServer();

    const QUrl m_server {u"https://server.example"_s};
    evm::EvmChain m_asking {registry, rpc,
                            [this](const NetworkId &) { return QList<QUrl> {m_server}; }, clock};
    Json m_vectors;
};

AuthorizePermit2 tst_PermitAllowance::permit(const AssetId &asset, const QByteArray &payee,
                                             bool takesPermit, bool takesApproval)
{
    AuthorizePermit2 permit {
        {asset, 10'000},         payee, deal::exactProxy, {}, AuthorizePermit2::Witness::Payee,
        std::chrono::seconds(60)};
    permit.takesTokenPermit = takesPermit;
    permit.takesApproval = takesApproval;
    return permit;
}

deal::Prepared tst_PermitAllowance::preparedWith(const deal::Allowance &allowance) const
{
    auto prepared = evm::preparePermit(permit(usdc, payee, false, false), {network, payer},
                                       registry, {clock.now(), QByteArray(32, '\x11')})
                        .value();
    std::get<PermitTransfer>(prepared.toSign).allowance = allowance;
    return prepared;
}

void tst_PermitAllowance::initTestCase()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_vectors = parseJson(file.readAll(), 1024 * 1024).value();
}

/// A server with a base fee, whose payer holds no coins.
void tst_PermitAllowance::openServer()
{
    auto &server = rpc.servers[m_server];
    server = {};
    server.chain = fakes::FakeBlocks::create(clock.now(), std::chrono::seconds(2), 3);
    server.says["eth_maxPriorityFeePerGas"] = "0x5f5e100";
    server.says["eth_gasPrice"] = "0x3b9aca00";
    server.says["eth_getBalance"] = "0x0";
    server.says["eth_getTransactionCount"] = "0x3";
    server.special = [](const net::Call &call) -> std::optional<Result<Json>> {
        if (call.method != "eth_getBlockByNumber")
            return std::nullopt;
        return Json {{"number", "0x2"},
                     {"hash", "0x" + std::string(64, '1')},
                     {"timestamp", "0x6553f100"},
                     {"gasLimit", "0x1c9c380"},
                     {"baseFeePerGas", "0x3b9aca00"}};
    };
}

void tst_PermitAllowance::takesTheFirstWayThatIsOpen_data()
{
    QTest::addColumn<quint64>("allowed");
    QTest::addColumn<bool>("knowsPermits");
    QTest::addColumn<bool>("takesPermit");
    QTest::addColumn<bool>("takesApproval");
    QTest::addColumn<int>("way"); ///< place in deal::Allowance; -1: none
    QTest::newRow("enough") << quint64(10'000) << true << true << true << 0;
    QTest::newRow("a permit") << quint64(9'999) << true << true << true << 1;
    QTest::newRow("a permit alone") << quint64(0) << true << true << false << 1;
    QTest::newRow("no such token") << quint64(0) << false << true << true << 2;
    QTest::newRow("an approval alone") << quint64(0) << true << false << true << 2;
    QTest::newRow("nothing") << quint64(0) << true << false << false << -1;
    QTest::newRow("no way") << quint64(0) << false << true << false << -1;
}

void tst_PermitAllowance::takesTheFirstWayThatIsOpen()
{
    QFETCH(quint64, allowed);
    QFETCH(bool, knowsPermits);
    QFETCH(bool, takesPermit);
    QFETCH(bool, takesApproval);
    QFETCH(int, way);
    openServer();
    auto &blocks = rpc.servers[m_server].chain;
    blocks.allowance = allowed;
    if (knowsPermits)
        blocks.tokenNonce = Uint256(7);
    const auto instruction = permit(usdc, payee, takesPermit, takesApproval);

    const auto fee = m_asking.highestFee(instruction, {network, payer}).result();
    const Uint256 most = fee && *fee ? (*fee)->units : Uint256();
    const auto prepared = m_asking.prepare(instruction, {network, payer}, {most, 0}).result();

    QCOMPARE(fee.has_value(), way >= 0);
    QCOMPARE(prepared.has_value(), way >= 0);
    if (way < 0) {
        QCOMPARE(prepared.error().code, "chain.permit2_allowance"_ba);
        return;
    }
    QCOMPARE(fee->has_value(), way == 2);
    const auto &allowance = std::get<PermitTransfer>(prepared->toSign).allowance;
    QCOMPARE(int(allowance.index()), way);
    if (const auto *tokenPermit = std::get_if<deal::TokenPermit>(&allowance))
        QCOMPARE(tokenPermit->nonce, Uint256(7));
    QCOMPARE(prepared->leaves.size(), way == 2 ? 2 : 1);
}

void tst_PermitAllowance::approvesWhatTheSellerPaysFor()
{
    openServer();
    const auto instruction = permit(usdc, payee, false, true);
    const auto fee = m_asking.highestFee(instruction, {network, payer}).result().value().value();
    const auto prepared =
        m_asking.prepare(instruction, {network, payer}, {fee.units, 0}).result().value();
    const auto approval =
        std::get<deal::EvmTransaction>(std::get<PermitTransfer>(prepared.toSign).allowance);
    QCOMPARE(approval.nonce, quint64(3));
    QCOMPARE(approval.to, usdc.reference);
    QCOMPARE(approval.gasLimit, quint64(70'000)); // as the reference clients
    QVERIFY(approval.value.isZero());
    QCOMPARE(approval.data.toHex(),
             "095ea7b3000000000000000000000000000000000022d473030f116ddee9f6b43ac78ba3"
             "0000000000000000000000000000000000000000000000000000000000002710"_ba);
    QCOMPARE(prepared.leaves.last(), fee);
    // Never for more than was approved.
    const auto dearer =
        m_asking.prepare(instruction, {network, payer}, {*fee.units.dividedBy(4), 0}).result();
    QCOMPARE(dearer.error().code, "chain.fee_rose"_ba);
}

void tst_PermitAllowance::givesThePermitOfTheReferenceClient()
{
    const Json vector = this->vector("v2_exact_permit2_eip2612");
    const Json info = vector["payload"]["extensions"]["eip2612GasSponsoring"]["info"];
    const auto signature = fromHex(*textMember(vector["payload"]["payload"], "signature")).value();
    RecordedSigner signer(signature + fromHex(*textMember(info, "signature")).value());
    const auto proof = chain.sign(preparedWith(deal::TokenPermit {7}), {}, signer);
    QVERIFY(proof);
    QVERIFY(proof->allowance->kind == SignedAllowance::Kind::TokenPermit);
    QCOMPARE(QString::fromUtf8(proof->allowance->members),
             QString::fromStdString(added(info).dump()));
}

void tst_PermitAllowance::givesTheApprovalOfTheReferenceClient()
{
    const Json vector = this->vector("v2_exact_permit2_erc20approval");
    const Json info = vector["payload"]["extensions"]["erc20ApprovalGasSponsoring"]["info"];
    const auto signature = fromHex(*textMember(vector["payload"]["payload"], "signature")).value();
    const auto raw = fromHex(*textMember(info, "signedTransaction")).value();
    // The last 66 bytes: r, s, each behind the byte that says how long it is; before them y.
    const QByteArray ofTransaction = raw.sliced(raw.size() - 65, 32) + raw.last(32)
        + QByteArray(1, raw.at(raw.size() - 67) == '\x01' ? '\x1c' : '\x1b');
    deal::EvmTransaction approval;
    approval.chainId = 84532;
    approval.nonce = 3;
    approval.to = usdc.reference;
    approval.gasLimit = 70'000;
    approval.maxFeePerGas = 2'000'000'000;
    approval.maxPriorityFeePerGas = Uint256(100'000'000);
    approval.data = fromHex("0x095ea7b3"
                            "000000000000000000000000000000000022d473030f116ddee9f6b43ac78ba3")
                        .value()
        + QByteArray(32, '\xff'); // the reference approves without an end; our vault signs no such
    RecordedSigner signer(signature + ofTransaction);
    const auto proof = chain.sign(preparedWith(approval), {}, signer);
    QVERIFY(proof);
    QVERIFY(proof->allowance->kind == SignedAllowance::Kind::Transaction);
    const auto members = parseJson(proof->allowance->members).value();
    QCOMPARE(textMember(members, "signedTransaction"), textMember(info, "signedTransaction"));
}

void tst_PermitAllowance::throwsAwaySignaturesOfOthers_data()
{
    QTest::addColumn<int>("kept"); ///< bytes of both signatures
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<bool>("hasAllowance");
    QTest::newRow("none of the allowance") << 65 << ""_ba << true;
    QTest::newRow("half of it") << 100 << ""_ba << true;
    QTest::newRow("too much of it") << 130 << "x"_ba << true;
    QTest::newRow("somebody else's") << 65 << QByteArray(65, '\x1b') << true;
    QTest::newRow("one too many") << 130 << ""_ba << false;
    QTest::newRow("nothing") << 0 << ""_ba << false;
}

void tst_PermitAllowance::throwsAwaySignaturesOfOthers()
{
    QFETCH(int, kept);
    QFETCH(QByteArray, behind);
    QFETCH(bool, hasAllowance);
    const Json payload = vector("v2_exact_permit2_eip2612")["payload"];
    const Json info = payload["extensions"]["eip2612GasSponsoring"]["info"];
    const QByteArray both = fromHex(*textMember(payload["payload"], "signature")).value()
        + fromHex(*textMember(info, "signature")).value();
    RecordedSigner signer(both.first(kept) + behind);
    const auto prepared = hasAllowance ? preparedWith(deal::TokenPermit {7}) : preparedWith({});
    const auto proof = chain.sign(prepared, {}, signer);
    QVERIFY(!proof);
    QCOMPARE(proof.error().code, "chain.wrong_signature"_ba);
}

QTEST_GUILESS_MAIN(tst_PermitAllowance)
#include "tst_permitallowance.moc"
