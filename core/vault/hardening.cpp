// SPDX-License-Identifier: MIT
#include "core/vault/hardening.h"

#include "core/base/secret.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace tuppence::vault {

namespace {

/// More than all secrets of a running wallet take together, page by page.
constexpr qsizetype lockedSizeBytes = 512 * 1024;

bool canLockMemory()
{
    auto trial = Secret::create(lockedSizeBytes);
    return ::mlock(trial.data(), static_cast<size_t>(trial.size())) == 0;
}

} // namespace

QList<Error> hardenProcess()
{
    QList<Error> missing;
    const auto add = [&missing](const QByteArray &code) {
        missing.append(Error {Error::Kind::Unsupported, code, {}, {}});
    };
    // Neither ptrace nor /proc/<pid>/mem by another program of this user, and no core file.
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        add("vault.dumpable");
    constexpr rlimit none {0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0)
        add("vault.core_files");
    if (!canLockMemory())
        add("vault.memory_not_locked");
    return missing;
}

} // namespace tuppence::vault
