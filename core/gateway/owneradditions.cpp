// SPDX-License-Identifier: MIT
#include "core/base/amount.h"
#include "core/base/bytes.h"
#include "core/gateway/additions.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/money/registry.h"
#include "core/money/tokendraft.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

tl::unexpected<Error> wrong(const char *name)
{
    return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, QString::fromLatin1(name)}});
}

Json tokenJson(const money::Asset &token)
{
    return {{"id", toJson(token.id.toString())},
            {"network", toJson(token.id.network.toString())},
            {"address", toJson(token.id.reference)},
            {"symbol", toJson(token.symbol)},
            {"name", toJson(token.name)},
            {"version", toJson(token.version)},
            {"decimals", token.decimals},
            {"worth", token.worth == money::Worth::Dollar ? Json("usd") : Json()},
            {"method", toJson(money::nameOf(token.method))},
            {"domainSeparator", toJson(toHex(token.domainSeparator))},
            {"own", token.own}};
}

Outcome tokens(OwnerDesk &desk, const Call &call)
{
    Json list = Json::array();
    for (const money::Asset &token : desk.household().registry->assets())
        list.push_back(tokenJson(token));
    return page("tokens", list, call.params);
}

/// Text that is not empty, where it is given at all.
Result<std::optional<QString>> textFrom(const Json &params, const char *name)
{
    if (!member(params, name))
        return std::optional<QString> {};
    const auto text = textMember(params, name);
    if (!text || text->isEmpty())
        return wrong(name);
    return std::optional(QString::fromUtf8(*text));
}

Result<std::optional<int>> decimalsFrom(const Json &params)
{
    const Json *decimals = member(params, "decimals");
    if (!decimals)
        return std::optional<int> {};
    if (!decimals->is_number_unsigned() || decimals->get<quint64>() > Amount::maxDecimals)
        return wrong("decimals");
    return std::optional(decimals->get<int>());
}

Result<std::optional<money::TransferMethod>> methodFrom(const Json &params)
{
    const auto text = TRY(textFrom(params, "method"));
    if (!text)
        return std::optional<money::TransferMethod> {};
    const auto method = money::methodNamed(text->toUtf8());
    if (!method)
        return wrong("method");
    return method;
}

Result<money::TokenDraft> draftFrom(const Json &params, const money::Registry &registry)
{
    const auto named = textMember(params, "network").value_or(QByteArray());
    const auto network = NetworkId::parse(named);
    if (!network || !registry.network(*network))
        return fail(Error::Kind::Unsupported, "gateway.unknown_network",
                    {{u"network"_s, QString::fromUtf8(named)}});
    if (member(params, "worth"))
        return fail(Error::Kind::Refused, "money.own_worth");
    money::TokenDraft draft;
    draft.network = *network;
    draft.address = textMember(params, "address").value_or(QByteArray());
    draft.symbol = TRY(textFrom(params, "symbol"));
    draft.name = TRY(textFrom(params, "name"));
    draft.version = TRY(textFrom(params, "version"));
    draft.decimals = TRY(decimalsFrom(params));
    draft.method = TRY(methodFrom(params));
    return draft;
}

/// The token that would be added, once it is seen that it may be.
Pending<money::Asset> describe(OwnerDesk &desk, const Json &params)
{
    const Household &household = desk.household();
    const auto draft = draftFrom(params, *household.registry);
    if (!draft)
        return failed<money::Asset>(draft.error());
    return andThen(household.describeToken(*draft), &desk, [&household](const money::Asset &token) {
        const auto may = household.registry->mayAdd(token);
        return may ? ready<money::Asset>(token) : failed<money::Asset>(may.error());
    });
}

Outcome readToken(OwnerDesk &desk, const Call &call)
{
    return andThen(describe(desk, call.params), &desk, [](money::Asset token) {
        token.own = true;
        return answered(tokenJson(token));
    });
}

Pending<vault::OwnerProof> prove(OwnerDesk &desk, Call &call)
{
    return desk.prove(std::move(call.secrets.at(0)));
}

Outcome addToken(OwnerDesk &desk, Call call)
{
    auto opened = unlockWithProof(desk, std::move(call.secrets.at(0)));
    auto described = andThen(std::move(opened), &desk, [&desk, params = call.params](Done) {
        return describe(desk, params);
    });
    return andThen(std::move(described), &desk, [&desk](money::Asset token) {
        return andThen(desk.household().additions->addToken(token), &desk, [token](Done) mutable {
            token.own = true;
            return answered(tokenJson(token));
        });
    });
}

Outcome removeToken(OwnerDesk &desk, Call call)
{
    return answered(desk,
                    andThen(prove(desk, call), &desk,
                            [&desk, id = call.text("token")](const vault::OwnerProof &) {
                                return desk.household().additions->removeToken(id);
                            }));
}

Outcome addNetwork(OwnerDesk &desk, Call call)
{
    const Json *entry = member(call.params, "entry");
    if (!entry)
        return failed<std::shared_ptr<Answer>>(wrong("entry").value());
    const auto network = Additions::networkFrom(*entry);
    if (!network)
        return failed<std::shared_ptr<Answer>>(network.error());
    auto opened = unlockWithProof(desk, std::move(call.secrets.at(0)));
    auto added = andThen(std::move(opened), &desk, [&desk, entry = *entry](Done) {
        return desk.household().additions->addNetwork(entry);
    });
    return andThen(std::move(added), &desk, [network = *network](Done) {
        return answered({{"id", toJson(network.id.toString())}, {"name", toJson(network.name)}});
    });
}

Outcome removeNetwork(OwnerDesk &desk, Call call)
{
    return answered(desk,
                    andThen(prove(desk, call), &desk,
                            [&desk, id = call.text("network")](const vault::OwnerProof &) {
                                return desk.household().additions->removeNetwork(id);
                            }));
}

} // namespace

OwnerMethods additionMethods(OwnerDesk &desk)
{
    const auto proved = [&desk](Outcome (*method)(OwnerDesk &, Call)) -> OwnerMethod {
        return {{"passphrase"},
                [&desk, method](Call call) { return method(desk, std::move(call)); }};
    };
    return {
        {"tokens", {{}, [&desk](const Call &call) { return tokens(desk, call); }}},
        {"tokens.read", {{}, [&desk](const Call &call) { return readToken(desk, call); }}},
        {"tokens.add", proved(addToken)},
        {"tokens.remove", proved(removeToken)},
        {"networks.add", proved(addNetwork)},
        {"networks.remove", proved(removeNetwork)},
    };
}

} // namespace tuppence::gateway
