// SPDX-License-Identifier: MIT
#include "core/net/qthttp.h"

#include "core/net/opening.h"
#include "core/net/requesthead.h"

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

Result<Outgoing> outgoing(const Request &request, const Options &options,
                          const QByteArray &userAgent)
{
    Outgoing outgoing;
    outgoing.target = TRY(Target::create(request.url, options.reach));
    outgoing.bytes = TRY(requestHead(request, outgoing.target, userAgent));
    outgoing.bytes += request.body;
    outgoing.method = request.method;
    outgoing.url = request.url;
    outgoing.options = options;
    if (options.total > std::chrono::milliseconds::zero())
        outgoing.deadline.setRemainingTime(options.total);
    return outgoing;
}

} // namespace

QtHttp::QtHttp(const QByteArray &userAgent, std::unique_ptr<Resolver> resolver, QObject *parent)
    : QObject(parent)
    , m_userAgent(userAgent)
    , m_resolver(std::move(resolver))
{
}

QtHttp::~QtHttp() = default;

Pending<std::shared_ptr<Arriving>> QtHttp::open(const Request &request, const Options &options)
{
    auto ready = outgoing(request, options, m_userAgent);
    if (!ready) {
        Error error = std::move(ready).error();
        error.data[u"left"_s] = false;
        return failed<std::shared_ptr<Arriving>>(std::move(error));
    }
    auto *const opening = new Opening(*ready, this);
    return opening->start(*m_resolver);
}

} // namespace tuppence::net
