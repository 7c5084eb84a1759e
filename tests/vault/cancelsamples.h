// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/permit2.h"
#include "tests/vault/sentsamples.h"

/// What makes earlier signatures worthless, in place of a transfer of our own.
namespace tuppence::vault::samples {

enum class Cancels { Transaction, Permit, Authorization };

/// invalidateUnorderedNonces(5, 512)
inline const QByteArray invalidationCall =
    fromHex("0x3ff9dcb10000000000000000000000000000000000000000000000000000000000000005"
            "0000000000000000000000000000000000000000000000000000000000000200")
        .value();

inline QByteArray calleeOf(Cancels what)
{
    if (what == Cancels::Transaction)
        return account1;
    return what == Cancels::Permit ? QByteArray(deal::permit2Contract) : QByteArray(otherToken);
}

inline deal::Approval cancelApproval(Cancels what)
{
    auto approval = sentApproval(coin);
    approval.terms.amount = 0;
    approval.terms.payee = calleeOf(what);
    return approval;
}

inline deal::Prepared cancelPrepared(Cancels what)
{
    auto prepared = sentPrepared(coin);
    auto message = transactionOf(prepared);
    message.to = calleeOf(what);
    message.value = 0;
    if (what == Cancels::Permit)
        message.data = invalidationCall;
    prepared.toSign = message;
    if (what == Cancels::Authorization)
        prepared.toSign = deal::AuthorizationCancellation {account1, QByteArray(32, 'n'), message};
    prepared.instruction = deal::SubmitCancellation {coin, calleeOf(what), {ethereum, "handle"}};
    prepared.leaves.front() = {coin, 0};
    return prepared;
}

} // namespace tuppence::vault::samples
