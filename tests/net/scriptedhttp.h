// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http.h"

#include <functional>

namespace tuppence::tests {

/// An answer that is there already.
class ArrivedAnswer final : public net::Arriving
{
public:
    explicit ArrivedAnswer(const net::Response &response)
        : m_head(response)
        , m_rest(std::exchange(m_head.body, {}))
    {
    }

    [[nodiscard]] const net::Response &head() const override { return m_head; }

    [[nodiscard]] QByteArray read(qsizetype most) override
    {
        const QByteArray bytes = m_rest.first(qMin(most, m_rest.size()));
        m_rest.remove(0, bytes.size());
        if (!bytes.isEmpty() && m_rest.isEmpty())
            QMetaObject::invokeMethod(this, &Arriving::ended, Qt::QueuedConnection);
        return bytes;
    }

    [[nodiscard]] std::optional<Result<Done>> end() const override
    {
        return m_rest.isEmpty() ? std::optional<Result<Done>>(Done {}) : std::nullopt;
    }

private:
    net::Response m_head;
    QByteArray m_rest;
};

/// Http without a network: notes each request, and answers what the test says.
class ScriptedHttp final : public net::Http
{
public:
    using Script = std::function<Result<net::Response>(const net::Request &)>;

    explicit ScriptedHttp(Script script)
        : m_script(std::move(script))
    {
    }

    [[nodiscard]] Pending<std::shared_ptr<net::Arriving>> open(const net::Request &request,
                                                               const net::Options &) override
    {
        requests.append(request);
        auto response = m_script(request);
        if (!response)
            return failed<std::shared_ptr<net::Arriving>>(std::move(response).error());
        response->url = request.url;
        return ready<std::shared_ptr<net::Arriving>>(std::make_shared<ArrivedAnswer>(*response));
    }

    QList<net::Request> requests;

private:
    Script m_script;
};

} // namespace tuppence::tests
