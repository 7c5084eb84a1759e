// SPDX-License-Identifier: MIT
#pragma once

#include "core/vault/safe.h"
#include "core/vault/walletnotes.h"

#include <QThreadPool>

namespace tuppence::vault {

/// What a new wallet may use.
enum class Keeping { KeychainIfThere, FileOnly };

/// The safe, asked from the main thread, together with what the keychain has of its wallet.
///
/// The slow work (Argon2id, the file) runs in one thread of its own, one call after the other, so
/// that passphrases are checked one at a time. Fails like the function of Safe with that name.
class Strongroom final : public QObject
{
    Q_OBJECT

public:
    /// `keychain` outlives the room; null: none is to be used.
    Strongroom(const QString &path, Keychain *keychain, QObject *parent = nullptr);
    ~Strongroom() override;

    /// As the last call that is finished has left it. Errors of Safe::front().
    [[nodiscard]] const Result<Front> &front() const { return m_front; }

    /// The note is written and read back first, then the file; if either fails, neither stays.
    /// "vault.not_kept" {reason}: a keychain is there and does not keep it.
    [[nodiscard]] Pending<Opened> make(Secret entropy, Secret passphrase, quint32 firstAccount,
                                       Keeping keeping);
    /// What WalletNotes::contents() says.
    [[nodiscard]] Pending<Opened> open(Secret passphrase);
    /// The same.
    [[nodiscard]] Pending<Opened> openWithUnlockSecret(Secret text);
    [[nodiscard]] Pending<Done> proveOwner(Secret passphrase);
    [[nodiscard]] Pending<Done> changePassphrase(Secret old, Secret fresh);
    [[nodiscard]] Pending<Secret> addUnlockSecret(Secret passphrase);
    /// First the file, then the notes. Storage "vault.note_left" {reason}: the file is removed.
    [[nodiscard]] Pending<Done> remove();

    // LedgerMark's.
    [[nodiscard]] Pending<std::optional<quint64>> ledgerMark();
    [[nodiscard]] Pending<Done> setLedgerMark(quint64 number);

private:
    struct Wish;

    template <class Work> [[nodiscard]] auto inOrder(Work work);
    template <class Open> [[nodiscard]] Pending<Opened> withNote(Open open);
    [[nodiscard]] Pending<Opened> makeInFile(const std::shared_ptr<Wish> &wish);
    [[nodiscard]] Pending<Opened> makeInKeychain(const std::shared_ptr<Wish> &wish);
    [[nodiscard]] Pending<Opened> noted(Pending<Opened> opening);

    /// The wallet's name in the keychain; empty: it has none.
    [[nodiscard]] QString note() const { return m_front ? m_front->note : QString(); }

    Safe m_safe; ///< after the constructor for m_thread alone
    Result<Front> m_front;
    WalletNotes m_notes;
    QThreadPool m_thread; ///< one thread; last, so that it ends before what it uses
};

} // namespace tuppence::vault
