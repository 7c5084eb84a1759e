// SPDX-License-Identifier: MIT
#include "core/gateway/reach.h"

#include "core/gateway/limits.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr std::chrono::milliseconds betweenAttempts {50};
/// How long the tuppenced that holds the folder is given to listen or to end.
constexpr std::chrono::milliseconds betweenStarts {500};
constexpr std::chrono::milliseconds wholeTime = Reach::longest;

/// Beside the own program, in the folders of a build, or where programs are looked for.
QString findDaemon()
{
    const QString own = QCoreApplication::applicationDirPath();
    for (const QString &place : {own + u"/tuppenced"_s, own + u"/../daemon/tuppenced"_s}) {
        if (QFileInfo(place).isExecutable())
            return QFileInfo(place).canonicalFilePath();
    }
    return QStandardPaths::findExecutable(u"tuppenced"_s);
}

} // namespace

Reach::Reach(const Paths &paths, QByteArray socketName, QByteArray program, QObject *parent)
    : QObject(parent)
    , m_paths(paths)
    , m_socketName(std::move(socketName))
    , m_program(std::move(program))
{
    m_daemon.setStandardInputFile(QProcess::nullDevice());
    m_daemon.setStandardOutputFile(QProcess::nullDevice());
    connect(&m_daemon, &QProcess::finished, this, &Reach::daemonEnded);
    connect(&m_daemon, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(fail(Error::Kind::Network, "gateway.not_started",
                        {{u"reason"_s, m_daemon.errorString()}}));
    });
}

Pending<Client *> Reach::run(crypto::Ed25519Key key)
{
    m_key = std::move(key);
    m_promise.start();
    m_since.start();
    QTimer::singleShot(wholeTime, this, [this] {
        if (m_daemon.state() != QProcess::NotRunning)
            finish(fail(Error::Kind::Network, "gateway.not_reached"));
    });
    attempt();
    return m_promise.future();
}

void Reach::attempt()
{
    auto socket =
        net::connectUnix(m_socketName == "owner" ? m_paths.ownerSocket() : m_paths.askSocket());
    if (socket)
        return greet(*std::move(socket));
    if (socket.error().code != "socket.nobody")
        return finish(tl::make_unexpected(socket.error()));
    if (m_since.hasExpired(wholeTime.count()))
        return finish(fail(Error::Kind::Network, "gateway.not_reached"));
    if (!m_sinceStart.isValid() || (m_isSecond && m_sinceStart.hasExpired(betweenStarts.count())))
        return startDaemon();
    QTimer::singleShot(betweenAttempts, this, &Reach::attempt);
}

void Reach::startDaemon()
{
    m_sinceStart.start();
    m_isSecond = false;
    const QString program = findDaemon();
    if (program.isEmpty())
        return finish(fail(Error::Kind::Network, "gateway.no_daemon"));
    m_daemon.start(program, {u"--until-idle"_s});
}

void Reach::daemonEnded(int code)
{
    m_isSecond = code == exitOfSecondDaemon;
    if (code != 0 && !m_isSecond)
        return finish(fail(Error::Kind::Network, "gateway.not_started",
                           {{u"reason"_s,
                             QString::fromUtf8(m_daemon.readAllStandardError()).trimmed()
                                 + u" (%1)"_s.arg(code)}}));
    attempt();
}

void Reach::greet(net::UnixSocket socket)
{
    auto *client =
        new Client(std::move(socket), m_socketName, *std::move(m_key), m_program, parent());
    whenReady(client->greet(), this, [this, client](const Result<Ready> &known) {
        if (!known) {
            client->deleteLater();
            return finish(tl::make_unexpected(known.error()));
        }
        finish(client);
    });
}

void Reach::finish(Result<Client *> result)
{
    if (m_promise.future().isFinished())
        return;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace tuppence::gateway
