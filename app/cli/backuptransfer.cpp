// SPDX-License-Identifier: MIT
#include "app/cli/backuptransfer.h"

#include "core/base/bytes.h"
#include "core/gateway/messages.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr qint64 pieceBytes = 128 * 1024;

} // namespace

Pending<Done> Transfer::run(gateway::Client *client)
{
    connect(&m_interrupt, &Interrupt::interrupted, this, [this] { m_isInterrupted = true; });
    m_client = client;
    m_promise.start();
    goOn();
    return m_promise.future();
}

void Transfer::goOn()
{
    if (m_isInterrupted)
        return end(fail(Error::Kind::Cancelled, "usage.interrupted"));
    auto question = next(m_offset);
    if (!question)
        return end(tl::make_unexpected(question.error()));
    if (!*question)
        return end(Done {});
    whenReady(m_client->request(**std::move(question)), this, [this](const Result<Json> &got) {
        const auto moved = got ? take(*got) : Result<qint64>(tl::make_unexpected(got.error()));
        if (!moved)
            return end(tl::make_unexpected(moved.error()));
        m_offset += *moved;
        goOn();
    });
}

void Transfer::end(Result<Done> outcome)
{
    m_promise.addResult(std::move(outcome));
    m_promise.finish();
}

Download::Download(DraftFile file, QObject *parent)
    : Transfer(parent)
    , m_file(std::move(file))
{
}

Result<std::optional<gateway::Question>> Download::next(qint64 offset)
{
    if (offset < m_size)
        return std::optional(
            gateway::Question {"backup.read", {{"offset", quint64(offset)}}, {}, {}});
    TRY(m_file.commit());
    return std::optional<gateway::Question>();
}

Result<qint64> Download::take(const Json &answer)
{
    const auto piece = TRY(fromBase64(textMember(answer, "bytes").value_or(QByteArray())));
    TRY(m_file.write(piece));
    return piece.size();
}

Upload::Upload(std::unique_ptr<QFile> file, QObject *parent)
    : Transfer(parent)
    , m_file(std::move(file))
{
}

Result<std::optional<gateway::Question>> Upload::next(qint64 offset)
{
    const QByteArray piece = m_file->read(pieceBytes);
    m_moved = piece.size();
    if (m_file->error() != QFileDevice::NoError)
        return fail(Error::Kind::Storage, "usage.read_failed",
                    {{u"file"_s, m_file->fileName()}, {u"reason"_s, m_file->errorString()}});
    if (piece.isEmpty() && offset == 0)
        return fail(Error::Kind::Malformed, "backup.not_one");
    if (piece.isEmpty())
        return std::optional<gateway::Question>();
    return std::optional(gateway::Question {
        "backup.write",
        {{"offset", quint64(offset)}, {"bytes", gateway::toJson(toBase64(piece))}},
        {},
        {}});
}

Result<qint64> Upload::take(const Json &)
{
    return m_moved;
}

} // namespace tuppence::cli
