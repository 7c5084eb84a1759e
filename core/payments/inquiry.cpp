// SPDX-License-Identifier: MIT
#include "core/payments/inquiry.h"

#include "core/money/registry.h"
#include "core/net/redirect.h"
#include "core/payments/channels.h"

#include <QTimer>

#include <algorithm>

namespace tuppence::payments {

using namespace Qt::StringLiterals;

namespace {

// The paywall page of official v1 sellers has 3.5 MB, and its terms stand somewhere inside.
constexpr qsizetype mostChallengeBytes = 8 * 1024 * 1024;

/// An answer that is there whole in time, or is given up, and its connection with it.
class InTime final : public net::Arriving
{
public:
    InTime(std::shared_ptr<net::Arriving> arriving, std::chrono::milliseconds time)
        : m_arriving(std::move(arriving))
        , m_head(m_arriving->head())
    {
        connect(m_arriving.get(), &net::Arriving::readable, this, &net::Arriving::readable);
        connect(m_arriving.get(), &net::Arriving::ended, this, &net::Arriving::ended);
        QTimer::singleShot(time, this, [this, time] { giveUp(time); });
    }

    [[nodiscard]] const net::Response &head() const override { return m_head; }

    [[nodiscard]] QByteArray read(qsizetype most) override
    {
        return m_arriving ? m_arriving->read(most) : QByteArray();
    }

    [[nodiscard]] std::optional<Result<Done>> end() const override
    {
        return m_arriving ? m_arriving->end() : m_late;
    }

private:
    void giveUp(std::chrono::milliseconds time)
    {
        const double seconds = std::chrono::duration<double>(time).count();
        m_late = fail(Error::Kind::Network, "http.timeout",
                      {{u"host"_s, m_head.url.host()}, {u"seconds"_s, seconds}});
        m_arriving.reset();
        Q_EMIT ended();
    }

