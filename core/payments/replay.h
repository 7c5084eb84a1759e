// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/answers.h"
#include "core/payments/order.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace tuppence::payments {

/// Hands a kept answer to a listener, no faster than it takes it; deletes itself at the end, or
/// when nobody listens any more.
class Replay final : public QObject
{
    Q_OBJECT

public:
    Replay(std::unique_ptr<AnswerReader> reader, Report report, QPointer<Listener> listener,
           QObject *parent);

private:
    void pump();
    void finish();

    std::unique_ptr<AnswerReader> m_reader;
    Report m_report;
    QPointer<Listener> m_listener;
    QByteArray m_piece; ///< read, and not taken yet
};

} // namespace tuppence::payments
