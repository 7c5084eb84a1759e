// SPDX-License-Identifier: MIT
#include "app/daemon/background.h"
#include "app/daemon/datalock.h"
#include "app/daemon/house.h"
#include "app/daemon/lifetime.h"
#include "app/daemon/options.h"
#include "app/daemon/unlocksecret.h"
#include "core/base/errortext.h"
#include "core/base/eventdrain.h"
#include "core/gateway/limits.h"
#include "core/vault/hardening.h"

#include <QCoreApplication>
#include <QTimer>

#include <sys/stat.h>

#include <csignal>
#include <cstdio>

using namespace tuppence;
using namespace tuppence::daemon;

namespace {

constexpr int failure = 1;
constexpr int usage = 2;
/// So long a keychain that does not answer may hold up the end.
constexpr std::chrono::seconds leaveTime {3};

void say(const Error &error)
{
    std::fprintf(stderr, "tuppenced: %s\n", errorText(error).toUtf8().constData());
}

/// Unlocks with what the command line named, if it named anything.
Pending<Done> unlock(House &house, const Options &options)
{
    if (options.unlockFile.isEmpty() && options.unlockDescriptor < 0)
        return ready<Done>(Done {});
    auto secret = options.unlockFile.isEmpty() ? unlockSecretFrom(options.unlockDescriptor)
                                               : unlockSecretFrom(options.unlockFile);
    if (!secret)
        return failed<Done>(secret.error());
    return house.vault().unlockWith(*std::move(secret));
}

/// The wallet's life, from the lock on its folder to the end of its event loop.
Result<Done> live(const Options &options, const gateway::Paths &paths, Background &background)
{
    const QList<Error> warnings = vault::hardenProcess();
    for (const Error &warning : warnings)
        say(warning);
    TRY(gateway::createFolder(paths.dataFolder));
    const auto lock = TRY(DataLock::take(paths.lockFile()));
    Lifetime lifetime;
    const SystemClock clock;
    const auto house = TRY(House::open(paths, clock, warnings));
    Result<Done> started = Done {};
    const auto begin = [&] {
        auto listening =
            andThen(unlock(*house, options), house.get(), [&](Done) { return house->start(); });
        whenReady(std::move(listening), house.get(), [&](const Result<Done> &done) {
            started = done;
            if (!done)
                return QCoreApplication::quit();
            background.sayReady();
            if (options.untilIdle)
                lifetime.endWhenIdle([&] { return house->isIdle(); });
        });
    };
    const auto end = [&] {
        whenReady(house->leave(), house.get(),
                  [](const Result<Done> &) { QCoreApplication::quit(); });
        QTimer::singleShot(leaveTime, QCoreApplication::instance(), &QCoreApplication::quit);
    };
    QObject::connect(&lifetime, &Lifetime::over, house.get(), end);
    QTimer::singleShot(0, house.get(), begin);
    QCoreApplication::exec();
    return started;
}

QStringList lineOf(int argc, char *argv[])
{
    QStringList line;
    for (int i = 0; i < argc; ++i)
        line.append(QString::fromLocal8Bit(argv[i]));
    return line;
}

} // namespace

int main(int argc, char *argv[])
{
    // A full disk is an error that is told in words, and not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    const auto options = Options::parse(lineOf(argc, argv));
    if (!options) {
        say(options.error());
        return usage;
    }
    if (options->task == Options::Task::ShowHelp)
        return std::puts(Options::help().toUtf8().constData()) < 0;
    if (options->task == Options::Task::ShowVersion)
        return std::puts("tuppenced " TUPPENCE_VERSION) < 0;
    const auto paths = gateway::Paths::find(QProcessEnvironment::systemEnvironment());
    if (!paths) {
        say(paths.error());
        return failure;
    }
    Background background =
        options->foreground ? Background::none() : Background::enter(options->unlockDescriptor);
    const QCoreApplication application(argc, argv);
    const EventDrain drain;
    const auto lived = live(*options, *paths, background);
    if (lived)
        return EXIT_SUCCESS;
    say(lived.error());
    return lived.error().code == "gateway.already_running" ? gateway::exitOfSecondDaemon : failure;
}
