// SPDX-License-Identifier: MIT
#include "tests/fakes/fakechain.h"

#include "core/base/json.h"

namespace tuppence::fakes {

namespace {

/// As the real chain writes it.
QByteArray payloadOf(const deal::TransferAuthorization &message, const QByteArray &signature)
{
    const auto seconds = [](Time time) { return std::to_string(time.time_since_epoch().count()); };
    const Json payload {{"authorization",
                         {{"from", message.from.toStdString()},
                          {"to", message.to.toStdString()},
                          {"value", message.value.toString().toStdString()},
                          {"validAfter", seconds(message.validAfter)},
                          {"validBefore", seconds(message.validBefore)},
                          {"nonce", "0x" + message.nonce.toHex().toStdString()}}},
                        {"signature", "0x" + signature.toHex().toStdString()}};
    return QByteArray::fromStdString(payload.dump());
}

const QByteArray transactionMark = "transaction ";

AssetId coinOf(const NetworkId &network)
{
    return {network, "slip44", "1"};
}

} // namespace

QLatin1StringView FakeChain::id() const
{
    return QLatin1StringView("eip155");
}

Pending<std::optional<AssetAmount>> FakeChain::highestFee(const deal::Instruction &instruction,
                                                          const AccountId &from)
{
    if (const auto why = obstacle ? obstacle(instruction) : std::nullopt)
        return failed<std::optional<AssetAmount>>(*why);
    if (!deal::isSubmitted(instruction))
        return ready<std::optional<AssetAmount>>(std::nullopt);
    if (!fee)
        return failed<std::optional<AssetAmount>>(fee.error());
    return ready<std::optional<AssetAmount>>(AssetAmount {coinOf(from.network), *fee});
}

Pending<deal::Prepared> FakeChain::prepare(const deal::Instruction &instruction,
                                           const AccountId &from, const Bounds &bounds)
{
    if (deal::isSubmitted(instruction))
        return prepareTransaction(instruction, from, bounds);
    const auto &transfer = std::get<deal::AuthorizeTransfer>(instruction);
    const Time now = m_clock.now();
    return ready<deal::Prepared>(deal::Prepared {
        instruction,
        from,
        {transfer.amount},
        deal::TransferAuthorization {QStringLiteral("USDC"), QStringLiteral("2"), 84532,
                                     transfer.amount.asset.reference, from.address, transfer.payee,
                                     transfer.amount.units, Time {}, now + transfer.validity,
                                     QByteArray(32, '\x11')}});
}

Result<deal::Signed> FakeChain::sign(const deal::Prepared &prepared, const deal::Approval &approval,
                                     deal::Signer &signer) const
{
    const auto signature = TRY(signer.sign(prepared, approval));
    if (const auto *sent = std::get_if<deal::EvmTransaction>(&prepared.toSign)) {
        const QByteArray number = QByteArray::number(sent->nonce);
        return deal::Signed {R"({"transactionHash":"0x)" + number + R"(","to":")" + sent->to
                                 + R"("})",
                             {prepared.from.network, transactionMark + number},
                             std::nullopt};
    }
    const auto &message = std::get<deal::TransferAuthorization>(prepared.toSign);
    return deal::Signed {payloadOf(message, signature),
                         {prepared.from.network, message.nonce},
                         message.validBefore + std::chrono::minutes(10)};
}

Pending<deal::Prepared> FakeChain::prepareTransaction(const deal::Instruction &instruction,
                                                      const AccountId &from, const Bounds &bounds)
{
    const auto moved = deal::movedBy(instruction);
    deal::EvmTransaction message;
    message.chainId = 84532;
    message.nonce = std::max(nextNumber, bounds.firstNumber);
    if (const auto *cancellation = std::get_if<deal::SubmitCancellation>(&instruction))
        message.nonce = numberOf(cancellation->cancelled).value_or(message.nonce);
    message.to = moved.payee;
    message.value = moved.amount.units;
    message.gasLimit = 1;
    message.maxFeePerGas = bounds.highestFee;
    return ready<deal::Prepared>(deal::Prepared {
        instruction, from, {moved.amount, {coinOf(from.network), bounds.highestFee}}, message});
}

Result<deal::SubmitCancellation> FakeChain::cancellation(const deal::Handle &handle) const
{
    return deal::SubmitCancellation {coinOf(handle.network),
                                     "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1", handle};
}

Pending<Done> FakeChain::submit(const deal::Signed &proof)
{
    submitted.append(proof.bytes);
    return ready<Done>(Done {});
}

std::optional<quint64> FakeChain::numberOf(const deal::Handle &handle) const
{
    if (!handle.id.startsWith(transactionMark))
        return std::nullopt;
    return handle.id.mid(transactionMark.size()).toULongLong();
}

QFuture<deal::Fate> FakeChain::fate(const deal::Handle &handle)
{
    ++fatesAsked;
    if (fateOf)
        return fateOf(handle);
    QPromise<deal::Fate> promise;
    promise.start();
    promise.addResult(nextFate);
    promise.finish();
    return promise.future();
}

Pending<Balances> FakeChain::balances(const QByteArray &, const QList<AssetId> &assets)
{
    if (!balance || (dead && assets.contains(*dead)))
        return failed<Balances>({Error::Kind::Network, "rpc.none", {}, {}});
    return ready<Balances>(
        Balances {QList<Uint256>(assets.size(), *balance), m_clock.now() + blockAhead});
}

} // namespace tuppence::fakes
