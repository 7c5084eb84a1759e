// SPDX-License-Identifier: MIT
#include "tests/fakes/fakehttp.h"

#include <QTimer>

namespace tuppence::fakes {

namespace {

/// A response that is there whole, and is read like one that streams.
class Arrived final : public net::Arriving
{
public:
    explicit Arrived(net::Response response)
        : m_head(std::move(response))
        , m_body(std::exchange(m_head.body, {}))
    {
    }

    [[nodiscard]] const net::Response &head() const override { return m_head; }

    [[nodiscard]] QByteArray read(qsizetype most) override
    {
        const QByteArray piece = m_body.first(qMin(most, m_body.size()));
        m_body.remove(0, piece.size());
        return piece;
    }

    [[nodiscard]] std::optional<Result<Done>> end() const override
    {
        return m_body.isEmpty() ? std::optional<Result<Done>>(Done {}) : std::nullopt;
    }

private:
    net::Response m_head;
    QByteArray m_body;
};

} // namespace

Pending<std::shared_ptr<net::Arriving>> FakeHttp::open(const net::Request &request,
                                                       const net::Options &)
{
    asked.append(request);
    auto promise = std::make_shared<QPromise<Result<std::shared_ptr<net::Arriving>>>>();
    promise->start();
    auto pending = promise->future();
    QTimer::singleShot(0, [promise, answered = answer(request), url = request.url]() mutable {
        if (answered) {
            answered->url = url;
            promise->addResult(
                std::shared_ptr<net::Arriving>(std::make_shared<Arrived>(*answered)));
        } else {
            promise->addResult(tl::make_unexpected(answered.error()));
        }
        promise->finish();
    });
    return pending;
}

} // namespace tuppence::fakes
