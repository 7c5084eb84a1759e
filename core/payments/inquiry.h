// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/chains/chain.h"
#include "core/net/http.h"
#include "core/payments/choose.h"

#include <QObject>

namespace tuppence::payments {

/// What a seller said to a request without proof.
struct Finding
{
    net::Request asked; ///< the request that was answered, after redirects
    bool isPassRefused = false; ///< the pass went along, and served no more
    std::shared_ptr<net::Arriving> free; ///< an answer that asks for no money; else null
    net::Response reply; ///< the head, and for a challenge its body
    Options options; ///< ways to pay, best first
    std::optional<tuppence::Reading::SignIn> signIn;

    /// No dialect of ours reads a price in it.
    [[nodiscard]] bool isAnswer() const
    {
        return free || (options.possible.isEmpty() && options.dropped.isEmpty());
    }

    /// The status asks for money, and no dialect of ours reads how: it is an answer, and not free.
    /// Unsupported "payments.unknown_way" {host}.
    [[nodiscard]] std::optional<Error> unknownWay() const;
};

/// Asks a seller, goes along with redirects where the caller said so, reads the challenge and finds
/// the ways to pay it. Nothing is signed and nothing is written.
class Inquiry final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRedirects = 10;
    /// How long balances are waited for; a way whose balance is not known is still a way.
    static constexpr std::chrono::seconds balancesWait {4};

    /// How long a challenge's body is waited for, however it drips.
    static constexpr std::chrono::milliseconds challengeWait {120'000};

    Inquiry(const Rooms &rooms, const Order &order, QObject *parent = nullptr,
            std::chrono::milliseconds wait = challengeWait);

    /// Sends `pass` along to its own site, and nowhere else.
    void bring(const deal::Pass &pass) { m_pass = pass; }

    /// Call once. Fails as Http::open() and net::whole() do; with the dialect's own code for a
    /// challenge that breaks its rules; OutOfRange ("payments.redirects"): too many of them;
    /// Network ("http.timeout"): the challenge's body is not there after the `wait`.
    [[nodiscard]] Pending<Finding> run();

private:
    void ask(const net::Request &request);
    void take(const net::Request &request, std::shared_ptr<net::Arriving> arriving);
    void redirect(const net::Request &request, const net::Response &head);
    void readChallenge(const net::Request &request, const net::Response &reply);
    void askBalances();
    void noteBalances(const AccountId &account, const QList<AssetId> &assets,
                      const Balances &balances);
    void finish(Result<Finding> result);

    const Rooms &m_rooms;
    Order m_order;
    std::optional<deal::Pass> m_pass;
    bool m_carriesPass = false; ///< the request that is on its way
    std::chrono::milliseconds m_wait;
    QPromise<Result<Finding>> m_promise;
    Finding m_finding;
    int m_redirects = 0;
    qsizetype m_balancesAwaited = 0;
    bool m_finished = false;
};

/// Where a request may go: everywhere public, and to this machine when developer networks are on.
[[nodiscard]] net::Options reachOf(const Rooms &rooms);

/// Only these may ask for money (x402.md 0).
[[nodiscard]] bool mayBeChallenge(const net::Response &head);

/// The chain of that network's family, or null.
[[nodiscard]] Chain *chainOf(const Rooms &rooms, const NetworkId &network);

} // namespace tuppence::payments
