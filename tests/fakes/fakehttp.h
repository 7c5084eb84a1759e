// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http.h"

#include <functional>

namespace tuppence::fakes {

/// A body that comes as the test says: so many bytes at a time, all of them 'x'.
class FakeArriving final : public net::Arriving
{
public:
    explicit FakeArriving(int status) { m_head.status = status; }

    qint64 there = 0; ///< bytes that can be read now
    bool isEndless = true; ///< more may come after those
    std::function<void()> onRead; ///< the world changes

    void come(qint64 bytes);

    [[nodiscard]] const net::Response &head() const override { return m_head; }

    [[nodiscard]] QByteArray read(qsizetype most) override;
    [[nodiscard]] std::optional<Result<Done>> end() const override;

private:
    net::Response m_head;
};

/// Answers from a function, in the next turn of the event loop, and notes what was asked.
class FakeHttp final : public net::Http
{
public:
    using Answer = std::function<Result<net::Response>(const net::Request &)>;

    Answer answer;
    std::shared_ptr<net::Arriving> arriving; ///< what comes next instead of `answer`, once
    QList<net::Request> asked;
    QList<net::Options> askedWith; ///< of each of them

    [[nodiscard]] Pending<std::shared_ptr<net::Arriving>>
    open(const net::Request &request, const net::Options &options) override;
};

} // namespace tuppence::fakes
