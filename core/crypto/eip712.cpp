// SPDX-License-Identifier: MIT
#include "core/crypto/eip712.h"

#include "core/crypto/eip712types.h"
#include "core/crypto/hash.h"

#include <QSet>

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr int maxDepth = 32;
constexpr qsizetype wordBytes = 32;

auto badSchema()
{
    return fail(Error::Kind::Malformed, "typed.schema");
}

auto badValue()
{
    return fail(Error::Kind::Malformed, "typed.value");
}

auto outOfRange()
{
    return fail(Error::Kind::OutOfRange, "typed.out_of_range");
}

/// 2^`exponent`, for 0 … 255.
Uint256 powerOfTwo(int exponent)
{
    QByteArray bytes(wordBytes, '\0');
    bytes[wordBytes - 1 - exponent / 8] = static_cast<char>(1 << exponent % 8);
    return Uint256::decode(bytes).value();
}

/// "T" of "T[3][]".
QByteArray innermost(QByteArray type)
{
    while (const auto array = parseArrayType(type))
        type = array->element;
    return type;
}

Result<QByteArray> encodeNumber(const Uint256 &number, int bits)
{
    if (bits < 256 && number >= powerOfTwo(bits))
        return outOfRange();
    return number.encode();
}

/// Two's complement in 256 bits.
Result<QByteArray> encodeSigned(const SignedNumber &number, int bits)
{
    const Uint256 end = powerOfTwo(bits - 1);
    const bool isNegative = number.negative && !number.magnitude.isZero();
    if (isNegative ? number.magnitude > end : number.magnitude >= end)
        return outOfRange();
    if (!isNegative)
        return number.magnitude.encode();
    const auto below = TRY(Uint256::max().minus(number.magnitude));
    const auto wrapped = TRY(below.plus(1));
    return wrapped.encode();
}

Result<QByteArray> encodeFixedBytes(const QByteArray &bytes, int size)
{
    if (bytes.size() != size)
        return outOfRange();
    return bytes + QByteArray(wordBytes - size, '\0');
}

Result<QByteArray> encodePlain(const PlainType &type, const TypedValue &value)
{
    using Kind = PlainType::Kind;
    const auto *number = std::get_if<Uint256>(&value.value);
    const auto *signedNumber = std::get_if<SignedNumber>(&value.value);
    const auto *truth = std::get_if<bool>(&value.value);
    const auto *address = std::get_if<Address>(&value.value);
    const auto *bytes = std::get_if<QByteArray>(&value.value);
    const auto *text = std::get_if<QString>(&value.value);
    if (type.kind == Kind::Number && number)
        return encodeNumber(*number, type.size);
    if (type.kind == Kind::SignedNumber && signedNumber)
        return encodeSigned(*signedNumber, type.size);
    if (type.kind == Kind::Boolean && truth)
        return Uint256(*truth ? 1 : 0).encode();
    if (type.kind == Kind::Address && address)
        return QByteArray(wordBytes - Address::size, '\0') + address->encode();
    if (type.kind == Kind::FixedBytes && bytes)
        return encodeFixedBytes(*bytes, type.size);
    if (type.kind == Kind::Bytes && bytes)
        return crypto::keccak256(*bytes);
    if (type.kind == Kind::String && text)
        return crypto::keccak256(text->toUtf8());
    return badValue();
}

/// encodeData() and hashStruct() of EIP-712 for the types of one schema.
class Encoder
{
public:
    explicit Encoder(const TypedSchema &schema, const QHash<QByteArray, StructType> &types)
        : m_schema(schema)
        , m_types(types)
    {
    }

    Result<QByteArray> structHash(const QByteArray &name, const TypedValue::Members &members,
                                  int depth)
    {
        if (depth >= maxDepth)
            return fail(Error::Kind::OutOfRange, "typed.too_deep",
                        {{QStringLiteral("most"), maxDepth}});
        QByteArray encoded = TRY(m_schema.typeHash(name));
        const StructType type = m_types.value(name);
        encoded.reserve(wordBytes * (1 + type.fields.size()));
        if (members.size() != static_cast<size_t>(type.fields.size()))
            TRY(expectNoOther(type, members));
        for (const TypedField &field : type.fields) {
            const auto word = member(field, members, depth);
            if (!word)
                return named(word.error(), field.name);
            encoded += *word;
        }
        return crypto::keccak256(encoded);
    }

private:
    Result<QByteArray> member(const TypedField &field, const TypedValue::Members &members,
                              int depth)
    {
        const auto found = std::find_if(members.begin(), members.end(), [&](const auto &member) {
            return member.name == field.name;
        });
        if (found == members.end())
            return badValue();
        return word(field.type, found->value, depth);
    }

