// SPDX-License-Identifier: MIT
#include "core/net/addresspolicy.h"

#include <QtEndian>

#include <algorithm>
#include <iterator>

namespace tuppence::net {

namespace {

struct Block4
{
    quint32 first;
    int bits;
};

/// IPv4 blocks that are not the public internet; loopback is told apart before.
constexpr Block4 reserved4[] = {
    {0x00000000, 8}, // "this network"; Linux takes 0.0.0.0 for itself
    {0x0a000000, 8}, // private
    {0x64400000, 10}, // carrier-grade NAT
    {0xa9fe0000, 16}, // link-local, where clouds keep their metadata
    {0xac100000, 12}, // private
    {0xc0000000, 24}, // protocol assignments
    {0xc0000200, 24}, // documentation
    {0xc0586300, 24}, // 6to4 relays, withdrawn
    {0xc0a80000, 16}, // private
    {0xc6120000, 15}, // benchmarks
    {0xc6336400, 24}, // documentation
    {0xcb007100, 24}, // documentation
    {0xe0000000, 4}, // multicast
    {0xf0000000, 4}, // reserved, broadcast
};

Place place4(quint32 address)
{
    if (address >> 24U == 127)
        return Place::Loopback;
    const bool isReserved =
        std::any_of(std::begin(reserved4), std::end(reserved4), [&](const Block4 &block) {
            return (address ^ block.first) >> (32 - block.bits) == 0;
        });
    return isReserved ? Place::Reserved : Place::Public;
}

/// For an IPv4 address in IPv6 clothes, which no honest name of this machine has.
Place placeOfEmbedded(quint32 address)
{
    return place4(address) == Place::Public ? Place::Public : Place::Reserved;
}

Place place6(const Q_IPV6ADDR &bytes)
{
    const auto high = qFromBigEndian<quint64>(bytes.c);
    const auto low = qFromBigEndian<quint64>(bytes.c + 8);
    const auto last4 = static_cast<quint32>(low);
    if (high == 0 && low == 1)
        return Place::Loopback;
    if (high == 0 && (low >> 32U == 0xffff || low >> 32U == 0)) // mapped, compatible
        return placeOfEmbedded(last4);
    if (high == 0x0064'ff9b'0000'0000 && low >> 32U == 0) // NAT64, RFC 6052
        return placeOfEmbedded(last4);
    if (high >> 48U == 0x2002) // 6to4, RFC 3056
        return placeOfEmbedded(static_cast<quint32>(high >> 16U));
    if (high >> 61U != 1) // only 2000::/3 is given out as global unicast
        return Place::Reserved;
    if (high >> 41U == 0x2001'0000U >> 9U) // 2001::/23: protocol assignments, Teredo among them
        return Place::Reserved;
    if (high >> 32U == 0x2001'0db8 || high >> 44U == 0x3fff'0) // documentation
        return Place::Reserved;
    return Place::Public;
}

} // namespace

Place place(const QHostAddress &address)
{
    switch (address.protocol()) {
    case QAbstractSocket::IPv4Protocol:
        return place4(address.toIPv4Address());
    case QAbstractSocket::IPv6Protocol:
        return place6(address.toIPv6Address());
    default:
        return Place::Reserved;
    }
}

std::optional<QHostAddress> addressOf(const QString &host)
{
    QString text = host;
    if (text.startsWith(u'[') && text.endsWith(u']'))
        text = text.sliced(1, text.size() - 2);
    if (text.endsWith(u'.'))
        text.chop(1);
    QHostAddress address;
    // Takes the old spellings too, in hexadecimal, octal and with fewer than four parts.
    if (text.isEmpty() || !address.setAddress(text))
        return std::nullopt;
    return address;
}

} // namespace tuppence::net
