// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/base/secret.h"
#include "core/vault/ownerproof.h"
#include "core/vault/strongroom.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace tuppence::vault {

/// The sealed secret of the wallet (trust.md 11, 13) and, while unlocked, its keys.
///
/// Lives in the main thread. Every function that takes a passphrase may fail with: Refused
/// "vault.none", "vault.wrong_passphrase"; Malformed "vault.damaged"; Unsupported "vault.version";
/// Storage "vault.storage"; or as crypto::deriveKey() does.
///
/// The sealed contents of a wallet are in the keychain of the session in which it was made, if
/// there was one, and else in its file; there they stay. Without its keychain a wallet can prove
/// its owner and be removed, but not be unlocked: Refused "vault.note_missing"; Malformed
/// "vault.note_damaged"; or what Keychain says.
class Vault final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes defaultIdle {10};
    static constexpr qsizetype shortestPassphrase = 8; ///< bytes

    /// `folder`: the data folder; this program must hold its lock. `keychain` outlives the vault;
    /// null: new wallets go into the file.
    explicit Vault(const QString &folder, Keychain *keychain = nullptr, QObject *parent = nullptr);
    ~Vault() override;

    /// There is a file, sound or not.
    [[nodiscard]] bool exists() const;

    [[nodiscard]] bool isLocked() const { return m_keyring == nullptr; }

    /// The public accounts, also while locked; the one that pays by default first. Refused
    /// "vault.none"; Malformed "vault.damaged"; Unsupported "vault.version"; Storage
    /// "vault.storage".
    [[nodiscard]] Result<QList<Account>> accounts() const;
    /// Where the sealed contents are. Errors of accounts().
    [[nodiscard]] Result<Place> place() const;

    /// Makes a wallet of `words` (12 or 24) new words, unlocks it and gives the words, this once.
    ///
    /// OutOfRange "vault.word_count", "vault.passphrase_short"; Refused "vault.exists";
    /// "vault.not_kept" {reason}, with the kind of what a keychain says that is there.
    [[nodiscard]] Pending<Secret> create(int words, Secret passphrase,
                                         Keeping keeping = Keeping::KeychainIfThere);
    /// Makes a wallet of words that were used before and unlocks it. Account 1 is its default, for
    /// account 0 may be paying from another machine (trust.md 18).
    ///
    /// As create(); what is wrong with the words: what crypto::parseSentence() says.
    [[nodiscard]] Pending<Done> restore(Secret words, Secret passphrase,
                                        Keeping keeping = Keeping::KeychainIfThere);

    /// Unlocks until the idle time is over.
    [[nodiscard]] Pending<Done> unlock(Secret passphrase);
    /// Unlocks without idle time, with what addUnlockSecret() gave; white space around it is let
    /// pass.
    ///
    /// Refused "vault.no_unlock_secret": none was made; "vault.wrong_unlock_secret".
    [[nodiscard]] Pending<Done> unlockWith(Secret unlockSecret);
    /// Wipes all keys at once. An unlock that is under way ends with Locked "vault.locked".
    void lock();

    /// Checks the owner's passphrase; neither unlocks nor locks. An unlock secret proves nothing.
    [[nodiscard]] Pending<OwnerProof> proveOwner(Secret passphrase);
    /// OutOfRange "vault.passphrase_short". The unlock secret stays good.
    [[nodiscard]] Pending<Done> changePassphrase(Secret old, Secret fresh);
    /// Gives a new unlock secret, 64 hexadecimal digits, this once. An older one is void then.
    [[nodiscard]] Pending<Secret> addUnlockSecret(Secret passphrase);
    /// Locks, deletes the file and then what the keychain has. The words are then the only way to
    /// the money. Storage "vault.note_left" {reason}: it is removed but for that, which opens
    /// nothing.
    [[nodiscard]] Pending<Done> remove(OwnerProof proof);

    /// How long an unlocked wallet stays so without use; at least 1 ms.
    void setIdle(std::chrono::milliseconds idle);
    /// The owner went away: locks, unless it was unlocked with an unlock secret.
    void noteLeft();
    /// Starts the idle time anew: the owner did something.
    void noteUse();

    /// Seals kept answers; 32 bytes. Locked "vault.locked".
    [[nodiscard]] Result<Secret> answersKey() const;
    /// Authenticates limits, totals, and the owner's own networks and tokens; 32 bytes. The same
    /// after each unlocking, however it was done, and after a new passphrase; made with the wallet
    /// and not with its words, so that a wallet restored from them has another one. Locked
    /// "vault.locked".
    [[nodiscard]] Result<Secret> limitsKey() const;
    /// Seals backups; 32 bytes, the same for every wallet of the same recovery words. Locked
    /// "vault.locked".
    [[nodiscard]] Result<Secret> backupKey() const;

Q_SIGNALS:
    void unlocked();
    void locked();

private:
    friend class LedgerMark; // reaches the keychain
    friend class VaultSigner; // reads the keyring, and nobody else does
    enum class UnlockedBy { Owner, UnlockSecret };

    template <class T> [[nodiscard]] Pending<T> notingUse(Pending<T> checking);
    [[nodiscard]] Pending<Done> takeKeys(Pending<Opened> opening, UnlockedBy by);
    [[nodiscard]] Result<Done> take(Opened opened, UnlockedBy by, quint64 lockings);

    std::unique_ptr<const Keyring> m_keyring; ///< null: locked
    UnlockedBy m_unlockedBy = UnlockedBy::Owner;
    quint64 m_lockings = 0; ///< how often lock() was called: an unlock begun before must not win
    QTimer m_idle;
    Strongroom m_room;
};

} // namespace tuppence::vault
