// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/context.h"
#include "app/cli/delivery.h"
#include "app/cli/interrupt.h"

#include <QTimer>

namespace tuppence::cli {

/// One `pay` or `answer` from its question to the last word about it: passes the answer on, waits
/// for the owner no longer than told, and says how the payment stands when it leaves early.
class PayFlow final : public QObject
{
    Q_OBJECT

public:
    /// How long the program waits for the last word on a request that it took back.
    static constexpr std::chrono::seconds lastWordTime {5};

    /// `wait`: for the owner; `longest`: for everything, 0: no limit.
    PayFlow(Context &context, std::unique_ptr<Delivery> delivery, std::chrono::seconds wait,
            std::chrono::seconds longest);

    /// Asks `question` once it is connected; call once. Ends with the exit code of the table in the
    /// README.
    [[nodiscard]] Pending<Exit> run(Pending<gateway::Client *> connection,
                                    gateway::Question question);

private:
    void ask(gateway::Client &client, gateway::Question question);
    void takeEvent(const QByteArray &name, const Json &content);
    void takeProgress(const Json &content);
    void note(const Result<Done> &written);
    void takeBack();
    void askHowItStands(bool leaves);
    void finish(const Result<Json> &outcome);
    void tell(Json report);
    void tellInWords(const Json &report) const;
    void showProgress(const QString &text);

    Context &m_context;
    std::unique_ptr<Delivery> m_delivery;
    std::chrono::seconds m_wait;
    Interrupt m_interrupt;
    QTimer m_waitTimer;
    QTimer m_longestTimer;
    QTimer m_lastWordTimer;
    gateway::Client *m_client = nullptr; ///< null until it is connected, as the errand is
    gateway::Errand *m_errand = nullptr;
    QByteArray m_purchase;
    QByteArray m_progress;
    std::optional<Error> m_notWritten; ///< the answer could not be written
    bool m_mayHavePaid = false; ///< the wallet said that it pays
    bool m_showsProgress = false;
    bool m_isOver = false;
    QPromise<Result<Exit>> m_promise;
};

} // namespace tuppence::cli
