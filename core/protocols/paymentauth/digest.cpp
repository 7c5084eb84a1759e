// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/digest.h"

#include "core/base/bytes.h"
#include "core/protocols/sellertext.h"

#include <QCryptographicHash>

#include <optional>

namespace tuppence::paymentauth {

namespace {

std::optional<QCryptographicHash::Algorithm> algorithmNamed(const QByteArray &name)
{
    if (name == "sha-256")
        return QCryptographicHash::Sha256;
    if (name == "sha-512")
        return QCryptographicHash::Sha512;
    return std::nullopt;
}

/// What stands behind the name: bytes of a structured field, or bare base64.
QByteArray withoutColons(const QByteArray &value)
{
    const bool isField = value.size() > 1 && value.startsWith(':') && value.endsWith(':');
    return isField ? value.sliced(1, value.size() - 2) : value;
}

} // namespace

Result<Done> expectDigest(const QByteArray &digest, const QByteArray &body)
{
    const auto unknown = fail(Error::Kind::Unsupported, "mpp.digest_unknown", sellersWords(digest));
    bool isChecked = false;
    for (const QByteArray &part : digest.split(',')) {
        const QByteArray said = part.trimmed();
        const auto equals = said.indexOf('=');
        const auto algorithm = algorithmNamed(said.left(qMax<qsizetype>(equals, 0)).toLower());
        if (!algorithm)
            continue;
        const auto wanted = fromBase64(withoutColons(said.sliced(equals + 1)));
        if (!wanted)
            return unknown;
        if (*wanted != QCryptographicHash::hash(body, *algorithm))
            return fail(Error::Kind::Refused, "mpp.digest");
        isChecked = true;
    }
    return isChecked ? Result<Done>(Done {}) : unknown;
}

} // namespace tuppence::paymentauth
