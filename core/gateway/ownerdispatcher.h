// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/ownerdesk.h"

namespace tuppence::gateway {

/// What the socket `owner` offers: everything that is the owner's alone. It shares no handler with
/// the other socket (trust.md 9).
class OwnerDispatcher final : public Dispatcher
{
    Q_OBJECT

public:
    /// `household` outlives the dispatcher.
    explicit OwnerDispatcher(const Household &household);

    [[nodiscard]] std::optional<Shape> shape(const QByteArray &method) const override;
    void run(Call call, QPointer<Conversation> conversation) override;

private:
    OwnerDesk m_desk;
    OwnerMethods m_methods;
};

} // namespace tuppence::gateway
