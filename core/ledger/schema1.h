// SPDX-License-Identifier: MIT
#pragma once

#include <array>

namespace tuppence::ledger {

// The first schema. Never edited once released: a change is the next migration.
// Times are seconds since 1970 in UTC; amounts are 32 bytes, big-endian, and are added in C++.
inline constexpr std::array schema1 {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, seconds INTEGER NOT NULL) STRICT, WITHOUT ROWID",

    R"(CREATE TABLE purchases (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        requester TEXT NOT NULL,
        key BLOB, -- NULL: never joined
        method TEXT NOT NULL,
        url TEXT NOT NULL,
        body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
        created INTEGER NOT NULL,
        UNIQUE (requester, key)
    ) STRICT)",

    R"(CREATE TABLE payments (
        number INTEGER PRIMARY KEY, -- never used again, since no row is ever deleted
        id TEXT NOT NULL UNIQUE,
        purchase TEXT NOT NULL REFERENCES purchases (id),
        stage TEXT NOT NULL CHECK (stage IN ('asked', 'reserved', 'signed', 'sent', 'closed',
                                             'declined', 'refused', 'lapsed', 'released')),
        money TEXT NOT NULL CHECK (money IN ('none', 'open', 'settled', 'dead')),
        answer TEXT NOT NULL
            CHECK (answer IN ('none', 'waiting', 'delivered', 'withheld', 'lost')),
        terms BLOB NOT NULL,
        terms_name BLOB NOT NULL CHECK (length(terms_name) = 32),
        site TEXT NOT NULL,
        dialect TEXT NOT NULL,
        network TEXT NOT NULL,
        asset TEXT NOT NULL,
        amount BLOB NOT NULL CHECK (length(amount) = 32),
        payee TEXT NOT NULL,
        account TEXT NOT NULL,
        challenge BLOB NOT NULL,
        approved_by TEXT CHECK (approved_by IN ('owner', 'limit')),
        handle_network TEXT,
        handle_id BLOB,
        proof BLOB,
        exchange_state BLOB,
        moved BLOB CHECK (length(moved) = 32),
        transaction_id BLOB,
        confirmations INTEGER NOT NULL DEFAULT 0,
        answer_status INTEGER NOT NULL DEFAULT 0,
        answer_code TEXT NOT NULL DEFAULT '',
        receipt BLOB,
        code TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        dead_after INTEGER,
        open_until INTEGER,
        asked INTEGER NOT NULL,
        asked_until INTEGER NOT NULL,
        decided INTEGER,
        reserved INTEGER,
        signed INTEGER,
        sent INTEGER,
        last_sent INTEGER,
        closed INTEGER, -- nothing more happens to it
        live INTEGER CHECK (live = 1), -- a proof of it moves, moved or may move money
        CHECK ((live IS NOT NULL)
            = (stage IN ('reserved', 'signed', 'sent', 'closed') AND money <> 'dead'
                AND (moved IS NULL OR moved <> zeroblob(32)))),
        CHECK ((closed IS NULL) = (stage IN ('asked', 'reserved', 'signed', 'sent'))),
        CHECK ((stage IN ('signed', 'sent', 'closed')) = (money <> 'none')),
        CHECK ((money = 'none') = (answer = 'none')),
        CHECK ((money = 'settled') = (moved IS NOT NULL)),
        -- A transaction of our own, which no time ends, proves after it was settled, too.
        CHECK (proof IS NULL OR money = 'open' OR (money = 'settled' AND dead_after IS NULL)),
        CHECK (exchange_state IS NULL OR money = 'open'
            OR (money = 'settled' AND dead_after IS NULL)),
        CHECK (stage <> 'closed' OR (money <> 'open' AND answer <> 'waiting' AND proof IS NULL))
    ) STRICT)",
    // At most one live proof a purchase, whatever the program believes; and any number of others.
    // The indexes name only what changes seldom, so that a step of the way writes few pages.
    "CREATE UNIQUE INDEX one_live_proof ON payments (purchase, live)",
    "CREATE INDEX unfinished ON payments (closed) WHERE closed IS NULL",

    R"(CREATE TABLE movements (
        payment TEXT NOT NULL REFERENCES payments (id),
        line INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('amount', 'fee')),
        asset TEXT NOT NULL,
        units BLOB NOT NULL CHECK (length(units) = 32),
        state TEXT NOT NULL CHECK (state IN ('held', 'booked', 'released')),
        booked INTEGER NOT NULL,
        PRIMARY KEY (payment, line)
    ) STRICT, WITHOUT ROWID)",

    R"(CREATE TABLE clients (
        number INTEGER PRIMARY KEY,
        public_key BLOB NOT NULL CHECK (length(public_key) = 32),
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        paired INTEGER NOT NULL,
        revoked INTEGER
    ) STRICT)",
    "CREATE UNIQUE INDEX paired_keys ON clients (public_key) WHERE revoked IS NULL",
    "CREATE UNIQUE INDEX paired_names ON clients (name) WHERE revoked IS NULL",

    R"(CREATE TABLE networks (
        network TEXT PRIMARY KEY,
        enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        rpc TEXT NOT NULL -- encoded URLs, one a line
    ) STRICT, WITHOUT ROWID)",

    "CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",

    R"(CREATE TABLE changes (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        who TEXT NOT NULL,
        at INTEGER NOT NULL,
        before BLOB,
        after BLOB NOT NULL
    ) STRICT)",
    "CREATE INDEX changes_by_key ON changes (key)",
};

} // namespace tuppence::ledger
