// SPDX-License-Identifier: MIT
#include "core/payments/warnings.h"

#include "core/money/registry.h"

namespace tuppence::payments {

using namespace Qt::StringLiterals;

namespace {

Error warning(const char *code, const QJsonObject &data = {})
{
    return {Error::Kind::Refused, code, data, {}};
}

} // namespace

QList<Error> warningsFor(const Option &option, const net::Request &request, const Rooms &rooms)
{
    QList<Error> warnings;
    if (option.offer.flow == deal::Flow::Upfront)
        warnings.append(warning("warning.upfront"));
    if (option.offer.flow == deal::Flow::Escrow)
        warnings.append(warning("warning.escrow"));
    const QByteArray site = net::origin(request.url);
    const QByteArray claimed = net::origin(option.challenge.resource);
    if (!claimed.isEmpty() && claimed != site)
        warnings.append(warning("warning.other_resource",
                                {{u"claimed"_s, QString::fromLatin1(claimed)},
                                 {u"site"_s, QString::fromLatin1(site)}}));
    const auto *asset = rooms.registry->asset(option.amount.asset);
    const bool differs =
        (!option.offer.claimedName.isEmpty() && option.offer.claimedName != asset->name)
        || (!option.offer.claimedVersion.isEmpty()
            && option.offer.claimedVersion != asset->version);
    if (differs)
        warnings.append(
            warning("warning.token_name",
                    {{u"claimed"_s, option.offer.claimedName}, {u"known"_s, asset->name}}));
    if (request.url.scheme() == u"http")
        warnings.append(warning("warning.plain_http"));
    if (!option.balance)
        warnings.append(warning("warning.balance_unknown"));
    if (rooms.earlierPaymentsLost && rooms.earlierPaymentsLost())
        warnings.append(warning("warning.ledger_set_aside"));
    return warnings;
}

} // namespace tuppence::payments
