// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"

#include <QHostAddress>
#include <QList>

namespace tuppence::net {

/// Finds the addresses of a name.
class Resolver
{
public:
    virtual ~Resolver() = default;
    /// At least one address, in the order to try. `host` is a name in ASCII, no address.
    /// Network ("http.unknown_host"): there is no such name, or nobody could be asked.
    [[nodiscard]] virtual Pending<QList<QHostAddress>> resolve(const QString &host) = 0;
};

/// Asks the system, as every other program does.
class SystemResolver final : public Resolver
{
public:
    [[nodiscard]] Pending<QList<QHostAddress>> resolve(const QString &host) override;
};

} // namespace tuppence::net
