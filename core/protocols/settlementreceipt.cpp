// SPDX-License-Identifier: MIT
#include "core/protocols/settlementreceipt.h"

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/protocols/encodedheader.h"

#include <algorithm>

namespace tuppence {

namespace {

constexpr qsizetype longestTransaction = 128;

/// A transaction's name in any chain's spelling. Anything else is left out: it will be shown, and
/// looked up by whoever reads the receipt.
QByteArray transactionIn(const Json &json)
{
    QByteArray text;
    for (const char *key : {"transaction", "transactionHash", "txHash"}) {
        if (text.isEmpty())
            text = textMember(json, key).value_or(QByteArray());
    }
    const auto isNamed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const bool isPlain = text.size() <= longestTransaction && std::ranges::all_of(text, isNamed);
    return isPlain ? text : QByteArray();
}

std::optional<Uint256> chargedIn(const Json &json)
{
    const auto text = textMember(json, "amount");
    const auto amount = Uint256::parse(QByteArrayView(text.value_or(QByteArray())));
    return amount ? std::optional(*amount) : std::nullopt;
}

Result<SettlementReceipt> decoded(const QByteArray &header)
{
    const auto unreadable = fail(Error::Kind::Malformed, "x402.receipt");
    if (header.size() > largestHeader)
        return unreadable;
    const auto text = fromBase64(header);
    const auto json = text.and_then([](const QByteArray &decoded) { return parseJson(decoded); });
    const Json *success = json ? member(*json, "success") : nullptr;
    if (!json || !json->is_object() || (success && !success->is_boolean()))
        return unreadable;

    SettlementReceipt receipt;
    if (success)
        receipt.success = success->get<bool>();
    receipt.errorReason = textMember(*json, "errorReason").value_or(QByteArray());
    receipt.network = textMember(*json, "network").value_or(QByteArray());
    receipt.settlement = {std::nullopt, transactionIn(*json), *text};
    if (receipt.success == true)
        receipt.settlement.charged = chargedIn(*json);
    return receipt;
}

} // namespace

std::optional<Result<SettlementReceipt>> readSettlementReceipt(const net::Headers &headers)
{
    for (const char *name : {"PAYMENT-RESPONSE", "X-PAYMENT-RESPONSE"}) {
        if (const auto header = headers.first(name))
            return decoded(*header);
    }
    return std::nullopt;
}

} // namespace tuppence
