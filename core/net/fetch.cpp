// SPDX-License-Identifier: MIT
#include "core/net/http.h"

#include <QPromise>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype stepBytes = 64 * 1024;

/// Reads one answer to its end; deletes itself.
class Fetch final : public QObject
{
public:
    explicit Fetch(qsizetype mostBytes)
        : m_mostBytes(mostBytes)
    {
        m_promise.start();
    }

    Pending<Response> start(Pending<std::shared_ptr<Arriving>> opening)
    {
        auto whole = m_promise.future();
        whenReady(std::move(opening), this, [this](Result<std::shared_ptr<Arriving>> opened) {
            if (!opened)
                return end(tl::make_unexpected(std::move(opened).error()));
            m_arriving = *std::move(opened);
            m_response = m_arriving->head();
            connect(m_arriving.get(), &Arriving::readable, this, &Fetch::readOn);
            connect(m_arriving.get(), &Arriving::ended, this, &Fetch::readOn);
            readOn();
        }).onCanceled(this, [this] { deleteLater(); });
        return whole;
    }

private:
    void readOn()
    {
        for (auto bytes = m_arriving->read(stepBytes); !bytes.isEmpty();
             bytes = m_arriving->read(stepBytes)) {
            m_response.body += bytes;
            if (m_response.body.size() > m_mostBytes)
                return end(
                    fail(Error::Kind::OutOfRange, "http.too_large", {{u"most"_s, m_mostBytes}}));
        }
        const auto bodyEnd = m_arriving->end();
        if (bodyEnd && *bodyEnd)
            return end(std::move(m_response));
        if (bodyEnd)
            end(tl::make_unexpected(bodyEnd->error()));
    }

    void end(Result<Response> result)
    {
        if (!result && m_arriving)
            result.error().data[u"left"_s] = true; // it was answered, so it had left
        if (m_arriving)
            m_arriving->disconnect(this);
        m_arriving.reset();
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    QPromise<Result<Response>> m_promise;
    std::shared_ptr<Arriving> m_arriving;
    Response m_response;
    qsizetype m_mostBytes = 0;
};

} // namespace

Pending<Response> fetch(Http &http, const Request &request, const Options &options)
{
    auto *const reading = new Fetch(options.mostBodyBytes);
    return reading->start(http.open(request, options));
}

Pending<Response> whole(std::shared_ptr<Arriving> arriving, qsizetype mostBytes)
{
    auto *const reading = new Fetch(mostBytes);
    return reading->start(ready<std::shared_ptr<Arriving>>(std::move(arriving)));
}

} // namespace tuppence::net
