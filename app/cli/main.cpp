// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/base/eventdrain.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

/// Says what went wrong, in JSON where that was asked for, and gives the exit code.
int conclude(const Error &error, bool wantsJson)
{
    if (wantsJson)
        printJson({{"status", gateway::toJson(statusOf(error))},
                   {"purchase", nullptr},
                   {"response", nullptr},
                   {"payment", nullptr},
                   {"receipt", nullptr},
                   {"error", gateway::toJson(error)},
                   {"notices", Json::array()}});
    else
        sayError(error);
    return static_cast<int>(exitOf(error));
}

using Found = Result<std::pair<const Command *, qsizetype>>;

/// Whether --help stands there as an option: what follows `-d` is a body.
bool asksForHelp(const QByteArrayList &line, const Found &found)
{
    if (!found)
        return line.contains("--help") || line.contains("-h");
    const auto &[command, wordCount] = *found;
    return Arguments::mentions(line.sliced(wordCount), command->options + commonOptions(), "help");
}

/// What --help prints: for a command, for those that begin with its word, or for all.
QString help(const QByteArrayList &line, const Command *command)
{
    const QByteArray word = line.constFirst().startsWith('-') ? QByteArray() : line.constFirst();
    if (!command)
        return overview(word);
    const QString more = word == command->name ? overview(word) : QString();
    return more.isEmpty() ? helpOf(*command) : helpOf(*command) + u"\n\n"_s + more;
}

/// Runs the command in the event loop: one that ends at once has a loop to end, too.
int runCommand(const Command &command, Context &context)
{
    const auto begin = [&] {
        whenReady(command.run(context), &context, [&](const Result<Exit> &exit) {
            QCoreApplication::exit(exit ? static_cast<int>(*exit)
                                        : conclude(exit.error(), context.wantsJson()));
        });
    };
    QTimer::singleShot(0, &context, begin);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const EventDrain drain;
    const QByteArrayList line(argv + 1, argv + argc);
    const bool wantsJson = line.contains("--json");
    if (line == QByteArrayList {"--version"}) {
        printLine(u"tuppence-cli " TUPPENCE_VERSION ""_s);
        return 0;
    }
    const auto found = findCommand(line);
    if (asksForHelp(line, found)) {
        const QString text = help(line, found ? found->first : nullptr);
        if (!text.isEmpty()) {
            printLine(text);
            return 0;
        }
    }
    if (!found)
        return conclude(found.error(), wantsJson);
    const auto &[command, wordCount] = *found;
    const QByteArrayList rest = line.sliced(wordCount);
    auto arguments = Arguments::parse(rest, command->options + commonOptions(), command->words);
    if (!arguments)
        return conclude(arguments.error(), wantsJson);
    auto paths = gateway::Paths::find(QProcessEnvironment::systemEnvironment());
    if (!paths)
        return conclude(paths.error(), wantsJson);
    Context context(*std::move(arguments), *std::move(paths));
    return runCommand(*command, context);
}