    std::shared_ptr<net::Arriving> m_arriving; ///< none: given up
    net::Response m_head;
    std::optional<Result<Done>> m_late;
};

/// What is asked of a chain at once.
struct Holding
{
    AccountId account;
    QList<AssetId> assets;
    bool isOwn = false;
};

/// A token that the owner added is asked about by itself: one whose contract does not answer hides
/// nothing of the others.
QList<Holding> holdingsOf(const Options &options, const money::Registry &registry)
{
    QList<Holding> holdings;
    for (const Option &option : options.possible) {
        if (voucherIn(option.offer.instruction)) // its money left the account with the deposit
            continue;
        const AssetId &id = option.amount.asset;
        const auto *asset = registry.asset(id);
        const bool isOwn = asset && asset->own;
        const auto found = std::ranges::find_if(holdings, [&](const Holding &holding) {
            return holding.account == option.account
                && (isOwn ? holding.assets.contains(id) : !holding.isOwn);
        });
        if (found == holdings.end())
            holdings.append({option.account, {id}, isOwn});
        else if (!found->assets.contains(id))
            found->assets.append(id);
    }
    return holdings;
}

} // namespace

std::optional<Error> Finding::unknownWay() const
{
    if (!isAnswer() || reply.status != 402)
        return std::nullopt;
    return Error {
        Error::Kind::Unsupported, "payments.unknown_way", {{u"host"_s, asked.url.host()}}, {}};
}

net::Options reachOf(const Rooms &rooms)
{
    net::Options options;
    options.reach = rooms.mayReachLoopback() ? net::Reach::Loopback : net::Reach::Public;
    return options;
}

bool mayBeChallenge(const net::Response &head)
{
    return head.status == 402 || head.status == 412;
}

Chain *chainOf(const Rooms &rooms, const NetworkId &network)
{
    for (Chain *chain : rooms.chains) {
        if (chain->id() == QLatin1StringView(network.space))
            return chain;
    }
    return nullptr;
}

Inquiry::Inquiry(const Rooms &rooms, const Order &order, QObject *parent,
                 std::chrono::milliseconds wait)
    : QObject(parent)
    , m_rooms(rooms)
    , m_order(order)
    , m_wait(wait)
{
}

Pending<Finding> Inquiry::run()
{
    m_promise.start();
    auto pending = m_promise.future();
    ask(m_order.request);
    return pending;
}

void Inquiry::ask(const net::Request &request)
{
    net::Request carried = request;
    m_carriesPass = m_pass && m_pass->site == net::origin(request.url);
    if (m_carriesPass)
        carried.headers.set(m_pass->header, m_pass->value);
    whenReady(m_rooms.http->open(carried, reachOf(m_rooms)), this,
              [this, request](Result<std::shared_ptr<net::Arriving>> arriving) {
                  if (!arriving)
                      return finish(tl::make_unexpected(arriving.error()));
                  take(request, *arriving);
              });
}

void Inquiry::take(const net::Request &request, std::shared_ptr<net::Arriving> arriving)
{
    const net::Response head = arriving->head();
    if (m_order.follow && net::isRedirect(head))
        return redirect(request, head);
    m_finding.asked = request;
    m_finding.reply = head;
    if (m_carriesPass && (head.status == 401 || head.status == 402)) {
        m_finding.isPassRefused = true;
        m_pass.reset();
        if (head.status == 401) // without it, the price is said
            return ask(request);
    }
    if (!mayBeChallenge(head)) {
        m_finding.free = std::move(arriving);
        return finish(m_finding);
    }
    auto inTime = std::make_shared<InTime>(std::move(arriving), m_wait);
    whenReady(net::whole(std::move(inTime), mostChallengeBytes), this,
              [this, request](Result<net::Response> reply) {
                  if (!reply)
                      return finish(tl::make_unexpected(reply.error()));
                  readChallenge(request, *reply);
              });
}

void Inquiry::redirect(const net::Request &request, const net::Response &head)
{
    if (++m_redirects > mostRedirects)
        return finish(
            fail(Error::Kind::OutOfRange, "payments.redirects", {{u"most"_s, mostRedirects}}));
    const auto next = net::followed(request, head);
    if (!next)
        return finish(tl::make_unexpected(next.error()));
    ask(*next);
}

void Inquiry::readChallenge(const net::Request &request, const net::Response &reply)
{
    m_finding.reply = reply;
    const auto reading = m_rooms.protocols->read(request, reply);
    m_finding.signIn = reading.signIn; // which may be all that is asked for
    if (reading.challenges.isEmpty() && !reading.broken.isEmpty() && !reading.signIn)
        return finish(tl::make_unexpected(reading.broken.first().error));
    m_finding.options = collect(reading, m_rooms.purse->accounts(), m_rooms);
    for (const auto &broken : reading.broken)
        m_finding.options.dropped.append({broken.dialect, {}, broken.error});
    askBalances();
}

void Inquiry::askBalances()
{
    const QList<Holding> wanted = holdingsOf(m_finding.options, *m_rooms.registry);
    m_balancesAwaited = wanted.size();
    if (m_balancesAwaited == 0)
        return finish(m_finding);
    QTimer::singleShot(balancesWait, this, [this] {
        sort(m_finding.options, m_rooms);
        finish(m_finding);
    });
    for (const Holding &holding : wanted) {
        Chain *chain = chainOf(m_rooms, holding.account.network);
        if (!chain) {
            noteBalances(holding.account, {}, {});
            continue;
        }
        whenReady(chain->balances(holding.account.address, holding.assets), this,
                  [this, holding](const Result<Balances> &balances) {
                      noteBalances(holding.account, holding.assets, balances.value_or(Balances()));
                  });
    }
}

void Inquiry::noteBalances(const AccountId &account, const QList<AssetId> &assets,
                           const Balances &balances)
{
    for (Option &option : m_finding.options.possible) {
        const auto place = assets.indexOf(option.amount.asset);
        if (option.account != account || place < 0 || place >= balances.units.size())
            continue;
        option.balance = balances.units.at(place);
        option.newestBlock = balances.newestBlock;
    }
    if (--m_balancesAwaited > 0)
        return;
    sort(m_finding.options, m_rooms);
    finish(m_finding);
}

void Inquiry::finish(Result<Finding> result)
{
    if (std::exchange(m_finished, true))
        return;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace tuppence::payments
