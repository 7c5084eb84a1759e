// SPDX-License-Identifier: MIT
#include "core/ledger/migrations.h"

#include "core/ledger/schema1.h"
#include "core/ledger/schema2.h"
#include "core/ledger/schema3.h"

#include <span>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

using Statements = std::span<const char *const>;

/// Migration n leads from schema n - 1 to schema n.
constexpr std::array migrations {Statements(schema1), Statements(schema2), Statements(schema3)};

} // namespace

int newestSchema()
{
    return int(migrations.size());
}

Result<Done> migrate(Connection &connection, int schema)
{
    return connection.transaction([&]() -> Result<Done> {
        for (const Statements &migration : std::span(migrations).subspan(size_t(schema))) {
            for (const char *statement : migration)
                TRY(connection.execute(QString::fromLatin1(statement)));
        }
        TRY(connection.execute(u"PRAGMA application_id = %1"_s.arg(applicationId)));
        TRY(connection.execute(u"PRAGMA user_version = %1"_s.arg(newestSchema())));
        return Done {};
    });
}

} // namespace tuppence::ledger
