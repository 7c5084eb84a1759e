// SPDX-License-Identifier: MIT
#include "core/protocols/referencepage/pageprotocol.h"

#include "core/protocols/referencepage/challenge.h"
#include "core/protocols/referencepage/judge.h"
#include "core/protocols/referencepage/offer.h"
#include "core/protocols/referencepage/proof.h"
#include "core/protocols/transferexchange.h"

namespace tuppence::referencepage {

namespace {

constexpr TransferDialect dialect {dialectId, proofHeader, offerIn, withProof, judge};

} // namespace

QLatin1StringView PageProtocol::id() const
{
    return dialectId;
}

std::optional<Result<deal::Challenge>> PageProtocol::read(const deal::Carried & /*asked*/,
                                                          const deal::Reply &reply) const
{
    return challengeIn(reply);
}

std::unique_ptr<Exchange> PageProtocol::exchange(const Purchase &purchase,
                                                 const deal::Challenge & /*challenge*/,
                                                 const deal::Offer &offer) const
{
    return std::make_unique<TransferExchange>(dialect, purchase.original, offer);
}

Result<std::unique_ptr<Exchange>> PageProtocol::resume(const QByteArray &state) const
{
    return resumeTransfer(dialect, state);
}

} // namespace tuppence::referencepage
