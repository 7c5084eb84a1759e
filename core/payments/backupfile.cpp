// SPDX-License-Identifier: MIT
#include "core/payments/backupfile.h"

#include "core/crypto/hash.h"

#include <QCborArray>
#include <QCborValue>
#include <QIODevice>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace tuppence::payments {

namespace {

using ledger::BackupRow;

constexpr QByteArrayView magic = "tuppence-backup\n";
constexpr quint32 version = 1;
constexpr qsizetype nameBytes = 16;
constexpr qsizetype lengthBytes = 4;
/// Of one record: a challenge and the terms of a payment are much shorter.
constexpr quint32 longestRecord = 8 * 1024 * 1024;
const QString firstRecord = u"backup"_s;

constexpr std::array kindNames {
    std::pair {BackupRow::Kind::Client, "client"},
    std::pair {BackupRow::Kind::Subject, "subject"},
    std::pair {BackupRow::Kind::Purchase, "purchase"},
    std::pair {BackupRow::Kind::Payment, "payment"},
    std::pair {BackupRow::Kind::Movement, "movement"},
};

tl::unexpected<Error> damaged()
{
    return fail(Error::Kind::Malformed, "backup.damaged");
}

tl::unexpected<Error> notUnderstood(const QString &detail)
{
    return fail(Error::Kind::Malformed, "backup.content", {}, detail);
}

tl::unexpected<Error> newer()
{
    return fail(Error::Kind::Unsupported, "backup.newer");
}

/// One key for one use.
Secret derived(const Secret &key, QByteArrayView label)
{
    const auto whole = crypto::hmacSha512(key.view(), {crypto::bytesOf(label)});
    return Secret::copyOf(whole.view().first(32));
}

Secret sealingKey(const Secret &key)
{
    return derived(key, "tuppence backup-1 seal");
}

/// What tells a backup of other recovery words from a damaged one; it tells nothing else of them.
QByteArray walletName(const Secret &key)
{
    const Secret name = derived(key, "tuppence backup-1 wallet");
    return {name.data(), nameBytes};
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(lengthBytes, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray headOf(const Secret &key)
{
    return magic.toByteArray() + bigEndian(version) + walletName(key);
}

QByteArray recordOf(const QCborArray &values)
{
    const QByteArray cbor = values.toCborValue().toCbor();
    return bigEndian(quint32(cbor.size())) + cbor;
}

QCborValue toCbor(const QVariant &value)
{
    if (value.isNull())
        return nullptr;
    switch (value.typeId()) {
    case QMetaType::QString:
        return value.toString();
    case QMetaType::QByteArray:
        return value.toByteArray();
    default:
        return value.toLongLong();
    }
}

Result<QVariant> fromCbor(const QCborValue &value)
{
    if (value.isNull())
        return QVariant();
    if (value.isInteger())
        return QVariant(qlonglong {value.toInteger()});
    // Empty is not null: the ledger tells them apart.
    if (value.isString())
        return QVariant(value.toString().isNull() ? u""_s : value.toString());
    if (value.isByteArray())
        return QVariant(value.toByteArray().isNull() ? QByteArray("") : value.toByteArray());
    return notUnderstood(u"a value"_s);
}

Result<QCborArray> arrayFrom(const QByteArray &cbor)
{
    QCborParserError error;
    const auto value = QCborValue::fromCbor(cbor, &error);
    if (error.error != QCborError::NoError || !value.isArray() || value.toArray().isEmpty())
        return notUnderstood(u"a record"_s);
    return value.toArray();
}

Result<BackupRow> rowFrom(const QCborArray &record)
{
    const QByteArray name = record.first().toString().toLatin1();
    for (const auto &[kind, word] : kindNames) {
        if (name != word)
            continue;
        BackupRow row {kind, {}};
        for (qsizetype i = 1; i < record.size(); ++i)
            row.values.append(TRY(fromCbor(record.at(i))));
        if (row.values.size() != ledger::widthOf(kind))
            return notUnderstood(u"a row"_s);
        return row;
    }
    return notUnderstood(u"a kind of row"_s);
}

/// A stream that cannot be opened was changed or cut: whose it is was seen before.
template <class T> Result<T> orDamaged(Result<T> read)
{
    if (!read && read.error().code != "seal.read_failed")
        return damaged();
    return read;
}

Result<Done> expectHead(const Secret &key, QIODevice *device)
{
    const QByteArray head = device->read(magic.size() + lengthBytes + nameBytes);
    if (!head.startsWith(magic))
        return fail(Error::Kind::Malformed, "backup.not_one");
    if (head.size() < magic.size() + lengthBytes + nameBytes)
        return damaged();
    if (qFromBigEndian<quint32>(head.constData() + magic.size()) > version)
        return newer();
    if (head.last(nameBytes) != walletName(key))
        return fail(Error::Kind::Refused, "backup.other_wallet");
    if (head != headOf(key))
        return damaged();
    return Done {};
}

} // namespace

Result<BackupWriter> BackupWriter::create(const Secret &key, QIODevice *device, Time now)
{
    const QByteArray head = headOf(key);
    if (device->write(head) != head.size())
        return fail(Error::Kind::Storage, "seal.write_failed");
    BackupWriter writer(TRY(crypto::SealedWriter::create(sealingKey(key), device)));
    TRY(writer.m_stream.write(
        recordOf({firstRecord, qint64 {version}, qint64 {now.time_since_epoch().count()}})));
    return writer;
}

Result<Done> BackupWriter::write(const BackupRow &row)
{
    QCborArray record;
    for (const auto &[kind, word] : kindNames) {
        if (kind == row.kind)
            record.append(QLatin1StringView(word));
    }
    for (const QVariant &value : row.values)
        record.append(toCbor(value));
    return m_stream.write(recordOf(record));
}

Result<BackupReader> BackupReader::create(const Secret &key, QIODevice *device)
{
    TRY(expectHead(key, device));
    BackupReader reader(TRY(orDamaged(crypto::SealedReader::create(sealingKey(key), device))));
    const auto first = TRY(reader.record());
    const auto values = first ? TRY(arrayFrom(*first)) : QCborArray();
    if (values.at(0).toString() != firstRecord || values.at(1).toInteger() != version)
        return notUnderstood(firstRecord);
    reader.m_made = Time(std::chrono::seconds(values.at(2).toInteger()));
    return reader;
}

Result<bool> BackupReader::has(qsizetype size)
{
    while (m_buffer.size() < size && !m_stream.atEnd())
        m_buffer += TRY(orDamaged(m_stream.read()));
    return m_buffer.size() >= size;
}

Result<std::optional<QByteArray>> BackupReader::record()
{
    if (!TRY(has(lengthBytes)))
        return m_buffer.isEmpty() ? Result<std::optional<QByteArray>>(std::nullopt)
                                  : notUnderstood(u"a length"_s);
    const auto size = qFromBigEndian<quint32>(m_buffer.constData());
    if (size > longestRecord || !TRY(has(lengthBytes + qsizetype(size))))
        return notUnderstood(u"a length"_s);
    const QByteArray record = m_buffer.mid(lengthBytes, qsizetype(size));
    m_buffer.remove(0, lengthBytes + qsizetype(size));
    return std::optional(record);
}

Result<std::optional<BackupRow>> BackupReader::next()
{
    const auto bytes = TRY(record());
    if (!bytes)
        return std::optional<BackupRow>();
    const auto values = TRY(arrayFrom(*bytes));
    auto row = TRY(rowFrom(values));
    return std::optional(std::move(row));
}

} // namespace tuppence::payments
