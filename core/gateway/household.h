// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/base/pending.h"
#include "core/gateway/requestcount.h"

#include <QString>

#include <chrono>
#include <functional>

namespace tuppence {
class Chain;
class ProtocolRegistry;

namespace ledger {
class Ledger;
}

namespace money {
class Registry;
struct Asset;
struct TokenDraft;
} // namespace money

namespace payments {
class PaymentEngine;
class Purse;
} // namespace payments

namespace vault {
class Keychain;
class Vault;
} // namespace vault
} // namespace tuppence

namespace tuppence::gateway {

class Additions;
class Choices;

/// What the two dispatchers pass requests on to. All of it outlives them.
struct Household
{
    const Clock *clock = nullptr;
    const money::Registry *registry = nullptr;
    ledger::Ledger *ledger = nullptr;
    vault::Vault *vault = nullptr;
    vault::Keychain *keychain = nullptr; ///< null: none is used
    payments::PaymentEngine *engine = nullptr;
    const ProtocolRegistry *protocols = nullptr;
    Choices *choices = nullptr;
    Additions *additions = nullptr;
    QList<Chain *> chains;
    RequestCount underWay; ///< on `ask`: what the engine has not begun as a purchase, or never will
    /// Makes the paired client with that key an unpaired program, at once. Errors of
    /// Ledger::revokeClient().
    std::function<Pending<Done>(const QByteArray &key)> revokeClient;
    /// Tells the client with that key, which is not paired any more, and hangs up.
    std::function<void(const QByteArray &key)> dismissRevoked;
    QString folder; ///< the data folder
    /// How far the newest block of a network is ahead of our clock.
    std::function<Pending<std::chrono::seconds>(const NetworkId &)> clockSkew;
    /// A token that is to be added, as its contract is described. Errors of EvmChain::describe().
    std::function<Pending<money::Asset>(const money::TokenDraft &)> describeToken;
    QList<Error> warnings; ///< what could not be had at start; shown by `status` and `doctor`
};

} // namespace tuppence::gateway
