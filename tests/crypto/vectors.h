// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/crypto/secret.h"

#include <QFile>

#include <vector>

namespace tuppence::tests {

/// The whole of a file in tests/vectors. Stops the test program where there is none.
inline Json vectorFile(const char *name)
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors in %s", qPrintable(file.fileName()));
    return parseJson(file.readAll(), 16 * 1024 * 1024).value();
}

/// A member's text, "" where there is none.
inline QByteArray text(const Json &row, const char *key)
{
    return textMember(row, key).value_or(QByteArray());
}

/// A member's bytes, spelled with or without 0x.
inline QByteArray hex(const Json &row, const char *key)
{
    const QByteArray digits = text(row, key);
    return fromHex(digits.startsWith("0x") ? digits : "0x" + digits).value();
}

/// Bytes that are no secret in a test.
inline crypto::Secret secret(const QByteArray &open)
{
    return crypto::Secret::copyOf(crypto::bytesOf(open));
}

inline QByteArray revealed(const crypto::Secret &secret)
{
    return QByteArrayView(secret.view().data(), secret.size()).toByteArray();
}

} // namespace tuppence::tests
