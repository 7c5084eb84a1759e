// SPDX-License-Identifier: MIT
#include "core/vault/safe.h"

#include "core/base/bytes.h"
#include "core/vault/storage.h"
#include "core/vault/unlocktext.h"

#include <algorithm>

namespace tuppence::vault {

namespace {

constexpr qsizetype keyBytes = crypto::sealKeyBytes;
constexpr QByteArrayView ownerSlotName = "tuppence-vault-1 owner";
constexpr QByteArrayView unlockSlotName = "tuppence-vault-1 unlock";

tl::unexpected<Error> damaged()
{
    return fail(Error::Kind::Malformed, "vault.damaged");
}

crypto::Secret joined(const Contents &contents)
{
    auto bytes = crypto::Secret::create(2 * keyBytes + contents.entropy.size());
    auto *end = bytes.data();
    for (const auto *part : {&contents.answersKey, &contents.hmacKey, &contents.entropy})
        end = std::ranges::copy(part->view(), end).out;
    return bytes;
}

/// The other way. Whether the rest is an entropy shows when words are made of it.
Result<Contents> split(const crypto::Secret &bytes)
{
    if (bytes.size() < 2 * keyBytes)
        return damaged();
    const auto view = bytes.view();
    return Contents {crypto::Secret::copyOf(view.subspan(0, keyBytes)),
                     crypto::Secret::copyOf(view.subspan(keyBytes, keyBytes)),
                     crypto::Secret::copyOf(view.subspan(2 * keyBytes))};
}

/// Puts the data key behind `passphrase`, with a salt of its own.
Result<OwnerSlot> ownerSlot(crypto::Bytes passphrase, const crypto::Secret &dataKey)
{
    OwnerSlot slot {Safe::cost, randomBytes(crypto::saltBytes), {}};
    const auto key = TRY(crypto::deriveKey(passphrase, slot.salt, slot.cost));
    slot.dataKey = TRY(crypto::seal(key, dataKey.view(), ownerSlotName));
    return slot;
}

/// The header is part of what is sealed, so a changed header asks for this.
Result<Done> sealContents(SealedFile &file, const crypto::Secret &dataKey,
                          const crypto::Secret &contents)
{
    file.secret = TRY(crypto::seal(dataKey, contents.view(), associatedBytes(file)));
    return Done {};
}

Result<crypto::Secret> openContents(const SealedFile &file, const crypto::Secret &dataKey)
{
    auto contents = crypto::openSecret(dataKey, file.secret, associatedBytes(file));
    if (!contents)
        return damaged();
    return contents;
}

QList<Account> accountsOf(const SealedFile &file)
{
    QList<Account> accounts;
    for (quint32 index = 0; index < quint32(file.addresses.size()); ++index)
        accounts.append({index, file.addresses[index]});
    accounts.move(file.firstAccount, 0);
    return accounts;
}

QByteArrayList addressesOf(const Keyring &keyring)
{
    QByteArrayList addresses;
    for (const auto &address : keyring.addresses())
        addresses.append(address.toChecksummed());
    return addresses;
}

Result<Opened> opened(const SealedFile &file, const crypto::Secret &dataKey)
{
    const auto bytes = TRY(openContents(file, dataKey));
    auto contents = TRY(split(bytes));
    auto keyring = Keyring::create(std::move(contents));
    if (!keyring || addressesOf(*keyring) != file.addresses)
        return damaged();
    return Opened {accountsOf(file), *std::move(keyring)};
}

} // namespace

Safe::Safe(const QString &path)
    : m_path(path)
    , m_file(load())
{
}

Result<SealedFile> Safe::load() const
{
    const auto text = TRY(readWhole(m_path));
    return decodeSealedFile(text);
}

Result<Done> Safe::store(const SealedFile &file)
{
    auto written = replaceWhole(m_path, encode(file));
    // A failure may come before or after the renaming: the disk knows which file it is now.
    m_file = written ? Result<SealedFile>(file) : load();
    return written;
}

Result<QList<Account>> Safe::accounts() const
{
    return m_file.map(accountsOf);
}

Result<crypto::Secret> Safe::dataKey(crypto::Bytes passphrase) const
{
    const auto file = TRY(m_file);
    const auto key = TRY(crypto::deriveKey(passphrase, file.owner.salt, file.owner.cost));
    auto dataKey = crypto::openSecret(key, file.owner.dataKey, ownerSlotName);
    if (!dataKey)
        return fail(Error::Kind::Refused, "vault.wrong_passphrase");
    return dataKey;
}

Result<Opened> Safe::create(crypto::Secret entropy, crypto::Bytes passphrase, quint32 firstAccount)
{
    m_file = load(); // somebody may have put a copy back since: it must not be written over
    if (m_file || m_file.error().code != "vault.none")
        return fail(Error::Kind::Refused, "vault.exists");
    const auto dataKey = crypto::Secret::random(keyBytes);
    Contents contents {crypto::Secret::random(keyBytes), crypto::Secret::random(keyBytes),
                       std::move(entropy)};
    const auto plain = joined(contents);
    const auto keyring = TRY(Keyring::create(std::move(contents)));
    SealedFile file;
    file.firstAccount = firstAccount;
    file.addresses = addressesOf(keyring);
    file.owner = TRY(ownerSlot(passphrase, dataKey));
    TRY(sealContents(file, dataKey, plain));
    if (const auto stored = store(file); !stored) {
        // Should it be there all the same: nobody saw its words, and it would bar the next attempt.
        static_cast<void>(removeWhole(m_path));
        m_file = load();
        return tl::make_unexpected(stored.error());
    }
    return opened(file, dataKey);
}

Result<Opened> Safe::open(crypto::Bytes passphrase) const
{
    const auto key = TRY(dataKey(passphrase));
    return opened(*m_file, key);
}

Result<Opened> Safe::openWithUnlockSecret(crypto::Bytes text) const
{
    const auto file = TRY(m_file);
    if (!file.unlockDataKey)
        return fail(Error::Kind::Refused, "vault.no_unlock_secret");
    const auto key = TRY(parseUnlockText(text));
    const auto dataKey = crypto::openSecret(key, *file.unlockDataKey, unlockSlotName);
    if (!dataKey)
        return fail(Error::Kind::Refused, "vault.wrong_unlock_secret");
    return opened(file, *dataKey);
}

Result<Done> Safe::proveOwner(crypto::Bytes passphrase) const
{
    TRY(dataKey(passphrase));
    return Done {};
}

Result<Done> Safe::changePassphrase(crypto::Bytes old, crypto::Bytes fresh)
{
    const auto key = TRY(dataKey(old));
    auto file = *m_file;
    const auto contents = TRY(openContents(file, key));
    file.owner = TRY(ownerSlot(fresh, key));
    TRY(sealContents(file, key, contents));
    return store(file);
}

Result<crypto::Secret> Safe::addUnlockSecret(crypto::Bytes passphrase)
{
    const auto key = TRY(dataKey(passphrase));
    auto file = *m_file;
    const auto contents = TRY(openContents(file, key));
    const auto unlockKey = crypto::Secret::random(keyBytes);
    file.unlockDataKey = TRY(crypto::seal(unlockKey, key.view(), unlockSlotName));
    TRY(sealContents(file, key, contents));
    TRY(store(file));
    return unlockTextOf(unlockKey);
}

Result<Done> Safe::remove()
{
    TRY(m_file);
    auto removed = removeWhole(m_path);
    m_file = load();
    return removed;
}

} // namespace tuppence::vault
