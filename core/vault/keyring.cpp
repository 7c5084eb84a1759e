// SPDX-License-Identifier: MIT
#include "core/vault/keyring.h"

#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace tuppence::vault {

namespace {

constexpr size_t keyBytes = 32;
constexpr QByteArrayView limitsLabel = "tuppence ledger-1 limits";
// Under the seed as the key of the HMAC, which BIP-32 has as its message: neither tells of the
// other.
constexpr QByteArrayView backupLabel = "tuppence backup-1";

/// One key for one use: the first half of an HMAC-SHA-512 over the label.
crypto::Secret derived(const crypto::Secret &key, QByteArrayView label)
{
    const auto whole = crypto::hmacSha512(key.view(), {crypto::bytesOf(label)});
    return crypto::Secret::copyOf(whole.view().first(keyBytes));
}

} // namespace

Result<Keyring> Keyring::create(Contents contents)
{
    const auto sentence = TRY(crypto::sentenceOf(contents.entropy));
    const auto seed = crypto::seedOf(sentence);
    const auto master = TRY(crypto::ExtendedKey::fromSeed(seed.view()));
    Keyring keyring;
    for (quint32 index = 0; index < accountCount; ++index) {
        auto account = TRY(master.at(crypto::KeyPath::ethereumAccount(index)));
        const auto address = TRY(evm::addressOf(account.key().publicKey()));
        keyring.m_addresses.push_back(address);
        keyring.m_keys.push_back(std::move(account).takeKey());
    }
    keyring.m_answersKey = std::move(contents.answersKey);
    keyring.m_limitsKey = derived(contents.hmacKey, limitsLabel);
    keyring.m_backupKey = derived(seed, backupLabel);
    return keyring;
}

const crypto::PrivateKey *Keyring::keyOf(const evm::Address &address) const
{
    const auto found = std::find(m_addresses.begin(), m_addresses.end(), address);
    if (found == m_addresses.end())
        return nullptr;
    return &m_keys[static_cast<size_t>(found - m_addresses.begin())];
}

} // namespace tuppence::vault
