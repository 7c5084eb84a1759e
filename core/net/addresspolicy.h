// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>

#include <optional>

namespace tuppence::net {

/// What lies at an address. Reserved: anything that a request for the public web must not reach
/// (private, link-local, carrier-grade NAT, multicast, unspecified, documentation, benchmarks, …).
enum class Place { Public, Loopback, Reserved };

/// Where `address` leads, by the registries of special addresses. An IPv4 address inside an IPv6
/// one (mapped, compatible, NAT64, 6to4) counts as itself, and loopback inside one as Reserved.
/// https://www.iana.org/assignments/iana-ipv4-special-registry
/// https://www.iana.org/assignments/iana-ipv6-special-registry
[[nodiscard]] Place place(const QHostAddress &address);

/// The address that `host` spells, in any of the spellings that resolvers understand: "127.0.0.1",
/// "0x7f.1", "2130706433", "[::1]", with a trailing dot. No value: a name.
[[nodiscard]] std::optional<QHostAddress> addressOf(const QString &host);

} // namespace tuppence::net
