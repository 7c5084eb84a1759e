// SPDX-License-Identifier: MIT
#include "core/gateway/exportjson.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/ledger/ledger.h"

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// Of one page; with the rest of the message it stays below longestMessage.
constexpr qsizetype longestPage = 192 * 1024;

Outcome allow(OwnerDesk &desk, Call call)
{
    return andThen(desk.prove(std::move(call.secrets.at(0))), &desk,
                   [&desk](const vault::OwnerProof &) {
                       desk.allowExport();
                       return answered();
                   });
}

Json pageJson(const ledger::EntryPage &page, const QList<ledger::Client> &clients,
              const money::Registry &registry)
{
    Json list = Json::array();
    for (const ledger::Entry &entry : page.entries)
        list.push_back(entryJson(entry, clients, registry));
    return {{"payments", list}, {"next", page.next.isEmpty() ? Json() : toJson(page.next)}};
}

/// At most `limit` of them, and so few that they fit into one message, however long they are.
Outcome pageOf(OwnerDesk &desk, int limit, const QByteArray &after,
               const QList<ledger::Client> &clients)
{
    const Household &household = desk.household();
    return andThen(household.ledger->entries(limit, after), &desk,
                   [&desk, &household, limit, after, clients](const ledger::EntryPage &page) {
                       const Json json = pageJson(page, clients, *household.registry);
                       if (limit > 1 && toText(json).size() > longestPage)
                           return pageOf(desk, limit / 2, after, clients);
                       return answered(json);
                   });
}

Outcome nextPage(OwnerDesk &desk, const Call &call)
{
    if (!desk.mayExport())
        return failed<std::shared_ptr<Answer>>(
            {Error::Kind::Refused, "gateway.export_not_allowed", {}, {}});
    const auto limit = limitFrom(call.params);
    if (!limit)
        return failed<std::shared_ptr<Answer>>(limit.error());
    return andThen(
        desk.household().ledger->clients(), &desk,
        [&desk, limit = *limit, after = call.text("after")](const QList<ledger::Client> &clients) {
            return pageOf(desk, limit, after, clients);
        });
}

} // namespace

OwnerMethods exportMethods(OwnerDesk &desk)
{
    return {
        {"export", {{"passphrase"}, [&desk](Call call) { return allow(desk, std::move(call)); }}},
        {"export.page", {{}, [&desk](const Call &call) { return nextPage(desk, call); }}},
    };
}

} // namespace tuppence::gateway
