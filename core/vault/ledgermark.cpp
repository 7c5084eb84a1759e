// SPDX-License-Identifier: MIT
#include "core/vault/ledgermark.h"

#include "core/vault/vault.h"

namespace tuppence::vault {

Pending<std::optional<quint64>> LedgerMark::read()
{
    return m_vault.m_room.ledgerMark();
}

Pending<Done> LedgerMark::write(quint64 number)
{
    return m_vault.m_room.setLedgerMark(number);
}

} // namespace tuppence::vault
