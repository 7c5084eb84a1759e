// SPDX-License-Identifier: MIT
#include "core/crypto/eip712.h"
#include "core/crypto/hash.h"

#include <array>

// Under what a message is signed: its domain, and the digest of both.

namespace tuppence::evm {

namespace {

const QByteArray domainType = "EIP712Domain";
const std::array<TypedField, 5> domainFields {{{"string", "name"},
                                               {"string", "version"},
                                               {"uint256", "chainId"},
                                               {"address", "verifyingContract"},
                                               {"bytes32", "salt"}}};

/// Of the domains that have the members whose bits are set in `shape`. Made once: every signature
/// needs one.
const TypedSchema &domainSchema(size_t shape)
{
    static const std::vector<TypedSchema> schemas = [] {
        std::vector<TypedSchema> all;
        for (size_t made = 0; made < size_t {1} << domainFields.size(); ++made) {
            StructType type {domainType, {}};
            for (size_t field = 0; field < domainFields.size(); ++field) {
                if (made >> field & 1)
                    type.fields.append(domainFields.at(field));
            }
            all.push_back(TypedSchema::create({type}).value());
        }
        return all;
    }();
    return schemas.at(shape);
}

} // namespace

Result<QByteArray> domainSeparator(const TypedDomain &domain)
{
    TypedValue::Members members;
    size_t shape = 0;
    const auto add = [&](size_t field, const auto &value) {
        if (!value)
            return;
        shape |= size_t {1} << field;
        members.push_back({domainFields.at(field).name, TypedValue {*value}});
    };
    add(0, domain.name);
    add(1, domain.version);
    add(2, domain.chainId);
    add(3, domain.verifyingContract);
    add(4, domain.salt);
    return domainSchema(shape).structHash(domainType, members);
}

Result<QByteArray> typedDigest(const QByteArray &separator, const TypedSchema &schema,
                               const QByteArray &primaryType, const TypedValue::Members &message)
{
    const auto hash = TRY(schema.structHash(primaryType, message));
    return crypto::keccak256("\x19\x01" + separator + hash);
}

} // namespace tuppence::evm
