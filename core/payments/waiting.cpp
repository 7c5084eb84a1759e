// SPDX-License-Identifier: MIT
#include "core/payments/waiting.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace tuppence::payments {

QByteArray nameOf(const Waiting &waiting)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(waiting.termsName);
    for (const Error &warning : waiting.warnings) {

        for (const QByteArray &part : {warning.code, QJsonDocument(warning.data).toJson()}) {
            hash.addData(QByteArray::number(part.size()) + ' ');
            hash.addData(part);
        }
    }
    return hash.result();
}

} // namespace tuppence::payments
