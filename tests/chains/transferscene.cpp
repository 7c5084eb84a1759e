// SPDX-License-Identifier: MIT
#include "tests/chains/transferscene.h"

namespace tuppence {

TransferScene::TransferScene()
    : registry(money::Registry::builtIn().value())
    , chain(
          registry, rpc, [](const NetworkId &) { return QList<QUrl>(); }, clock,
          [] { return QByteArray(32, '\x11'); })
{
}

deal::AuthorizeTransfer TransferScene::transfer() const
{
    return {{usdc, 10'000}, payee, std::chrono::seconds(60), deal::ValidAfter::Zero};
}

Result<deal::Prepared> TransferScene::prepare(const deal::AuthorizeTransfer &instruction)
{
    return prepare(instruction, {network, payer});
}

Result<deal::Prepared> TransferScene::prepare(const deal::AuthorizeTransfer &instruction,
                                              const AccountId &from)
{
    return chain.prepare(instruction, from, {}).result();
}

} // namespace tuppence
