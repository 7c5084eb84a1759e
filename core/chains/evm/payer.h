// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/eip55.h"

#include <QByteArray>

namespace tuppence::evm {

/// Refused "chain.wrong_signature": `payer` did not sign `digest`.
[[nodiscard]] Result<Done> expectPayer(const QByteArray &digest, const QByteArray &signature,
                                       const Address &payer);

} // namespace tuppence::evm
