// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"

#include <optional>

namespace tuppence::vault {

class Vault;

/// The newest sequence number of the ledger, as the keychain has it (trust.md 14): a ledger that
/// ends before it is an old copy, or damaged. Works while the wallet is locked; the number is no
/// secret and stands there in the open.
///
/// Only a wallet whose sealed contents are in the keychain has a mark, and it has one, 0, from its
/// beginning: one that is missing was taken away. Both functions may fail with what Keychain says.
class LedgerMark
{
public:
    /// `vault` outlives the mark.
    explicit LedgerMark(Vault &vault)
        : m_vault(vault)
    {
    }

    /// No value: there is no wallet, or it is all in its file; nothing can be said of the ledger.
    ///
    /// Refused "vault.mark_missing"; Malformed "vault.mark_damaged".
    [[nodiscard]] Pending<std::optional<quint64>> read();
    /// In place of the number that stood there, be it higher; does nothing where read() has no
    /// value. After a failure either may stand there.
    [[nodiscard]] Pending<Done> write(quint64 number);

private:
    Vault &m_vault;
};

} // namespace tuppence::vault
