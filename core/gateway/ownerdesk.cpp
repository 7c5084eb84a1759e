// SPDX-License-Identifier: MIT
#include "core/gateway/ownerdesk.h"

#include "core/gateway/messages.h"
#include "core/vault/vault.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr quint64 usualPage = 100;
constexpr quint64 longestPage = 200;

tl::unexpected<Error> wrong(const char *name)
{
    return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, QString::fromLatin1(name)}});
}

} // namespace

Pending<vault::OwnerProof> OwnerDesk::prove(Secret passphrase)
{
    auto kept = std::make_shared<Secret>(std::move(passphrase));
    return inTurn<vault::OwnerProof>(
        [this, kept] { return m_household.vault->proveOwner(std::move(*kept)); });
}

Pending<Done> OwnerDesk::turn()
{
    m_waiting.emplace_back();
    m_waiting.back().start();
    auto turn = m_waiting.back().future();
    if (!m_isBusy)
        callNext();
    return turn;
}

void OwnerDesk::note(const QByteArray &code)
{
    if (code == "vault.wrong_passphrase")
        m_pause = std::clamp(m_pause * 2, firstPause, longestPause);
    else
        m_pause = {};
    m_isBusy = false;
    callNext();
}

void OwnerDesk::callNext()
{
    if (m_waiting.empty())
        return;
    m_isBusy = true;
    QTimer::singleShot(m_pause, this, [this] {
        QPromise<Result<Done>> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        next.addResult(Done {});
        next.finish();
    });
}

Pending<Done> unlockWithProof(OwnerDesk &desk, Secret passphrase)
{
    auto again = std::make_shared<Secret>(passphrase.clone());
    return andThen(
        desk.prove(std::move(passphrase)), &desk, [&desk, again](const vault::OwnerProof &) {
            vault::Vault &vault = *desk.household().vault;
            return vault.isLocked() ? vault.unlock(std::move(*again)) : ready<Done>(Done {});
        });
}

Pending<std::shared_ptr<Answer>> answered(Json result)
{
    auto answer = std::make_shared<Answer>();
    answer->result = std::move(result);
    return ready<std::shared_ptr<Answer>>(std::move(answer));
}

Pending<std::shared_ptr<Answer>> answered(OwnerDesk &desk, Pending<Done> done)
{
    return andThen(std::move(done), &desk, [](Done) { return answered(); });
}

Result<int> limitFrom(const Json &params)
{
    const Json *limit = member(params, "limit");
    if (!limit)
        return static_cast<int>(usualPage);
    if (!limit->is_number_unsigned() || limit->get<quint64>() < 1
        || limit->get<quint64>() > longestPage)
        return wrong("limit");
    return limit->get<int>();
}

Pending<std::shared_ptr<Answer>> page(const char *name, const Json &all, const Json &params)
{
    const auto limit = limitFrom(params);
    if (!limit)
        return failed<std::shared_ptr<Answer>>(limit.error());
    bool isNumber = true;
    const auto cursor = textMember(params, "after");
    const auto from = cursor ? cursor->toULongLong(&isNumber) : 0;
    if (!isNumber || from > all.size())
        return failed<std::shared_ptr<Answer>>(wrong("after").value());
    const auto to = std::min<size_t>(all.size(), from + static_cast<size_t>(*limit));
    Json some = Json::array();
    for (size_t i = from; i < to; ++i)
        some.push_back(all[i]);
    return answered(
        {{name, some}, {"next", to < all.size() ? toJson(QByteArray::number(to)) : Json()}});
}

} // namespace tuppence::gateway
