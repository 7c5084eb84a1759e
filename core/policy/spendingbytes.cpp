// SPDX-License-Identifier: MIT
#include "core/policy/spending.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace tuppence::policy {

namespace {

constexpr quint8 version = 1;

/// Writes values one after the other.
class Writer
{
public:
    explicit Writer(QByteArray &bytes)
        : m_stream(&bytes, QIODevice::WriteOnly)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
    }

    void put(quint8 value) { m_stream << value; }

    void put(int value) { m_stream << qint32 {value}; }

    void put(qint64 value) { m_stream << value; }

    void put(Time time) { m_stream << qint64 {time.time_since_epoch().count()}; }

    void put(const Period &period)
    {
        put(period.start);
        put(period.end);
    }

    /// Without the zeros in front: most amounts are short.
    void put(const Uint256 &units)
    {
        const QByteArray whole = units.encode();
        const auto isZero = [](char byte) { return byte == 0; };
        const auto first = std::find_if_not(whole.begin(), whole.end(), isZero);
        m_stream << QByteArray(first, whole.end() - first);
    }

    void put(const AssetId &asset) { m_stream << asset.toString(); }

    void put(const AssetSpending &spending)
    {
        for (const Uint256 &sum : {spending.day, spending.week, spending.month, spending.total})
            put(sum);
        put(spending.hours);
        put(spending.days);
    }

    template <class Key, class Value> void put(const QMap<Key, Value> &map)
    {
        put(int(map.size()));
        for (auto entry = map.begin(); entry != map.end(); ++entry) {
            put(entry.key());
            put(entry.value());
        }
    }

private:
    QDataStream m_stream;
};

/// Reads what a Writer wrote; isWhole() says at the end whether it was that.
class Reader
{
public:
    explicit Reader(const QByteArray &bytes)
        : m_stream(bytes)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
    }

    [[nodiscard]] bool isWhole() const
    {
        return m_stream.status() == QDataStream::Ok && m_stream.atEnd();
    }

    void take(quint8 &value) { m_stream >> value; }

    void take(int &value) { m_stream >> value; }

    void take(qint64 &value) { m_stream >> value; }

    void take(Time &time)
    {
        qint64 seconds = 0;
        m_stream >> seconds;
        time = Time {std::chrono::seconds {seconds}};
    }

    void take(Period &period)
    {
        take(period.start);
        take(period.end);
    }

    void take(Uint256 &units) { units = parsed<Uint256>(&Uint256::decode); }

    void take(AssetId &asset) { asset = parsed<AssetId>(&AssetId::parse); }

    void take(AssetSpending &spending)
    {
        for (Uint256 *sum : {&spending.day, &spending.week, &spending.month, &spending.total})
            take(*sum);
        take(spending.hours);
        take(spending.days);
    }

    template <class Key, class Value> void take(QMap<Key, Value> &map)
    {
        int count = 0;
        take(count);
        for (int i = 0; i < count && m_stream.status() == QDataStream::Ok; ++i) {
            Key key {};
            Value value {};
            take(key);
            take(value);
            map.insert(key, value);
        }
    }

private:
    template <class Value> Value parsed(Result<Value> (*parse)(QByteArrayView))
    {
        QByteArray bytes;
        m_stream >> bytes;
        const auto value = parse(bytes);
        if (!value)
            m_stream.setStatus(QDataStream::ReadCorruptData);
        return value.value_or(Value {});
    }

    QDataStream m_stream;
};

} // namespace

QByteArray encode(const Spending &spending)
{
    QByteArray bytes;
    Writer writer(bytes);
    writer.put(version);
    writer.put(spending.began);
    writer.put(spending.newest);
    for (const Period &period : {spending.day, spending.week, spending.month})
        writer.put(period);
    writer.put(spending.assets);
    writer.put(spending.seconds);
    return bytes;
}

Result<Spending> decodeSpending(const QByteArray &encoded)
{
    Reader reader(encoded);
    quint8 read = 0;
    Spending spending;
    reader.take(read);
    if (read != version)
        return fail(Error::Kind::Malformed, "limits.spending");
    reader.take(spending.began);
    reader.take(spending.newest);
    for (Period *period : {&spending.day, &spending.week, &spending.month})
        reader.take(*period);
    reader.take(spending.assets);
    reader.take(spending.seconds);
    // One spelling for one spending: a sum that stands there twice, or a count below zero, shows
    // here.
    if (!reader.isWhole() || encode(spending) != encoded)
        return fail(Error::Kind::Malformed, "limits.spending");
    return spending;
}

} // namespace tuppence::policy
