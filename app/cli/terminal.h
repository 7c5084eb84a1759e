// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace tuppence::cli {

/// The longest passphrase or list of words, in bytes: one secret frame.
constexpr qsizetype longestSecret = 4096;

/// Reads one line, without its end, from `descriptor` straight into locked memory; no byte more.
///
/// Malformed: "usage.secret_missing" (no line), "usage.secret_too_long". Storage
/// ("usage.read_failed").
Result<Secret> readSecretLine(int descriptor);

/// The terminal the program was started from, whatever its input and output are.
class Terminal
{
public:
    /// Unsupported ("usage.no_terminal"): there is none.
    static Result<Terminal> open();

    Terminal(Terminal &&other) noexcept;
    Terminal &operator=(Terminal &&) = delete;
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;
    ~Terminal();

    void write(QByteArrayView text) const;
    /// Reads a line without showing it. Cancelled ("usage.interrupted"): the owner pressed
    /// Control-C. Otherwise as readSecretLine().
    [[nodiscard]] Result<Secret> ask(QByteArrayView prompt) const;
    /// A screen of its own, which leaves nothing behind when it is closed again.
    void openScreen() const;
    void closeScreen() const;

private:
    explicit Terminal(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

} // namespace tuppence::cli
