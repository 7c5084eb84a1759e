// SPDX-License-Identifier: MIT
#include "core/gateway/limitjson.h"
#include "core/gateway/limitorder.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/ledger/ledger.h"
#include "core/payments/engine.h"
#include "core/policy/limittext.h"
#include "core/policy/standing.h"
#include "core/vault/vault.h"

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;
using Rows = QList<ledger::LimitRow>;
using Clients = QList<ledger::Client>;

Json limitsJson(const Rows &rows, const Clients &clients, const Household &household)
{
    Json list = Json::array();
    for (const ledger::LimitRow &row : rows) {
        Json limit = limitJson(row, clients, *household.registry, household.clock->now());
        if (!limit.is_null())
            list.push_back(std::move(limit));
    }
    return list;
}

Outcome list(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    return andThen(household.engine->limits(), &desk, [&, params = call.params](const Rows &rows) {
        return andThen(household.ledger->clients(), &desk,
                       [&household, rows, params](const Clients &clients) {
                           return page("limits", limitsJson(rows, clients, household), params);
                       });
    });
}

ledger::LimitRow rowOf(const Rows &rows, const deal::Subject &subject)
{
    for (const ledger::LimitRow &row : rows) {
        if (row.subject == subject.key())
            return row;
    }
    return {subject.key(), {}, {}, true};
}

/// What the owner wants written, and what there was before.
struct Change
{
    deal::Subject subject;
    ledger::LimitRow before;
    Clients clients;
};

/// Proves that the owner asks, unlocks for it, and finds what is to be changed.
Pending<Change> prepare(OwnerDesk &desk, Call call)
{
    const Household &household = desk.household();
    auto opened = unlockWithProof(desk, std::move(call.secrets.at(0)));
    auto clients = andThen(std::move(opened), &desk,
                           [&household](Done) { return household.ledger->clients(); });
    return andThen(std::move(clients), &desk, [&, params = call.params](const Clients &known) {
        const auto subject = subjectFrom(params, known, *household.registry);
        if (!subject)
            return failed<Change>(subject.error());
        return andThen(household.engine->limits(), &desk,
                       [subject = *subject, known](const Rows &rows) {
                           return ready<Change>(Change {subject, rowOf(rows, subject), known});
                       });
    });
}

Pending<Done> write(const Household &household, const Change &change, const QByteArray &content,
                    bool isCountedAnew = false)
{
    auto key = household.vault->limitsKey();
    if (!key)
        return failed<Done>(key.error());
    policy::Spending fresh;
    fresh.began = household.clock->now();
    return household.ledger->setLimit(
        {change.subject.key(), content, policy::encode(fresh), isCountedAnew},
        {"owner", household.clock->now()}, std::make_shared<const Secret>(*std::move(key)));
}

Outcome set(OwnerDesk &desk, Call call)
{
    const Household &household = desk.household();
    const Json params = call.params;
    return andThen(
        prepare(desk, std::move(call)), &desk, [&household, &desk, params](const Change &change) {
            deal::Limit before;
            before.subject = change.subject;
            const auto standing = policy::standingFrom(change.subject, change.before.isSound,
                                                       change.before.limit, change.before.spending);
            const auto limit = changed(standing.limit.value_or(before), params, *household.registry,
                                       household.clock->now());
            if (!limit)
                return failed<std::shared_ptr<Answer>>(limit.error());
            const QByteArray content = policy::encode(*limit);
            ledger::LimitRow after {change.subject.key(), content, {}, true};
            const Json *anew = member(params, "anew");
            const bool isCountedAnew = anew && *anew == true;
            if (standing.isSound && !isCountedAnew)
                after.spending = change.before.spending;
            const Json told =
                limitJson(after, change.clients, *household.registry, household.clock->now());
            return andThen(write(household, change, content, isCountedAnew), &desk,
                           [told](Done) { return answered(told); });
        });
}

Outcome remove(OwnerDesk &desk, Call call)
{
    const Household &household = desk.household();
    auto removed =
        andThen(prepare(desk, std::move(call)), &desk, [&household](const Change &change) {
            if (change.before.limit.isEmpty() && change.before.isSound)
                return failed<Done>({Error::Kind::Refused, "limits.none", {}, {}});
            return write(household, change, {});
        });
    return answered(desk, std::move(removed));
}

} // namespace

OwnerMethods limitMethods(OwnerDesk &desk)
{
    return {
        {"limits.list", {{}, [&desk](const Call &call) { return list(desk, call); }}},
        {"limits.set", {{"passphrase"}, [&desk](Call call) { return set(desk, std::move(call)); }}},
        {"limits.remove",
         {{"passphrase"}, [&desk](Call call) { return remove(desk, std::move(call)); }}},
    };
}

} // namespace tuppence::gateway
