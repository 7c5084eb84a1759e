// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/chains/evm/evmchain.h"
#include "core/chains/evm/newtoken.h"
#include "core/crypto/abi.h"
#include "core/money/registry.h"
#include "tests/chains/tokenservers.h"

#include <QTest>

using namespace tuppence;
using test::TokenServers;
using namespace Qt::StringLiterals;

namespace {

// Circle's token on Base Sepolia: tests/vectors/default-assets.json has its separator.
const QByteArray address = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
const QByteArray separator = "0x71f17a3b2ff373b803d70a5a07c046c1a2bc8e89c09ef722fcb047abe94c9818";
const NetworkId sepolia {"eip155", "84532"};

evm::TokenWords truth()
{
    return {u"USDC"_s, u"USDC"_s, u"2"_s, 6, *fromHex(separator, 32), true};
}

money::TokenDraft nothing()
{
    money::TokenDraft draft;
    draft.network = sepolia;
    draft.address = address;
    return draft;
}

money::TokenDraft everything()
{
    money::TokenDraft draft = nothing();
    draft.symbol = u"USDC"_s;
    draft.name = u"USDC"_s;
    draft.version = u"2"_s;
    draft.decimals = 6;
    draft.method = money::TransferMethod::Eip3009;
    return draft;
}

QByteArray word(const Uint256 &number)
{
    return evm::abiEncode({evm::AbiValue::number(number)});
}

QByteArray text(const QString &text)
{
    return evm::abiEncode({evm::AbiValue::bytes(text.toUtf8())});
}

TokenServers::Contract honest()
{
    TokenServers::Contract contract;
    contract.says = {
        {evm::abiSelector("symbol()"), text(u"USDC"_s)},
        {evm::abiSelector("name()"), text(u"USDC"_s)},
        {evm::abiSelector("version()"), text(u"2"_s)},
        {evm::abiSelector("decimals()"), word(6)},
        {evm::abiSelector("DOMAIN_SEPARATOR()"), *fromHex(separator, 32)},
        {evm::abiSelector("balanceOf(address)"), word(0)},
        {evm::abiSelector("authorizationState(address,bytes32)"), word(0)},
    };
    return contract;
}

} // namespace

