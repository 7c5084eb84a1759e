// SPDX-License-Identifier: MIT
#include "core/payments/lanes.h"

#include <algorithm>

namespace tuppence::payments {

Lanes::Place::Place(Lanes &lanes, QByteArray account)
    : m_lanes(&lanes)
    , m_account(std::move(account))
{
    m_promise.start();
    m_timer.setSingleShot(true);
}

Lanes::Place::~Place()
{
    if (m_lanes)
        m_lanes->leave(this);
}

quint64 Lanes::Place::firstNumber() const
{
    return m_lanes ? m_lanes->m_lanes.value(m_account).firstNumber : 0;
}

void Lanes::Place::answer(const Result<Done> &isIn)
{
    m_timer.stop();
    m_isIn = bool(isIn);
    m_promise.addResult(isIn);
    m_promise.finish();
}

Lanes::Taken Lanes::queue(const AccountId &account, std::chrono::milliseconds wait)
{
    auto place = std::make_shared<Place>(*this, account.toString());
    Lane &lane = m_lanes[place->m_account];
    lane.waiting.push_back(place.get());
    connect(&place->m_timer, &QTimer::timeout, this, [this, late = place.get()] {
        std::erase(m_lanes[late->m_account].waiting, late);
        late->answer(fail(Error::Kind::Refused, "payments.lane_busy"));
    });
    place->m_timer.start(wait);
    callNext(lane);
    return place;
}

Lanes::Taken Lanes::resume(const AccountId &account)
{
    auto place = std::make_shared<Place>(*this, account.toString());
    ++m_lanes[place->m_account].places;
    place->answer(Done {});
    return place;
}

void Lanes::take(const AccountId &account, quint64 number)
{
    Lane &lane = m_lanes[account.toString()];
    lane.firstNumber = std::max(lane.firstNumber, number + 1);
}

void Lanes::leave(Place *place)
{
    Lane &lane = m_lanes[place->m_account];
    if (place->m_isIn)
        --lane.places;
    std::erase(lane.waiting, place);
    callNext(lane);
}

void Lanes::callNext(Lane &lane)
{
    if (lane.places > 0 || lane.waiting.empty())
        return;
    Place *next = lane.waiting.front();
    lane.waiting.pop_front();
    ++lane.places;
    next->answer(Done {});
}

} // namespace tuppence::payments
