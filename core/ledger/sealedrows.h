// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/mac.h"
#include "core/ledger/connection.h"

namespace tuppence::ledger {

/// What one row says, and whether that can be believed.
struct Sealed
{
    QByteArray content;
    bool isThere = false;
    bool isSound = true; ///< false: somebody else wrote it, changed it, or took it away

    friend bool operator==(const Sealed &, const Sealed &) = default;
};

/// The rows of one table, each with an HMAC under a key from the vault (trust.md 14). Against
/// whoever can write the file, and cannot unlock the wallet.
class SealedRows
{
public:
    /// `table` is "limits" or "spending". The connection and the table's name outlive it.
    SealedRows(Connection &connection, const Secret &key, const char *table);

    Result<Sealed> read(const QByteArray &subject);
    /// The rows of all of them, in their order.
    Result<QList<Sealed>> read(const QByteArrayList &subjects);
    Result<Done> write(const QByteArray &subject, const QByteArray &content);
    Result<Done> remove(const QByteArray &subject);
    Result<QByteArrayList> subjects();

private:
    [[nodiscard]] QByteArray sealOf(const QByteArray &subject, const QByteArray &content) const;
    /// The statement for this table: "%1" is its name.
    [[nodiscard]] QString sql(const QString &statement) const;

    Connection &m_connection;
    crypto::Mac m_mac;
    const char *m_table;
};

} // namespace tuppence::ledger
