// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"

namespace tuppence::vault {

class Keychain;

/// What the keychain has of a wallet: its sealed contents, and the ledger's mark. A wallet has a
/// random name there, which stands in its file: so two data folders of one user never meet.
///
/// Everything may fail with what Keychain says.
class WalletNotes final : public QObject
{
    Q_OBJECT

public:
    /// `keychain` outlives this; null: there is none.
    explicit WalletNotes(Keychain *keychain, QObject *parent = nullptr);

    [[nodiscard]] bool hasKeychain() const { return m_keychain != nullptr; }

    /// Whether something answers as a keychain.
    [[nodiscard]] Pending<bool> isThere() const;
    /// Puts a new wallet there, with the mark 0; all of it or, as far as it is told, nothing.
    [[nodiscard]] Pending<Done> add(const QString &wallet, const QByteArray &contents);
    /// Refused "vault.note_missing".
    [[nodiscard]] Pending<QByteArray> contents(const QString &wallet);
    /// Refused "vault.mark_missing"; Malformed "vault.mark_damaged".
    [[nodiscard]] Pending<quint64> mark(const QString &wallet);
    [[nodiscard]] Pending<Done> setMark(const QString &wallet, quint64 number);
    [[nodiscard]] Pending<Done> remove(const QString &wallet);

private:
    [[nodiscard]] Pending<QByteArray> read(const QString &name, const QByteArray &codeIfMissing);

    Keychain *m_keychain;
};

} // namespace tuppence::vault
