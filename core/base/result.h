// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QString>

namespace tl {
template <class T, class E>
class [[nodiscard]] expected; // said before its definition, so that it holds
}

#include <tl/expected.hpp>

namespace tuppence {

/// Why something could not be done: a kind for programs, a code for sentences, what the sentence
/// needs.
struct Error
{
    Q_GADGET

public:
    enum class Kind {
        Malformed,
        OutOfRange,
        Unsupported,
        Refused,
        Locked,
        Network,
        Storage,
        Cancelled
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Malformed;
    QByteArray code; ///< stable, dotted, listed in docs/errors.md: "x402.nonce_already_used"
    QJsonObject data; ///< what the sentence needs: amounts, names, times
    QString detail; ///< English, for logs; never shown as it is

    friend bool operator==(const Error &, const Error &) = default;
};

template <class T> using Result = tl::expected<T, Error>;

/// The value of an action that gives nothing but its success.
struct Done
{
    friend bool operator==(const Done &, const Done &) = default;
};

/// The failure half of a Result, made in one line.
[[nodiscard]] inline tl::unexpected<Error> fail(Error::Kind kind, QByteArray code,
                                                QJsonObject data = {}, QString detail = {})
{
    return tl::make_unexpected(Error {kind, std::move(code), std::move(data), std::move(detail)});
}

} // namespace tuppence

/// `const auto x = TRY(call());` gives the value or leaves the function with the error.
#define TRY(call)                                                                                  \
    __extension__({                                                                                \
        auto tried = (call);                                                                       \
        if (!tried)                                                                                \
            return tl::make_unexpected(std::move(tried).error());                                  \
        *std::move(tried);                                                                         \
    })
