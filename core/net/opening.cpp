// SPDX-License-Identifier: MIT
#include "core/net/opening.h"

#include <QPointer>

namespace tuppence::net {

using namespace Qt::StringLiterals;

Opening::Opening(const Outgoing &outgoing, QObject *parent)
    : QObject(parent)
    , m_outgoing(outgoing)
    , m_connectDeadline(outgoing.options.connect)
{
    m_promise.start();
    m_lookUpTimer.setSingleShot(true);
    connect(&m_lookUpTimer, &QTimer::timeout, this, [this] {
        const double seconds = std::chrono::duration<double>(m_outgoing.options.connect).count();
        endBeforeLeaving({Error::Kind::Network,
                          "http.timeout",
                          {{u"host"_s, m_outgoing.target.host}, {u"seconds"_s, seconds}},
                          u"looking up the name"_s});
    });
}

Pending<std::shared_ptr<Arriving>> Opening::start(Resolver &resolver)
{
    auto opened = m_promise.future();
    if (!m_outgoing.target.addresses.isEmpty()) {
        check(m_outgoing.target.addresses);
        return opened;
    }
    m_lookUpTimer.start(m_outgoing.options.connect);
    // Not with this object as context: in Qt 6.4 a context that goes first is an assertion.
    const auto goOn = [self = QPointer(this)](Result<QList<QHostAddress>> found) {
        if (self && found)
            self->check(*found);
        else if (self)
            self->endBeforeLeaving(std::move(found).error());
    };
    resolver.resolve(m_outgoing.target.host).then(goOn);
    return opened;
}

void Opening::check(const QList<QHostAddress> &found)
{
    m_lookUpTimer.stop();
    auto addresses = m_outgoing.target.checked(found);
    if (!addresses)
        return endBeforeLeaving(std::move(addresses).error());
    m_addresses = *std::move(addresses);
    tryNext();
}

void Opening::tryNext()
{
    // Each address gets an equal share of what is left, so that a dead first one starves nobody.
    const auto left = std::chrono::milliseconds(m_connectDeadline.remainingTime());
    const auto share = left / m_addresses.size();
    m_conversation = std::make_shared<Conversation>(m_outgoing, m_addresses.takeFirst(), share);
    connect(m_conversation.get(), &Conversation::opened, this, [this] { end({m_conversation}); });
    connect(m_conversation.get(), &Conversation::failed, this, &Opening::onFailed);
}

void Opening::onFailed(const Error &error)
{
    const Error kept = error; // the conversation goes, and what it lent with it
    m_conversation.reset();
    const bool hasLeft = kept.data.value(u"left"_s).toBool(/*defaultValue=*/true);
    // Whoever answered with another's certificate is no reason to try elsewhere.
    const bool isFinal = hasLeft || kept.code == "http.certificate";
    if (isFinal || m_addresses.isEmpty() || m_outgoing.deadline.hasExpired())
        return end(tl::make_unexpected(kept));
    tryNext();
}

void Opening::end(const Result<std::shared_ptr<Arriving>> &result)
{
    if (m_conversation)
        m_conversation->disconnect(this);
    m_promise.addResult(result);
    m_promise.finish();
    m_conversation.reset();
    deleteLater();
}

void Opening::endBeforeLeaving(Error error)
{
    error.data[u"left"_s] = false;
    end(tl::make_unexpected(std::move(error)));
}

} // namespace tuppence::net
