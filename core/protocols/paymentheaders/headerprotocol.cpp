// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/headerprotocol.h"

#include "core/protocols/paymentheaders/challenge.h"
#include "core/protocols/paymentheaders/judge.h"
#include "core/protocols/paymentheaders/offer.h"
#include "core/protocols/paymentheaders/proof.h"
#include "core/protocols/transferexchange.h"

namespace tuppence::paymentheaders {

namespace {

deal::Offer offerIn(const QByteArray &raw, int index)
{
    return readOffer(claimIn(raw), index);
}

constexpr TransferDialect transfers {dialectId, hashHeader, offerIn, withProof, judge};
constexpr TransferDialect vouchers {dialectId, signatureHeader, offerIn, withProof, judge};

} // namespace

QLatin1StringView HeaderProtocol::id() const
{
    return dialectId;
}

std::optional<Result<deal::Challenge>> HeaderProtocol::read(const deal::Carried & /*asked*/,
                                                            const deal::Reply &reply) const
{
    return challengeIn(reply);
}

std::unique_ptr<Exchange> HeaderProtocol::exchange(const Purchase &purchase,
                                                   const deal::Challenge & /*challenge*/,
                                                   const deal::Offer &offer) const
{
    const bool isVoucher = std::holds_alternative<deal::SignVoucher>(*offer.instruction);
    return std::make_unique<TransferExchange>(isVoucher ? vouchers : transfers, purchase.original,
                                              offer);
}

Result<std::unique_ptr<Exchange>> HeaderProtocol::resume(const QByteArray &state) const
{
    auto transfer = resumeTransfer(transfers, state);
    return transfer ? std::move(transfer) : resumeTransfer(vouchers, state);
}

} // namespace tuppence::paymentheaders
