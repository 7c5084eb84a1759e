// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"

#include <QTest>

namespace tuppence::tests {

/// What becomes of `pending`, which nobody may leave without a result. Stops the test program after
/// 20 s.
template <class T> [[nodiscard]] Result<T> awaited(const Pending<T> &pending)
{
    const bool isThere = QTest::qWaitFor([&] { return pending.isFinished(); }, 20'000);
    if (!isThere || pending.isCanceled())
        qFatal("a result never came");
    return pending.result();
}

/// The error that becomes of `pending`; an empty one where there is a value.
template <class T> [[nodiscard]] Error awaitedError(const Pending<T> &pending)
{
    const auto result = awaited(pending);
    return result ? Error {} : result.error();
}

/// What `error` says about whether a byte of its request may have left; each of Http's has to.
[[nodiscard]] inline bool left(const Error &error)
{
    const auto said = error.data.value(QStringLiteral("left"));
    if (!said.isBool())
        qFatal("an error does not say whether the request left");
    return said.toBool();
}

} // namespace tuppence::tests
