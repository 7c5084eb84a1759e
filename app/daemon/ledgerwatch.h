// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/ledger.h"
#include "core/vault/ledgermark.h"

#include <QObject>

#include <optional>

namespace tuppence::daemon {

/// Notices that the ledger's file was put back to an older copy of itself, by what the keychain has
/// noted of it (trust.md 14). Such a one has forgotten what was spent, so its limits count no more.
class LedgerWatch final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    LedgerWatch(ledger::Ledger &ledger, vault::Vault &vault);

    /// Compares, once in a run. Where the ledger is older than the mark, or the mark was taken away
    /// or changed, every limit is made unreadable. Fails as LedgerMark::read() does for other
    /// reasons; then nothing is known, and the next call tries again.
    Pending<Done> check();
    /// Notes how far the ledger is now, once check() has succeeded.
    Pending<Done> note();

private:
    [[nodiscard]] Pending<Done> compare(const Result<std::optional<quint64>> &mark);
    [[nodiscard]] Pending<Done> doubt();

    ledger::Ledger &m_ledger;
    vault::LedgerMark m_mark;
    Result<quint64> m_atStart = 0; ///< how far the ledger was before this run wrote anything
    bool m_isChecked = false;
};

} // namespace tuppence::daemon
