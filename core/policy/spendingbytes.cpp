// SPDX-License-Identifier: MIT
#include "core/policy/spending.h"

#include <QtEndian>

#include <algorithm>
#include <optional>

namespace tuppence::policy {

namespace {

// Whole numbers are big-endian; bytes come behind their length in 4 bytes, entries of a map behind
// their number and in the order of their keys.
constexpr quint8 version = 1;

/// Writes values one after the other.
class Writer
{
public:
    explicit Writer(QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    template <class Number> void number(Number value)
    {
        const Number bigEndian = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian);
    }

    void put(int value) { number(qint32 {value}); }

    void put(qint64 value) { number(value); }

    void put(Time time) { number(qint64 {time.time_since_epoch().count()}); }

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
        bytes({first, whole.end()});
    }

    void put(const AssetId &asset) { bytes(asset.toString()); }

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
    void bytes(QByteArrayView bytes)
    {
        number(quint32(bytes.size()));
        m_bytes.append(bytes);
    }

    QByteArray &m_bytes;
};

/// Reads what a Writer wrote, and nothing that is spelled in another way; isWhole() says at the end
/// whether it was that.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool isWhole() const { return m_isSound && m_rest.isEmpty(); }

    template <class Number> Number number()
    {
        const QByteArrayView bytes = next(sizeof(Number));
        return m_isSound ? qFromBigEndian<Number>(bytes.data()) : Number {};
    }

    void take(int &value) { value = number<qint32>(); }

    void take(qint64 &value) { value = number<qint64>(); }

    void take(Time &time) { time = Time {std::chrono::seconds {number<qint64>()}}; }

    void take(Period &period)
    {
        take(period.start);
        take(period.end);
    }

    void take(Uint256 &units)
    {
        const QByteArrayView bytes = next(number<quint32>());
        const auto value = Uint256::decode(bytes);
        expect(value && !bytes.startsWith('\0'));
        units = value.value_or(Uint256 {});
    }

    void take(AssetId &asset)
    {
        const QByteArrayView bytes = next(number<quint32>());
        const auto value = AssetId::parse(bytes);
        expect(value && value->toString() == bytes);
        asset = value.value_or(AssetId {});
    }

    void take(AssetSpending &spending)
    {
        for (Uint256 *sum : {&spending.day, &spending.week, &spending.month, &spending.total})
            take(*sum);
        take(spending.hours);
        take(spending.days);
    }

    template <class Key, class Value> void take(QMap<Key, Value> &map)
    {
        const auto count = number<qint32>();
        expect(count >= 0);
        for (int i = 0; i < count && m_isSound; ++i) {
            Key key {};
            Value value {};
            take(key);
            take(value);
            expect(map.isEmpty() || map.lastKey() < key);
            map.insert(map.cend(), key, value);
        }
    }

    void expect(bool isSo) { m_isSound = m_isSound && isSo; }

private:
    /// The next `size` bytes; none where there are fewer.
    QByteArrayView next(qsizetype size)
    {
        expect(size <= m_rest.size());
        if (!m_isSound)
            return {};
        const QByteArrayView bytes = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return bytes;
    }

    QByteArrayView m_rest;
    bool m_isSound = true;
};

} // namespace

QByteArray encode(const Spending &spending)
{
    QByteArray bytes;
    Writer writer(bytes);
    writer.number(version);
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
    Spending spending;
    reader.expect(reader.number<quint8>() == version);
    reader.take(spending.began);
    reader.take(spending.newest);
    for (Period *period : {&spending.day, &spending.week, &spending.month})
        reader.take(*period);
    reader.take(spending.assets);
    reader.take(spending.seconds);
    if (!reader.isWhole())
        return fail(Error::Kind::Malformed, "limits.spending");
    return spending;
}

} // namespace tuppence::policy
