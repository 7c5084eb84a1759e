// SPDX-License-Identifier: MIT
#include "core/gateway/session.h"

#include "core/base/bytes.h"
#include "core/crypto/ed25519.h"
#include "core/gateway/limits.h"
#include "core/gateway/runningrequest.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

Error refusal(QByteArray code)
{
    return {Error::Kind::Refused, std::move(code), {}, {}};
}

/// The names of the secrets that a request says will follow.
Result<QByteArrayList> announcedSecrets(const Json &params)
{
    QByteArrayList names;
    const Json *announced = member(params, "secrets");
    if (!announced)
        return names;
    if (!announced->is_array())
        return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, u"secrets"_s}});
    for (const Json &name : *announced) {
        if (!name.is_string())
            return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, u"secrets"_s}});
        names.append(QByteArray::fromStdString(name.get<std::string>()));
    }
    return names;
}

bool announcesBody(const Json &params)
{
    const Json *body = member(params, "body");
    return body && body->is_boolean() && body->get<bool>();
}

} // namespace

Session::Session(net::UnixSocket socket, const Door &door, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_socket(new net::FrameSocket(std::move(socket), this))
    , m_challenge(randomBytes(32))
{
    connect(m_socket, &net::FrameSocket::messageReceived, this, &Session::takeMessage);
    connect(m_socket, &net::FrameSocket::partReceived, this, &Session::takePart);
    connect(m_socket, &net::FrameSocket::endReceived, this, &Session::takeEnd);
    connect(m_socket, &net::FrameSocket::secretReceived, this, &Session::takeSecret);
    connect(m_socket, &net::FrameSocket::cancelReceived, this, &Session::takeCancel);
    connect(m_socket, &net::FrameSocket::credited, this, [this](quint32 id) {
        if (const auto found = m_running.find(id); found != m_running.end())
            Q_EMIT found->second->roomGrew();
    });
    connect(m_socket, &net::FrameSocket::drained, this, [this] {
        const auto running = m_running; // a request may end while it is told
        for (const auto &[id, request] : running) {
            if (m_running.contains(id))
                Q_EMIT request->roomGrew();
        }
    });
    connect(m_socket, &net::FrameSocket::closed, this, [this] {
        m_phase = Phase::Over;
        Q_EMIT ended();
    });
    m_helloTimer.setSingleShot(true);
    connect(&m_helloTimer, &QTimer::timeout, this,
            [this] { dismiss(refusal("gateway.too_late")); });
    m_helloTimer.start(helloTime);
    std::ignore = m_socket->sendMessage(
        encode(Welcome {{protocolVersion}, "tuppenced/" TUPPENCE_VERSION, m_challenge}));
}

Session::~Session()
{
    m_dispatcher.reset(); // before the requests that it may still answer
}

void Session::dismiss(const Error &error)
{
    if (isOver())
        return;
    m_phase = Phase::Over;
    m_helloTimer.stop();
    std::ignore = m_socket->sendMessage(encode(Farewell {error}));
    m_socket->closeGently();
}

void Session::takeMessage(const QByteArray &json)
{
    const auto message = decode(json);
    if (!message)
        return dismiss(message.error());
    const auto *hello = std::get_if<Hello>(&*message);
    const auto *request = std::get_if<Request>(&*message);
    if (m_phase == Phase::Hello && hello)
        greet(*hello);
    else if (m_phase == Phase::Open && request)
        begin(*request);
    else
        dismiss(refusal("gateway.out_of_turn"));
}

void Session::greet(const Hello &hello)
{
    if (hello.version != protocolVersion)
        return dismiss({Error::Kind::Unsupported,
                        "gateway.version",
                        {{u"theirs"_s, hello.version}, {u"ours"_s, protocolVersion}},
                        {}});
    const QByteArray text = helloText(m_door.name, m_challenge);
    if (!crypto::verifyEd25519(hello.key, text, hello.signature))
        return dismiss(refusal("gateway.signature"));
    m_key = hello.key;
    m_phase = Phase::LookingUp;
    m_helloTimer.stop();
    m_socket->pause();
    whenReady(m_door.pairedName(hello.key), this,
              [this, hello](Result<std::optional<QString>> name) {
                  if (m_phase != Phase::LookingUp)
                      return;
                  if (!name)
                      return dismiss(name.error());
                  letIn(hello, *name);
              });
}

void Session::letIn(const Hello &hello, const std::optional<QString> &pairedName)
{
    m_phase = Phase::Open;
    const Caller caller {hello.key, fingerprint(hello.key), pairedName.has_value(),
                         pairedName.value_or(QString::fromLatin1(hello.program))};
    m_dispatcher = m_door.dispatcher(caller);
    std::ignore =
        m_socket->sendMessage(encode(Ready {caller.fingerprint, caller.paired, caller.name}));
    m_socket->resume();
}

void Session::begin(const Request &request)
{
    if (request.id <= m_lastId)
        return dismiss(refusal("gateway.id_used"));
    m_lastId = request.id;
    auto gathering = gatheringFor(request);
    if (!gathering)
        return respond(request.id, tl::make_unexpected(std::move(gathering).error()));
    m_gathering.emplace(request.id, *std::move(gathering));
    runIfWhole(request.id);
}

Result<Session::Gathering> Session::gatheringFor(const Request &request) const
{
    if (m_gathering.size() + m_running.size() >= size_t(mostRequests))
        return fail(Error::Kind::Refused, "gateway.too_many_requests", {{u"most"_s, mostRequests}});
    const auto shape = m_dispatcher->shape(request.method);
    if (!shape)
        return fail(Error::Kind::Unsupported, "gateway.unknown_method",
                    {{u"method"_s, QString::fromUtf8(request.method)}});
    const auto announced = TRY(announcedSecrets(request.params));
    if (announced != shape->secrets)
        return fail(Error::Kind::Malformed, "gateway.secrets",
                    {{u"expected"_s, QString::fromLatin1(shape->secrets.join(", "))}});
    if (announcesBody(request.params) && !shape->takesBody)
        return fail(Error::Kind::Malformed, "gateway.needless_body");
    Gathering gathering;
    gathering.call.method = request.method;
    gathering.call.params = request.params;
    gathering.shape = *shape;
    gathering.bodyIsWhole = !announcesBody(request.params);
    return gathering;
}

void Session::takePart(quint32 id, const QByteArray &bytes)
{
    const auto found = m_gathering.find(id);
    if (isOver() || found == m_gathering.end() || found->second.bodyIsWhole)
        return; // of a request that has ended meanwhile
    Gathering &gathering = found->second;
    if (waitingBodyBytes() + bytes.size() > longestBody)
        return drop(id,
                    {Error::Kind::OutOfRange,
                     "gateway.body_too_large",
                     {{u"most"_s, longestBody / (1024 * 1024)}},
                     {}});
    gathering.call.body.append(bytes);
    std::ignore = m_socket->sendCredit(id, static_cast<quint32>(bytes.size()));
}

void Session::takeEnd(quint32 id)
{
    if (const auto found = m_gathering.find(id); !isOver() && found != m_gathering.end()) {
        found->second.bodyIsWhole = true;
        runIfWhole(id);
    }
}

void Session::takeSecret(quint32 id, Secret &secret)
{
    const auto found = m_gathering.find(id);
    if (isOver() || found == m_gathering.end())
        return;
    std::vector<Secret> &secrets = found->second.call.secrets;
    // None is kept that was not announced: they would pile up while the body is waited for.
    if (static_cast<qsizetype>(secrets.size()) >= found->second.shape.secrets.size())
        return dismiss(refusal("gateway.out_of_turn"));
    secrets.push_back(std::move(secret));
    runIfWhole(id);
}

void Session::takeCancel(quint32 id)
{
    if (isOver())
        return;
    if (const auto found = m_running.find(id); found != m_running.end())
        Q_EMIT found->second->cancelled();
    else if (m_gathering.contains(id))
        drop(id, {Error::Kind::Cancelled, "gateway.cancelled", {}, {}});
}

void Session::runIfWhole(quint32 id)
{
    const auto found = m_gathering.find(id);
    const Gathering &gathering = found->second;
    const auto secrets = static_cast<qsizetype>(gathering.call.secrets.size());
    if (!gathering.bodyIsWhole || secrets < gathering.shape.secrets.size())
        return;
    Call call = std::move(found->second.call);
    m_gathering.erase(found);
    auto *running = new RunningRequest(*this, id, call.body.size());
    m_running.emplace(id, running);
    m_dispatcher->run(std::move(call), running);
}

void Session::drop(quint32 id, const Error &error)
{
    m_gathering.erase(id);
    respond(id, tl::make_unexpected(error));
}

void Session::respond(quint32 id, Result<Json> outcome)
{
    m_socket->forget(id);
    if (isOver())
        return; // the last word is said
    const auto sent = m_socket->sendMessage(encode(Response {id, std::move(outcome)}));
    if (!sent && sent.error().code == "frame.too_large")
        respond(id, fail(Error::Kind::OutOfRange, "gateway.answer_too_long"));
}

qsizetype Session::waitingBodyBytes() const
{
    qsizetype sum = 0;
    for (const auto &[id, gathering] : m_gathering)
        sum += gathering.call.body.size();
    for (const auto &[id, running] : m_running)
        sum += running->bodyBytes();
    return sum;
}

} // namespace tuppence::gateway
