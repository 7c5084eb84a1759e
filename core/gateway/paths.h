// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>

namespace tuppence::gateway {

/// Where the wallet keeps its things and where it listens.
struct Paths
{
    QString dataFolder; ///< `$TUPPENCE_HOME`, else `$XDG_DATA_HOME/tuppence`, else
                        ///< `~/.local/share/tuppence`
    QString socketFolder; ///< the data folder where TUPPENCE_HOME is set or there is no runtime
                          ///< folder, else `$XDG_RUNTIME_DIR/tuppence`

    /// Reads the environment; creates nothing. Refused ("gateway.no_home"): it names no absolute
    /// folder.
    static Result<Paths> find(const QProcessEnvironment &environment);

    [[nodiscard]] QString askSocket() const { return socketFolder + QStringLiteral("/ask"); }

    [[nodiscard]] QString ownerSocket() const { return socketFolder + QStringLiteral("/owner"); }

    [[nodiscard]] QString lockFile() const { return dataFolder + QStringLiteral("/lock"); }

    [[nodiscard]] QString ledgerFile() const { return dataFolder + QStringLiteral("/ledger.db"); }

    [[nodiscard]] QString answersFolder() const { return dataFolder + QStringLiteral("/answers"); }

    [[nodiscard]] QString clientsFolder() const { return dataFolder + QStringLiteral("/clients"); }
};

/// Makes `folder` and what is above it with mode 0700; one that is there is made 0700 if it is
/// ours.
///
/// Storage ("gateway.folder" with folder and reason): it cannot be made or read.
/// Refused ("gateway.folder_not_ours"): it belongs to another user.
Result<Done> createFolder(const QString &folder);

} // namespace tuppence::gateway
