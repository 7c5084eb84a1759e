// SPDX-License-Identifier: MIT
#include "core/payments/warnings.h"

#include "core/money/registry.h"
#include "core/net/http.h"
#include "core/net/target.h"
#include "core/payments/channels.h"

#include <QLocale>

namespace tuppence::payments {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds farApart {60};

Error warning(const char *code, const QJsonObject &data = {})
{
    return {Error::Kind::Refused, code, data, {}};
}

/// What a Date header says (RFC 9110 §5.6.7; the form that is not obsolete).
std::optional<Time> timeFrom(const QByteArray &date)
{
    QDateTime moment =
        QLocale::c().toDateTime(QString::fromLatin1(date), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!moment.isValid())
        return std::nullopt;
    moment.setTimeSpec(Qt::UTC);
    return Time {std::chrono::seconds {moment.toSecsSinceEpoch()}};
}

/// The seller's clock and ours are too far apart for a signature with an end (trust.md 16).
QList<Error> clockWarning(const net::Response &reply, Time now)
{
    const auto theirs = timeFrom(reply.headers.first("Date").value_or(QByteArray {}));
    if (!theirs || std::chrono::abs(*theirs - now) <= farApart)
        return {};
    return {
        warning("warning.clock", {{u"theirs"_s, toRfc3339(*theirs)}, {u"ours"_s, toRfc3339(now)}})};
}

/// What the seller says is for sale belongs to somebody else.
QList<Error> originWarning(const QUrl &resource, const QUrl &asked)
{
    if (resource == asked)
        return {};
    const QByteArray claimed = net::origin(resource);
    const QByteArray site = net::origin(asked);
    if (claimed.isEmpty() || claimed == site)
        return {};
    return {warning(
        "warning.other_resource",
        {{u"claimed"_s, QString::fromLatin1(claimed)}, {u"site"_s, QString::fromLatin1(site)}})};
}

/// What the newest block says of our clock (trust.md 16), as the server told it that was asked for
/// the balance. Nobody asked: no witness, and the balance that is not known asks by itself.
///
/// No block is made in the future, so one that lies there says on every network that a clock is
/// wrong. An old one says so only where blocks never stop: most networks make none while nobody
/// pays, and those of play money may stand still for days. There it says nothing.
QList<Error> blockWarning(const Option &option, const Rooms &rooms)
{
    const auto *network = rooms.registry->network(option.offer.network);
    if (!option.newestBlock || !network)
        return {};
    const Time now = rooms.clock->now();
    const auto ahead = *option.newestBlock - now;
    if (ahead <= farApart && !(network->steadyBlocks && -ahead > farApart))
        return {};
    return {warning("warning.block_clock",
                    {{u"network"_s, network->name},
                     {u"theirs"_s, toRfc3339(*option.newestBlock)},
                     {u"ours"_s, toRfc3339(now)}})};
}

/// The sum is a ceiling, and the seller decides afterwards what it takes.
QList<Error> ceilingWarning(const Option &option, const money::Registry &registry)
{
    const auto &instruction = option.offer.instruction;
    const auto *permit = instruction ? std::get_if<deal::AuthorizePermit2>(&*instruction) : nullptr;
    if (!permit || permit->witness != deal::AuthorizePermit2::Witness::PayeeAndFacilitator)
        return {};
    return {warning("warning.ceiling", {{u"amount"_s, registry.display(option.amount)}})};
}

/// What the seller signed is not what it asks for (x402.md 3.4). That a signature cannot be checked
/// is no warning: whoever signs nothing is not warned of either.
QList<Error> signatureWarning(const deal::Offer &offer, Time now)
{
    if (!offer.signedWord)
        return {};
    const auto word = deal::offerAt(*offer.signedWord, now);
    if (!word.isWrong())
        return {};
    return {word.doubt->code == "x402.not_payees" ? warning("warning.offer_not_payees")
                                                  : *word.doubt};
}

/// The proof goes to somebody else than the site that asks for it.
QList<Error> proofWarning(const QUrl &goesTo, const QUrl &asked)
{
    const QByteArray other = net::origin(goesTo);
    if (other.isEmpty() || other == net::origin(asked))
        return {};
    return {warning("warning.proof_elsewhere", {{u"origin"_s, QString::fromLatin1(other)}})};
}

} // namespace

bool isReadableByOthers(const QUrl &url)
{
    const auto target = net::Target::create(url, net::Reach::Loopback);
    return url.scheme() == u"http" && !(target && target->isThisMachine);
}

QList<Error> warningsFor(const Option &option, const Asked &asked, const Rooms &rooms)
{
    const net::Request &request = asked.request;
    QList<Error> warnings;
    if (option.offer.flow == deal::Flow::Upfront)
        warnings.append(warning("warning.upfront"));
    if (option.offer.flow == deal::Flow::Escrow)
        warnings.append(warning("warning.escrow"));
    warnings += ceilingWarning(option, *rooms.registry);
    warnings += originWarning(option.challenge.resource, request.url);
    warnings += signatureWarning(option.offer, rooms.clock->now());
    warnings += proofWarning(option.challenge.proofGoesTo, request.url);
    if (option.offer.payeeMisspelled)
        warnings.append(
            warning("warning.payee_misspelled", {{u"payee"_s, QString::fromLatin1(option.payee)}}));
    // The owner may have taken it away since the offer was read; preparing will say so.
    const auto *asset = rooms.registry->asset(option.amount.asset);
    const bool differs = asset
        && ((!option.offer.claimedName.isEmpty() && option.offer.claimedName != asset->name)
            || (!option.offer.claimedVersion.isEmpty()
                && option.offer.claimedVersion != asset->version));
    if (differs)
        warnings.append(
            warning("warning.token_name",
                    {{u"claimed"_s, option.offer.claimedName}, {u"known"_s, asset->name}}));
    if (isReadableByOthers(request.url))
        warnings.append(warning("warning.plain_http"));
    warnings += clockWarning(asked.reply, rooms.clock->now());
    warnings += blockWarning(option, rooms);
    if (!option.balance && !voucherIn(option.offer.instruction))
        warnings.append(warning("warning.balance_unknown"));
    if (rooms.earlierPaymentsLost && rooms.earlierPaymentsLost())
        warnings.append(warning("warning.ledger_set_aside"));
    if (rooms.restoredLately && rooms.restoredLately())
        warnings.append(warning("warning.restored"));
    return warnings;
}

QList<Error> approvalWarning(const Option &option, const std::optional<AssetAmount> &fee,
                             const Rooms &rooms)
{
    if (!fee || deal::isSubmitted(*option.offer.instruction))
        return {};
    const auto *network = rooms.registry->network(option.offer.network);
    return {warning("warning.approval_signed",
                    {{u"amount"_s, rooms.registry->display(option.amount)},
                     {u"fee"_s, rooms.registry->display(*fee)},
                     {u"network"_s, network ? network->name : QString()}})};
}

} // namespace tuppence::payments
