// SPDX-License-Identifier: MIT
#include "core/gateway/exportjson.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/ledger/ledger.h"

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// Without what it is worth to whoever has it.
Json passJson(const ledger::KeptPass &pass, const QList<ledger::Client> &clients)
{
    return {{"payment", toJson(pass.payment)},
            {"site", toJson(pass.site)},
            {"requester", nameOrNull(pass.requester, clients)},
            {"created", toJson(toRfc3339(pass.since))},
            {"until", toJson(toRfc3339(pass.until))}};
}

Outcome list(OwnerDesk &desk, const Call &call)
{
    const Household &household = desk.household();
    auto passes = household.ledger->passes(household.clock->now());
    const auto show = [params = call.params](const QList<ledger::KeptPass> &kept,
                                             const QList<ledger::Client> &clients) {
        Json all = Json::array();
        for (const ledger::KeptPass &pass : kept)
            all.push_back(passJson(pass, clients));
        return page("passes", all, params);
    };
    return andThen(std::move(passes), &desk,
                   [&desk, &household, show](const QList<ledger::KeptPass> &kept) {
                       return andThen(household.ledger->clients(), &desk,
                                      [show, kept](const QList<ledger::Client> &clients) {
                                          return show(kept, clients);
                                      });
                   });
}

Outcome forget(OwnerDesk &desk, const Call &call)
{
    return answered(desk, desk.household().ledger->forgetPass(call.text("payment")));
}

} // namespace

OwnerMethods passMethods(OwnerDesk &desk)
{
    return {
        {"passes.list", {{}, [&desk](const Call &call) { return list(desk, call); }}},
        {"passes.forget", {{}, [&desk](const Call &call) { return forget(desk, call); }}},
    };
}

} // namespace tuppence::gateway
