// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/draftfile.h"
#include "app/cli/interrupt.h"
#include "core/gateway/client.h"

#include <QFile>
#include <QPromise>

namespace tuppence::cli {

/// A backup on its way between a file and the wallet, piece after piece over one connection; never
/// more than a piece of it is in memory.
class Transfer : public QObject
{
public:
    using QObject::QObject;

    /// Goes on until there is no piece left; call once.
    ///
    /// Cancelled "usage.interrupted"; and whatever a piece fails with at either end.
    Pending<Done> run(gateway::Client *client);

protected:
    /// The question for the next piece; none: all of it is over.
    virtual Result<std::optional<gateway::Question>> next(qint64 offset) = 0;
    /// How many bytes the answer has moved.
    virtual Result<qint64> take(const Json &answer) = 0;

private:
    void goOn();
    void end(Result<Done> outcome);

    gateway::Client *m_client = nullptr;
    Interrupt m_interrupt;
    bool m_isInterrupted = false;
    qint64 m_offset = 0;
    QPromise<Result<Done>> m_promise;
};

/// From the wallet into a new file.
class Download final : public Transfer
{
public:
    Download(DraftFile file, QObject *parent);

    /// How long it is, before run().
    void setSize(qint64 size) { m_size = size; }

protected:
    Result<std::optional<gateway::Question>> next(qint64 offset) override;
    Result<qint64> take(const Json &answer) override;

private:
    DraftFile m_file;
    qint64 m_size = 0;
};

/// From a file to the wallet.
class Upload final : public Transfer
{
public:
    Upload(std::unique_ptr<QFile> file, QObject *parent);

protected:
    Result<std::optional<gateway::Question>> next(qint64 offset) override;
    Result<qint64> take(const Json &answer) override;

private:
    std::unique_ptr<QFile> m_file;
    qint64 m_moved = 0; ///< by the question that is under way
};

} // namespace tuppence::cli
