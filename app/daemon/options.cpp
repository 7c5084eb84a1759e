// SPDX-License-Identifier: MIT
#include "app/daemon/options.h"

#include <QCommandLineParser>
#include <QDir>

#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace tuppence::daemon {

namespace {

tl::unexpected<Error> misunderstood(const QString &reason)
{
    return fail(Error::Kind::Malformed, "usage.tuppenced", {{u"reason"_s, reason}});
}

/// As it is meant here, for the background is another folder. Not by QFileInfo, which takes a name
/// that begins with a colon for one of its own.
QString fromHere(const QString &file)
{
    return file.startsWith(u'/') ? file : QDir::currentPath() + u'/' + file;
}

bool isOpen(int descriptor)
{
    return fcntl(descriptor, F_GETFD) >= 0;
}

/// What unlocks, into `options`.
Result<Done> readUnlocking(const QCommandLineParser &parser, Options &options)
{
    if (parser.isSet(u"unlock-fd"_s) && parser.isSet(u"unlock-file"_s))
        return misunderstood(u"Give --unlock-file or --unlock-fd, not both."_s);
    if (parser.isSet(u"unlock-file"_s)) {
        if (parser.value(u"unlock-file"_s).isEmpty())
            return misunderstood(u"--unlock-file wants the name of a file."_s);
        options.unlockFile = fromHere(parser.value(u"unlock-file"_s));
    }
    if (parser.isSet(u"unlock-fd"_s)) {
        bool isNumber = false;
        options.unlockDescriptor = parser.value(u"unlock-fd"_s).toInt(&isNumber);
        // One that is not open now will be a file of ours by the time it is read.
        if (!isNumber || !isOpen(options.unlockDescriptor))
            return misunderstood(u"--unlock-fd wants the number of an open descriptor."_s);
    }
    return Done {};
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"foreground"_s, u"Stay where it was started instead of going into the background."_s},
        {u"unlock-file"_s, u"Unlock with the secret in this file, which only its owner may read."_s,
         u"file"_s},
        {u"unlock-fd"_s, u"Unlock with the secret that this descriptor gives."_s, u"number"_s},
        {u"until-idle"_s,
         u"End when nothing is open and no program was connected for 10 minutes."_s},
        {u"help"_s, u"Say this."_s},
        {u"version"_s, u"Say the version."_s},
    });
}

} // namespace

Result<Options> Options::parse(const QStringList &line)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(line))
        return misunderstood(parser.errorText());
    Options options;
    options.task = parser.isSet(u"help"_s) ? Task::ShowHelp
        : parser.isSet(u"version"_s)       ? Task::ShowVersion
                                           : Task::Run;
    options.foreground = parser.isSet(u"foreground"_s);
    options.untilIdle = parser.isSet(u"until-idle"_s);
    if (!parser.positionalArguments().isEmpty())
        return misunderstood(
            u"Unexpected argument \"%1\"."_s.arg(parser.positionalArguments().constFirst()));
    TRY(readUnlocking(parser, options));
    return options;
}

QString Options::help()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The wallet Tuppence. It listens on two sockets; tuppence-cli talks to it."_s);
    addOptions(parser);
    return parser.helpText();
}

} // namespace tuppence::daemon
