// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/protocols/paymentauth/authchallenges.h"

namespace tuppence::paymentauth {

/// What one challenge of the scheme "Payment" says, as the seller spells it; servers compare what
/// comes back byte by byte. Empty: it does not say. Parameters with other names are ignored.
struct Claim
{
    QByteArray description;
    QByteArray digest; ///< of the request's content (RFC 9530)
    QByteArray expires; ///< RFC 3339
    QByteArray header; ///< the request header that takes the credential; else Authorization
    QByteArray id;
    QByteArray intent;
    QByteArray method;
    QByteArray realm;
    QByteArray opaque;
    QByteArray request; ///< base64url of JSON

    friend bool operator==(const Claim &, const Claim &) = default;
};

[[nodiscard]] Claim claimIn(const AuthChallenge &challenge);
/// Out of what toJson() gives.
[[nodiscard]] Claim claimIn(const QByteArray &json);
/// The JSON text of an object, as the credential carries it: what was said and nothing else, in the
/// order of mppx 0.11.
[[nodiscard]] QByteArray toJson(const Claim &claim);

/// Malformed ("mpp.missing"): without `id`, `realm`, `method`, `intent` or `request`; data "member"
/// names it. OutOfRange ("mpp.text_too_long"): a `request` above 16 KiB, another text above 8 KiB.
[[nodiscard]] Result<Done> expectWhole(const Claim &claim);

} // namespace tuppence::paymentauth
