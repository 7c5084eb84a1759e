// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/crypto/sealedstream.h"
#include "core/net/message.h"

#include <QFile>
#include <QFileInfo>

#include <memory>
#include <optional>

namespace tuppence::payments {

/// Writes one answer while it streams to whoever bought it. An answer that grows too large, or that
/// the disk does not take, is given up and its file removed: keeping is a convenience, handing over
/// is not.
class AnswerWriter
{
public:
    static constexpr qint64 mostBytes = qint64 {64} << 20;

    AnswerWriter(std::unique_ptr<QFile> file, crypto::SealedWriter writer, QString wholePath);
    ~AnswerWriter();
    Q_DISABLE_COPY_MOVE(AnswerWriter)

    /// False: it was given up.
    bool write(const QByteArray &bytes);
    /// From here on the answer can be had again. False: it was given up.
    bool finish();

private:
    void giveUp();
    bool replaceEarlier();

    std::unique_ptr<QFile> m_file; ///< null once it is whole or given up
    crypto::SealedWriter m_writer;
    QString m_wholePath;
    qint64 m_bytes = 0;
};

/// Reads one kept answer.
class AnswerReader
{
public:
    AnswerReader(std::unique_ptr<QFile> file, crypto::SealedReader reader, net::Response head);

    /// Status and headers; no body.
    [[nodiscard]] const net::Response &head() const { return m_head; }

    [[nodiscard]] bool atEnd() const { return m_reader.atEnd(); }

    /// The next bytes of the body, at most 64 KiB. Fails as SealedReader::read().
    [[nodiscard]] Result<QByteArray> read() { return m_reader.read(); }

private:
    std::unique_ptr<QFile> m_file;
    crypto::SealedReader m_reader;
    net::Response m_head;
};

/// The sealed copies of answers that were paid for: at most 64 MiB each, 1 GiB in all, for 24
/// hours. Whether they are too many or too old is looked after once a minute while new ones come.
class Answers
{
public:
    static constexpr qint64 mostBytesInAll = qint64 {1} << 30;
    static constexpr std::chrono::hours keptFor {24};
    /// Looking through thousands of them takes longer than paying.
    static constexpr std::chrono::minutes betweenPrunings {1};

    /// `folder` is made, readable by the owner alone, when the first answer is kept.
    Answers(QString folder, const Clock &clock)
        : m_folder(std::move(folder))
        , m_clock(clock)
    {
    }

    /// Storage ("payments.answer_not_kept"): the disk does not take it.
    [[nodiscard]] Result<std::unique_ptr<AnswerWriter>>
    keep(const QByteArray &purchase, const net::Response &head, const Secret &key);
    /// Refused ("purchase.no_answer"): there is none any more; one that is too old is removed.
    /// Fails as SealedReader does.
    [[nodiscard]] Result<std::unique_ptr<AnswerReader>> open(const QByteArray &purchase,
                                                             const Secret &key) const;
    /// Removes what an earlier run of the program began and never finished.
    void removeUnfinished() const;
    /// Removes what is too old, and the oldest of what is too much.
    void prune();

private:
    [[nodiscard]] bool isTooOld(const QFileInfo &file) const;
    void pruneNowAndThen();

    QString m_folder;
    const Clock &m_clock;
    std::optional<Time> m_pruned; ///< when they were last looked through
};

} // namespace tuppence::payments
