// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QUrl>

#include <optional>
#include <utility>

namespace tuppence::net {

/// Header lines in the order they were sent; names compare without letter case.
class Headers
{
public:
    Headers() = default;

    Headers(std::initializer_list<std::pair<QByteArray, QByteArray>> lines)
        : m_lines(lines)
    {
    }

    void add(const QByteArray &name, const QByteArray &value) { m_lines.append({name, value}); }

    /// Replaces every line of that name by one.
    void set(const QByteArray &name, const QByteArray &value);
    void remove(const QByteArray &name);

    [[nodiscard]] bool has(const QByteArray &name) const { return !all(name).isEmpty(); }

    /// The first line of that name.
    [[nodiscard]] std::optional<QByteArray> first(const QByteArray &name) const;
    /// The values of all lines of that name.
    [[nodiscard]] QByteArrayList all(const QByteArray &name) const;

    [[nodiscard]] const QList<std::pair<QByteArray, QByteArray>> &lines() const { return m_lines; }

    friend bool operator==(const Headers &, const Headers &) = default;

private:
    QList<std::pair<QByteArray, QByteArray>> m_lines;
};

/// A request, whole: the exact bytes of its body are kept for the paid retry.
struct Request
{
    QByteArray method = "GET";
    QUrl url;
    Headers headers;
    QByteArray body;

    friend bool operator==(const Request &, const Request &) = default;
};

/// A response; `body` holds what was read of it, which may be nothing yet.
struct Response
{
    int status = 0;
    Headers headers;
    QByteArray body;
    QUrl url; ///< what was asked; a redirect is never followed on its own

    friend bool operator==(const Response &, const Response &) = default;
};

/// Scheme, host and port, with the default port left out: "https://example.com",
/// "http://127.0.0.1:4021". Empty for a URL that is neither http nor https. The host is in the form
/// of canonicalHost(), so that equal origins have equal text.
[[nodiscard]] QByteArray origin(const QUrl &url);

/// The host of `url` as hosts are compared: lower case, in punycode, no trailing dot; an address in
/// its usual spelling ("127.0.0.1" for "0x7f.1"), IPv6 without brackets. Empty: there is none.
[[nodiscard]] QByteArray canonicalHost(const QUrl &url);

/// The part of a host name that somebody registered: "example.co.uk" of "shop.example.co.uk", by
/// the list at https://publicsuffix.org. Empty for addresses and for suffixes such as "co.uk"
/// itself. `host` is in the form of canonicalHost().
[[nodiscard]] QByteArray registrableDomain(const QByteArray &host);

} // namespace tuppence::net
