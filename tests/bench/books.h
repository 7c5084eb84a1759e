// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/ledger.h"
#include "core/money/registry.h"

#include <QTemporaryDir>

namespace tuppence::bench {

/// A ledger in a folder, with rolling limits for the wallet, the site and the agent that every
/// payment here is about, and the three times that a payment waits for its disk.
class Books
{
public:
    /// Opens what stands in `folder`, or begins it.
    explicit Books(const QString &folder);

    // One payment after the other, step by step; each waits for the disk.

    void reserve();
    void send();
    void answer();
    /// Not counted: it comes later, when the chain is sure.
    void settle();

    /// From now on payments are made at `now`.
    void setNow(Time now) { m_clock.time = now; }

private:
    class SetClock final : public Clock
    {
    public:
        Time time;

        [[nodiscard]] Time now() const override { return time; }
    };

    void setLimits();
    [[nodiscard]] ledger::NewPayment next();

    SetClock m_clock;
    money::Registry m_registry;
    ledger::SealKey m_key;
    std::unique_ptr<ledger::Ledger> m_ledger;
    ledger::NewPayment m_payment; ///< the one that is on its way
};

/// Fills the ledger in `folder` with `many` payments of the last 30 days, the newest of them made
/// as every payment is, the others copies of it. Does nothing where they are there.
void fill(const QString &folder, qint64 many);

} // namespace tuppence::bench
