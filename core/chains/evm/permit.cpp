// SPDX-License-Identifier: MIT
#include "core/chains/evm/permit.h"

#include "core/base/bytes.h"
#include "core/chains/evm/permithandle.h"
#include "core/chains/evm/signedallowance.h"
#include "core/chains/evm/verdict.h"
#include "core/crypto/eip712.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"

namespace tuppence::evm {

namespace {

using deal::AuthorizePermit2;
using deal::PermitTransfer;

constexpr qsizetype signatureSize = 65;

/// `witness`: its members, none where there is no witness.
TypedSchema schemaOf(const QByteArray &primaryType, const QList<TypedField> &witness)
{
    QList<TypedField> fields {{"TokenPermissions", "permitted"},
                              {"address", "spender"},
                              {"uint256", "nonce"},
                              {"uint256", "deadline"}};
    QList<StructType> types {{"TokenPermissions", {{"address", "token"}, {"uint256", "amount"}}}};
    if (!witness.isEmpty()) {
        fields.append(TypedField {"Witness", "witness"});
        types.append(StructType {"Witness", witness});
    }
    types.append(StructType {primaryType, fields});
    return TypedSchema::create(types).value();
}

const TypedSchema &plainSchema()
{
    static const auto schema = schemaOf("PermitTransferFrom", {});
    return schema;
}

const TypedSchema &exactSchema()
{
    static const auto schema =
        schemaOf("PermitWitnessTransferFrom", {{"address", "to"}, {"uint256", "validAfter"}});
    return schema;
}

const TypedSchema &uptoSchema()
{
    static const auto schema =
        schemaOf("PermitWitnessTransferFrom",
                 {{"address", "to"}, {"address", "facilitator"}, {"uint256", "validAfter"}});
    return schema;
}

Result<TypedValue::Members> membersOf(const PermitTransfer::Witness &witness)
{
    const auto to = TRY(Address::parse(witness.to));
    TypedValue::Members members {{"to", {to}}, {"validAfter", {secondsOf(witness.validAfter)}}};
    if (!witness.facilitator.isEmpty()) {
        const auto facilitator = TRY(Address::parse(witness.facilitator));
        members.push_back({"facilitator", {facilitator}});
    }
    return members;
}

Result<QByteArray> separatorOf(const PermitTransfer &message)
{
    TypedDomain domain;
    domain.name = QStringLiteral("Permit2");
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = TRY(Address::parse(deal::permit2Contract));
    return domainSeparator(domain);
}

/// A text of digits, hexadecimal or names of ours, which need no escapes.
QByteArray text(const QByteArray &value)
{
    return '"' + value + '"';
}

QByteArray text(const Uint256 &number)
{
    return text(number.toString().toLatin1());
}

QByteArray written(const PermitTransfer::Witness &witness)
{
    const QByteArray facilitator = witness.facilitator.isEmpty()
        ? QByteArray()
        : R"("facilitator":)" + text(witness.facilitator) + ',';
    return R"({"to":)" + text(witness.to) + ',' + facilitator + R"("validAfter":)"
        + text(Uint256(secondsOf(witness.validAfter))) + '}';
}

/// The scheme's payload, its keys and texts as the reference client writes them.
QByteArray payload(const PermitTransfer &message, const QByteArray &signature)
{
    const QByteArray witness =
        message.witness ? R"(,"witness":)" + written(*message.witness) : QByteArray();
    return R"({"signature":)" + text(toHex(signature)) + R"(,"permit2Authorization":{"from":)"
        + text(message.from) + R"(,"permitted":{"token":)" + text(message.token) + R"(,"amount":)"
        + text(message.amount) + R"(},"spender":)" + text(message.spender) + R"(,"nonce":)"
        + text(message.nonce) + R"(,"deadline":)" + text(Uint256(secondsOf(message.deadline)))
        + witness + "}}";
}

Result<Permit> permitOf(const PermitTransfer &message)
{
    Permit permit;
    permit.token = TRY(Address::parse(message.token));
    permit.from = TRY(Address::parse(message.from));
    permit.spender = TRY(Address::parse(message.spender));
    permit.to = TRY(Address::parse(message.witness ? message.witness->to : message.spender));
    permit.nonce = message.nonce;
    permit.deadline = message.deadline;
    permit.amount = message.amount;
    if (message.witness)
        permit.witness = message.witness->facilitator.isEmpty()
            ? AuthorizePermit2::Witness::Payee
            : AuthorizePermit2::Witness::PayeeAndFacilitator;
    return permit;
}

Result<std::optional<PermitTransfer::Witness>> witnessFor(const AuthorizePermit2 &instruction)
{
    using Kind = AuthorizePermit2::Witness;
    if (instruction.witness == Kind::None)
        return std::optional<PermitTransfer::Witness>();
    PermitTransfer::Witness witness;
    witness.to = TRY(Address::checksummed(instruction.payee));
    if (instruction.witness == Kind::PayeeAndFacilitator)
        witness.facilitator = TRY(Address::checksummed(instruction.facilitator));
    return std::optional(witness);
}

} // namespace

Result<deal::Prepared> preparePermit(const AuthorizePermit2 &instruction, const AccountId &from,
                                     const money::Registry &registry, const Moment &moment)
{
    const AssetId &asset = instruction.amount.asset;
    const auto *network = TRY(payingNetwork(asset, from, registry));
    const auto *token = TRY(knownToken(asset, registry));
    TRY(expectValidity(instruction.validity));

    PermitTransfer message;
    message.chainId = network->chainId;
    message.token = TRY(Address::checksummed(token->id.reference));
    message.amount = instruction.amount.units;
    message.from = TRY(Address::checksummed(from.address));
    message.spender = TRY(Address::checksummed(instruction.spender));
    message.nonce = TRY(Uint256::decode(moment.nonce));
    message.deadline = moment.now + instruction.validity;
    message.witness = TRY(witnessFor(instruction));
    return deal::Prepared {instruction, from, {instruction.amount}, message};
}

Result<QByteArray> digestOf(const PermitTransfer &message)
{
    const auto token = TRY(Address::parse(message.token));
    const auto spender = TRY(Address::parse(message.spender));
    const auto separator = TRY(separatorOf(message));
    const TypedValue::Members permitted {{"token", {token}}, {"amount", {message.amount}}};
    TypedValue::Members members {{"permitted", {permitted}},
                                 {"spender", {spender}},
                                 {"nonce", {message.nonce}},
                                 {"deadline", {secondsOf(message.deadline)}}};
    if (!message.witness)
        return typedDigest(separator, plainSchema(), "PermitTransferFrom", members);
    const auto witness = TRY(membersOf(*message.witness));
    members.push_back({"witness", {witness}});
    const auto &schema = message.witness->facilitator.isEmpty() ? exactSchema() : uptoSchema();
    return typedDigest(separator, schema, "PermitWitnessTransferFrom", members);
}

Result<deal::Signed> signedPermit(const PermitTransfer &message, const QByteArray &signatures,
                                  const money::Registry &registry)
{
    const auto permit = TRY(permitOf(message));
    const auto digest = TRY(digestOf(message));
    const QByteArray signature = signatures.first(std::min(signatures.size(), signatureSize));
    TRY(expectPayer(digest, signature, permit.from));
    const NetworkId network {"eip155", QByteArray::number(message.chainId)};
    deal::Signed proof {
        payload(message, signature), {network, encode(permit)}, message.deadline + doubtAfterEnd};
    proof.allowance = TRY(signedAllowance(message, signatures.sliced(signature.size()), registry));
    return proof;
}

} // namespace tuppence::evm
