// SPDX-License-Identifier: MIT
#include "core/protocols/x402/signedstatement.h"

#include "core/base/bytes.h"
#include "core/crypto/eip712.h"
#include "core/crypto/secp256k1.h"
#include "core/protocols/x402/jws.h"

using namespace Qt::StringLiterals;

namespace tuppence::x402 {

namespace {

constexpr qsizetype signatureBytes = 65;

const QList<evm::TypedField> &fieldsOf(Statement kind)
{
    static const QList<evm::TypedField> offer {{"uint256", "version"}, {"string", "resourceUrl"},
                                               {"string", "scheme"},   {"string", "network"},
                                               {"string", "asset"},    {"string", "payTo"},
                                               {"string", "amount"},   {"uint256", "validUntil"}};
    static const QList<evm::TypedField> receipt {
        {"uint256", "version"}, {"string", "network"},   {"string", "resourceUrl"},
        {"string", "payer"},    {"uint256", "issuedAt"}, {"string", "transaction"}};
    return kind == Statement::Offer ? offer : receipt;
}

QByteArray typeOf(Statement kind)
{
    return kind == Statement::Offer ? "Offer" : "Receipt";
}

/// The same on every network, and without a contract.
Result<QByteArray> separatorOf(Statement kind)
{
    evm::TypedDomain domain;
    domain.name = kind == Statement::Offer ? u"x402 offer"_s : u"x402 receipt"_s;
    domain.version = u"1"_s;
    domain.chainId = 1;
    return evm::domainSeparator(domain);
}

/// What is not there is signed as nothing: 0, or an empty text.
Result<evm::TypedValue> valueOf(const Json &statement, const evm::TypedField &field)
{
    const Json *said = member(statement, field.name.constData());
    if (field.type == "uint256" && (!said || said->is_number_unsigned()))
        return evm::TypedValue {Uint256(said ? said->get<quint64>() : 0)};
    if (field.type == "string" && (!said || said->is_string()))
        return evm::TypedValue {QString::fromUtf8(
            textMember(statement, field.name.constData()).value_or(QByteArray()))};
    return fail(Error::Kind::Malformed, "typed.value",
                {{u"member"_s, QString::fromLatin1(field.name)}});
}

bool isJws(const Json &wrapped)
{
    return textMember(wrapped, "format") == "jws";
}

Result<Done> expectTypedSignature(const evm::Address &payee, Statement kind, const Json &wrapped)
{
    auto signature = fromHex(textMember(wrapped, "signature").value_or(QByteArray()));
    if (!signature || signature->size() != signatureBytes)
        return fail(Error::Kind::Unsupported, "x402.signature_form");
    if (signature->back() == 0 || signature->back() == 1) // as some libraries count
        signature->back() = char(signature->back() + 27);
    const auto signer =
        digestOf(kind, *statementIn(wrapped))
            .and_then([&](const QByteArray &digest) { return crypto::recover(digest, *signature); })
            .and_then([](const QByteArray &key) { return evm::addressOf(key); });
    if (!signer || *signer != payee)
        return fail(Error::Kind::Refused, "x402.not_payees");
    return Done {};
}

} // namespace

std::optional<Json> statementIn(const Json &wrapped)
{
    if (isJws(wrapped)) {
        const auto jws = readJws(textMember(wrapped, "signature").value_or(QByteArray()));
        return jws ? std::optional(jws->payload) : std::nullopt;
    }
    const Json *payload = member(wrapped, "payload");
    if (textMember(wrapped, "format") != "eip712" || !payload)
        return std::nullopt;
    return *payload;
}

Result<QByteArray> digestOf(Statement kind, const Json &statement)
{
    evm::TypedValue::Members members;
    for (const evm::TypedField &field : fieldsOf(kind))
        members.push_back({field.name, TRY(valueOf(statement, field))});
    const auto schema = TRY(evm::TypedSchema::create({{typeOf(kind), fieldsOf(kind)}}));
    const QByteArray separator = TRY(separatorOf(kind));
    return evm::typedDigest(separator, schema, typeOf(kind), members);
}

Result<Done> expectSignedBy(const QByteArray &payee, Statement kind, const Json &wrapped)
{
    const auto address = evm::Address::parse(payee);
    if (!address)
        return fail(Error::Kind::Unsupported, "x402.signature_form");
    if (!isJws(wrapped))
        return expectTypedSignature(*address, kind, wrapped);
    return expectSignedBy(*address, *readJws(*textMember(wrapped, "signature")));
}

} // namespace tuppence::x402
