// SPDX-License-Identifier: MIT
#include "core/chains/evm/permission.h"

#include "core/base/bytes.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/permituse.h"
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr qsizetype wordSize = 32;

/// Each function asks the same of one kind.
struct EndOf
{
    Time operator()(const Authorization &authorization) const { return authorization.validBefore; }

    Time operator()(const Permit &permit) const { return permit.deadline; }
};

bool isUse(const Authorization &authorization, const Log &log)
{
    return log.contract == authorization.token && log.topics.size() == 3
        && (log.topics.at(0) == usedTopic() || log.topics.at(0) == cancelledTopic())
        && log.topics.at(1) == addressTopic(authorization.from)
        && log.topics.at(2) == authorization.nonce;
}

net::Call callFor(const Permit &permit, const QByteArray &block)
{
    const auto permit2 = Address::parse(deal::permit2Contract).value();
    const QByteArray input = abiSelector("nonceBitmap(address,uint256)") + addressTopic(permit.from)
        + placeOf(permit.nonce).word.encode();
    return contractCall(permit2, input, block);
}

std::optional<bool> readBit(const Permit &permit, const Json &answer)
{
    const auto word = readBytes(answer);
    if (!word || word->size() != wordSize)
        return std::nullopt;
    return isIn(placeOf(permit.nonce), *word);
}

} // namespace

Result<Permission> decodePermission(QByteArrayView encoded)
{
    if (isPermit(encoded)) {
        const auto permit = TRY(decodePermit(encoded));
        return permit;
    }
    const auto authorization = TRY(decodeAuthorization(encoded));
    return authorization;
}

Time endOf(const Permission &permission)
{
    return std::visit(EndOf {}, permission);
}

Uint256 mostOf(const Permission &permission)
{
    if (const auto *permit = std::get_if<Permit>(&permission))
        return permit->amount;
    return std::get<Authorization>(permission).value;
}

bool mayMoveLess(const Permission &permission)
{
    const auto *permit = std::get_if<Permit>(&permission);
    return permit && permit->witness != Permit::Witness::Payee;
}

net::Call stateCall(const Permission &permission, const QByteArray &block)
{
    if (const auto *permit = std::get_if<Permit>(&permission))
        return callFor(*permit, block);
    return stateCall(std::get<Authorization>(permission), block);
}

std::optional<bool> readState(const Permission &permission, const Json &answer)
{
    if (const auto *permit = std::get_if<Permit>(&permission))
        return readBit(*permit, answer);
    return readFlag(answer);
}

net::Call eventsCall(const Permission &permission, quint64 first, quint64 last)
{
    if (const auto *permit = std::get_if<Permit>(&permission))
        return transfersCall(*permit, first, last);
    return eventsCall(std::get<Authorization>(permission), first, last);
}

QList<Log> eventsOf(const Permission &permission, const QList<Log> &logs)
{
    QList<Log> found;
    std::copy_if(logs.cbegin(), logs.cend(), std::back_inserter(found), [&](const Log &log) {
        const auto *permit = std::get_if<Permit>(&permission);
        return permit ? isTransfer(*permit, log) : isUse(std::get<Authorization>(permission), log);
    });
    return found;
}

} // namespace tuppence::evm
