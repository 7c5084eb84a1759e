// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/net/http.h"
#include "core/payments/answers.h"
#include "core/payments/order.h"

#include <QObject>
#include <QPointer>

namespace tuppence::payments {

/// Carries one answer's body from the seller to whoever listens, and into the sealed copy on the
/// way. As long as somebody listens, the seller is read no faster than they take it. When nobody
/// does, a body that is being kept is read to its end, and any other is broken off: also one that
/// grows too large to be kept.
class Relay final : public QObject
{
    Q_OBJECT

public:
    /// `first`: what was read of the body already. `arriving`: the rest of it, or null.
    /// `keeper`: the sealed copy, or null.
    Relay(QByteArray first, std::shared_ptr<net::Arriving> arriving,
          std::unique_ptr<AnswerWriter> keeper, QObject *parent = nullptr);

    /// Call once. Ends when the seller's body has ended and was handed over, or is kept whole.
    /// Fails as Arriving does; Cancelled ("payments.nobody_listens"): broken off.
    [[nodiscard]] Pending<Done> run(const QPointer<Listener> &listener);
    /// Somebody else listens from now on. False: bytes were handed over already, so that the
    /// newcomer would miss the beginning.
    bool attach(const QPointer<Listener> &listener);

private:
    void pump();
    [[nodiscard]] Result<Done> conclude();
    QByteArray take(qsizetype most);
    [[nodiscard]] bool sourceAtEnd() const;
    void finish(Result<Done> result);

    static constexpr qsizetype pieceBytes = 64 * 1024;

    QByteArray m_first;
    std::shared_ptr<net::Arriving> m_arriving;
    std::unique_ptr<AnswerWriter> m_keeper; ///< null also once it gave up
    QPointer<Listener> m_listener;
    QPromise<Result<Done>> m_promise;
    bool m_begun = false;
    bool m_finished = false;
};

} // namespace tuppence::payments
