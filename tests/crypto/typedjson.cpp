// SPDX-License-Identifier: MIT
#include "tests/crypto/typedjson.h"

#include "core/crypto/eip712types.h"
#include "tests/crypto/vectors.h"

namespace tuppence::tests {

namespace {

QByteArray textOf(const Json &json)
{
    return QByteArray::fromStdString(json.is_string() ? json.get<std::string>() : json.dump());
}

evm::TypedValue plain(const evm::PlainType &type, const Json &json)
{
    using Kind = evm::PlainType::Kind;
    const QByteArray spelled = textOf(json);
    const auto number = [](QByteArrayView digits) { return Uint256::parse(digits).value(); };
    switch (type.kind) {
    case Kind::Number:
        return {number(spelled)};
    case Kind::SignedNumber:
        if (spelled.startsWith('-'))
            return {evm::SignedNumber {number(spelled.sliced(1)), true}};
        return {evm::SignedNumber {number(spelled), false}};
    case Kind::Boolean:
        return {json.get<bool>()};
    case Kind::Address:
        return {evm::Address::parse(spelled).value()};
    case Kind::FixedBytes:
    case Kind::Bytes:
        return {fromHex(spelled).value()};
    case Kind::String:
        return {QString::fromUtf8(spelled)};
    }
    Q_UNREACHABLE();
}

evm::TypedValue value(const QList<evm::StructType> &types, const QByteArray &type, const Json &json)
{
    if (const auto array = evm::parseArrayType(type)) {
        evm::TypedValue::Elements elements;
        for (const auto &element : json)
            elements.push_back(value(types, array->element, element));
        return {elements};
    }
    if (const auto known = evm::parsePlainType(type))
        return plain(*known, json);
    return {members(types, type, json)};
}

} // namespace

QList<evm::StructType> structTypes(const Json &types)
{
    QList<evm::StructType> read;
    for (const auto &[name, fields] : types.items()) {
        evm::StructType type {QByteArray::fromStdString(name), {}};
        for (const auto &field : fields)
            type.fields.append({text(field, "type"), text(field, "name")});
        read.append(type);
    }
    return read;
}

evm::TypedValue::Members members(const QList<evm::StructType> &types, const QByteArray &name,
                                 const Json &message)
{
    evm::TypedValue::Members read;
    for (const auto &type : types) {
        if (type.name != name)
            continue;
        for (const auto &field : type.fields)
            read.push_back(
                {field.name, value(types, field.type, message.at(field.name.toStdString()))});
    }
    return read;
}

evm::TypedDomain typedDomain(const Json &domain)
{
    evm::TypedDomain read;
    if (const auto name = textMember(domain, "name"))
        read.name = QString::fromUtf8(*name);
    if (const auto version = textMember(domain, "version"))
        read.version = QString::fromUtf8(*version);
    if (const Json *chainId = member(domain, "chainId"))
        read.chainId = chainId->get<quint64>();
    if (const auto contract = textMember(domain, "verifyingContract"))
        read.verifyingContract = evm::Address::parse(*contract).value();
    if (const auto salt = textMember(domain, "salt"))
        read.salt = fromHex(*salt).value();
    return read;
}

} // namespace tuppence::tests
