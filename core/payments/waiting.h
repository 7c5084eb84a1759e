// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/terms.h"

#include <QList>

namespace tuppence::payments {

/// A payment that waits for the owner, with what the window shows.
struct Waiting
{
    QByteArray payment;
    deal::Terms terms;
    QByteArray termsName;
    QString requesterName;
    QString reason;
    QString description; ///< the seller's words
    QList<Error> warnings; ///< each a sentence of its own
    Time since;
    Time until;
};

/// The name of all that the owner agrees to: the terms and each warning (trust.md 4). 32 bytes; one
/// more warning, or another, is another name.
[[nodiscard]] QByteArray nameOf(const Waiting &waiting);

} // namespace tuppence::payments
