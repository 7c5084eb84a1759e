// SPDX-License-Identifier: MIT
#include "core/chains/evm/cancelling.h"

#include "core/chains/evm/authorization.h"
#include "core/chains/evm/payer.h"
#include "core/chains/evm/permission.h"
#include "core/chains/evm/permithandle.h"
#include "core/chains/evm/submission.h"
#include "core/chains/evm/submitting.h"
#include "core/crypto/abi.h"
#include "core/crypto/eip712.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// cancelAuthorization() of the tokens there are takes half of it; a server cannot be asked before
/// the signature is there.
constexpr quint64 cancellationGas = 100'000;
constexpr qsizetype signatureSize = 65;

using Cancelled = std::variant<Authorization, Permit, Submission>;

Result<Cancelled> decode(QByteArrayView handle)
{
    if (const auto submission = decodeSubmission(handle))
        return *submission;
    const auto permission = TRY(decodePermission(handle));
    return std::visit([](const auto &one) { return Cancelled(one); }, permission);
}

Address permit2()
{
    return Address::parse(deal::permit2Contract).value();
}

/// Nodes take another one with the same number when it offers a tenth more of price and tip; some
/// want an eighth.
Result<Uint256> outbidding(const Uint256 &price)
{
    const auto eighth = TRY(price.dividedBy(8));
    const auto more = TRY(price.plus(eighth));
    return more.plus(1);
}

/// Who is called.
struct Callee
{
    Address operator()(const Authorization &authorization) const { return authorization.token; }

    Address operator()(const Permit &) const { return permit2(); }

    Address operator()(const Submission &submission) const { return submission.from; }
};

/// Completes an empty sending to the callee.
struct Filling
{
    Sending &sending;

    Result<Done> operator()(const Authorization &authorization) const
    {
        sending.gas = cancellationGas;
        sending.cancelled = authorization;
        return Done {};
    }

    Result<Done> operator()(const Permit &permit) const
    {
        sending.cancelled = permit;
        const auto place = placeOf(permit.nonce);
        sending.data = abiCall("invalidateUnorderedNonces(uint256,uint256)",
                               {AbiValue::number(place.word), AbiValue::number(place.mask)});
        return Done {};
    }

    Result<Done> operator()(const Submission &submission) const
    {
        sending.replaced = Replaced {submission.number, TRY(outbidding(submission.price)),
                                     TRY(outbidding(submission.tip))};
        return Done {};
    }
};

const TypedSchema &schema()
{
    static const auto schema =
        TypedSchema::create(
            {{"CancelAuthorization", {{"address", "authorizer"}, {"bytes32", "nonce"}}}})
            .value();
    return schema;
}

/// The call that brings the signature to the token.
Result<QByteArray> callWith(const QByteArray &signature, const Address &authorizer,
                            const QByteArray &nonce)
{
    const auto fixedNonce = TRY(AbiValue::fixedBytes(nonce));
    const auto r = TRY(AbiValue::fixedBytes(signature.first(32)));
    const auto s = TRY(AbiValue::fixedBytes(signature.sliced(32, 32)));
    return abiCall("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)",
                   {AbiValue::address(authorizer), fixedNonce,
                    AbiValue::number(quint8(signature.back())), r, s});
}

} // namespace

Result<deal::SubmitCancellation> cancellationOf(const deal::Handle &handle,
                                                const money::Registry &registry)
{
    const auto cancelled = TRY(decode(handle.id));
    const auto network = TRY(payableNetwork(handle.network, registry));
    const Address callee = std::visit(Callee {}, cancelled);
    return deal::SubmitCancellation {network.coin->id, callee.toChecksummed(), handle};
}

Result<Sending> sendingOf(const deal::SubmitCancellation &cancellation, const AccountId &account,
                          const money::Registry &registry)
{
    const auto cancelled = TRY(decode(cancellation.cancelled.id));
    auto sending = TRY(emptySending(cancellation.cancelled.network, account, registry));
    const Address signedBy = std::visit([](const auto &one) { return one.from; }, cancelled);
    if (signedBy != sending.from)
        return fail(Error::Kind::Refused, "chain.account", {{u"network"_s, sending.network.name}});
    sending.instruction = cancellation;
    sending.to = std::visit(Callee {}, cancelled);
    TRY(std::visit(Filling {sending}, cancelled));
    return sending;
}

Result<deal::Signed> signedCancellation(const deal::Prepared &prepared,
                                        const deal::AuthorizationCancellation &message,
                                        const QByteArray &signatures,
                                        const money::Registry &registry)
{
    if (signatures.size() != 2 * signatureSize)
        return fail(Error::Kind::Refused, "chain.wrong_signature");
    const auto *token = registry.asset({prepared.from.network, "erc20", message.transaction.to});
    if (!token)
        return fail(Error::Kind::Unsupported, "chain.unknown_asset",
                    {{u"asset"_s, QString::fromLatin1(message.transaction.to)}});
    const auto authorizer = TRY(Address::parse(message.authorizer));
    const QByteArray first = signatures.first(signatureSize);
    const auto digest =
        TRY(typedDigest(token->domainSeparator, schema(), "CancelAuthorization",
                        {{"authorizer", {authorizer}}, {"nonce", {message.nonce}}}));
    TRY(expectPayer(digest, first, authorizer));
    deal::EvmTransaction transaction = message.transaction;
    transaction.data = TRY(callWith(first, authorizer, message.nonce));
    return signedSending(prepared, transaction, signatures.sliced(signatureSize));
}

} // namespace tuppence::evm
