// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/prepared.h"
#include "core/deal/terms.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::vault {

/// Compares every field of `message` and `instruction`, and what else `prepared` says, with the
/// approved terms (architecture.md, "What must always hold" 1). Pure.
///
/// Refused, one code for each field: "signer.payment" the approval names no payment; "signer.shape"
/// the message is not of the instruction's kind; "signer.network" chain id, or any part is of
/// another network; "signer.account" who pays; "signer.asset" the token; "signer.domain" the
/// token's EIP-712 name, version or separator is not the registry's, or it does not know the token;
/// "signer.payee"; "signer.amount"; "signer.fee" a fee is allowed where nothing is sent, or other
/// than exactly the amount leaves; "signer.spender"; "signer.valid_after" not valid yet;
/// "signer.validity" over at `now` already, or valid for longer than approved; "signer.nonce" not
/// 32 bytes.
///
/// Of a transaction of ours besides: "signer.asset" the coin or the token is not the registry's;
/// "signer.call" it is not just the transfer; "signer.fee" its gas at its highest price is not the
/// fee that leaves, or that fee is above the approved one; "signer.deadline" over at `now`. Of a
/// cancellation "signer.call" it does not just make something worthless that the account signed. Of
/// a voucher "signer.channel" it is over no channel of the registry's, or over another one;
/// "signer.spender" the channel's contract; "signer.amount" the step is not the approved one, or
/// the voucher is good for more than the deposit; "signer.deadline" the offer or the channel is
/// over.
[[nodiscard]] Result<Done> expectCovered(const deal::Prepared &prepared,
                                         const deal::Approval &approval,
                                         const money::Registry &registry, Time now);

} // namespace tuppence::vault
