// SPDX-License-Identifier: MIT
#include "core/vault/transfersignature.h"

#include "core/crypto/eip712.h"

namespace tuppence::vault {

namespace {

constexpr char primaryType[] = "TransferWithAuthorization";

Result<evm::TypedDomain> domainOf(const deal::TransferAuthorization &message)
{
    evm::TypedDomain domain;
    domain.name = message.domainName;
    domain.version = message.domainVersion;
    domain.chainId = Uint256(message.chainId);
    domain.verifyingContract = TRY(evm::Address::parse(message.token));
    return domain;
}

const evm::TypedSchema &schema()
{
    static const auto schema = evm::TypedSchema::create({{primaryType,
                                                          {{"address", "from"},
                                                           {"address", "to"},
                                                           {"uint256", "value"},
                                                           {"uint256", "validAfter"},
                                                           {"uint256", "validBefore"},
                                                           {"bytes32", "nonce"}}}})
                                   .value();
    return schema;
}

Result<Uint256> secondsSince1970(Time time)
{
    const auto seconds = time.time_since_epoch().count();
    if (seconds < 0)
        return fail(Error::Kind::Refused, "signer.validity");
    return Uint256(quint64(seconds));
}

Result<evm::TypedValue::Members> membersOf(const deal::TransferAuthorization &message)
{
    const auto from = TRY(evm::Address::parse(message.from));
    const auto to = TRY(evm::Address::parse(message.to));
    const auto validAfter = TRY(secondsSince1970(message.validAfter));
    const auto validBefore = TRY(secondsSince1970(message.validBefore));
    return evm::TypedValue::Members {{"from", {from}},
                                     {"to", {to}},
                                     {"value", {message.value}},
                                     {"validAfter", {validAfter}},
                                     {"validBefore", {validBefore}},
                                     {"nonce", {message.nonce}}};
}

} // namespace

Result<QByteArray> domainSeparatorOf(const deal::TransferAuthorization &message)
{
    const auto domain = TRY(domainOf(message));
    return evm::domainSeparator(domain);
}

Result<QByteArray> digestOf(const deal::TransferAuthorization &message, const QByteArray &separator)
{
    const auto members = TRY(membersOf(message));
    return evm::typedDigest(separator, schema(), primaryType, members);
}

Result<QByteArray> signTransfer(const deal::TransferAuthorization &message,
                                const QByteArray &separator, const crypto::PrivateKey &key)
{
    const auto digest = TRY(digestOf(message, separator));
    return key.sign(digest);
}

} // namespace tuppence::vault
