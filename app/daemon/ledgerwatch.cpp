// SPDX-License-Identifier: MIT
#include "app/daemon/ledgerwatch.h"

namespace tuppence::daemon {

LedgerWatch::LedgerWatch(ledger::Ledger &ledger, vault::Vault &vault)
    : m_ledger(ledger)
    , m_mark(vault)
{
    whenReady(m_ledger.sequence(), this,
              [this](const Result<quint64> &sequence) { m_atStart = sequence; });
}

Pending<Done> LedgerWatch::check()
{
    if (m_isChecked)
        return ready<Done>(Done {});
    auto compared =
        whenReady(m_mark.read(), this,
                  [this](const Result<std::optional<quint64>> &mark) { return compare(mark); });
    return andThen(std::move(compared), this, [this](Done) {
        m_isChecked = true;
        return ready<Done>(Done {});
    });
}

Pending<Done> LedgerWatch::compare(const Result<std::optional<quint64>> &mark)
{
    const bool isSpoilt = !mark
        && (mark.error().code == "vault.mark_missing" || mark.error().code == "vault.mark_damaged");
    if (isSpoilt)
        return doubt();
    if (!mark)
        return failed<Done>(mark.error());
    if (!*mark)
        return ready<Done>(Done {}); // the wallet is in its file, which notes nothing
    if (!m_atStart)
        return failed<Done>(m_atStart.error());
    return *m_atStart < **mark ? doubt() : ready<Done>(Done {});
}

Pending<Done> LedgerWatch::doubt()
{
    auto doubted = m_ledger.doubtLimits();
    auto counted = andThen(std::move(doubted), this, [this](Done) { return m_ledger.sequence(); });
    return andThen(std::move(counted), this,
                   [this](quint64 sequence) { return m_mark.write(sequence); });
}

Pending<Done> LedgerWatch::note()
{
    if (!m_isChecked)
        return ready<Done>(Done {});
    return andThen(m_ledger.sequence(), this,
                   [this](quint64 sequence) { return m_mark.write(sequence); });
}

} // namespace tuppence::daemon
