// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/proof.h"

#include "core/protocols/paymentheaders/claim.h"

namespace tuppence::paymentheaders {

net::Request withProof(const net::Request &original, const deal::Offer &offer,
                       const QByteArray &payload)
{
    const Json proof = parseJson(payload).value_or(Json());
    const auto hash = textMember(proof, "transactionHash");
    Q_ASSERT(hash); // that is what chains write
    const Claim claim = claimIn(offer.raw);
    net::Request paid = original;
    paid.headers.set(hashHeader, hash.value_or(QByteArray()));
    paid.headers.set("X-Payment-Network", claim.network);
    paid.headers.set("X-Payment-Amount", claim.amount);
    return paid;
}

} // namespace tuppence::paymentheaders
