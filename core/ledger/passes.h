// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"

namespace tuppence::ledger {

/// What a seller gave that serves again (architecture.md, "Words"), as it stands in the file.
struct KeptPass
{
    QByteArray requester; ///< who paid for it; nobody else is served by it
    QByteArray site;
    QByteArray header; ///< the name of the header that it goes under
    QByteArray sealedValue; ///< encrypted by whoever hands it in
    QByteArray payment; ///< that it came with
    Time since;
    Time until; ///< does not serve from then on

    friend bool operator==(const KeptPass &, const KeptPass &) = default;
};

/// Takes the place of the one that `requester` had for `site` under that header. Forgets whatever
/// has ended by `pass.since`.
Result<Done> keepPass(Connection &connection, const KeptPass &pass);
/// The one of `requester` for `site` that serves longest, if one still does at `now`.
Result<std::optional<KeptPass>> passFor(Connection &connection, const QByteArray &requester,
                                        const QByteArray &site, Time now);
/// All that serve at `now`, by site.
Result<QList<KeptPass>> passes(Connection &connection, Time now);
/// Refused "pass.unknown": no payment brought one that is there still.
Result<Done> forgetPass(Connection &connection, const QByteArray &payment);

} // namespace tuppence::ledger
