// SPDX-License-Identifier: MIT
#include "core/crypto/rlp.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr int maxDepth = 32;
constexpr qsizetype longest = 55; // bytes whose length fits into the first byte
constexpr quint8 bytesTag = 0x80;
constexpr quint8 listTag = 0xc0;

QByteArray withoutLeadingZeros(const QByteArray &bytes)
{
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c != 0; });
    return bytes.mid(first - bytes.begin());
}

QByteArray headed(quint8 tag, QByteArrayView payload)
{
    QByteArray head;
    if (payload.size() <= longest) {
        head.append(static_cast<char>(tag + payload.size()));
    } else {
        const QByteArray length =
            withoutLeadingZeros(Uint256(static_cast<quint64>(payload.size())).encode());
        head.append(static_cast<char>(tag + longest + length.size()));
        head.append(length);
    }
    return head.append(payload);
}

auto malformed()
{
    return fail(Error::Kind::Malformed, "rlp.malformed");
}

/// Reads items one behind the other.
class Reader
{
public:
    explicit Reader(QByteArrayView encoded)
        : m_rest(encoded)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    Result<RlpItem> item(int depth)
    {
        if (atEnd())
            return malformed();
        const auto first = static_cast<quint8>(m_rest.front());
        if (first < bytesTag)
            return RlpItem {take(1).toByteArray()};
        if (first >= listTag)
            return list(depth);
        const auto bytes = TRY(payload(bytesTag));
        if (bytes.size() == 1 && static_cast<quint8>(bytes.front()) < bytesTag)
            return malformed(); // such a byte stands for itself
        return RlpItem {bytes.toByteArray()};
    }

private:
    Result<RlpItem> list(int depth)
    {
        if (depth >= maxDepth)
            return fail(Error::Kind::OutOfRange, "rlp.too_deep",
                        {{QStringLiteral("most"), maxDepth}});
        const auto encoded = TRY(payload(listTag));
        Reader inner(encoded);
        std::vector<RlpItem> items;
        while (!inner.atEnd()) {
            auto next = TRY(inner.item(depth + 1));
            items.push_back(std::move(next));
        }
        return RlpItem {std::move(items)};
    }

    /// What stands behind the head that begins with `tag` or a little more.
    Result<QByteArrayView> payload(quint8 tag)
    {
        const auto size = TRY(payloadSize(static_cast<quint8>(take(1).front()) - tag));
        if (size > m_rest.size())
            return malformed();
        return take(size);
    }

    Result<qsizetype> payloadSize(qsizetype spelled)
    {
        if (spelled <= longest)
            return spelled;
        const qsizetype lengthBytes = spelled - longest; // 1 … 8
        if (lengthBytes > m_rest.size() || m_rest.front() == 0)
            return malformed();
        const auto length = TRY(Uint256::decode(take(lengthBytes)));
        const auto size = length.toUint64();
        if (!size || *size <= longest || *size > static_cast<quint64>(m_rest.size()))
            return malformed();
        return static_cast<qsizetype>(*size);
    }

    QByteArrayView take(qsizetype count)
    {
        const auto taken = m_rest.first(count);
        m_rest = m_rest.sliced(count);
        return taken;
    }

    QByteArrayView m_rest;
};

} // namespace

QByteArray rlpBytes(QByteArrayView bytes)
{
    if (bytes.size() == 1 && static_cast<quint8>(bytes.front()) < bytesTag)
        return bytes.toByteArray();
    return headed(bytesTag, bytes);
}

QByteArray rlpNumber(const Uint256 &number)
{
    return rlpBytes(withoutLeadingZeros(number.encode()));
}

QByteArray rlpList(const QByteArrayList &encodedItems)
{
    return headed(listTag, encodedItems.join());
}

Result<RlpItem> rlpDecode(QByteArrayView encoded)
{
    Reader reader(encoded);
    auto item = TRY(reader.item(0));
    if (!reader.atEnd())
        return malformed();
    return item;
}

} // namespace tuppence::evm
