// SPDX-License-Identifier: MIT
#include "core/gateway/ownerdispatcher.h"

namespace tuppence::gateway {

OwnerDispatcher::OwnerDispatcher(const Household &household)
    : m_desk(household)
{
    for (const OwnerMethods &group :
         {walletMethods(m_desk), moneyMethods(m_desk), paymentMethods(m_desk),
          sendingMethods(m_desk), passMethods(m_desk), exportMethods(m_desk), backupMethods(m_desk),
          agentMethods(m_desk), limitMethods(m_desk), choiceMethods(m_desk),
          additionMethods(m_desk), channelMethods(m_desk), doctorMethods(m_desk)})
        m_methods.insert(group);
}

std::optional<Shape> OwnerDispatcher::shape(const QByteArray &method) const
{
    const auto found = m_methods.constFind(method);
    if (found == m_methods.constEnd())
        return {};
    return Shape {found->secrets, /*takesBody=*/false};
}

void OwnerDispatcher::run(Call call, QPointer<Conversation> conversation)
{
    const OwnerMethod method = m_methods.value(call.method);
    whenReady(method.run(std::move(call)), this,
              [conversation](Result<std::shared_ptr<Answer>> answer) {
                  if (!conversation)
                      return;
                  if (answer)
                      conversation->finish(std::move(**answer));
                  else
                      conversation->finish(tl::make_unexpected(std::move(answer).error()));
              });
}

} // namespace tuppence::gateway
