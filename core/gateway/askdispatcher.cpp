// SPDX-License-Identifier: MIT
#include "core/gateway/askdispatcher.h"

#include "core/gateway/limitjson.h"
#include "core/gateway/limits.h"
#include "core/gateway/orderparams.h"
#include "core/gateway/reportjson.h"
#include "core/gateway/walklistener.h"
#include "core/gateway/walletstate.h"
#include "core/payments/engine.h"

using namespace Qt::StringLiterals;

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
    if (method == "answer" || method == "state" || method == "limits" || method == "status")
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
    auto pending = call.method == "quote" ? quote(call)
        : call.method == "limits"         ? limits()
                                          : state(call);
    whenReady(std::move(pending), this,
              [conversation](Result<Json> result) { finishWith(conversation, std::move(result)); });
}

/// Lets one more request of this client in. What its earlier connections began counts too: hanging
/// up ends none of it.
Result<RequestCount::Ticket> AskDispatcher::admit() const
{
    const QByteArray client = m_caller.identity();
    if (m_household.engine->walksOf(client) + m_household.underWay.of(client) >= mostRequests)
        return fail(Error::Kind::Refused, "gateway.too_many_requests", {{u"most"_s, mostRequests}});
    return m_household.underWay.add(client);
}

void AskDispatcher::pay(const Call &call, Conversation &conversation)
{
    const auto order = orderFrom(call, m_caller);
    if (!order)
        return conversation.finish(tl::make_unexpected(order.error()));
    auto ticket = admit();
    if (!ticket)
        return conversation.finish(tl::make_unexpected(std::move(ticket).error()));
    auto *listener = new WalkListener(conversation, *m_household.engine, *m_household.registry,
                                      m_caller.identity());
    listener->holdUntilBegun(*std::move(ticket));
    m_household.engine->pay(*order, listener);
}

void AskDispatcher::answer(const Call &call, Conversation &conversation)
{
    m_household.engine->answer(call.text("purchase"), m_caller.identity(),
                               new WalkListener(conversation, *m_household.engine,
                                                *m_household.registry, m_caller.identity()));
}

Pending<Json> AskDispatcher::quote(const Call &call)
{
    const auto order = orderFrom(call, m_caller);
    if (!order)
        return failed<Json>(order.error());
    auto ticket = admit();
    if (!ticket)
        return failed<Json>(std::move(ticket).error());
    // In the engine's context, because asking goes on when this connection is gone.
    auto quoted = whenReady(m_household.engine->quote(*order), m_household.engine,
                            [ticket = *std::move(ticket)](Result<payments::Quote> quote) mutable {
                                ticket.reset();
                                return ready<payments::Quote>(std::move(quote));
                            });
    return andThen(std::move(quoted), this, [this](const payments::Quote &quote) {
        return ready<Json>(quoteJson(quote, *m_household.registry));
    });
}

Pending<Json> AskDispatcher::state(const Call &call)
{
    return andThen(m_household.engine->state(call.text("purchase"), m_caller.identity()), this,
                   [this](const payments::Report &report) {
                       return ready<Json>(reportJson(report, *m_household.registry));
                   });
}

/// Those of the client itself: what others may spend is no business of it.
Pending<Json> AskDispatcher::limits()
{
    return andThen(m_household.engine->limits(), this, [this](const QList<ledger::LimitRow> &rows) {
        const QByteArray own = "agent " + m_caller.identity();
        const ledger::Client self {m_caller.key, m_caller.name, {}, {}, {}, {}};
        Json list = Json::array();
        for (const ledger::LimitRow &row : rows) {
            if (row.subject != own && !row.subject.startsWith(own + ' '))
                continue;
            Json limit = limitJson(row, {self}, *m_household.registry, m_household.clock->now());
            if (!limit.is_null())
                list.push_back(std::move(limit));
        }
        return ready<Json>(Json {{"limits", std::move(list)}});
    });
}

Json AskDispatcher::status() const
{
    return {{"version", TUPPENCE_VERSION}, {"wallet", walletState(*m_household.vault)}};
}

} // namespace tuppence::gateway
