// SPDX-License-Identifier: MIT
#include "core/gateway/askdispatcher.h"

#include "core/gateway/orderparams.h"
#include "core/gateway/reportjson.h"
#include "core/gateway/walklistener.h"
#include "core/gateway/walletstate.h"
#include "core/payments/engine.h"

namespace tuppence::gateway {

namespace {

void finishWith(const QPointer<Conversation> &conversation, Result<Json> result)
{
    if (!conversation)
        return;
    if (!result)
        return conversation->finish(tl::make_unexpected(std::move(result).error()));
    Answer answer;
    answer.result = *std::move(result);
    conversation->finish(std::move(answer));
}

} // namespace

AskDispatcher::AskDispatcher(const Household &household, Caller caller)
    : m_household(household)
    , m_caller(std::move(caller))
{
}

std::optional<Shape> AskDispatcher::shape(const QByteArray &method) const
{
    if (method == "pay" || method == "quote")
        return Shape {{}, /*takesBody=*/true};
    if (method == "answer" || method == "state" || method == "status")
        return Shape {};
    return {};
}

void AskDispatcher::run(Call call, QPointer<Conversation> conversation)
{
    if (call.method == "pay")
        return pay(call, *conversation);
    if (call.method == "answer")
        return answer(call, *conversation);
    if (call.method == "status")
        return finishWith(conversation, status());
    auto pending = call.method == "quote" ? quote(call) : state(call);
    whenReady(std::move(pending), this,
              [conversation](Result<Json> result) { finishWith(conversation, std::move(result)); });
}

void AskDispatcher::pay(const Call &call, Conversation &conversation)
{
    const auto order = orderFrom(call, m_caller);
    if (!order)
        return conversation.finish(tl::make_unexpected(order.error()));
    m_household.engine->pay(*order,
                            new WalkListener(conversation, *m_household.engine,
                                             *m_household.registry, m_caller.fingerprint));
}

void AskDispatcher::answer(const Call &call, Conversation &conversation)
{
    m_household.engine->answer(call.text("purchase"), m_caller.fingerprint,
                               new WalkListener(conversation, *m_household.engine,
                                                *m_household.registry, m_caller.fingerprint));
}

Pending<Json> AskDispatcher::quote(const Call &call)
{
    const auto order = orderFrom(call, m_caller);
    if (!order)
        return failed<Json>(order.error());
    return andThen(m_household.engine->quote(*order), this, [this](const payments::Quote &quote) {
        return ready<Json>(quoteJson(quote, *m_household.registry));
    });
}

Pending<Json> AskDispatcher::state(const Call &call)
{
    return andThen(m_household.engine->state(call.text("purchase"), m_caller.fingerprint), this,
                   [this](const payments::Report &report) {
                       return ready<Json>(reportJson(report, *m_household.registry));
                   });
}

Json AskDispatcher::status() const
{
    return {{"version", TUPPENCE_VERSION}, {"wallet", walletState(*m_household.vault)}};
}

} // namespace tuppence::gateway
