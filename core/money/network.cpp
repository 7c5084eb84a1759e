// SPDX-License-Identifier: MIT
#include "core/money/network.h"

namespace tuppence::money {

std::optional<QUrl> Network::pageOf(const QByteArray &transaction) const
{
    if (transactionPage.isEmpty())
        return std::nullopt;
    return QUrl(transactionPage.arg(QString::fromLatin1(transaction)), QUrl::StrictMode);
}

} // namespace tuppence::money
