// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/base/uint256.h"

#include <QList>

#include <optional>
#include <variant>

namespace tuppence::deal {

/// Whom a limit binds and whose spending is counted. Equal subjects have equal keys.
struct Subject
{
    enum class Kind { Wallet, Site, Agent, Payee, Asset, AgentOnSite };

    Kind kind = Kind::Wallet;
    QByteArray
        name; ///< origin, client key (hexadecimal), payee ("eip155:0xAb…") or asset (CAIP-19)
    QByteArray site; ///< the origin, of an agent on a site

    /// "wallet", "site https://shop.example", "agent 5f…", "agent 5f… https://shop.example".
    [[nodiscard]] QByteArray key() const;
    /// Malformed ("deal.subject"): not what key() gives.
    static Result<Subject> parse(const QByteArray &key);

    friend bool operator==(const Subject &, const Subject &) = default;
};

/// Dollars, in units of 10^-18; counts what the registry says is worth a dollar, and nothing else.
struct Dollars
{
    friend bool operator==(const Dollars &, const Dollars &) = default;
};

/// Whatever the registry lists under one symbol, in units of 10^-18 of a whole one.
struct Symbol
{
    QString symbol; ///< "USDC"

    friend bool operator==(const Symbol &, const Symbol &) = default;
};

/// In what a cap is counted. One asset is counted in its own smallest units.
using Measure = std::variant<Dollars, Symbol, AssetId>;

/// So much and no more.
struct Cap
{
    Measure measure;
    Uint256 units;

    friend bool operator==(const Cap &, const Cap &) = default;
};

/// What the owner allows one subject. All limits that apply to a payment must pass.
struct Limit
{
    enum class Above { Ask, Refuse };
    enum class Window { Calendar, Rolling };
    enum class Payee { AsBefore, Any };

    Subject subject;
    std::optional<Cap> perPayment, perDay, perWeek, perMonth, total;
    /// Payments without asking within 60 s. None: not said; 0: as many as come.
    std::optional<int> perMinute;
    Window window = Window::Calendar;
    QByteArray zone; ///< IANA: where its days begin; "Europe/Berlin"
    std::optional<Time> until; ///< the first second in which it allows nothing any more
    Above above = Above::Ask;
    Payee payee = Payee::AsBefore; ///< of a site: whether another payee than before may be paid

    friend bool operator==(const Limit &, const Limit &) = default;
};

/// What a decision comes to.
struct Verdict
{
    enum class Kind { Allow, Ask, Refuse };

    Kind kind = Kind::Ask;
    QList<Error> reasons; ///< every reason to ask or to refuse, each with a sentence of its own
    QList<Error> notices; ///< what the owner should know of a payment that is allowed

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

} // namespace tuppence::deal
