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

} // namespace

QLatin1StringView FakeChain::id() const
{
    return QLatin1StringView("eip155");
}

Pending<std::optional<AssetAmount>> FakeChain::highestFee(const deal::Instruction &,
                                                          const AccountId &)
{
    return ready<std::optional<AssetAmount>>(std::nullopt);
}

Pending<deal::Prepared> FakeChain::prepare(const deal::Instruction &instruction,
                                           const AccountId &from, const Bounds &)
{
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
    const auto &message = std::get<deal::TransferAuthorization>(prepared.toSign);
    return deal::Signed {payloadOf(message, signature),
                         {prepared.from.network, message.nonce},
                         message.validBefore + std::chrono::minutes(10)};
}

Pending<Done> FakeChain::submit(const deal::Signed &)
{
    return failed<Done>({Error::Kind::Unsupported, "chain.not_sendable", {}, {}});
}

std::optional<quint64> FakeChain::numberOf(const deal::Handle &) const
{
    return std::nullopt;
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