class tst_NewToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_urls = {first, second};
        m_rpc.contracts = {{first, honest()}, {second, honest()}};
    }

    void isWhatItsContractSays()
    {
        const auto token = describe(nothing());
        QVERIFY2(token, token ? "" : token.error().code);
        const auto *known = m_registry.asset({sepolia, "erc20", address});
        QCOMPARE(token->id, known->id);
        QCOMPARE(token->symbol, u"USDC"_s);
        QCOMPARE(token->name, u"USDC"_s);
        QCOMPARE(token->version, u"2"_s);
        QCOMPARE(token->decimals, 6);
        QCOMPARE(token->method, money::TransferMethod::Eip3009);
        QCOMPARE(token->domainSeparator, known->domainSeparator);
        QCOMPARE(token->worth, money::Worth::Unknown);
    }

    void isWhatTheOwnerSaysWhereNobodyMayBeAsked()
    {
        m_urls.clear();
        const auto token = describe(everything());
        QVERIFY(token);
        QCOMPARE(toHex(token->domainSeparator), separator);
        auto draft = everything();
        draft.decimals.reset();
        draft.method.reset();
        const auto error = describe(draft).error();
        QCOMPARE(error.code, QByteArray("token.nobody_asked"));
        QCOMPARE(error.data[u"options"_s].toString(), u"--decimals, --method"_s);
    }

    void addressIsKeptWithItsChecksum()
    {
        auto draft = nothing();
        draft.address = address.toLower();
        QCOMPARE(describe(draft)->id.reference, address);
    }

    void refusesAddresses_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("a wrong checksum")
            << QByteArray(address).replace("0x036Cb", "0x036cb") << QByteArray("address.checksum");
        QTest::newRow("too short") << address.chopped(1) << QByteArray("address.malformed");
        QTest::newRow("nobody") << "0x" + QByteArray(40, '0') << QByteArray("token.zero_address");
    }

    void refusesAddresses()
    {
        QFETCH(QByteArray, typed);
        auto draft = everything();
        draft.address = typed;
        QTEST(describe(draft).error().code, "code");
        m_urls.clear();
        QTEST(describe(draft).error().code, "code");
    }

    void saysBothWhereTheyDiffer_data()
    {
        QTest::addColumn<money::TokenDraft>("draft");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *what, const QString &typed, const QString &said,
                            auto change) {
            auto draft = everything();
            change(draft);
            QTest::newRow(what) << draft << QStringList {QString::fromLatin1(what), typed, said};
        };
        row("decimals", u"18"_s, u"6"_s, [](auto &draft) { draft.decimals = 18; });
        row("symbol", u"usdc"_s, u"USDC"_s, [](auto &draft) { draft.symbol = u"usdc"_s; });
        row("name", u"USD Coin"_s, u"USDC"_s, [](auto &draft) { draft.name = u"USD Coin"_s; });
        row("version", u"1"_s, u"2"_s, [](auto &draft) { draft.version = u"1"_s; });
    }

    void saysBothWhereTheyDiffer()
    {
        QFETCH(money::TokenDraft, draft);
        QFETCH(QStringList, words);
        const auto error = describe(draft).error();
        QCOMPARE(error.code, QByteArray("token.differs"));
        QCOMPARE((QStringList {error.data[u"what"_s].toString(), error.data[u"typed"_s].toString(),
                               error.data[u"said"_s].toString()}),
                 words);
    }

    void separatorProvesTheName()
    {
        // name() is for people; what signatures are made under may be another.
        auto words = truth();
        words.name = u"USDC (for people)"_s;
        QVERIFY(from(everything(), words));
        QCOMPARE(from(nothing(), words).error().code, QByteArray("token.domain"));
        words.domainSeparator.reset();
        QCOMPARE(from(everything(), words).error().code, QByteArray("token.differs"));
        words = truth();
        words.domainSeparator = QByteArray(32, 'x');
        QCOMPARE(from(everything(), words).error().code, QByteArray("token.domain"));
    }

    void versionIsTriedWhereNobodySaysIt()
    {
        auto words = truth();
        words.version.reset();
        QCOMPARE(from(nothing(), words)->version, u"2"_s);
        words.domainSeparator.reset();
        const auto error = from(nothing(), words).error();
        QCOMPARE(error.code, QByteArray("token.unsaid"));
        QCOMPARE(error.data[u"options"_s].toString(), u"--version"_s);
    }

    void methodIsWhatTheContractHas()
    {
        auto words = truth();
        words.hasAuthorizations = false;
        QCOMPARE(from(nothing(), words)->method, money::TransferMethod::Permit2);
        QCOMPARE(from(everything(), words).error().code, QByteArray("token.no_authorization"));
    }

    void believesNoServerThatAnotherDenies()
    {
        m_rpc.contracts[second].says[evm::abiSelector("decimals()")] = word(18);
        QCOMPARE(describe(nothing()).error().code, QByteArray("token.disagree"));
        m_rpc.contracts[first].isDown = true;
        QCOMPARE(describe(nothing())->decimals, 18);
        m_rpc.contracts[second].isDown = true;
        QCOMPARE(describe(everything()).error().code, QByteArray("rpc.unreachable"));
    }

    void refusesContracts_data()
    {
        QTest::addColumn<TokenServers::Contract>("contract");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const QByteArray &code, auto change) {
            auto contract = honest();
            change(contract);
            QTest::newRow(name) << contract << code;
        };
        const auto say = [](const char *function, const QByteArray &bytes) {
            return [=](auto &contract) { contract.says[evm::abiSelector(function)] = bytes; };
        };
        row("none there", "token.none", [](auto &contract) { contract.code = "0x"; });
        row("no token", "token.none",
            [](auto &contract) { contract.says.remove(evm::abiSelector("balanceOf(address)")); });
        row("of another chain", "rpc.wrong_chain",
            [](auto &contract) { contract.chainId = "0x1"; });
        row("decimals without end", "token.unsaid", say("decimals()", word(Uint256::max())));
        row("too many decimals", "token.unsaid", say("decimals()", word(78)));
        row("an endless symbol", "token.unsaid", say("symbol()", text(QString(300, u'x'))));
        row("a symbol of 32 bytes", "token.unsaid", say("symbol()", QByteArray(32, 'U')));
        row("a name that is no text", "token.unsaid",
            say("name()", evm::abiEncode({evm::AbiValue::bytes("\xff\xfe")})));
    }

    void refusesContracts()
    {
        QFETCH(TokenServers::Contract, contract);
        m_rpc.contracts = {{first, contract}, {second, contract}};
        QTEST(describe(nothing()).error().code, "code");
    }

private:
    Result<money::Asset> describe(const money::TokenDraft &draft)
    {
        evm::EvmChain chain(
            m_registry, m_rpc, [this](const NetworkId &) { return m_urls; }, m_clock);
        return chain.describe(draft).result();
    }

    Result<money::Asset> from(const money::TokenDraft &draft, const evm::TokenWords &words)
    {
        return evm::tokenFrom(draft, evm::Address::parse(address).value(),
                              *m_registry.network(sepolia), words);
    }

    const QUrl first {u"https://first.example"_s};
    const QUrl second {u"https://second.example"_s};
    money::Registry m_registry = *money::Registry::builtIn();
    SystemClock m_clock;
    TokenServers m_rpc;
    QList<QUrl> m_urls;
};

QTEST_GUILESS_MAIN(tst_NewToken)
#include "tst_newtoken.moc"
