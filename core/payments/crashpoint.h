// SPDX-License-Identifier: MIT
#pragma once

namespace tuppence::payments {

/// The places between which a crash must not lose or double a payment.
enum class CrashPoint {
    Asked, ///< the owner is being asked; nothing is reserved
    Reserved, ///< the reservation is on disk
    Signed, ///< the signature is in memory, and not on disk
    Sending, ///< the signature is on disk, marked as sent, and no byte has left
    Submitted, ///< a transaction of ours is in a block, and the seller does not know
    Sent, ///< the head of the seller's answer is there
    Answered, ///< the whole answer is there, and not noted
    Recorded, ///< the answer is noted
};

/// Marks that a walk came to `point`. The product links a function that does nothing; a test
/// program links one that can end the process here, as a crash would.
void reached(CrashPoint point);

} // namespace tuppence::payments
