// SPDX-License-Identifier: MIT
#include "core/chains/evm/submitting.h"

#include "core/base/bytes.h"
#include "core/chains/evm/fees.h"
#include "core/chains/evm/payer.h"
#include "core/chains/evm/submission.h"
#include "core/crypto/hash.h"
#include "core/crypto/transaction.h"
#include "core/money/registry.h"

#include <algorithm>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// The account's coins have to pay the fee, and the amount where that is in the coin.
Result<Done> expectCoins(const Sending &sending, const Conditions &conditions,
                         const Uint256 &needed, const money::Registry &registry)
{
    if (sending.isSponsored || needed <= conditions.held)
        return Done {};
    const auto text = [&](const Uint256 &units) {
        return registry.display({sending.coin.id, units});
    };
    return fail(Error::Kind::Refused, "chain.no_coin_for_fee",
                {{u"needed"_s, text(needed)},
                 {u"held"_s, text(conditions.held)},
                 {u"network"_s, sending.network.name}});
}

/// A server also refuses to estimate what the account cannot pay, and then that is the reason.
Result<Done> expectGas(const Sending &sending, const Conditions &conditions,
                       const money::Registry &registry)
{
    if (conditions.gas)
        return Done {};
    const auto least = TRY(leastCoins(conditions, sending.value));
    TRY(expectCoins(sending, conditions, least, registry));
    return tl::make_unexpected(conditions.gas.error());
}

Result<Fees> feesWithin(const Conditions &conditions, const Bounds &bounds, const Sending &sending,
                        const money::Registry &registry)
{
    const auto fees = feesWithin(conditions, bounds.highestFee);
    if (!fees)
        return fail(Error::Kind::Refused, "chain.fee_rose",
                    {{u"most"_s, registry.display({sending.coin.id, bounds.highestFee})}});
    return *fees;
}

deal::EvmTransaction messageOf(const Sending &sending, const Fees &fees, quint64 number)
{
    deal::EvmTransaction message;
    message.chainId = sending.network.chainId;
    message.nonce = number;
    message.to = sending.to.toChecksummed();
    message.value = sending.value;
    message.data = sending.data;
    message.gasLimit = fees.gasLimit;
    message.maxFeePerGas = fees.price;
    message.maxPriorityFeePerGas = fees.tip;
    return message;
}

Result<Done> expectInTime(const Sending &sending, const Conditions &conditions)
{
    if (sending.replaced && conditions.counted > sending.replaced->number)
        return fail(Error::Kind::Refused, "chain.too_late");
    return Done {};
}

/// Where another one is replaced, its number; else the next one.
Result<quint64> numberFor(const Sending &sending, const Conditions &conditions,
                          const Bounds &bounds)
{
    if (sending.replaced)
        return sending.replaced->number;
    // A server that has counted fewer than we have signed merely lags.
    const quint64 number = std::max(conditions.counted, bounds.firstNumber);
    if (conditions.waiting > number)
        return fail(Error::Kind::Refused, "chain.others_waiting",
                    {{u"network"_s, sending.network.name}});
    return number;
}

deal::Unsigned unsignedOf(const Sending &sending, const deal::EvmTransaction &message)
{
    const auto *cancelled =
        sending.cancelled ? std::get_if<Authorization>(&*sending.cancelled) : nullptr;
    if (!cancelled)
        return message;
    return deal::AuthorizationCancellation {sending.from.toChecksummed(), cancelled->nonce,
                                            message};
}

/// Hexadecimal digits need no escapes.
QByteArray payload(const QByteArray &transaction, const QByteArray &hash, const Address &from)
{
    return R"({"transaction":")" + toHex(transaction) + R"(","transactionHash":")" + toHex(hash)
        + R"(","from":")" + from.toChecksummed() + R"("})";
}

} // namespace

Result<AssetAmount> highestFeeOf(const Sending &sending, const Conditions &conditions,
                                 const money::Registry &registry)
{
    TRY(expectInTime(sending, conditions));
    TRY(expectGas(sending, conditions, registry));
    const auto fees = TRY(generousFees(conditions));
    const auto needed = TRY(fees.total.plus(sending.value));
    TRY(expectCoins(sending, conditions, needed, registry));
    return AssetAmount {sending.coin.id, fees.total};
}

Result<Done> expectTimeLeft(const Sending &sending, Time now)
{
    if (sending.deadline && *sending.deadline < now + leastTimeLeft)
        return fail(Error::Kind::Refused, "chain.deadline",
                    {{u"seconds"_s, qint64(leastTimeLeft.count())}});
    return Done {};
}

Result<deal::Prepared> prepareSending(const Sending &sending, const Conditions &conditions,
                                      const Bounds &bounds, const money::Registry &registry,
                                      Time now)
{
    TRY(expectTimeLeft(sending, now));
    TRY(expectInTime(sending, conditions));
    const auto number = TRY(numberFor(sending, conditions, bounds));
    TRY(expectGas(sending, conditions, registry));
    const auto fees = TRY(feesWithin(conditions, bounds, sending, registry));
    const auto needed = TRY(fees.total.plus(sending.value));
    TRY(expectCoins(sending, conditions, needed, registry));
    return deal::Prepared {sending.instruction,
                           sending.account,
                           {sending.moved, {sending.coin.id, fees.total}},
                           unsignedOf(sending, messageOf(sending, fees, number))};
}

Result<Transaction> transactionOf(const deal::EvmTransaction &message)
{
    const auto to = TRY(Address::parse(message.to));
    return Transaction {message.chainId,
                        message.nonce,
                        to,
                        message.value,
                        message.data,
                        message.gasLimit,
                        message.maxFeePerGas,
                        message.maxPriorityFeePerGas};
}

Result<deal::Signed> signedSending(const deal::Prepared &prepared,
                                   const deal::EvmTransaction &message, const QByteArray &signature)
{
    if (!deal::isSubmitted(prepared.instruction) || prepared.leaves.isEmpty())
        return fail(Error::Kind::Unsupported, "chain.not_sendable");
    const auto moved = deal::movedBy(prepared.instruction);
    const auto transaction = TRY(transactionOf(message));
    Submission submission;
    submission.from = TRY(Address::parse(prepared.from.address));
    TRY(expectPayer(digestOf(transaction), signature, submission.from));
    const auto encoded = TRY(encodeSigned(transaction, signature));
    submission.number = message.nonce;
    submission.hash = crypto::keccak256(encoded);
    if (moved.amount.asset.space == "erc20")
        submission.token = transaction.to;
    submission.payee = TRY(Address::parse(moved.payee));
    submission.value = moved.amount.units;
    submission.highestFee = prepared.leaves.back().units;
    submission.price = message.maxFeePerGas;
    submission.tip = message.maxPriorityFeePerGas.value_or(Uint256());
    const NetworkId network {"eip155", QByteArray::number(message.chainId)};
    return deal::Signed {payload(encoded, submission.hash, submission.from),
                         {network, encode(submission)},
                         std::nullopt};
}

} // namespace tuppence::evm
