// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/order.h"

namespace tuppence::fakes {

/// Writes down what it is told.
class RecordingListener final : public payments::Listener
{
public:
    QByteArray purchase;
    QList<payments::Progress> steps;
    std::optional<net::Response> answer;
    QByteArray body;
    std::optional<payments::Report> report;
    qsizetype taken = 1 << 20; ///< what room() says; what comes takes of it

    void progress(const QByteArray &id, payments::Progress progress) override
    {
        purchase = id;
        steps.append(progress);
    }

    void head(const net::Response &head) override { answer = head; }

    [[nodiscard]] qsizetype room() const override { return taken; }

    void part(const QByteArray &bytes) override
    {
        body += bytes;
        taken -= bytes.size();
    }

    void finished(const payments::Report &end) override { report = end; }
};

} // namespace tuppence::fakes
