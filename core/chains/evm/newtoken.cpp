// SPDX-License-Identifier: MIT
#include "core/chains/evm/newtoken.h"

#include "core/base/plaintext.h"
#include "core/crypto/eip712.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// What is shown of a text that a contract says.
constexpr qsizetype longestShown = 64;

QString shown(const QString &text)
{
    return plainText(text.toUtf8(), longestShown);
}

QString shown(int number)
{
    return QString::number(number);
}

/// Every one of them that both say is the same.
template <class T>
Result<Done> expectSame(const QString &what, const std::optional<T> &typed,
                        const std::optional<T> &said)
{
    if (typed && said && *typed != *said)
        return fail(Error::Kind::Refused, "token.differs",
                    {{u"what"_s, what}, {u"typed"_s, shown(*typed)}, {u"said"_s, shown(*said)}});
    return Done {};
}

Result<QByteArray> separatorOf(const money::Asset &token, const Address &address, quint64 chainId)
{
    TypedDomain domain;
    domain.name = token.name;
    domain.version = token.version;
    domain.chainId = Uint256(chainId);
    domain.verifyingContract = address;
    return domainSeparator(domain);
}

/// The options that are needed and were not given.
QString missing(const money::TokenDraft &draft)
{
    QStringList options;
    if (!draft.symbol)
        options.append(u"--symbol"_s);
    if (!draft.name)
        options.append(u"--name"_s);
    if (!draft.version)
        options.append(u"--version"_s);
    if (!draft.decimals)
        options.append(u"--decimals"_s);
    if (!draft.method)
        options.append(u"--method"_s);
    return options.join(u", "_s);
}

/// The version under which the token's separator is the one that the contract gives: many
/// contracts that are versioned "1" do not say so.
std::optional<QString> triedVersion(money::Asset token, const Address &address,
                                    const money::Network &network, const QByteArray &separator)
{
    for (const QString &version : {u"1"_s, u"2"_s}) {
        token.version = version;
        if (separatorOf(token, address, network.chainId) == separator)
            return version;
    }
    return std::nullopt;
}

/// What the owner typed, and where nothing was typed what the contract says.
money::TokenDraft filled(money::TokenDraft draft, const TokenWords &words)
{
    const auto method =
        words.hasAuthorizations ? money::TransferMethod::Eip3009 : money::TransferMethod::Permit2;
    draft.symbol = draft.symbol ? draft.symbol : words.symbol;
    draft.name = draft.name ? draft.name : words.name;
    draft.version = draft.version ? draft.version : words.version;
    draft.decimals = draft.decimals ? draft.decimals : words.decimals;
    draft.method = draft.method.value_or(method);
    return draft;
}

money::Asset assetFrom(const money::TokenDraft &draft, const Address &address)
{
    money::Asset token;
    token.id = {draft.network, "erc20", address.toChecksummed()};
    token.symbol = draft.symbol.value_or(QString());
    token.name = draft.name.value_or(QString());
    token.version = draft.version.value_or(QString());
    token.decimals = draft.decimals.value_or(0);
    token.method = draft.method.value_or(money::TransferMethod::Eip3009);
    return token;
}

/// Without the contract's separator nothing proves a name, so that the words have to be the same.
Result<Done> expectDomain(const money::TokenDraft &typed, const TokenWords &words,
                          const money::Asset &token)
{
    if (words.domainSeparator == token.domainSeparator)
        return Done {};
    TRY(expectSame(u"name"_s, typed.name, words.name));
    TRY(expectSame(u"version"_s, typed.version, words.version));
    if (words.domainSeparator)
        return fail(Error::Kind::Refused, "token.domain",
                    {{u"name"_s, shown(token.name)}, {u"version"_s, shown(token.version)}});
    return Done {};
}

Result<Done> expectMethod(const money::Asset &token, const TokenWords &words)
{
    if (token.method == money::TransferMethod::Eip3009 && !words.hasAuthorizations)
        return fail(Error::Kind::Refused, "token.no_authorization",
                    {{u"address"_s, QString::fromLatin1(token.id.reference)}});
    return Done {};
}

} // namespace

Result<money::Asset> tokenFrom(const money::TokenDraft &draft, const Address &address,
                               const money::Network &network,
                               const std::optional<TokenWords> &words)
{
    const TokenWords said = words.value_or(TokenWords {});
    TRY(expectSame(u"symbol"_s, draft.symbol, said.symbol));
    TRY(expectSame(u"decimals"_s, draft.decimals, said.decimals));
    money::TokenDraft whole = words ? filled(draft, said) : draft;
    if (!whole.version && said.domainSeparator)
        whole.version =
            triedVersion(assetFrom(whole, address), address, network, *said.domainSeparator);
    if (const QString options = missing(whole); !options.isEmpty())
        return fail(Error::Kind::Refused, words ? "token.unsaid" : "token.nobody_asked",
                    {{u"network"_s, network.name}, {u"options"_s, options}});
    money::Asset token = assetFrom(whole, address);
    token.domainSeparator = TRY(separatorOf(token, address, network.chainId));
    if (words) {
        TRY(expectDomain(draft, said, token));
        TRY(expectMethod(token, said));
    }
    return token;
}

} // namespace tuppence::evm
