// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

#include <initializer_list>

namespace tuppence::crypto {

/// Ethereum's Keccak-256 (not SHA3-256) of public bytes: 32 bytes.
[[nodiscard]] QByteArray keccak256(QByteArrayView open);
/// SHA-256 of public bytes: 32 bytes.
[[nodiscard]] QByteArray sha256(QByteArrayView open);
/// SHA-256 of secret bytes: 32 bytes.
[[nodiscard]] Secret sha256Secret(Bytes secret);

/// HMAC-SHA-512 of `parts` one behind the other: 64 bytes (RFC 2104, RFC 4231).
[[nodiscard]] Secret hmacSha512(Bytes key, std::initializer_list<Bytes> parts);
/// PBKDF2 with HMAC-SHA-512: the first 64 bytes (RFC 8018 §5.2). `rounds` ≥ 1.
[[nodiscard]] Secret pbkdf2HmacSha512(Bytes password, Bytes salt, int rounds);

} // namespace tuppence::crypto
