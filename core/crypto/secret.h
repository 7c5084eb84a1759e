// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArrayView>

namespace tuppence::crypto {

using tuppence::Bytes;
using tuppence::Secret;

/// Public bytes as the functions of this folder read them. No copy.
[[nodiscard]] inline Bytes bytesOf(QByteArrayView open)
{
    return {reinterpret_cast<const quint8 *>(open.data()), static_cast<size_t>(open.size())};
}

} // namespace tuppence::crypto
