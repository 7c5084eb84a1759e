// SPDX-License-Identifier: MIT
#include "core/vault/permitsignature.h"

#include "core/crypto/eip712.h"
#include "core/deal/permit2.h"

namespace tuppence::vault {

namespace {

using deal::PermitTransfer;
using evm::TypedField;
using evm::TypedSchema;
using evm::TypedValue;

constexpr char plainType[] = "PermitTransferFrom";
constexpr char witnessType[] = "PermitWitnessTransferFrom";

/// The struct types of one kind of permit; `witness`: the members of its witness, if it has one.
TypedSchema schemaOf(const QList<TypedField> &witness)
{
    const evm::StructType permitted {"TokenPermissions",
                                     {{"address", "token"}, {"uint256", "amount"}}};
    QList<TypedField> members {{"TokenPermissions", "permitted"},
                               {"address", "spender"},
                               {"uint256", "nonce"},
                               {"uint256", "deadline"}};
    if (witness.isEmpty())
        return TypedSchema::create({{plainType, members}, permitted}).value();
    members.append(TypedField {"Witness", "witness"});
    return TypedSchema::create({{witnessType, members}, permitted, {"Witness", witness}}).value();
}

const TypedSchema &schemaFor(const PermitTransfer &message)
{
    static const auto plain = schemaOf({});
    static const auto exact = schemaOf({{"address", "to"}, {"uint256", "validAfter"}});
    static const auto upto =
        schemaOf({{"address", "to"}, {"address", "facilitator"}, {"uint256", "validAfter"}});
    if (!message.witness)
        return plain;
    return message.witness->facilitator.isEmpty() ? exact : upto;
}

Result<QByteArray> separatorOf(const PermitTransfer &message)
{
    evm::TypedDomain domain; // Permit2's has no version
    domain.name = QStringLiteral("Permit2");
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = TRY(evm::Address::parse(deal::permit2Contract));
    return evm::domainSeparator(domain);
}

Result<Uint256> secondsSince1970(Time time)
{
    const auto seconds = time.time_since_epoch().count();
    if (seconds < 0)
        return fail(Error::Kind::Refused, "signer.validity");
    return Uint256(quint64(seconds));
}

Result<TypedValue::Members> membersOf(const PermitTransfer::Witness &witness)
{
    const auto to = TRY(evm::Address::parse(witness.to));
    const auto validAfter = TRY(secondsSince1970(witness.validAfter));
    TypedValue::Members members {{"to", {to}}, {"validAfter", {validAfter}}};
    if (!witness.facilitator.isEmpty()) {
        const auto facilitator = TRY(evm::Address::parse(witness.facilitator));
        members.push_back({"facilitator", {facilitator}});
    }
    return members;
}

Result<TypedValue::Members> membersOf(const PermitTransfer &message)
{
    const auto token = TRY(evm::Address::parse(message.token));
    const auto spender = TRY(evm::Address::parse(message.spender));
    const auto deadline = TRY(secondsSince1970(message.deadline));
    const TypedValue::Members permitted {{"token", {token}}, {"amount", {message.amount}}};
    TypedValue::Members members {{"permitted", {permitted}},
                                 {"spender", {spender}},
                                 {"nonce", {message.nonce}},
                                 {"deadline", {deadline}}};
    if (message.witness) {
        const auto witness = TRY(membersOf(*message.witness));
        members.push_back({"witness", {witness}});
    }
    return members;
}

} // namespace

Result<QByteArray> digestOf(const PermitTransfer &message)
{
    const auto separator = TRY(separatorOf(message));
    const auto members = TRY(membersOf(message));
    return evm::typedDigest(separator, schemaFor(message),
                            message.witness ? witnessType : plainType, members);
}

Result<QByteArray> signPermit(const PermitTransfer &message, const crypto::PrivateKey &key)
{
    const auto digest = TRY(digestOf(message));
    return key.sign(digest);
}

} // namespace tuppence::vault
