// SPDX-License-Identifier: MIT
#include "core/gateway/reportjson.h"

#include "core/base/amount.h"
#include "core/gateway/messages.h"
#include "core/ledger/outcome.h"
#include "core/money/registry.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

/// Of the header lines of one head; with the rest of a report it stays below longestMessage.
constexpr qsizetype mostHeaderBytes = 96 * 1024;
/// Registry::usd() counts in 10^-18 dollars.
constexpr int usdDecimals = 18;

Json timeJson(const std::optional<Time> &time)
{
    return time ? toJson(toRfc3339(*time)) : Json();
}

Json textOrNull(const QByteArray &text)
{
    return text.isEmpty() ? Json() : toJson(text);
}

Json usdJson(const AssetAmount &amount, const money::Registry &registry)
{
    const auto worth = registry.usd(amount);
    if (!worth)
        return nullptr;
    const auto dollars = Amount::create(*worth, usdDecimals);
    return dollars ? toJson(dollars->toString()) : Json();
}

Json feeJson(const deal::Terms &terms, const money::Registry &registry)
{
    const auto *network = registry.network(terms.network);
    if (terms.highestFee.isZero() || !network || !network->coin)
        return nullptr;
    return amountJson({network->coin->id, terms.highestFee}, registry);
}

Json allowedJson(const deal::Terms &terms, const money::Registry &registry)
{
    const auto allowed = deal::allowedBy(terms);
    return allowed ? amountJson(*allowed, registry) : Json();
}

/// What a seller says of the settlement: as it came, or as text where it is not JSON.
Json receiptJson(const QByteArray &receipt)
{
    if (receipt.isEmpty())
        return nullptr;
    return parseJson(receipt).value_or(toJson(receipt));
}

Json errorOrNull(const std::optional<Error> &error)
{
    return error ? toJson(*error) : Json();
}

Json warningsJson(const QList<Error> &warnings)
{
    Json list = Json::array();
    for (const Error &warning : warnings)
        list.push_back(toJson(warning));
    return list;
}

Json offerJson(const payments::QuotedOffer &offer, const money::Registry &registry)
{
    return {{"dialect", toJson(offer.dialect)},
            {"network", toJson(offer.network.toString())},
            {"amount", offer.amount ? amountJson(*offer.amount, registry) : Json()},
            {"payee", textOrNull(offer.payee)},
            {"chosen", offer.chosen},
            {"error", errorOrNull(offer.obstacle)}};
}

} // namespace

Json amountJson(const AssetAmount &amount, const money::Registry &registry)
{
    Json json = {{"units", toJson(amount.units.toString())},
                 {"decimals", nullptr},
                 {"symbol", nullptr},
                 {"asset", toJson(amount.asset.toString())},
                 {"usd", usdJson(amount, registry)}};
    const auto *network = registry.network(amount.asset.network);
    if (const auto *asset = registry.asset(amount.asset)) {
        json["decimals"] = asset->decimals;
        json["symbol"] = toJson(asset->symbol);
    } else if (network && network->coin && network->coin->id == amount.asset) {
        json["decimals"] = network->coin->decimals;
        json["symbol"] = toJson(network->coin->symbol);
    }
    return json;
}

Json paymentJson(const ledger::Payment &payment, const money::Registry &registry)
{
    using namespace ledger;
    const deal::Terms &terms = payment.terms;
    const bool isOpen = payment.money.kind == MoneyKind::Open;
    return {{"id", toJson(payment.id)},
            {"stage", toJson(ledger::nameOf(payment.stage))},
            {"money",
             payment.money.kind == MoneyKind::None ? Json()
                                                   : toJson(ledger::nameOf(payment.money.kind))},
            {"answer",
             payment.answer.kind == AnswerKind::None ? Json()
                                                     : toJson(ledger::nameOf(payment.answer.kind))},
            {"amount", amountJson({terms.asset, terms.amount}, registry)},
            {"allowed", allowedJson(terms, registry)},
            {"fee", feeJson(terms, registry)},
            {"network", toJson(terms.network.toString())},
            {"account", toJson(terms.account.toString())},
            {"payee", toJson(terms.payee)},
            {"channel", textOrNull(terms.channel)},
            {"site", toJson(terms.site)},
            {"dialect", toJson(terms.dialect)},
            {"transaction", textOrNull(payment.money.transaction)},
            {"created", toJson(toRfc3339(payment.asked))},
            {"openUntil", isOpen ? timeJson(payment.openUntil) : Json()},
            {"purchase", toJson(terms.purchase)},
            {"method", toJson(terms.method)},
            {"url", toJson(terms.url.toString(QUrl::FullyEncoded))},
            {"code", textOrNull(payment.code)},
            {"confirmations", payment.money.confirmations}};
}

