// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http.h"

#include <functional>

namespace tuppence::fakes {

/// Answers from a function, in the next turn of the event loop, and notes what was asked.
class FakeHttp final : public net::Http
{
public:
    using Answer = std::function<Result<net::Response>(const net::Request &)>;

    Answer answer;
    QList<net::Request> asked;

    [[nodiscard]] Pending<std::shared_ptr<net::Arriving>>
    open(const net::Request &request, const net::Options &options) override;
};

} // namespace tuppence::fakes
