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

void FakeArriving::come(qint64 bytes)
{
    there += bytes;
    Q_EMIT readable();
}

QByteArray FakeArriving::read(qsizetype most)
{
    const QByteArray piece(qMin<qsizetype>(most, there), 'x');
    there -= piece.size();
    if (onRead)
        onRead();
    return piece;
}

std::optional<Result<Done>> FakeArriving::end() const
{
    return there == 0 && !isEndless ? std::optional<Result<Done>>(Done {}) : std::nullopt;
}

Pending<std::shared_ptr<net::Arriving>> FakeHttp::open(const net::Request &request,
                                                       const net::Options &options)
{
    asked.append(request);
    askedWith.append(options);
    auto promise = std::make_shared<QPromise<Result<std::shared_ptr<net::Arriving>>>>();
    promise->start();
    auto pending = promise->future();
    if (arriving) {
        QTimer::singleShot(0, [promise, came = std::exchange(arriving, nullptr)] {
            promise->addResult(came);
            promise->finish();
        });
        return pending;
    }
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
