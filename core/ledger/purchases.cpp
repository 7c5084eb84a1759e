// SPDX-License-Identifier: MIT
#include "core/ledger/purchases.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

const QString columns =
    u"SELECT id, requester, key, method, url, body_hash, created FROM purchases "_s;

Result<Purchase> read(Row &row)
{
    Purchase purchase;
    purchase.id = row.text();
    purchase.requester = row.text();
    purchase.key = row.bytes();
    purchase.method = row.text();
    purchase.url = QUrl::fromEncoded(row.text());
    purchase.bodyHash = row.bytes();
    purchase.created = row.time();
    return purchase;
}

QByteArray hashOf(const QByteArray &body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256);
}

Result<Done> insert(Connection &connection, const NewPurchase &purchase)
{
    const net::Request &request = purchase.request;
    const QVariant key = purchase.key.isEmpty() ? QVariant() : bytes(purchase.key);
    const auto inserted = connection.execute(
        u"INSERT INTO purchases (id, requester, key, method, url, body_hash, created) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {text(purchase.id), text(purchase.requester), key, text(request.method),
         text(request.url.toEncoded()), bytes(hashOf(request.body)), time(purchase.at)});
    if (!inserted && inserted.error().code == "ledger.constraint")
        return fail(Error::Kind::Refused, "purchase.id");
    if (!inserted)
        return tl::make_unexpected(inserted.error());
    return Done {};
}

Result<std::optional<Purchase>> find(Connection &connection, const QByteArray &id)
{
    return connection.row(columns + u"WHERE id = ?"_s, {text(id)}, read);
}

bool asksTheSame(const Purchase &purchase, const net::Request &request)
{
    return purchase.method == request.method && purchase.url.toEncoded() == request.url.toEncoded()
        && purchase.bodyHash == hashOf(request.body);
}

} // namespace

Result<std::optional<Purchase>> joined(Connection &connection, const NewPurchase &purchase)
{
    if (purchase.key.isEmpty())
        return std::nullopt;
    auto known = TRY(connection.row(columns + u"WHERE requester = ? AND key = ?"_s,
                                    {text(purchase.requester), bytes(purchase.key)}, read));
    if (known && !asksTheSame(*known, purchase.request))
        return fail(Error::Kind::Refused, "purchase.other_request");
    return known;
}

Result<Done> begin(Connection &connection, const NewPurchase &purchase)
{
    const auto known = TRY(find(connection, purchase.id));
    if (!known)
        return insert(connection, purchase);
    const bool isTheSame = known->requester == purchase.requester && known->key == purchase.key
        && asksTheSame(*known, purchase.request);
    if (!isTheSame)
        return fail(Error::Kind::Refused, "purchase.id");
    return Done {};
}

Result<Purchase> purchase(Connection &connection, const QByteArray &id)
{
    auto found = TRY(find(connection, id));
    if (!found)
        return fail(Error::Kind::Refused, "purchase.unknown");
    return *std::move(found);
}

} // namespace tuppence::ledger
