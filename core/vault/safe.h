// SPDX-License-Identifier: MIT
#pragma once

#include "core/vault/keyring.h"
#include "core/vault/sealedfile.h"

#include <QList>

namespace tuppence::vault {

/// An account of the wallet, m/44'/60'/0'/0/`index`; public.
struct Account
{
    quint32 index = 0;
    QByteArray address; ///< EIP-55

    friend bool operator==(const Account &, const Account &) = default;
};

/// What can be known of a wallet while it is locked.
struct Front
{
    QList<Account> accounts; ///< the one that pays by default first
    QString note; ///< in the keychain, of the sealed contents; empty: they are in the file
};

/// What an opened safe gives.
struct Opened
{
    Front front;
    Keyring keyring;
};

/// Where the sealed contents of a wallet stand.
enum class Place { File, Keychain };

/// A new wallet that is not on the disk yet.
struct Draft
{
    SealedFile file;
    QByteArray note; ///< ciphertext, to be put into the keychain under file.note first
    Keyring keyring;
};

/// The sealed file and what is done with it, slowly (Argon2id, synced writes) and one call after
/// the other: for one thread. Read once, when made; from then on this object's word counts, so that
/// a file that somebody puts in its place while the wallet runs proves nothing.
///
/// Every function may fail like load(), and those that write with Storage "vault.storage"; then
/// the file is as it was, or whole and new. Those that take a passphrase: Refused
/// "vault.wrong_passphrase"; Malformed "vault.damaged"; or like crypto::deriveKey(). Those that
/// open take what the keychain has under Front::note, and nothing where that is empty: Malformed
/// "vault.note_damaged" if it is not what was put there.
class Safe
{
public:
    /// What new wallets ask of whoever guesses a passphrase: about 0.2 s each time, for the owner
    /// too.
    static constexpr crypto::PassphraseCost cost {
        .memoryBytes = crypto::PassphraseCost::leastMemoryBytes,
        .passes = crypto::PassphraseCost::leastPasses,
    };

    explicit Safe(const QString &path);

    /// Refused "vault.none"; Malformed "vault.damaged"; Unsupported "vault.version"; Storage
    /// "vault.storage".
    [[nodiscard]] Result<Front> front() const;

    /// Makes a wallet, and writes nothing. `firstAccount` is below Keyring::accountCount.
    ///
    /// Refused "vault.exists": there is a file on the disk, sound or not.
    [[nodiscard]] Result<Draft> draft(crypto::Secret entropy, crypto::Bytes passphrase,
                                      quint32 firstAccount, Place place);
    /// Writes its file. Refused "vault.exists".
    [[nodiscard]] Result<Opened> keep(Draft draft);
    /// Both in one, for a wallet that is all in its file.
    [[nodiscard]] Result<Opened> create(crypto::Secret entropy, crypto::Bytes passphrase,
                                        quint32 firstAccount);
    [[nodiscard]] Result<Opened> open(crypto::Bytes passphrase, QByteArrayView note = {}) const;
    /// `text`: 64 hexadecimal digits, white space around them.
    /// Refused "vault.no_unlock_secret", "vault.wrong_unlock_secret".
    [[nodiscard]] Result<Opened> openWithUnlockSecret(crypto::Bytes text,
                                                      QByteArrayView note = {}) const;
    [[nodiscard]] Result<Done> proveOwner(crypto::Bytes passphrase) const;
    [[nodiscard]] Result<Done> changePassphrase(crypto::Bytes old, crypto::Bytes fresh);
    /// Gives the text that openWithUnlockSecret() takes; an older one is void.
    [[nodiscard]] Result<crypto::Secret> addUnlockSecret(crypto::Bytes passphrase);
    [[nodiscard]] Result<Done> remove();

private:
    [[nodiscard]] Result<SealedFile> load() const;
    [[nodiscard]] Result<Done> expectNone();
    [[nodiscard]] Result<Done> store(const SealedFile &file);
    [[nodiscard]] Result<crypto::Secret> dataKey(crypto::Bytes passphrase) const;

    QString m_path;
    Result<SealedFile> m_file;
};

} // namespace tuppence::vault
