// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"
#include "core/crypto/eip55.h"

#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

/// Structured values that are hashed to be signed. https://eips.ethereum.org/EIPS/eip-712
namespace tuppence::evm {

/// A member of a struct type: {"uint256", "value"}, {"Person[]", "to"}.
struct TypedField
{
    QByteArray type;
    QByteArray name;

    friend bool operator==(const TypedField &, const TypedField &) = default;
};

struct StructType
{
    QByteArray name; ///< "TransferWithAuthorization"
    QList<TypedField> fields;

    friend bool operator==(const StructType &, const StructType &) = default;
};

/// A number of intN; `negative` with a magnitude of 0 is 0.
struct SignedNumber
{
    Uint256 magnitude;
    bool negative = false;

    friend bool operator==(const SignedNumber &, const SignedNumber &) = default;
};

struct TypedMember;

/// A value for a field: Uint256 for uintN, SignedNumber for intN, bool, Address, QByteArray for
/// bytes and bytesN, QString for string, Elements for arrays, Members for structs.
struct TypedValue
{
    using Elements = std::vector<TypedValue>;
    using Members = std::vector<TypedMember>; ///< by name, in any order

    std::variant<Uint256, SignedNumber, bool, Address, QByteArray, QString, Elements, Members>
        value;
};

/// What a member of a struct holds.
struct TypedMember
{
    QByteArray name;
    TypedValue value;
};

/// Under which contract and network a signature counts. An absent member is absent from the type
/// too.
struct TypedDomain
{
    std::optional<QString> name;
    std::optional<QString> version;
    std::optional<Uint256> chainId;
    std::optional<Address> verifyingContract;
    std::optional<QByteArray> salt; ///< 32 bytes
};

/// The struct types of one message. Lengths of names and values are not limited here.
class TypedSchema
{
public:
    /// Malformed "typed.schema": a name that is no identifier, a type given twice or not at all, a
    /// member given twice, or a type that EIP-712 does not have.
    [[nodiscard]] static Result<TypedSchema> create(const QList<StructType> &types);

    /// "Mail(Person from,Person to,string contents)Person(string name,address wallet)".
    /// Malformed "typed.schema": no struct type of that name.
    [[nodiscard]] Result<QByteArray> typeText(const QByteArray &name) const;
    /// Keccak-256 of typeText(): 32 bytes. Fails like it.
    [[nodiscard]] Result<QByteArray> typeHash(const QByteArray &name) const;

    /// 32 bytes. Malformed "typed.value" {member}: the value of a member is missing, superfluous or
    /// not of its type. OutOfRange "typed.out_of_range" {member}: too large a number, bytes or an
    /// array of another length. OutOfRange "typed.too_deep": values nested deeper than 32.
    [[nodiscard]] Result<QByteArray> structHash(const QByteArray &name,
                                                const TypedValue::Members &members) const;

private:
    explicit TypedSchema(QHash<QByteArray, StructType> types)
        : m_types(std::move(types))
    {
    }

    QHash<QByteArray, StructType> m_types;
    QHash<QByteArray, QByteArray> m_hashes; ///< of the types, by name
};

/// 32 bytes. OutOfRange "typed.out_of_range": the salt is not 32 bytes.
[[nodiscard]] Result<QByteArray> domainSeparator(const TypedDomain &domain);

/// Keccak-256 of 0x19, 0x01, the domain's separator and the struct hash: 32 bytes, ready to be
/// signed. Fails like TypedSchema::structHash().
[[nodiscard]] Result<QByteArray> typedDigest(const QByteArray &separator, const TypedSchema &schema,
                                             const QByteArray &primaryType,
                                             const TypedValue::Members &message);

} // namespace tuppence::evm
