// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/gateway/dispatcher.h"
#include "core/gateway/household.h"

namespace tuppence::gateway {

/// What the socket `ask` offers: to quote, to pay, and to know how one's own requests stand.
/// Nothing here approves, and nothing changes a setting (trust.md 9).
class AskDispatcher final : public Dispatcher
{
    Q_OBJECT

public:
    /// `household` outlives the dispatcher.
    AskDispatcher(const Household &household, Caller caller);

    [[nodiscard]] std::optional<Shape> shape(const QByteArray &method) const override;
    void run(Call call, QPointer<Conversation> conversation) override;

private:
    [[nodiscard]] Result<RequestCount::Ticket> admit() const;
    void pay(const Call &call, Conversation &conversation);
    void answer(const Call &call, Conversation &conversation);
    [[nodiscard]] Pending<Json> quote(const Call &call);
    [[nodiscard]] Pending<Json> state(const Call &call);
    [[nodiscard]] Pending<Json> limits();
    [[nodiscard]] Json status() const;

    const Household &m_household;
    Caller m_caller;
};

} // namespace tuppence::gateway
