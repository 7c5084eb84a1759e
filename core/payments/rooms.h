// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/base/pending.h"
#include "core/base/secret.h"
#include "core/base/uint256.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <optional>

namespace tuppence {
class Chain;
class ProtocolRegistry;

namespace deal {
class Signer;
struct SignIn;
struct Visit;
} // namespace deal

namespace ledger {
class Ledger;
}

namespace money {
class Registry;
}

namespace net {
class Http;
}
} // namespace tuppence

namespace tuppence::payments {

/// An account that can pay.
struct Account
{
    QByteArray space; ///< CAIP-2 namespace: "eip155"
    QByteArray address;
};

/// What the engine needs of the vault; an interface, so that the engine is testable without one.
class Purse
{
public:
    virtual ~Purse() = default;
    /// The public accounts, also while locked; the one that pays by default first.
    [[nodiscard]] virtual QList<Account> accounts() const = 0;
    [[nodiscard]] virtual bool isLocked() const = 0;
    [[nodiscard]] virtual deal::Signer &signer() = 0;
    /// 65 bytes. Locked ("vault.locked"); Refused ("signer.…"): not a sign-in for that visit.
    [[nodiscard]] virtual Result<QByteArray> signIn(const deal::SignIn &message,
                                                    const deal::Visit &visit) = 0;
    /// The key that seals kept answers and passes. Locked ("vault.locked").
    [[nodiscard]] virtual Result<Secret> answersKey() const = 0;
    /// The key that seals limits and running totals. Locked ("vault.locked").
    [[nodiscard]] virtual Result<Secret> limitsKey() const = 0;
};

/// Everything the engine walks through. All of it outlives the engine.
struct Rooms
{
    const Clock *clock = nullptr;
    const money::Registry *registry = nullptr;
    net::Http *http = nullptr;
    ledger::Ledger *ledger = nullptr;
    Purse *purse = nullptr;
    const ProtocolRegistry *protocols = nullptr;
    QList<Chain *> chains;
    QString answersFolder;
    /// Finds out whether the ledger is an older copy of itself, which the limits must not be asked
    /// of. An error asks the owner. None: nothing is known about that.
    std::function<Pending<Done>()> checkLedger;
    std::function<bool()> mayReachLoopback; ///< developer networks are on
    std::function<bool(const NetworkId &)> isEnabled; ///< the owner enabled this network
    /// The networks that the owner pays on rather than on others, the best first.
    std::function<QList<NetworkId>()> preferredNetworks;
    /// What a transaction of our own may cost there at most, in the network's coin; none: whatever
    /// the owner agrees to.
    std::function<std::optional<Uint256>(const NetworkId &)> highestFeeOn;
    /// The ledger was begun anew within the last 90 minutes: an earlier payment may still be open.
    std::function<bool()> earlierPaymentsLost;
    /// A backup came in within the last 90 minutes (trust.md 18): what was paid after it was made
    /// is not known here.
    std::function<bool()> restoredLately;
};

} // namespace tuppence::payments
