// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"

#include <sodium.h>

#include <algorithm>

namespace tuppence {

QByteArray toHex(QByteArrayView bytes)
{
    return "0x" + bytes.toByteArray().toHex();
}

Result<QByteArray> fromHex(QByteArrayView text)
{
    const auto isDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (text.size() % 2 != 0 || !text.startsWith("0x"))
        return fail(Error::Kind::Malformed, "bytes.not_hex");
    const QByteArrayView digits = text.sliced(2);
    if (!std::all_of(digits.begin(), digits.end(), isDigit))
        return fail(Error::Kind::Malformed, "bytes.not_hex");
    return QByteArray::fromHex(digits.toByteArray());
}

Result<QByteArray> fromHex(QByteArrayView text, qsizetype size)
{
    auto bytes = TRY(fromHex(text));
    if (bytes.size() != size)
        return fail(Error::Kind::OutOfRange, "bytes.wrong_length",
                    {{QStringLiteral("expected"), size}, {QStringLiteral("found"), bytes.size()}});
    return bytes;
}

QByteArray toBase64(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64();
}

Result<QByteArray> fromBase64(QByteArrayView text)
{
    QByteArray standard = text.trimmed().toByteArray();
    if (standard.contains('-') || standard.contains('_'))
        standard.replace('-', '+').replace('_', '/');
    for (int padding = 0; padding < 2 && standard.size() % 4 != 1 && standard.endsWith('=');
         ++padding)
        standard.chop(1);
    // Qt aborts on foreign characters, but passes a lone last character over in silence.
    if (standard.size() % 4 == 1)
        return fail(Error::Kind::Malformed, "bytes.not_base64");
    auto decoded = QByteArray::fromBase64Encoding(
        standard, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return fail(Error::Kind::Malformed, "bytes.not_base64");
    return std::move(decoded.decoded);
}

QByteArray randomBytes(qsizetype count)
{
    // Threads may come here first; the library wants one of them alone to wake it.
    static const int awake = sodium_init();
    if (awake < 0)
        qFatal("The system has no source of random numbers.");
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count));
    return bytes;
}

} // namespace tuppence
