// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/deal/challenge.h"
#include "core/deal/terms.h"
#include "core/payments/order.h"
#include "core/payments/rooms.h"
#include "core/protocols/protocolregistry.h"

namespace tuppence::payments {

/// One offer with the account that would pay it.
struct Option
{
    const Protocol *protocol = nullptr;
    deal::Challenge challenge;
    deal::Offer offer;
    deal::AssetAmount amount;
    QByteArray payee;
    AccountId account;
    std::optional<Uint256> balance; ///< none: not known
    std::optional<Time> newestBlock; ///< of its network, as told with the balance
};

/// A way that cannot be gone, and why.
struct Dropped
{
    QByteArray dialect;
    deal::Offer offer;
    Error reason;
};

/// All ways to pay one answer of a seller.
struct Options
{
    QList<Option> possible; ///< best first once sorted
    QList<Dropped> dropped;
};

/// Every offer × account that may be carried out, in the sellers' order. Dropped: what has no
/// instruction, networks that are not known ("payments.unknown_network") or not enabled
/// ("payments.network_off"), assets that the registry does not know ("payments.unknown_asset") or
/// that no authorisation moves ("chain.transfer_method"), channels that the owner did not add so
/// (channels.h), payees that are accounts of ours ("payments.payee_is_own"), families without an
/// account of ours ("payments.no_account").
[[nodiscard]] Options collect(const tuppence::Reading &reading, const QList<Account> &accounts,
                              const Rooms &rooms);

/// Puts the best way first: authorization before upfront before escrow, then a signature before a
/// transaction of our own, then the networks that the owner prefers, then an account that is known
/// to hold enough, then the seller's order. Ways whose account is known to hold too little are
/// dropped ("payments.insufficient_balance").
void sort(Options &options, const Rooms &rooms);

/// Why there is no way to pay, when there is none: the first offer's reason, which is the one the
/// seller prefers. `options.dropped` is not empty.
[[nodiscard]] Error whyNone(const Options &options);

/// The terms of `option` for one purchase.
[[nodiscard]] deal::Terms termsOf(const Option &option, const Purchase &purchase);

/// Whether `amount` is within what the caller said at most: "0.10" dollars, "0.10 USDC", or
/// for a token that the owner added "0.10 eip155:8453/erc20:0x…".
/// Refused: "payments.above_most"; "payments.worth_unknown", where `most` is in dollars.
/// Malformed ("payments.most"): not such an amount.
[[nodiscard]] Result<Done> within(const QString &most, const deal::AssetAmount &amount,
                                  const money::Registry &registry);

} // namespace tuppence::payments
