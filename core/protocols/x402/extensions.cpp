// SPDX-License-Identifier: MIT
#include "core/protocols/x402/extensions.h"

#include "core/base/json.h"
#include "core/protocols/splice.h"

namespace tuppence::x402 {

namespace {

/// The reference clients name the form of an allowance; servers that name it themselves keep
/// theirs.
constexpr char allowanceVersion[] = R"("1")";

/// What is added to the `info` of that extension; x402.md 2.6, 3.3.
RawMembers additionsTo(const QByteArray &extension, const Answer &answer)
{
    if (extension == "payment-identifier")
        return {{"id", quoted(answer.purchaseId)}};
    const auto &allowance = answer.allowance;
    if (!allowance || extension != extensionFor(allowance->kind))
        return {};
    return rawMembers(allowance->members).value_or(RawMembers())
        + RawMembers {{"version", allowanceVersion}};
}

/// `info` with those members behind the seller's. The seller's bytes stay as they are up to the
/// closing brace.
QByteArray withMembers(const QByteArray &info, const RawMembers &additions)
{
    const auto members = rawMembers(info);
    if (!members)
        return info;
    QByteArray text = info.chopped(1);
    bool isFirst = members->isEmpty();
    for (const auto &[key, value] : additions) {
        if (rawMember(info, key))
            continue;
        text += QByteArray(isFirst ? "" : ",") + quoted(key) + ':' + value;
        isFirst = false;
    }
    return text + '}';
}

QByteArray answeredExtension(const RawMember &extension, const Answer &answer)
{
    const RawMembers additions = additionsTo(extension.first, answer);
    if (answer.schema == Schema::Kept && additions.isEmpty())
        return extension.second;
    const auto members = rawMembers(extension.second);
    if (!members)
        return extension.second;
    RawMembers answered;
    for (const auto &[key, value] : *members) {
        if (key == "schema" && answer.schema == Schema::Dropped)
            continue;
        answered.append({key, key == "info" ? withMembers(value, additions) : value});
    }
    return objectOf(answered);
}

} // namespace

QByteArray extensionFor(deal::SignedAllowance::Kind kind)
{
    return kind == deal::SignedAllowance::Kind::TokenPermit ? "eip2612GasSponsoring"
                                                            : "erc20ApprovalGasSponsoring";
}

QByteArray answeredExtensions(const QByteArray &challenge, const Answer &answer)
{
    const auto extensions = rawMembers(rawMember(challenge, "extensions").value_or(QByteArray()));
    if (!extensions || extensions->isEmpty())
        return {};
    RawMembers answered;
    for (const RawMember &extension : *extensions)
        answered.append({extension.first, answeredExtension(extension, answer)});
    return objectOf(answered);
}

} // namespace tuppence::x402
