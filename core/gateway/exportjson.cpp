// SPDX-License-Identifier: MIT
#include "core/gateway/exportjson.h"

#include "core/gateway/messages.h"
#include "core/gateway/reportjson.h"
#include "core/ledger/outcome.h"

namespace tuppence::gateway {

namespace {

Json timeOrNull(const std::optional<Time> &time)
{
    return time ? toJson(toRfc3339(*time)) : Json();
}

Json approvedBy(const ledger::Payment &payment)
{
    if (!payment.approvedBy)
        return nullptr;
    return *payment.approvedBy == deal::Approval::By::Limit ? "limit" : "owner";
}

} // namespace

Json nameOrNull(const QByteArray &requester, const QList<ledger::Client> &clients)
{
    for (const ledger::Client &client : clients) {
        if (client.publicKey.toHex() == requester)
            return toJson(client.name);
    }
    return nullptr;
}

Json entryJson(const ledger::Entry &entry, const QList<ledger::Client> &clients,
               const money::Registry &registry)
{
    const ledger::Payment &payment = entry.payment;
    const deal::Terms &terms = payment.terms;
    Json json = paymentJson(payment, registry);
    // A name and a password in a URL are secrets of the site.
    json["url"] = toJson(terms.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
    json["status"] = toJson(ledger::nameOf(ledger::outcome(payment)));
    json["requester"] = nameOrNull(entry.requester, clients);
    json["fingerprint"] = toJson(fingerprint(QByteArray::fromHex(entry.requester)));
    json["approvedBy"] = approvedBy(payment);
    json["reason"] = payment.reason.isEmpty() ? Json() : toJson(payment.reason);
    json["moved"] =
        payment.money.moved ? amountJson({terms.asset, *payment.money.moved}, registry) : Json();
    json["httpStatus"] = payment.answer.status == 0 ? Json() : Json(payment.answer.status);
    json["answerCode"] = payment.answer.code.isEmpty() ? Json() : toJson(payment.answer.code);
    json["decided"] = timeOrNull(payment.decided);
    json["paid"] = timeOrNull(payment.sent);
    json["closed"] = timeOrNull(payment.closed);
    return json;
}

} // namespace tuppence::gateway
