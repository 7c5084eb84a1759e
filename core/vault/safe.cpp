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
constexpr qsizetype noteNameBytes = 16;

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
Result<Done> sealSecret(SealedFile &file, const crypto::Secret &dataKey,
                        const crypto::Secret &secret)
{
    file.secret = TRY(crypto::seal(dataKey, secret.view(), associatedBytes(file)));
    return Done {};
}

Result<crypto::Secret> openSecret(const SealedFile &file, const crypto::Secret &dataKey)
{
    auto secret = crypto::openSecret(dataKey, file.secret, associatedBytes(file));
    if (!secret)
        return damaged();
    return secret;
}

/// A note says which one it is, so that none stands in for another.
QByteArray noteLabel(const QString &name)
{
    return "tuppence-vault-2 note " + name.toUtf8();
}

/// The wallet's contents, from the file or from its note.
Result<crypto::Secret> openContents(const SealedFile &file, const crypto::Secret &dataKey,
                                    QByteArrayView note)
{
    auto secret = TRY(openSecret(file, dataKey));
    if (file.note.isEmpty())
        return secret;
    auto contents = crypto::openSecret(secret, note, noteLabel(file.note));
    if (!contents)
        return fail(Error::Kind::Malformed, "vault.note_damaged");
    return contents;
}

Front frontOf(const SealedFile &file)
{
    QList<Account> accounts;
    for (quint32 index = 0; index < quint32(file.addresses.size()); ++index)
        accounts.append({index, file.addresses[index]});
    accounts.move(file.firstAccount, 0);
    return {accounts, file.note};
}

QByteArrayList addressesOf(const Keyring &keyring)
{
    QByteArrayList addresses;
    for (const auto &address : keyring.addresses())
        addresses.append(address.toChecksummed());
    return addresses;
}

Result<Opened> opened(const SealedFile &file, const crypto::Secret &dataKey, QByteArrayView note)
{
    const auto bytes = TRY(openContents(file, dataKey, note));
    auto contents = TRY(split(bytes));
    auto keyring = Keyring::create(std::move(contents));
    if (!keyring || addressesOf(*keyring) != file.addresses)
        return damaged();
    return Opened {frontOf(file), *std::move(keyring)};
}

/// Seals `contents` into the file; or into a note, and its key into the file.
Result<Done> sealContents(Draft &draft, const crypto::Secret &dataKey,
                          const crypto::Secret &contents, Place place)
{
    if (place == Place::File)
        return sealSecret(draft.file, dataKey, contents);
    const auto noteKey = crypto::Secret::random(keyBytes);
    draft.file.note = QString::fromLatin1(randomBytes(noteNameBytes).toHex());
    draft.note = TRY(crypto::seal(noteKey, contents.view(), noteLabel(draft.file.note)));
    return sealSecret(draft.file, dataKey, noteKey);
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

Result<Front> Safe::front() const
{
    return m_file.map(frontOf);
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

/// Somebody may have put a copy back since it was read: it must not be written over.
Result<Done> Safe::expectNone()
{
    m_file = load();
    if (m_file || m_file.error().code != "vault.none")
        return fail(Error::Kind::Refused, "vault.exists");
    return Done {};
}

Result<Draft> Safe::draft(crypto::Secret entropy, crypto::Bytes passphrase, quint32 firstAccount,
                          Place place)
{
    TRY(expectNone());
    const auto dataKey = crypto::Secret::random(keyBytes);
    Contents contents {crypto::Secret::random(keyBytes), crypto::Secret::random(keyBytes),
                       std::move(entropy)};
    const auto plain = joined(contents);
    auto keyring = TRY(Keyring::create(std::move(contents)));
    Draft draft {{}, {}, std::move(keyring)};
    draft.file.firstAccount = firstAccount;
    draft.file.addresses = addressesOf(draft.keyring);
    draft.file.owner = TRY(ownerSlot(passphrase, dataKey));
    TRY(sealContents(draft, dataKey, plain, place));
    return draft;
}

Result<Opened> Safe::keep(Draft draft)
{
    TRY(expectNone());
    if (const auto stored = store(draft.file); !stored) {
        // Should it be there all the same: nobody saw its words, and it would bar the next attempt.
        static_cast<void>(removeWhole(m_path));
        m_file = load();
        return tl::make_unexpected(stored.error());
    }
    return Opened {frontOf(draft.file), std::move(draft.keyring)};
}

Result<Opened> Safe::create(crypto::Secret entropy, crypto::Bytes passphrase, quint32 firstAccount)
{
    return draft(std::move(entropy), passphrase, firstAccount, Place::File)
        .and_then([this](Draft made) { return keep(std::move(made)); });
}

Result<Opened> Safe::open(crypto::Bytes passphrase, QByteArrayView note) const
{
    const auto key = TRY(dataKey(passphrase));
    return opened(*m_file, key, note);
}

Result<Opened> Safe::openWithUnlockSecret(crypto::Bytes text, QByteArrayView note) const
{
    const auto file = TRY(m_file);
    if (!file.unlockDataKey)
        return fail(Error::Kind::Refused, "vault.no_unlock_secret");
    const auto key = TRY(parseUnlockText(text));
    const auto dataKey = crypto::openSecret(key, *file.unlockDataKey, unlockSlotName);
    if (!dataKey)
        return fail(Error::Kind::Refused, "vault.wrong_unlock_secret");
    return opened(file, *dataKey, note);
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
    const auto secret = TRY(openSecret(file, key));
    file.owner = TRY(ownerSlot(fresh, key));
    TRY(sealSecret(file, key, secret));
    return store(file);
}

Result<crypto::Secret> Safe::addUnlockSecret(crypto::Bytes passphrase)
{
    const auto key = TRY(dataKey(passphrase));
    auto file = *m_file;
    const auto secret = TRY(openSecret(file, key));
    const auto unlockKey = crypto::Secret::random(keyBytes);
    file.unlockDataKey = TRY(crypto::seal(unlockKey, key.view(), unlockSlotName));
    TRY(sealSecret(file, key, secret));
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
