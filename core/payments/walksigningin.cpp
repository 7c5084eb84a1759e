// SPDX-License-Identifier: MIT
#include "core/ledger/ledger.h"
#include "core/payments/walk.h"
#include "core/payments/warnings.h"
#include "core/protocols/signingin.h"

// A step between reading and choosing: where this wallet has paid for the same requester before, a
// signature may open once more what was paid for (x402.md 3.2); what others paid for opens for
// nobody else. It moves no money, and the ledger does not note it.

namespace tuppence::payments {

namespace {

/// The network of the earlier payment where the seller knows it, else its first one.
deal::SignIn messageFor(const deal::SignInAsked &asked, const AccountId &payer)
{
    deal::SignIn message = asked.message;
    const bool isKnown = asked.networks.contains(payer.network);
    message.account = {isKnown ? payer.network : asked.networks.constFirst(), payer.address};
    return message;
}

} // namespace

/// Whatever stands in the way of it, the way goes on without it.
void Walk::signIn(const Finding &finding)
{
    m_hasSignedIn = true;
    const QUrl &url = finding.asked.url;
    // Who reads the signature is let in with it; and what the caller brings is never displaced.
    if (isReadableByOthers(url) || finding.asked.headers.has(finding.signIn->way->header()))
        return choose(finding);
    whenReady(m_rooms.ledger->lastPayer(ledger::pageOf(url), m_order.requester), this,
              [this, finding](const Result<std::optional<AccountId>> &payer) {
                  if (m_phase != Phase::Asking)
                      return;
                  if (!payer || !*payer)
                      return choose(finding);
                  signIn(finding, **payer);
              });
}

void Walk::signIn(const Finding &finding, const AccountId &payer)
{
    const auto &[way, asked] = *finding.signIn;
    const auto message = messageFor(asked, payer);
    const auto signature = m_rooms.purse->signIn(message, {finding.asked.url, payer.address});
    if (!signature)
        return choose(finding);
    Order order = m_order;
    order.request = finding.asked;
    const deal::Pass pass {
        net::origin(finding.asked.url), way->header(), way->valueFor(message, *signature), {}};
    ask(order, ServingPass {pass, {}});
}

} // namespace tuppence::payments
