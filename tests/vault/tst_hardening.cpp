// SPDX-License-Identifier: MIT
#include "core/vault/hardening.h"

#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

using namespace tuppence;
using namespace tuppence::vault;

namespace {

/// What `check` finds in a child process, which may be spoiled.
template <class Check> bool holdsInAChild(Check check)
{
    const auto child = ::fork();
    if (child == 0)
        ::_exit(check() ? 7 : 8);
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7;
}

bool isMissing(const QByteArray &code)
{
    return std::ranges::any_of(hardenProcess(),
                               [code](const Error &error) { return error.code == code; });
}

} // namespace

class tst_Hardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOthersOut();
    void leavesNoCoreFile();
    void saysWhenMemoryCannotBeLocked();
};

void tst_Hardening::keepsOthersOut()
{
    QVERIFY(holdsInAChild([] {
        const bool before = ::prctl(PR_GET_DUMPABLE) != 0;
        return before && !isMissing("vault.dumpable") && ::prctl(PR_GET_DUMPABLE) == 0;
    }));
}

void tst_Hardening::leavesNoCoreFile()
{
    QVERIFY(holdsInAChild([] {
        if (isMissing("vault.core_files"))
            return false;
        rlimit limit {1, 1};
        return ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
    }));
}

void tst_Hardening::saysWhenMemoryCannotBeLocked()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer lets mlock() do nothing and succeed");
#endif
    QVERIFY(holdsInAChild([] {
        const rlimit none {0, 0};
        constexpr uid_t nobody = 65534; // the superuser's limit would not count
        const bool ready =
            ::setrlimit(RLIMIT_MEMLOCK, &none) == 0 && (::geteuid() != 0 || ::setuid(nobody) == 0);
        return ready && isMissing("vault.memory_not_locked");
    }));
}

QTEST_GUILESS_MAIN(tst_Hardening)
#include "tst_hardening.moc"
