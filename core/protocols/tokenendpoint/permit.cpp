// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/permit.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/splice.h"

namespace tuppence::tokenendpoint {

namespace {

constexpr qsizetype wordSize = 32;

/// The signature of 65 bytes in its three parts, v last and 27 or 28.
QByteArray splitSignature(const QByteArray &signature)
{
    const auto word = [&](qsizetype at) { return quoted(toHex(signature.mid(at, wordSize))); };
    const auto v = static_cast<quint8>(signature.at(2 * wordSize));
    return objectOf({{"signature_type", quoted("ERC3009")},
                     {"v", QByteArray::number(v)},
                     {"r", word(0)},
                     {"s", word(wordSize)}});
}

} // namespace

net::Request tokenRequest(const QUrl &endpoint, const deal::AuthorizeTransfer &transfer,
                          const QByteArray &payload)
{
    const Json proof = parseJson(payload).value_or(Json());
    const auto signature =
        fromHex(textMember(proof, "signature").value_or(QByteArray()), 2 * wordSize + 1);
    const Json *authorization = member(proof, "authorization");
    Q_ASSERT(authorization && signature); // that is what chains write
    // Decimal digits, some past what a JSON reader's own integers hold: they are put in as they
    // are.
    const auto said = [&](const char *key) {
        return textMember(*authorization, key).value_or(QByteArray());
    };
    const AssetId &asset = transfer.amount.asset;
    const QByteArray permit = objectOf({{"permit_type", quoted("ERC3009")},
                                        {"token", quoted(asset.reference)},
                                        {"chain_id", asset.network.reference},
                                        {"authorizer", quoted(said("from"))},
                                        {"recipient", quoted(said("to"))},
                                        {"value", said("value")},
                                        {"validAfter", said("validAfter")},
                                        {"validBefore", said("validBefore")},
                                        {"nonce", quoted(said("nonce"))},
                                        {"signature", splitSignature(*signature)}});
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
