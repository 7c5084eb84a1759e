// SPDX-License-Identifier: MIT
#pragma once

#include <array>

namespace tuppence::ledger {

// Limits, what counts against them, and what was paid before. Never edited once released.
inline constexpr std::array schema2 {
    // What the owner allows. The row of no subject lists the others, so that one that was taken
    // away is missed. A seal is an HMAC under a key from the vault (trust.md 14).
    R"(CREATE TABLE limits (
        subject TEXT PRIMARY KEY,
        content BLOB NOT NULL,
        seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT, WITHOUT ROWID)",
    // Running totals, by subject.
    R"(CREATE TABLE spending (
        subject TEXT PRIMARY KEY,
        content BLOB NOT NULL,
        seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT, WITHOUT ROWID)",

    // How often something was set aside or a limit was changed: what only an unlocked wallet does,
    // so that nobody else can make an older copy of the file look newer.
    "CREATE TABLE sequence (number INTEGER NOT NULL) STRICT",
    "INSERT INTO sequence (number) VALUES (0)",

    // What stands in the running totals and was not spent after all, until it is taken out.
    "ALTER TABLE movements ADD COLUMN surplus BLOB CHECK (length(surplus) = 32)",
    "CREATE INDEX movements_with_surplus ON movements (payment) WHERE surplus IS NOT NULL",

    // What sellers gave that serves again; the value is sealed under a key from the vault.
    R"(CREATE TABLE passes (
        requester TEXT NOT NULL,
        site TEXT NOT NULL,
        header TEXT NOT NULL,
        value BLOB NOT NULL,
        payment TEXT NOT NULL REFERENCES payments (id),
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (requester, site, header)
    ) STRICT, WITHOUT ROWID)",

    // The URL without query: where a price is compared with earlier ones.
    "ALTER TABLE payments ADD COLUMN page TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX paid_by_site ON payments (site, asked) WHERE live = 1",
    "CREATE INDEX paid_by_page ON payments (page, asked) WHERE live = 1",
};

} // namespace tuppence::ledger
