// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

namespace tuppence::fakes {

/// A clock that the test sets.
class FakeClock final : public Clock
{
public:
    Time time {std::chrono::seconds(1'700'000'000)};

    [[nodiscard]] Time now() const override { return time; }
};

} // namespace tuppence::fakes
