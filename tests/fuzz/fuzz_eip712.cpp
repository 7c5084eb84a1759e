// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/crypto/eip712.h"
#include "core/crypto/eip712types.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::evm;
using namespace tuppence::fuzz;

namespace {

QByteArray textOf(const Json &json)
{
    return QByteArray::fromStdString(json.is_string() ? json.get<std::string>() : json.dump());
}

TypedValue valueOf(const Json &json);

TypedValue::Members membersOf(const Json &json)
{
    TypedValue::Members members;
    if (!json.is_object())
        return members;
    for (const auto &[key, value] : json.items())
        members.push_back({QByteArray::fromStdString(key), valueOf(value)});
    return members;
}

/// A value of the kind that the JSON looks like, whatever the types say.
TypedValue valueOf(const Json &json)
{
    if (json.is_object())
        return {membersOf(json)};
    if (json.is_array()) {
        TypedValue::Elements elements;
        for (const Json &element : json)
            elements.push_back(valueOf(element));
        return {elements};
    }
    if (json.is_boolean())
        return {json.get<bool>()};
    const QByteArray text = textOf(json);
    if (const auto number = Uint256::parse(QByteArrayView(text)))
        return {*number};
    if (const auto number = Uint256::parse(QByteArrayView(text.mid(1))); number && text[0] == '-')
        return {SignedNumber {*number, true}};
    if (const auto address = Address::parse(text))
        return {*address};
    if (const auto bytes = fromHex(text))
        return {*bytes};
    return {QString::fromUtf8(text)};
}

QList<StructType> typesOf(const Json &json)
{
    QList<StructType> types;
    if (!json.is_object())
        return types;
    for (const auto &[name, fields] : json.items()) {
        StructType type {QByteArray::fromStdString(name), {}};
        for (const Json &field : fields)
            type.fields.append({textMember(field, "type").value_or(QByteArray()),
                                textMember(field, "name").value_or(QByteArray())});
        types.append(type);
    }
    return types;
}

void check(const Json &json, const TypedSchema &schema)
{
    const QByteArray primary = textMember(json, "primaryType").value_or(QByteArray());
    const auto message = membersOf(json.value("message", Json()));
    const auto text = schema.typeText(primary);
    claim(!text || text->startsWith(primary + '('), "a type's text begins with its name");
    const auto hash = schema.structHash(primary, message);
    claim(!hash || (text && hash->size() == 32), "what has a hash has a type");
    TypedDomain domain;
    domain.name = QString::fromUtf8(primary);
    const auto digest = typedDigest(domainSeparator(domain).value(), schema, primary, message);
    claim(digest.has_value() == hash.has_value(), "what has a hash can be signed");
    claim(!digest || digest->size() == 32, "a digest has 32 bytes");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    claim(!parsePlainType(text) || !parseArrayType(text), "no type is plain and an array");
    if (const auto array = parseArrayType(text))
        claim(text.startsWith(array->element + '['), "an array says what it is of");
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return 0;
    if (const auto schema = TypedSchema::create(typesOf(json->value("types", Json()))))
        check(*json, *schema);
    return 0;
}
