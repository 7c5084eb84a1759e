// SPDX-License-Identifier: MIT
#include "core/chains/evm/signedallowance.h"

#include "core/base/bytes.h"
#include "core/chains/evm/payer.h"
#include "core/chains/evm/submitting.h"
#include "core/crypto/eip712.h"
#include "core/crypto/transaction.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"

namespace tuppence::evm {

namespace {

using deal::PermitTransfer;
using deal::SignedAllowance;

const TypedSchema &schema()
{
    static const auto schema = TypedSchema::create({{"Permit",
                                                     {{"address", "owner"},
                                                      {"address", "spender"},
                                                      {"uint256", "value"},
                                                      {"uint256", "nonce"},
                                                      {"uint256", "deadline"}}}})
                                   .value();
    return schema;
}

Result<QByteArray> digestOf(const PermitTransfer &message, const deal::TokenPermit &permit,
                            const money::Registry &registry)
{
    const NetworkId network {"eip155", QByteArray::number(message.chainId)};
    const auto *token = TRY(knownToken({network, "erc20", message.token}, registry));
    const auto owner = TRY(Address::parse(message.from));
    const auto permit2 = TRY(Address::parse(deal::permit2Contract));
    return typedDigest(token->domainSeparator, schema(), "Permit",
                       {{"owner", {owner}},
                        {"spender", {permit2}},
                        {"value", {message.amount}},
                        {"nonce", {permit.nonce}},
                        {"deadline", {secondsOf(message.deadline)}}});
}

/// Hexadecimal and digits need no escapes.
QByteArray member(const char *key, const QByteArray &value)
{
    return QByteArray(",\"") + key + R"(":")" + value + '"';
}

QByteArray shared(const PermitTransfer &message)
{
    return R"({"from":")" + message.from + '"' + member("asset", message.token)
        + member("spender", deal::permit2Contract)
        + member("amount", message.amount.toString().toLatin1());
}

/// Signs off each kind of allowance.
struct Proving
{
    const PermitTransfer &message;
    const QByteArray &signature;
    const money::Registry &registry;

    using Proof = Result<std::optional<SignedAllowance>>;

    Proof operator()(std::monostate) const
    {
        if (!signature.isEmpty())
            return fail(Error::Kind::Refused, "chain.wrong_signature");
        return std::optional<SignedAllowance>();
    }

    Proof operator()(const deal::TokenPermit &permit) const
    {
        const auto owner = TRY(Address::parse(message.from));
        const auto digest = TRY(digestOf(message, permit, registry));
        TRY(expectPayer(digest, signature, owner));
        return std::optional(SignedAllowance {
            SignedAllowance::Kind::TokenPermit,
            shared(message) + member("nonce", permit.nonce.toString().toLatin1())
                + member("deadline", QByteArray::number(secondsOf(message.deadline)))
                + member("signature", toHex(signature)) + '}'});
    }

    Proof operator()(const deal::EvmTransaction &approval) const
    {
        const auto owner = TRY(Address::parse(message.from));
        const auto transaction = TRY(transactionOf(approval));
        TRY(expectPayer(evm::digestOf(transaction), signature, owner));
        const auto encoded = TRY(encodeSigned(transaction, signature));
        return std::optional(
            SignedAllowance {SignedAllowance::Kind::Transaction,
                             shared(message) + member("signedTransaction", toHex(encoded)) + '}'});
    }
};

} // namespace

Result<std::optional<SignedAllowance>> signedAllowance(const PermitTransfer &message,
                                                       const QByteArray &signature,
                                                       const money::Registry &registry)
{
    return std::visit(Proving {message, signature, registry}, message.allowance);
}

} // namespace tuppence::evm
