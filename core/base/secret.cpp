// SPDX-License-Identifier: MIT
#include "core/base/secret.h"

#include <QtGlobal>

#include <sodium.h>

#include <cstring>
#include <utility>

namespace tuppence {

namespace {

/// sodium_malloc fills with 0xdb on purpose; a Secret begins with zeros.
char *allocate(qsizetype size)
{
    // Safe to call again and from any thread; before it sodium_malloc has no page size.
    if (sodium_init() < 0)
        qFatal("libsodium cannot be started");
    void *const bytes = sodium_malloc(static_cast<size_t>(size));
    Q_CHECK_PTR(bytes);
    sodium_memzero(bytes, static_cast<size_t>(size));
    return static_cast<char *>(bytes);
}

} // namespace

Secret Secret::create(qsizetype size)
{
    Q_ASSERT(size >= 0);
    Secret secret;
    if (size > 0) {
        secret.m_bytes = allocate(size);
        secret.m_size = size;
    }
    return secret;
}

Secret Secret::random(qsizetype size)
{
    Secret secret = create(size);
    if (size > 0)
        randombytes_buf(secret.m_bytes, static_cast<size_t>(size));
    return secret;
}

Secret Secret::copyOf(Bytes source)
{
    Secret secret = create(std::ssize(source));
    if (!source.empty())
        std::memcpy(secret.m_bytes, source.data(), source.size());
    return secret;
}

Secret Secret::take(char *source, qsizetype size)
{
    Secret secret = copyOf({reinterpret_cast<const quint8 *>(source), static_cast<size_t>(size)});
    if (size > 0)
        sodium_memzero(source, static_cast<size_t>(size));
    return secret;
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        sodium_free(m_bytes); // now, not when `other` goes: what stood here is no longer wanted
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    sodium_free(m_bytes); // wipes first; a null pointer is nothing to do
}

bool operator==(const Secret &one, const Secret &other)
{
    return one.m_size == other.m_size
        && (one.m_size == 0
            || sodium_memcmp(one.m_bytes, other.m_bytes, static_cast<size_t>(one.m_size)) == 0);
}

} // namespace tuppence