Json signedWordJson(const std::optional<deal::SignedWord> &word)
{
    if (!word)
        return nullptr;
    const char *standing = !word->doubt ? "right" : word->isWrong() ? "wrong" : "unchecked";
    return {{"standing", standing}, {"reason", errorOrNull(word->doubt)}};
}

Json headJson(const net::Response &head)
{
    Json headers = Json::array();
    qsizetype size = 0;
    for (const auto &[name, value] : head.headers.lines()) {
        Json line = {toJson(name), toJson(value)};
        size += toText(line).size();
        if (size > mostHeaderBytes)
            break;
        headers.push_back(std::move(line));
    }
    return {{"status", head.status}, {"headers", headers}};
}

Json reportJson(const payments::Report &report, const money::Registry &registry)
{
    const auto &payment = report.payment;
    return {{"status", toJson(ledger::nameOf(report.outcome))},
            {"purchase", textOrNull(report.purchase)},
            {"response", report.head ? headJson(*report.head) : Json()},
            {"payment", payment ? paymentJson(*payment, registry) : Json()},
            {"receipt", payment ? receiptJson(payment->answer.receipt) : Json()},
            {"error", errorOrNull(report.error)},
            {"notices", warningsJson(report.notices)},
            {"exit", ledger::exitCode(report.outcome)}};
}

Json waitingJson(const payments::Waiting &waiting, const money::Registry &registry)
{
    const deal::Terms &terms = waiting.terms;
    return {{"id", toJson(waiting.payment)},
            {"terms", toJson(payments::nameOf(waiting).toHex())},
            {"purchase", toJson(terms.purchase)},
            {"requester", toJson(waiting.requesterName)},
            {"reason", toJson(waiting.reason)},
            {"description", toJson(waiting.description)},
            {"method", toJson(terms.method)},
            {"url", toJson(terms.url.toString(QUrl::FullyEncoded))},
            {"site", toJson(terms.site)},
            {"dialect", toJson(terms.dialect)},
            {"amount", amountJson({terms.asset, terms.amount}, registry)},
            {"allowed", allowedJson(terms, registry)},
            {"fee", feeJson(terms, registry)},
            {"network", toJson(terms.network.toString())},
            {"account", toJson(terms.account.toString())},
            {"payee", toJson(terms.payee)},
            {"spender", textOrNull(terms.spender)},
            {"channel", textOrNull(terms.channel)},
            {"validity", terms.validity.count()},
            {"warnings", warningsJson(waiting.warnings)},
            {"since", timeJson(waiting.since)},
            {"until", timeJson(waiting.until)}};
}

Json quoteJson(const payments::Quote &quote, const money::Registry &registry)
{
    Json offers = Json::array();
    for (const payments::QuotedOffer &offer : quote.offers)
        offers.push_back(offerJson(offer, registry));
    return {{"status", quote.status},
            {"url", toJson(quote.url.toString(QUrl::FullyEncoded))},
            {"offers", offers}};
}

QByteArray nameOf(payments::Progress progress)
{
    switch (progress) {
    case payments::Progress::Asking:
        return "asking";
    case payments::Progress::WaitingForOwner:
        return "waiting_for_owner";
    case payments::Progress::WaitingForUnlock:
        return "waiting_for_unlock";
    case payments::Progress::Paying:
        return "paying";
    case payments::Progress::Confirming:
        return "confirming";
    case payments::Progress::Receiving:
        return "receiving";
    }
    Q_UNREACHABLE();
}

} // namespace tuppence::gateway
