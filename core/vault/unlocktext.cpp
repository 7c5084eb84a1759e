// SPDX-License-Identifier: MIT
#include "core/vault/unlocktext.h"

#include "core/crypto/seal.h"

#include <sodium.h>

#include <algorithm>

namespace tuppence::vault {

namespace {

constexpr size_t digits = 2 * crypto::sealKeyBytes;

bool isSpace(quint8 byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

crypto::Bytes trimmed(crypto::Bytes text)
{
    const auto first = std::find_if_not(text.begin(), text.end(), isSpace);
    const auto last = std::find_if_not(text.rbegin(), text.rend(), isSpace).base();
    return first < last ? crypto::Bytes(first, last) : crypto::Bytes {};
}

} // namespace

crypto::Secret unlockTextOf(const crypto::Secret &key)
{
    // One byte more, for the zero that libsodium puts at the end.
    const auto size = size_t(2 * key.size());
    auto text = crypto::Secret::create(qsizetype(size) + 1);
    sodium_bin2hex(text.data(), size + 1, key.view().data(), key.view().size());
    return crypto::Secret::copyOf(text.view().first(size));
}

Result<crypto::Secret> parseUnlockText(crypto::Bytes text)
{
    const auto hex = trimmed(text);
    auto key = crypto::Secret::create(crypto::sealKeyBytes);
    size_t written = 0;
    if (hex.size() != digits
        || sodium_hex2bin(key.bytes(), size_t(key.size()),
                          reinterpret_cast<const char *>(hex.data()), hex.size(),
                          /*ignore=*/nullptr, &written, /*hex_end=*/nullptr)
            != 0)
        return fail(Error::Kind::Refused, "vault.wrong_unlock_secret");
    return key;
}

} // namespace tuppence::vault
