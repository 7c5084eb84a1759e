// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/permit2.h"
#include "tests/vault/samples.h"

namespace tuppence::vault::samples {

using Witness = deal::AuthorizePermit2::Witness;

inline constexpr char facilitator[] = "0x1111111111111111111111111111111111111111";

/// Who may move the money by a permit of that kind.
inline QByteArray spenderFor(Witness witness)
{
    switch (witness) {
    case Witness::None:
        return payee;
    case Witness::Payee:
        return deal::exactProxy;
    case Witness::PayeeAndFacilitator:
        return deal::uptoProxy;
    }
    Q_UNREACHABLE();
}

/// The payment of approval() by a permit, as the owner agreed to it …
inline deal::Approval permitApproval(Witness witness)
{
    auto approved = approval();
    if (witness != Witness::None)
        approved.terms.spender = spenderFor(witness);
    return approved;
}

/// … and as a chain made it ready.
inline deal::Prepared preparedPermit(Witness witness)
{
    const AssetAmount amount {asset, Uint256(10000)};
    deal::AuthorizePermit2 instruction {amount, payee, spenderFor(witness), {}, witness, 60s};
    deal::PermitTransfer message;
    message.chainId = 84532;
    message.token = token;
    message.amount = Uint256(10000);
    message.from = account1;
    message.spender = spenderFor(witness);
    message.nonce = Uint256(7);
    message.deadline = now + 60s;
    if (witness != Witness::None)
        message.witness = deal::PermitTransfer::Witness {payee, {}, Time {}};
    if (witness == Witness::PayeeAndFacilitator) {
        instruction.facilitator = facilitator;
        message.witness->facilitator = facilitator;
    }
    return {instruction, {network, account1}, {amount}, message};
}

} // namespace tuppence::vault::samples
