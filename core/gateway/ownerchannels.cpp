// SPDX-License-Identifier: MIT
#include "core/gateway/additions.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/gateway/reportjson.h"
#include "core/money/registry.h"
#include "core/payments/channels.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// `given`: what its vouchers are good for so far.
Json channelJson(const money::Channel &channel, const Uint256 &given,
                 const money::Registry &registry)
{
    const Uint256 left = channel.deposit.minus(given).value_or(Uint256());
    const auto orNull = [](const auto &text) { return text.isEmpty() ? Json() : toJson(text); };
    return {{"id", toJson(channel.id)},
            {"network", toJson(channel.asset.network.toString())},
            {"contract", toJson(channel.contract)},
            {"payee", toJson(channel.payee)},
            {"payer", orNull(channel.payer)},
            {"deposit", amountJson({channel.asset, channel.deposit}, registry)},
            {"signed", amountJson({channel.asset, given}, registry)},
            {"left", amountJson({channel.asset, left}, registry)},
            {"expiry", channel.expiry ? toJson(toRfc3339(*channel.expiry)) : Json()},
            {"label", orNull(channel.label)}};
}

Pending<Json> described(OwnerDesk &desk, const money::Channel &channel)
{
    const Household &household = desk.household();
    return andThen(payments::givenOver(channel, *household.ledger, &desk), &desk,
                   [channel, &household](const Uint256 &given) {
                       return ready<Json>(channelJson(channel, given, *household.registry));
                   });
}

Outcome channels(OwnerDesk &desk, const Call &call)
{
    auto listed = ready<Json>(Json::array());
    for (const money::Channel &channel : desk.household().registry->channels().all())
        listed = andThen(std::move(listed), &desk, [&desk, channel](const Json &before) {
            return andThen(described(desk, channel), &desk, [before](const Json &next) {
                Json list = before;
                list.push_back(next);
                return ready<Json>(list);
            });
        });
    return andThen(std::move(listed), &desk, [params = call.params](const Json &list) {
        return page("channels", list, params);
    });
}

Outcome addChannel(OwnerDesk &desk, Call call)
{
    const Json *entry = member(call.params, "entry");
    const auto channel =
        Additions::channelFrom(entry ? *entry : Json(), *desk.household().registry);
    if (!channel)
        return failed<std::shared_ptr<Answer>>(channel.error());
    auto opened = unlockWithProof(desk, std::move(call.secrets.at(0)));
    auto added = andThen(std::move(opened), &desk, [&desk, entry = *entry](Done) {
        return desk.household().additions->addChannel(entry);
    });
    auto shown = andThen(std::move(added), &desk,
                         [&desk, channel = *channel](Done) { return described(desk, channel); });
    return andThen(std::move(shown), &desk, [](const Json &json) { return answered(json); });
}

Outcome removeChannel(OwnerDesk &desk, Call call)
{
    auto proved = desk.prove(std::move(call.secrets.at(0)));
    return answered(desk,
                    andThen(std::move(proved), &desk,
                            [&desk, id = call.text("channel")](const vault::OwnerProof &) {
                                return desk.household().additions->removeChannel(id);
                            }));
}

} // namespace

OwnerMethods channelMethods(OwnerDesk &desk)
{
    return {
        {"channels", {{}, [&desk](const Call &call) { return channels(desk, call); }}},
        {"channels.add",
         {{"passphrase"}, [&desk](Call call) { return addChannel(desk, std::move(call)); }}},
        {"channels.remove",
         {{"passphrase"}, [&desk](Call call) { return removeChannel(desk, std::move(call)); }}},
    };
}

} // namespace tuppence::gateway
