// SPDX-License-Identifier: MIT
#include "core/policy/presets.h"

namespace tuppence::policy {

using namespace Qt::StringLiterals;

namespace {

deal::Cap cents(quint64 number)
{
    constexpr quint64 cent = 10'000'000'000'000'000; // of 10^-18 dollars
    return {deal::Dollars {}, Uint256(number).times(cent).value()};
}

} // namespace

QList<Preset> presets()
{
    return {
        {"careful"_L1, cents(10), cents(100), cents(1000)},
        {"usual"_L1, cents(100), cents(500), cents(5000)},
        {"generous"_L1, cents(500), cents(2500), cents(20000)},
    };
}

} // namespace tuppence::policy
