// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace tuppence::payments {

/// Money that the owner sends on their own wish.
struct Transfer
{
    AssetAmount amount;
    QByteArray payee; ///< in the chain's own form: EIP-55 for EVM
    QByteArray requester; ///< the owner's client key, hexadecimal
    QString requesterName;
    QList<Error> warnings; ///< of the payee, on top of what the payment itself tells
};

} // namespace tuppence::payments
