// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <span>

namespace tuppence {

/// Bytes to look at. Not a QByteArrayView on purpose: that one becomes a QByteArray, a copy that
/// nobody wipes, with a single call.
using Bytes = std::span<const quint8>;

/// Bytes that nobody else may read: a passphrase, a seed, a key. They stand in memory of their own
/// between guard pages, locked against swap where the system allows it, left out of core dumps, and
/// are wiped when the Secret goes. https://doc.libsodium.org/memory_management
///
/// Moved, never copied by accident: a second one is made by clone(). No memory left ends the
/// program.
class Secret
{
public:
    /// No bytes.
    Secret() = default;
    /// `size` zero bytes, to be filled in through data(). `size` is at least 0.
    [[nodiscard]] static Secret create(qsizetype size);
    /// `size` bytes from the system's generator. `size` is at least 0.
    [[nodiscard]] static Secret random(qsizetype size);
    /// A copy of `source`, which stays as it is.
    [[nodiscard]] static Secret copyOf(Bytes source);
    /// Copies the `size` bytes at `source` and wipes them there.
    [[nodiscard]] static Secret take(char *source, qsizetype size);

    /// `other` is empty afterwards.
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] char *data() { return m_bytes; }

    [[nodiscard]] const char *data() const { return m_bytes; }

    /// The same place, as libraries of cryptography want it.
    [[nodiscard]] quint8 *bytes() { return reinterpret_cast<quint8 *>(m_bytes); }

    [[nodiscard]] qsizetype size() const { return m_size; }

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    /// The bytes where they stand. A QByteArray or QString made of them is a copy that nobody
    /// wipes.
    [[nodiscard]] Bytes view() const
    {
        return {reinterpret_cast<const quint8 *>(m_bytes), static_cast<size_t>(m_size)};
    }

    [[nodiscard]] Secret clone() const { return copyOf(view()); }

    /// Takes the same time wherever two secrets of one size differ.
    friend bool operator==(const Secret &one, const Secret &other);

private:
    char *m_bytes = nullptr;
    qsizetype m_size = 0;
};

} // namespace tuppence
