// SPDX-License-Identifier: MIT
#include "core/payments/passes.h"

#include "core/crypto/seal.h"
#include "core/ledger/ledger.h"
#include "core/net/target.h"

namespace tuppence::payments {

namespace {

using ledger::KeptPass;

/// What a sealed value is bound to, so that no row passes for another.
QByteArray placeOf(const KeptPass &kept)
{
    return QByteArrayList {"pass", kept.requester, kept.site, kept.header}.join('\n');
}

std::optional<ServingPass> opened(const KeptPass &kept, const Rooms &rooms)
{
    const auto key = rooms.purse->answersKey();
    if (!key)
        return std::nullopt;
    const auto value = crypto::openBytes(*key, kept.sealedValue, placeOf(kept));
    if (!value)
        return std::nullopt;
    return ServingPass {{kept.site, kept.header, *value, kept.until - rooms.clock->now()},
                        kept.payment};
}

/// `pass`, whose value is open, as it is kept.
Result<KeptPass> sealedPass(KeptPass pass, const Rooms &rooms)
{
    const auto key = TRY(rooms.purse->answersKey());
    pass.sealedValue = TRY(crypto::seal(key, crypto::bytesOf(pass.sealedValue), placeOf(pass)));
    return pass;
}

} // namespace

QFuture<std::optional<ServingPass>> passFor(const Rooms &rooms, const Order &order, QObject *scope)
{
    const auto site = net::origin(order.request.url);
    auto found = rooms.ledger->passFor(order.requester, site, rooms.clock->now());
    return whenReady(
        std::move(found), scope,
        [&rooms, headers = order.request.headers](const Result<std::optional<KeptPass>> &kept) {
            const bool isFree = kept && *kept && !headers.has((*kept)->header);
            return QtFuture::makeReadyFuture(isFree ? opened(**kept, rooms) : std::nullopt);
        });
}

Pending<Done> keepPass(const Rooms &rooms, const deal::Pass &pass, const ledger::Payment &payment,
                       QObject *scope)
{
    return andThen(rooms.ledger->purchase(payment.terms.purchase), scope,
                   [&rooms, pass, payment = payment.id](const ledger::Purchase &purchase) {
                       const Time now = rooms.clock->now();
                       auto kept = sealedPass({purchase.requester, pass.site, pass.header,
                                               pass.value, payment, now, now + pass.lifetime},
                                              rooms);
                       return kept ? rooms.ledger->keepPass(*std::move(kept))
                                   : failed<Done>(kept.error());
                   });
}

} // namespace tuppence::payments
