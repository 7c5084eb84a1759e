// SPDX-License-Identifier: MIT
#include "core/protocols/referencepage/proof.h"

#include "core/base/bytes.h"
#include "core/protocols/referencepage/offer.h"
#include "core/protocols/splice.h"

namespace tuppence::referencepage {

namespace {

/// The page says "payment proof containing signed transaction" and shows no form: this one is our
/// reading, in the shape of version 1 of x402.
QByteArray proofText(const Spelling &said, const QByteArray &amount, const Json &transaction)
{
    const auto made = [&](const char *key) {
        const auto text = textMember(transaction, key);
        Q_ASSERT(text); // that is what chains write
        return quoted(text.value_or(QByteArray()));
    };
    const QByteArray payload = objectOf({{"transaction", made("transaction")},
                                         {"transactionHash", made("transactionHash")},
                                         {"from", made("from")},
                                         {"to", quoted(said.recipient)},
                                         {"amount", quoted(amount)},
                                         {"currency", quoted(said.currency)}});
    return objectOf({{"x402Version", "1"},
                     {"scheme", quoted("exact")},
                     {"network", quoted(said.network)},
                     {"payload", payload}});
}

} // namespace

net::Request withProof(const net::Request &original, const deal::Offer &offer,
                       const QByteArray &payload)
{
    const QByteArray amount = deal::movedBy(*offer.instruction).amount.units.toString().toLatin1();
    const Json transaction = parseJson(payload).value_or(Json());
    net::Request paid = original;
    paid.headers.set(proofHeader, toBase64(proofText(spellingOf(offer), amount, transaction)));
    return paid;
}

} // namespace tuppence::referencepage
