// SPDX-License-Identifier: MIT
#include "core/gateway/client.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

Errand::Errand(Client &client, quint32 id)
    : QObject(&client)
    , m_client(client)
    , m_id(id)
{
}

void Errand::cancel()
{
    std::ignore = m_client.m_socket->sendCancel(m_id);
}

Client::Client(net::UnixSocket socket, QByteArray socketName, crypto::Ed25519Key key,
               QByteArray program, QObject *parent)
    : QObject(parent)
    , m_socket(new net::FrameSocket(std::move(socket), this))
    , m_socketName(std::move(socketName))
    , m_key(std::move(key))
    , m_program(std::move(program))
{
    connect(m_socket, &net::FrameSocket::messageReceived, this, &Client::takeMessage);
    connect(m_socket, &net::FrameSocket::credited, this, &Client::sendBody);
    connect(m_socket, &net::FrameSocket::partReceived, this,
            [this](quint32 id, const QByteArray &bytes) {
                if (const auto found = m_errands.find(id); found != m_errands.end()) {
                    Q_EMIT found->second->part(bytes);
                    std::ignore = m_socket->sendCredit(id, static_cast<quint32>(bytes.size()));
                }
            });
    connect(m_socket, &net::FrameSocket::endReceived, this, [this](quint32 id) {
        if (const auto found = m_errands.find(id); found != m_errands.end())
            Q_EMIT found->second->bodyEnded();
    });
    connect(m_socket, &net::FrameSocket::secretReceived, this, [this](quint32 id, Secret &secret) {
        if (const auto found = m_errands.find(id); found != m_errands.end())
            found->second->m_secret = std::move(secret);
    });
    connect(m_socket, &net::FrameSocket::closed, this, [this] {
        fail({Error::Kind::Network, "gateway.hung_up", {}, {}});
    });
}

Pending<Ready> Client::greet()
{
    m_greeting.start();
    m_greetingTimer.setSingleShot(true);
    connect(&m_greetingTimer, &QTimer::timeout, this, [this] {
        fail({Error::Kind::Network, "gateway.hung_up", {}, {}});
    });
    m_greetingTimer.start(greetingTime);
    if (m_socket->peer().uid != geteuid())
        fail({Error::Kind::Refused, "gateway.other_server", {}, {}});
    return m_greeting.future();
}

Errand *Client::ask(Question question)
{
    const quint32 id = ++m_lastId;
    auto *errand = new Errand(*this, id);
    m_errands.emplace(id, errand);
    Json names = Json::array();
    for (const auto &[name, secret] : question.secrets)
        names.push_back(toJson(name));
    if (!names.empty())
        question.params["secrets"] = names;
    const Json *hasBody = member(question.params, "body");
    const bool sendsBody = hasBody && hasBody->is_boolean() && hasBody->get<bool>();

    auto sent = m_socket->sendMessage(encode(Request {id, question.method, question.params}));
    for (auto &[name, secret] : question.secrets) {
        if (sent)
            sent = m_socket->sendSecret(id, std::move(secret));
    }
    if (!sent) {
        // Told from the event loop, so that the caller can connect to the errand first.
        QTimer::singleShot(
            0, this, [this, id, error = sent.error()] { finish(id, tl::make_unexpected(error)); });
        return errand;
    }
    if (sendsBody) {
        errand->m_body = std::move(question.body);
        sendBody(id);
    }
    return errand;
}

Pending<Json> Client::request(Question question)
{
    auto promise = std::make_shared<QPromise<Result<Json>>>();
    promise->start();
    connect(ask(std::move(question)), &Errand::finished, this,
            [promise](const Result<Json> &outcome) {
                promise->addResult(outcome);
                promise->finish();
            });
    return promise->future();
}

void Client::takeMessage(const QByteArray &json)
{
    const auto message = decode(json);
    if (!message)
        return fail(message.error());
    if (const auto *welcome = std::get_if<Welcome>(&*message))
        answerWelcome(*welcome);
    else if (const auto *response = std::get_if<Response>(&*message))
        finish(response->id, response->outcome);
    else if (const auto *event = std::get_if<Event>(&*message))
        takeEvent(*event);
    else if (const auto *farewell = std::get_if<Farewell>(&*message))
        fail(farewell->error);
    else if (const auto *known = std::get_if<Ready>(&*message); known && !m_greeted) {
        m_greeted = true;
        m_greetingTimer.stop();
        m_greeting.addResult(*known);
        m_greeting.finish();
    }
}

void Client::answerWelcome(const Welcome &welcome)
{
    if (!welcome.versions.contains(protocolVersion))
        return fail({Error::Kind::Unsupported,
                     "gateway.version",
                     {{u"theirs"_s, welcome.versions.value(0)}, {u"ours"_s, protocolVersion}},
                     {}});
    const QByteArray signature = m_key.sign(helloText(m_socketName, welcome.challenge));
    std::ignore = m_socket->sendMessage(
        encode(Hello {protocolVersion, m_program, m_key.publicKey(), signature}));
}

void Client::takeEvent(const Event &event)
{
    if (const auto found = m_errands.find(event.id); found != m_errands.end())
        Q_EMIT found->second->happened(event.name, event.content);
}

void Client::finish(quint32 id, const Result<Json> &outcome)
{
    const auto found = m_errands.find(id);
    if (found == m_errands.end())
        return;
    Errand *errand = found->second;
    m_errands.erase(found);
    m_socket->forget(id);
    errand->deleteLater();
    Q_EMIT errand->finished(outcome);
}

void Client::sendBody(quint32 id)
{
    const auto found = m_errands.find(id);
    if (found == m_errands.end() || !found->second->m_body)
        return;
    QByteArray &body = *found->second->m_body;
    const auto size = std::min<qsizetype>(m_socket->credit(id), body.size());
    if (size > 0 && !m_socket->sendPart(id, QByteArrayView(body).first(size)))
        return; // the connection is gone, which closed() tells
    body.remove(0, size);
    if (body.isEmpty()) {
        found->second->m_body.reset();
        std::ignore = m_socket->sendEnd(id);
    }
}

void Client::fail(const Error &error)
{
    m_greetingTimer.stop();
    m_socket->disconnect(this);
    m_socket->close();
    if (!m_greeted) {
        m_greeted = true;
        m_greeting.addResult(Result<Ready>(tl::make_unexpected(error)));
        m_greeting.finish();
    }
    const auto errands = m_errands;
    for (const auto &[id, errand] : errands)
        finish(id, tl::make_unexpected(error));
}

} // namespace tuppence::gateway
