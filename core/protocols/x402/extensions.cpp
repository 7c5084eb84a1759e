// SPDX-License-Identifier: MIT
#include "core/protocols/x402/extensions.h"

#include "core/base/json.h"
#include "core/protocols/splice.h"

namespace tuppence::x402 {

namespace {

/// `info` with the purchase's id behind the seller's members (x402.md 3.3).
QByteArray withPurchaseId(const QByteArray &info, const QByteArray &purchaseId)
{
    const auto members = rawMembers(info);
    if (!members || rawMember(info, "id"))
        return info;
    // The seller's bytes stay as they are up to the closing brace.
    const QByteArray open = info.chopped(1);
    return open + (members->isEmpty() ? "" : ",") + R"("id":)" + quoted(purchaseId) + '}';
}

QByteArray answeredExtension(const RawMember &extension, const QByteArray &purchaseId,
                             Schema schema)
{
    const bool isIdentifier = extension.first == "payment-identifier";
    if (schema == Schema::Kept && !isIdentifier)
        return extension.second;
    const auto members = rawMembers(extension.second);
    if (!members)
        return extension.second;
    RawMembers answer;
    for (const auto &[key, value] : *members) {
        if (key == "schema" && schema == Schema::Dropped)
            continue;
        answer.append(
            {key, key == "info" && isIdentifier ? withPurchaseId(value, purchaseId) : value});
    }
    return objectOf(answer);
}

} // namespace

QByteArray answeredExtensions(const QByteArray &challenge, const QByteArray &purchaseId,
                              Schema schema)
{
    const auto extensions = rawMembers(rawMember(challenge, "extensions").value_or(QByteArray()));
    if (!extensions || extensions->isEmpty())
        return {};
    RawMembers answer;
    for (const RawMember &extension : *extensions)
        answer.append({extension.first, answeredExtension(extension, purchaseId, schema)});
    return objectOf(answer);
}

} // namespace tuppence::x402
