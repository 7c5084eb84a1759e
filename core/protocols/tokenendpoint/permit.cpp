// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/permit.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/deal/permit2.h"
#include "core/protocols/splice.h"

namespace tuppence::tokenendpoint {

namespace {

constexpr qsizetype wordSize = 32;

/// The signature of 65 bytes in its three parts, v last and 27 or 28.
QByteArray splitSignature(const Json &proof, const char *scheme)
{
    const auto signature =
        fromHex(textMember(proof, "signature").value_or(QByteArray()), 2 * wordSize + 1);
    Q_ASSERT(signature); // that is what chains write
    const auto word = [&](qsizetype at) { return quoted(toHex(signature->mid(at, wordSize))); };
    const auto v = static_cast<quint8>(signature->at(2 * wordSize));
    return objectOf({{"signature_type", quoted(scheme)},
                     {"v", QByteArray::number(v)},
                     {"r", word(0)},
                     {"s", word(wordSize)}});
}

/// A text of the chain's. Decimal digits, some past what a JSON reader's own integers hold, are put
/// in as they are.
QByteArray said(const Json &object, const char *key)
{
    return textMember(object, key).value_or(QByteArray());
}

/// Each writes the permit of one scheme out of the proof.
struct Permit
{
    const Json &proof;

    QByteArray operator()(const deal::AuthorizeTransfer &transfer) const
    {
        const Json *authorization = member(proof, "authorization");
        Q_ASSERT(authorization);
        const AssetId &asset = transfer.amount.asset;
        return objectOf({{"permit_type", quoted("ERC3009")},
                         {"token", quoted(asset.reference)},
                         {"chain_id", asset.network.reference},
                         {"authorizer", quoted(said(*authorization, "from"))},
                         {"recipient", quoted(said(*authorization, "to"))},
                         {"value", said(*authorization, "value")},
                         {"validAfter", said(*authorization, "validAfter")},
                         {"validBefore", said(*authorization, "validBefore")},
                         {"nonce", quoted(said(*authorization, "nonce"))},
                         {"signature", splitSignature(proof, "ERC3009")}});
    }

    QByteArray operator()(const deal::AuthorizePermit2 &permit) const
    {
        const Json *signedPermit = member(proof, "permit2Authorization");
        Q_ASSERT(signedPermit && member(*signedPermit, "permitted"));
        const AssetId &asset = permit.amount.asset;
        return objectOf({{"permit_type", quoted("Permit2")},
                         {"owner", quoted(said(*signedPermit, "from"))},
                         {"spender", quoted(said(*signedPermit, "spender"))},
                         {"token", quoted(asset.reference)},
                         {"amount", said(*member(*signedPermit, "permitted"), "amount")},
                         {"nonce", said(*signedPermit, "nonce")},
                         {"deadline", said(*signedPermit, "deadline")},
                         {"chain_id", asset.network.reference},
                         {"permit2_address", quoted(deal::permit2Contract)},
                         {"signature", splitSignature(proof, "Permit2")}});
    }

    template <class Sent> QByteArray operator()(const Sent &) const
    {
        Q_UNREACHABLE(); // readOffer() makes nothing that we send
    }
};

} // namespace

net::Request tokenRequest(const QUrl &endpoint, const deal::Instruction &instruction,
                          const QByteArray &payload)
{
    const Json proof = parseJson(payload).value_or(Json());
    const QByteArray permit = std::visit(Permit {proof}, instruction);
    return {"POST",
            endpoint,
            {{"Content-Type", "application/json"}},
            objectOf({{"version", quoted("Version 0.1")}, {"permit", permit}})};
}

bool isTokenRequest(const net::Request &request)
{
    const auto json = parseJson(request.body);
    const Json *permit = json ? member(*json, "permit") : nullptr;
    return request.method == "POST" && permit && member(*permit, "signature");
}

} // namespace tuppence::tokenendpoint
