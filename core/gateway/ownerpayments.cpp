// SPDX-License-Identifier: MIT
#include "core/base/plaintext.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/gateway/reportjson.h"
#include "core/ledger/ledger.h"
#include "core/payments/engine.h"
#include "core/protocols/protocolregistry.h"
#include "core/vault/vault.h"

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

constexpr qsizetype longestReason = 500;

Outcome requests(OwnerDesk &desk, const Call &call)
{
    Json list = Json::array();
    for (const payments::Waiting &waiting : desk.household().engine->waiting())
        list.push_back(waitingJson(waiting, *desk.household().registry));
    return page("requests", list, call.params);
}

/// What the seller signed of it, as its dialect reads that.
deal::SignedWords signedWordsOf(const ledger::Payment &payment, const ProtocolRegistry &protocols)
{
    const auto *protocol = protocols.find(payment.terms.dialect);
    if (!protocol || !payment.sent)
        return {};
    return protocol->signedWords({payment.terms, payment.challenge, payment.answer.receipt,
                                  *payment.sent, payment.lastSent.value_or(*payment.sent)});
}

Json historyJson(const ledger::Payment &payment, const Household &household)
{
    Json json = paymentJson(payment, *household.registry);
    const auto words = signedWordsOf(payment, *household.protocols);
    json["signedOffer"] = signedWordJson(words.offer);
    json["signedReceipt"] = signedWordJson(words.receipt);
    return json;
}

Outcome history(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    const auto limit = limitFrom(call.params);
    if (!limit)
        return failed<std::shared_ptr<Answer>>(limit.error());
    return andThen(
        household.ledger->history(*limit, call.text("after")), &desk,
        [&household](const ledger::Page &page) {
            Json list = Json::array();
            for (const ledger::Payment &payment : page.payments)
                list.push_back(historyJson(payment, household));
            return answered(
                {{"payments", list}, {"next", page.next.isEmpty() ? Json() : toJson(page.next)}});
        });
}

Outcome approve(OwnerDesk &desk, Call call)
{
    auto unlocked = unlockWithProof(desk, std::move(call.secrets.at(0)));
    const QByteArray payment = call.text("payment");
    const QByteArray shown = QByteArray::fromHex(call.text("terms"));
    auto approved = andThen(std::move(unlocked), &desk, [&desk, payment, shown](Done) {
        return desk.household().engine->approve(payment, shown);
    });
    return answered(desk, std::move(approved));
}

Outcome refuse(OwnerDesk &desk, const Call &call)
{
    const QString reason = plainText(call.text("reason"), longestReason);
    return answered(desk, desk.household().engine->refuse(call.text("payment"), reason));
}

} // namespace

OwnerMethods paymentMethods(OwnerDesk &desk)
{
    return {
        {"requests", {{}, [&desk](const Call &call) { return requests(desk, call); }}},
        {"history", {{}, [&desk](const Call &call) { return history(desk, call); }}},
        {"approve",
         {{"passphrase"}, [&desk](Call call) { return approve(desk, std::move(call)); }}},
        {"refuse", {{}, [&desk](const Call &call) { return refuse(desk, call); }}},
    };
}

} // namespace tuppence::gateway
