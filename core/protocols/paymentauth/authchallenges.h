// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace tuppence::paymentauth {

/// One challenge of a WWW-Authenticate field.
struct AuthChallenge
{
    QByteArray scheme; ///< in lower case
    /// Names in lower case; values without quotes and escapes, in UTF-8.
    QList<std::pair<QByteArray, QByteArray>> parameters;
    bool isBroken = false; ///< it cannot be read to its end, or says one thing twice
};

/// The challenges of one field, of whatever scheme, in order; one field may hold several
/// (RFC 9110 section 11.6.1). Behind something that cannot be read nothing is told apart any more:
/// the challenge it stands in is broken, and the last one. A single word behind a scheme
/// ("Negotiate YII=") is left out.
///
/// Bytes that are not UTF-8 count as Latin-1, and "\u2014" in quotes is one character: so
/// mppx 0.11 writes what no header line may hold.
[[nodiscard]] QList<AuthChallenge> authChallengesIn(const QByteArray &field);

} // namespace tuppence::paymentauth
