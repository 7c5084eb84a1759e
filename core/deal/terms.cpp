// SPDX-License-Identifier: MIT
#include "core/deal/terms.h"

#include "core/deal/instruction.h"

#include <QCryptographicHash>
#include <QUrlQuery>
#include <QtEndian>

namespace tuppence::deal {

namespace {

const QByteArray prefix = "tuppence-terms-1";
constexpr qsizetype leastFields = 14; ///< all but the channel

void append(QByteArray &encoded, const QByteArray &field)
{
    QByteArray length(4, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(field.size()), length.data());
    encoded += length + field;
}

Result<QByteArrayList> fields(QByteArrayView encoded)
{
    const auto malformed = fail(Error::Kind::Malformed, "deal.terms");
    if (!encoded.startsWith(prefix))
        return malformed;
    encoded = encoded.sliced(prefix.size());
    QByteArrayList found;
    while (!encoded.isEmpty()) {
        if (encoded.size() < 4)
            return malformed;
        const auto length = qFromBigEndian<quint32>(encoded.data());
        encoded = encoded.sliced(4);
        if (length > encoded.size())
            return malformed;
        found.append(encoded.first(length).toByteArray());
        encoded = encoded.sliced(length);
    }
    if (found.size() < leastFields || found.size() > leastFields + 1)
        return malformed;
    return found;
}

} // namespace

QByteArray encode(const Terms &terms)
{
    QByteArray encoded = prefix;
    for (const QByteArray &field :
         {terms.site, terms.method, terms.url.toEncoded(), terms.bodyHash, terms.purchase,
          terms.dialect, terms.network.toString(), terms.asset.toString(), terms.amount.encode(),
          terms.payee, terms.spender, terms.highestFee.encode(),
          QByteArray::number(static_cast<qint64>(terms.validity.count())),
          terms.account.toString()})
        append(encoded, field);
    if (!terms.channel.isEmpty())
        append(encoded, terms.channel);
    return encoded;
}

std::optional<AssetAmount> allowedBy(const Terms &terms)
{
    if (terms.dialect != "transfer" || terms.method != "ALLOW")
        return std::nullopt;
    const auto asset = AssetId::parse(terms.url.path().toLatin1());
    const auto units =
        Uint256::parse(QUrlQuery(terms.url).queryItemValue(QStringLiteral("units")).toLatin1());
    if (!asset || !units || allowanceUrl({*asset, *units}) != terms.url)
        return std::nullopt;
    return AssetAmount {*asset, *units};
}

Result<Terms> decodeTerms(QByteArrayView encoded)
{
    const auto field = TRY(fields(encoded));
    Terms terms;
    terms.site = field[0];
    terms.method = field[1];
    terms.url = QUrl::fromEncoded(field[2], QUrl::StrictMode);
    terms.bodyHash = field[3];
    terms.purchase = field[4];
    terms.dialect = field[5];
    terms.network = TRY(NetworkId::parse(field[6]));
    terms.asset = TRY(AssetId::parse(field[7]));
    terms.amount = TRY(Uint256::decode(field[8]));
    terms.payee = field[9];
    terms.spender = field[10];
    terms.highestFee = TRY(Uint256::decode(field[11]));
    terms.validity = std::chrono::seconds(field[12].toLongLong());
    terms.account = TRY(AccountId::parse(field[13]));
    terms.channel = field.value(leastFields);
    if (encode(terms) != encoded)
        return fail(Error::Kind::Malformed, "deal.terms");
    return terms;
}

QByteArray nameOf(const Terms &terms)
{
    return QCryptographicHash::hash(encode(terms), QCryptographicHash::Sha256);
}

} // namespace tuppence::deal
