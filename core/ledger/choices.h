// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"

#include <QList>
#include <QUrl>

#include <optional>

namespace tuppence::ledger {

/// A program that may ask: it holds the private half of this key.
struct Client
{
    QByteArray publicKey; ///< Ed25519, 32 bytes
    QString name; ///< the owner's; unique among the paired ones
    QByteArray kind; ///< "agent", "browser"
    QByteArray fingerprint; ///< as both sides showed it
    Time paired;
    std::optional<Time> revoked; ///< none: it is paired

    friend bool operator==(const Client &, const Client &) = default;
};

/// What the owner said about one network.
struct NetworkChoice
{
    NetworkId network;
    bool isEnabled = false;
    QList<QUrl> rpc; ///< the owner's own addresses, in order; empty: those of the registry

    friend bool operator==(const NetworkChoice &, const NetworkChoice &) = default;
};

/// Who changes something, and when.
struct Author
{
    QByteArray who; ///< "owner", "command line"
    Time at;
};

/// One change of a setting, a network or a limit, kept for good.
struct Change
{
    QByteArray key; ///< the setting's, or "network:" and the network, or "limit " and the subject
    QByteArray who;
    Time at;
    std::optional<QByteArray> from; ///< none: it was not set
    QByteArray to; ///< empty: it was taken away

    friend bool operator==(const Change &, const Change &) = default;
};

} // namespace tuppence::ledger
