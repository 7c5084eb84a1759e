// SPDX-License-Identifier: MIT
#include "core/crypto/bip32.h"

#include "core/crypto/hash.h"

#include <QtEndian>

#include <array>

namespace tuppence::crypto {

namespace {

constexpr qsizetype maxSteps = 32;
constexpr qsizetype longestText = 512; // 32 steps of 12 characters are fewer
constexpr size_t halfBytes = 32; // of an HMAC: the left one is a key, the right one a chain code

auto malformed()
{
    return fail(Error::Kind::Malformed, "path.malformed");
}

Result<quint32> parseStep(QByteArrayView text)
{
    const bool isHardened = text.endsWith('\'');
    const QByteArray digits = text.chopped(isHardened ? 1 : 0).toByteArray();
    bool isNumber = false;
    const quint32 index = digits.toUInt(&isNumber);
    // Written back, it shows what toUInt() passes over: signs, spaces, leading zeros.
    if (!isNumber || index >= KeyPath::hardened || QByteArray::number(index) != digits)
        return malformed();
    return isHardened ? index + KeyPath::hardened : index;
}

} // namespace

Result<KeyPath> KeyPath::parse(QByteArrayView text)
{
    if (text.size() > longestText)
        return malformed();
    const QByteArrayList parts = text.toByteArray().split('/');
    if (parts.first() != "m" || parts.size() > maxSteps + 1)
        return malformed();
    QList<quint32> steps;
    for (const QByteArray &part : parts.sliced(1)) {
        const auto step = TRY(parseStep(part));
        steps.append(step);
    }
    return KeyPath(steps);
}

KeyPath KeyPath::ethereumAccount(quint32 index)
{
    Q_ASSERT(index < hardened);
    return KeyPath({hardened + 44, hardened + 60, hardened + 0, 0, index});
}

QByteArray KeyPath::toString() const
{
    QByteArray text = "m";
    for (const quint32 step : m_steps) {
        text += '/' + QByteArray::number(step & ~hardened);
        text += step & hardened ? "'" : "";
    }
    return text;
}

Result<ExtendedKey> ExtendedKey::fromSeed(Bytes seed)
{
    if (seed.size() < 16 || seed.size() > 64)
        return fail(Error::Kind::OutOfRange, "key.seed_length");
    const Secret halves = hmacSha512(bytesOf("Bitcoin seed"), {seed});
    auto key = TRY(PrivateKey::create(Secret::copyOf(halves.view().first(halfBytes))));
    return ExtendedKey(std::move(key), Secret::copyOf(halves.view().last(halfBytes)));
}

Result<ExtendedKey> ExtendedKey::child(quint32 index) const
{
    constexpr std::array<quint8, 1> zero {0};
    std::array<quint8, 4> number {};
    qToBigEndian(index, number.data());
    const QByteArray open = m_key.compressedPublicKey();
    const Secret halves = index & KeyPath::hardened
        ? hmacSha512(m_chainCode.view(), {zero, m_key.bytes().view(), number})
        : hmacSha512(m_chainCode.view(), {bytesOf(open), number});
    auto key = TRY(m_key.plus(halves.view().first(halfBytes)));
    return ExtendedKey(std::move(key), Secret::copyOf(halves.view().last(halfBytes)));
}

Result<ExtendedKey> ExtendedKey::at(const KeyPath &path) const
{
    auto copy = TRY(PrivateKey::create(m_key.bytes().clone()));
    ExtendedKey found(std::move(copy), m_chainCode.clone());
    for (const quint32 step : path.steps()) {
        auto next = TRY(found.child(step));
        found = std::move(next);
    }
    return found;
}

} // namespace tuppence::crypto
