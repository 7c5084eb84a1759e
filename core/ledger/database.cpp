// SPDX-License-Identifier: MIT
#include "core/ledger/database.h"

namespace tuppence::ledger {

Database::Database()
{
    m_thread.setObjectName(QStringLiteral("ledger"));
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

Database::~Database()
{
    // Comes last in the queue, so everything that was handed in before is carried out.
    QMetaObject::invokeMethod(
        &m_worker,
        [this] {
            m_connection.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

} // namespace tuppence::ledger
