// SPDX-License-Identifier: MIT
#pragma once

#include <array>

namespace tuppence::ledger {

// Vouchers over payment channels. Never edited once released.
inline constexpr std::array schema3 {
    // What the voucher of a payment is good for in all, from its reservation on. A row goes only
    // with a reservation that is released, of which no signature ever left.
    R"(CREATE TABLE vouchers (
        payment TEXT PRIMARY KEY REFERENCES payments (id),
        channel TEXT NOT NULL, -- network, contract and id
        up_to BLOB NOT NULL CHECK (length(up_to) = 32),
        signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
        UNIQUE (channel, up_to)
    ) STRICT, WITHOUT ROWID)",
    // One at a time: what comes after a voucher is good for its step too, and only what was signed
    // is sure to have been given.
    "CREATE UNIQUE INDEX one_unsigned_voucher ON vouchers (channel) WHERE signed = 0",
};

} // namespace tuppence::ledger
