// SPDX-License-Identifier: MIT
#include "core/payments/answers.h"

#include "core/base/json.h"
#include "core/net/http.h"

#include <QDir>

#include <cstdio>

namespace tuppence::payments {

using namespace Qt::StringLiterals;

namespace {

const QString wholeSuffix = u".sealed"_s;
const QString growingSuffix = u".part"_s;
// Base64 makes a head longer by a third, and each of its lines by a few bytes.
constexpr qsizetype mostHeadBytes = 2 * net::Options {}.mostHeadBytes;

/// The head in whole chunks of its own, so that reading it never reads into the body: how many
/// chunks (1 byte), JSON with base64 headers, spaces.
QByteArray paddedHead(const net::Response &head)
{
    Json lines = Json::array();
    for (const auto &[name, value] : head.headers.lines())
        lines.push_back({name.toBase64().toStdString(), value.toBase64().toStdString()});
    const Json json {{"status", head.status}, {"headers", lines}};
    const QByteArray text = QByteArray::fromStdString(json.dump());
    const auto chunks = text.size() / crypto::streamChunkBytes + 1;
    return (static_cast<char>(chunks) + text).leftJustified(chunks * crypto::streamChunkBytes, ' ');
}

Result<net::Response> decodeHead(const QByteArray &text)
{
    const auto json = TRY(parseJson(text, mostHeadBytes));
    net::Response head;
    head.status = json.value("status", 0);
    for (const Json &line : json.at("headers")) {
        head.headers.add(
            QByteArray::fromBase64(QByteArray::fromStdString(line.at(0).get<std::string>())),
            QByteArray::fromBase64(QByteArray::fromStdString(line.at(1).get<std::string>())));
    }
    return head;
}

} // namespace

AnswerWriter::AnswerWriter(std::unique_ptr<QFile> file, crypto::SealedWriter writer,
                           QString wholePath)
    : m_file(std::move(file))
    , m_writer(std::move(writer))
    , m_wholePath(std::move(wholePath))
{
}

AnswerWriter::~AnswerWriter()
{
    giveUp();
}

bool AnswerWriter::write(const QByteArray &bytes)
{
    m_bytes += bytes.size();
    if (m_file && (m_bytes > mostBytes || !m_writer.write(bytes)))
        giveUp();
    return m_file != nullptr;
}

bool AnswerWriter::finish()
{
    if (m_file && (!m_writer.finish() || !m_file->flush() || !replaceEarlier()))
        giveUp();
    const bool whole = m_file != nullptr;
    m_file.reset();
    return whole;
}

/// The answer of an earlier try, a seller's error, goes in the same moment.
bool AnswerWriter::replaceEarlier()
{
    return std::rename(QFile::encodeName(m_file->fileName()).constData(),
                       QFile::encodeName(m_wholePath).constData())
        == 0;
}

void AnswerWriter::giveUp()
{
    if (m_file)
        m_file->remove();
    m_file.reset();
}

AnswerReader::AnswerReader(std::unique_ptr<QFile> file, crypto::SealedReader reader,
                           net::Response head)
    : m_file(std::move(file))
    , m_reader(std::move(reader))
    , m_head(std::move(head))
{
}

Result<std::unique_ptr<AnswerWriter>> Answers::keep(const QByteArray &purchase,
                                                    const net::Response &head, const Secret &key)
{
    const auto notKept = fail(Error::Kind::Storage, "payments.answer_not_kept");
    const QDir folder(m_folder);
    if (!folder.mkpath(u"."_s)
        || !QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return notKept;
    pruneNowAndThen();
    const QByteArray encoded = paddedHead(head);
    if (encoded.size() > mostHeadBytes)
        return notKept;
    const QString path = folder.filePath(QString::fromLatin1(purchase));
    auto file = std::make_unique<QFile>(path + growingSuffix);
    if (!file->open(QIODevice::WriteOnly | QIODevice::Truncate,
                    QFile::ReadOwner | QFile::WriteOwner))
        return notKept;
    auto writer = TRY(crypto::SealedWriter::create(key, file.get()));
    if (!writer.write(encoded))
        return notKept;
    return std::make_unique<AnswerWriter>(std::move(file), std::move(writer), path + wholeSuffix);
}

Result<std::unique_ptr<AnswerReader>> Answers::open(const QByteArray &purchase,
                                                    const Secret &key) const
{
    const auto noAnswer = fail(Error::Kind::Refused, "purchase.no_answer");
    const QString path = QDir(m_folder).filePath(QString::fromLatin1(purchase)) + wholeSuffix;
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return noAnswer;
    if (isTooOld(QFileInfo(*file))) {
        file->remove();
        return noAnswer;
    }
    auto reader = TRY(crypto::SealedReader::create(key, file.get()));
    QByteArray text = TRY(reader.read());
    const int chunks = text.isEmpty() ? 0 : text.front();
    for (int i = 1; i < chunks && !reader.atEnd(); ++i)
        text += TRY(reader.read());
    auto head = TRY(decodeHead(text.sliced(qMin<qsizetype>(1, text.size()))));
    return std::make_unique<AnswerReader>(std::move(file), std::move(reader), std::move(head));
}

void Answers::removeUnfinished() const
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u'*' + growingSuffix}, QDir::Files))
        QFile::remove(folder.filePath(name));
}

bool Answers::isTooOld(const QFileInfo &file) const
{
    const Time oldest = m_clock.now() - keptFor;
    return file.lastModified() < QDateTime::fromSecsSinceEpoch(oldest.time_since_epoch().count());
}

void Answers::pruneNowAndThen()
{
    const Time now = m_clock.now();
    const bool isLately = m_pruned && *m_pruned <= now && now < *m_pruned + betweenPrunings;
    if (!isLately)
        prune();
}

void Answers::prune()
{
    m_pruned = m_clock.now();
    qint64 total = 0;
    const QDir folder(m_folder);
    for (const QFileInfo &file :
         folder.entryInfoList({u'*' + wholeSuffix}, QDir::Files, QDir::Time)) {
        total += file.size();
        if (isTooOld(file) || total > mostBytesInAll)
            QFile::remove(file.filePath());
    }
}

} // namespace tuppence::payments
