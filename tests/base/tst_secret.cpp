// SPDX-License-Identifier: MIT
#include "core/base/secret.h"

#include <QByteArray>
#include <QFile>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <functional>
#include <type_traits>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

Secret secretOf(const char *text)
{
    return Secret::copyOf({reinterpret_cast<const quint8 *>(text), strlen(text)});
}

/// Bytes that are no secret in a test.
QByteArray revealed(const Secret &secret)
{
    return {secret.data(), secret.size()};
}

/// Whether `body` came to its end in a child process, instead of being stopped there.
bool survives(const std::function<void()> &body)
{
    const pid_t child = fork();
    if (child == 0) {
        for (const int signal : {SIGSEGV, SIGBUS, SIGABRT})
            ::signal(signal, SIG_DFL);
        close(STDERR_FILENO); // a sanitizer's report on what is done here on purpose
        body();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

qint64 lockedKib()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmLck:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return -1;
}

} // namespace

class tst_Secret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesAndNeverCopies();
    void beginsWithZeros();
    void wipesWhatItTakes();
    void leavesWhatItCopies();
    void isEmptyAfterMoving();
    void clonesWithoutSharing();
    void comparesBytes();
    void drawsRandomBytes();
    void isLockedAgainstSwap();
    void isFencedByGuardPages();
    void isGoneAfterItsEnd();
};

void tst_Secret::movesAndNeverCopies()
{
    QVERIFY(!std::is_copy_constructible_v<Secret>);
    QVERIFY(!std::is_copy_assignable_v<Secret>);
    QVERIFY(std::is_nothrow_move_constructible_v<Secret>);
    QVERIFY((!std::is_convertible_v<Secret, QByteArray>));
    QVERIFY((!std::is_convertible_v<Bytes, QByteArray>));
}

void tst_Secret::beginsWithZeros()
{
    QCOMPARE(revealed(Secret::create(40)), QByteArray(40, '\0'));
    QVERIFY(Secret::create(0).isEmpty());
    QVERIFY(Secret().isEmpty());
}

void tst_Secret::wipesWhatItTakes()
{
    std::array<char, 4> typed {'a', 'b', 'c', 'd'};
    const Secret taken = Secret::take(typed.data(), 3);
    QCOMPARE(revealed(taken), "abc"_ba);
    QCOMPARE(typed, (std::array<char, 4> {0, 0, 0, 'd'}));
    QVERIFY(Secret::take(nullptr, 0).isEmpty());
}

void tst_Secret::leavesWhatItCopies()
{
    const std::array<quint8, 2> bytes {7, 8};
    QCOMPARE(revealed(Secret::copyOf(bytes)), "\7\x08"_ba);
    QCOMPARE(bytes.at(0), 7);
}

void tst_Secret::isEmptyAfterMoving()
{
    Secret first = secretOf("abc");
    Secret second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that is the question
    QCOMPARE(first.data(), nullptr);
    QCOMPARE(revealed(second), "abc"_ba);
    Secret third = secretOf("something longer");
    third = std::move(second);
    QCOMPARE(revealed(third), "abc"_ba);
    QVERIFY(second.isEmpty()); // NOLINT(bugprone-use-after-move)
}

void tst_Secret::clonesWithoutSharing()
{
    Secret original = secretOf("abc");
    const Secret clone = original.clone();
    original.data()[0] = 'x';
    QCOMPARE(revealed(clone), "abc"_ba);
}

void tst_Secret::comparesBytes()
{
    QVERIFY(secretOf("abc") == secretOf("abc"));
    QVERIFY(secretOf("abc") != secretOf("abd"));
    QVERIFY(secretOf("abc") != secretOf("abcd"));
    QVERIFY(secretOf("abc") != Secret());
    QVERIFY(Secret() == Secret());
}

void tst_Secret::drawsRandomBytes()
{
    QCOMPARE(Secret::random(32).size(), 32);
    QVERIFY(Secret::random(32) != Secret::random(32)); // equal once in 2^256 runs
}

void tst_Secret::isLockedAgainstSwap()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("The address sanitizer's mlock() does nothing.");
#endif
    rlimit limit {};
    QVERIFY(getrlimit(RLIMIT_MEMLOCK, &limit) == 0);
    if (geteuid() != 0 && limit.rlim_cur < 1024 * 1024)
        QSKIP("This user may not lock a mebibyte.");
    const auto before = lockedKib();
    QVERIFY(before >= 0);
    const Secret secret = Secret::create(64 * 1024);
    QVERIFY(lockedKib() >= before + 64);
}

void tst_Secret::isFencedByGuardPages()
{
    Secret secret = Secret::create(32);
    QVERIFY(survives([&] { static_cast<volatile char *>(secret.data())[31] = 1; }));
    QVERIFY(!survives([&] { static_cast<volatile char *>(secret.data())[32] = 1; }));
}

void tst_Secret::isGoneAfterItsEnd()
{
    QVERIFY(!survives([] {
        Secret secret = Secret::create(32);
        const volatile char *bytes = secret.data();
        secret = Secret();
        [[maybe_unused]] const char left = bytes[0];
    }));
}

QTEST_GUILESS_MAIN(tst_Secret)
#include "tst_secret.moc"