    Result<QByteArray> word(const QByteArray &type, const TypedValue &value, int depth)
    {
        if (const auto array = parseArrayType(type)) {
            const auto *elements = std::get_if<TypedValue::Elements>(&value.value);
            return elements ? arrayHash(*array, *elements, depth + 1) : badValue();
        }
        if (const auto plain = parsePlainType(type))
            return encodePlain(*plain, value);
        const auto *members = std::get_if<TypedValue::Members>(&value.value);
        return members ? structHash(type, *members, depth + 1) : badValue();
    }

    Result<QByteArray> arrayHash(const ArrayType &type, const TypedValue::Elements &elements,
                                 int depth)
    {
        if (depth >= maxDepth)
            return fail(Error::Kind::OutOfRange, "typed.too_deep",
                        {{QStringLiteral("most"), maxDepth}});
        if (type.length && std::ssize(elements) != *type.length)
            return outOfRange();
        QByteArray encoded;
        for (const TypedValue &element : elements) {
            const auto one = TRY(word(type.element, element, depth));
            encoded += one;
        }
        return crypto::keccak256(encoded);
    }

    /// No member that the type does not have, and none twice. Where there are as many as it has,
    /// each of its own being there says the same.
    static Result<Done> expectNoOther(const StructType &type, const TypedValue::Members &members)
    {
        QSet<QByteArray> expected;
        for (const TypedField &field : type.fields)
            expected.insert(field.name);
        for (const auto &[name, value] : members) {
            if (!expected.remove(name))
                return named(badValue().value(), name);
        }
        return Done {};
    }

    /// Says which member it was, the innermost one.
    static tl::unexpected<Error> named(Error error, const QByteArray &member)
    {
        if (!error.data.contains(QStringLiteral("member")))
            error.data.insert(QStringLiteral("member"), QString::fromLatin1(member));
        return tl::make_unexpected(std::move(error));
    }

    const TypedSchema &m_schema;
    const QHash<QByteArray, StructType> &m_types;
};

Result<Done> expectFields(const StructType &type)
{
    QSet<QByteArray> names;
    for (const TypedField &field : type.fields) {
        if (!isIdentifier(field.name) || names.contains(field.name))
            return badSchema();
        names.insert(field.name);
    }
    return Done {};
}

QByteArray textOf(const StructType &type)
{
    QByteArrayList fields;
    for (const TypedField &field : type.fields)
        fields.append(field.type + ' ' + field.name);
    return type.name + '(' + fields.join(',') + ')';
}

} // namespace

Result<TypedSchema> TypedSchema::create(const QList<StructType> &types)
{
    QHash<QByteArray, StructType> known;
    for (const StructType &type : types) {
        if (!isIdentifier(type.name) || parsePlainType(type.name) || known.contains(type.name))
            return badSchema();
        TRY(expectFields(type));
        known.insert(type.name, type);
    }
    for (const StructType &type : types) {
        for (const TypedField &field : type.fields) {
            const QByteArray inner = innermost(field.type);
            if (!parsePlainType(inner) && !known.contains(inner))
                return badSchema();
        }
    }
    TypedSchema schema(known);
    for (const StructType &type : types)
        schema.m_hashes.insert(type.name, crypto::keccak256(TRY(schema.typeText(type.name))));
    return schema;
}

Result<QByteArray> TypedSchema::typeText(const QByteArray &name) const
{
    if (!m_types.contains(name))
        return badSchema();
    QByteArrayList found {name};
    for (qsizetype i = 0; i < found.size(); ++i) { // grows while it is walked through
        for (const TypedField &field : m_types.value(found.at(i)).fields) {
            const QByteArray inner = innermost(field.type);
            if (m_types.contains(inner) && !found.contains(inner))
                found.append(inner);
        }
    }
    std::sort(found.begin() + 1, found.end());
    QByteArray text;
    for (const QByteArray &type : found)
        text += textOf(m_types.value(type));
    return text;
}

Result<QByteArray> TypedSchema::typeHash(const QByteArray &name) const
{
    const auto found = m_hashes.constFind(name);
    if (found == m_hashes.constEnd())
        return badSchema();
    return *found;
}

Result<QByteArray> TypedSchema::structHash(const QByteArray &name,
                                           const TypedValue::Members &members) const
{
    return Encoder(*this, m_types).structHash(name, members, 0);
}

} // namespace tuppence::evm
