// SPDX-License-Identifier: MIT
#include "tests/gateway/gate.h"

#include "core/base/bytes.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tuppence::test {

using namespace gateway;

namespace {

constexpr int patience = 10'000; // ms

void stream(Conversation &conversation, std::shared_ptr<qsizetype> left)
{
    while (*left > 0 && conversation.room() > 0) {
        const auto size = std::min({*left, conversation.room(), qsizetype {50'000}});
        *left -= size;
        conversation.part(QByteArray(size, 'b'));
    }
    if (*left == 0) {
        *left = -1;
        conversation.end();
        conversation.finish(Answer {{{"done", true}}, {}});
    }
}

Json echo(const Call &call)
{
    Json secrets = Json::array();
    for (const Secret &secret : call.secrets)
        secrets.push_back(std::string(secret.view().begin(), secret.view().end()));
    return {{"params", call.params}, {"body", call.body.size()}, {"secrets", secrets}};
}

} // namespace

std::optional<Shape> EchoDispatcher::shape(const QByteArray &method) const
{
    if (method == "echo" || method == "hold")
        return Shape {{}, true};
    if (method == "tell")
        return Shape {{"first", "second"}, false};
    if (method == "keep" || method == "stream" || method == "whisper")
        return Shape {};
    return {};
}

void EchoDispatcher::run(Call call, QPointer<Conversation> conversation)
{
    if (call.method == "keep" || call.method == "hold") {
        connect(conversation, &Conversation::cancelled, this, [conversation] {
            ++cancelled;
            conversation->finish(fail(Error::Kind::Cancelled, "gateway.cancelled"));
        });
        return;
    }
    if (call.method == "whisper") {
        char words[] = "psst";
        return conversation->finish(Answer {Json::object(), Secret::take(words, 4)});
    }
    if (call.method == "stream") {
        auto left = std::make_shared<qsizetype>(call.params["size"].get<qsizetype>());
        connect(conversation, &Conversation::roomGrew, this, [conversation, left] {
            if (*left > 0)
                stream(*conversation, left);
        });
        return stream(*conversation, left);
    }
    conversation->finish(Answer {echo(call), {}});
}

Gate::Gate()
{
    const auto pairedName = [key = pairedKey.publicKey()](const QByteArray &asked) {
        return ready<std::optional<QString>>(asked == key ? std::optional(u"research-agent"_s)
                                                          : std::nullopt);
    };
    const auto maker = [](const Caller &) -> std::unique_ptr<Dispatcher> {
        return std::make_unique<EchoDispatcher>();
    };
    auto listening = Server::listen(path(u"ask"_s), {"ask", pairedName, maker}, path(u"owner"_s),
                                    {"owner", pairedName, maker});
    if (!listening)
        qFatal("%s", listening.error().code.constData());
    server = *std::move(listening);
}

Peer::Peer(const QString &path)
    : socket(*net::connectUnix(path))
{
    connect(&socket, &net::FrameSocket::messageReceived, this, [this](const QByteArray &json) {
        messages.append(*parseJson(json, longestMessage));
        trace.append("message");
    });
    connect(&socket, &net::FrameSocket::partReceived, this,
            [this](quint32 id, const QByteArray &bytes) {
                body.append(bytes);
                if (trace.isEmpty() || trace.constLast() != "part")
                    trace.append("part");
                std::ignore = socket.sendCredit(id, static_cast<quint32>(bytes.size()));
            });
    connect(&socket, &net::FrameSocket::endReceived, this, [this] { trace.append("end"); });
    connect(&socket, &net::FrameSocket::secretReceived, this, [this](quint32, Secret &bytes) {
        secret = QByteArray(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        trace.append("secret");
    });
    connect(&socket, &net::FrameSocket::closed, this, [this] { m_isClosed = true; });
}

Json Peer::next()
{
    if (!QTest::qWaitFor([this] { return !messages.isEmpty(); }, patience))
        return nullptr;
    return messages.takeFirst();
}

Json Peer::hello(const crypto::Ed25519Key &key, const QByteArray &socketName)
{
    const auto challenge = fromBase64(*textMember(next(), "challenge"));
    send(encode(Hello {1, "test/1", key.publicKey(), key.sign(helloText(socketName, *challenge))}));
    return next();
}

void Peer::send(const QByteArray &json)
{
    std::ignore = socket.sendMessage(json);
}

void Peer::request(int id, const QByteArray &method, const Json &params)
{
    send(encode(Request {static_cast<quint32>(id), method, params}));
}

bool Peer::isHungUp()
{
    return QTest::qWaitFor([this] { return m_isClosed; }, patience);
}

const crypto::Ed25519Key &someKey()
{
    static const auto key = crypto::Ed25519Key::generate();
    return key;
}

QByteArray codeOf(const Json &message)
{
    const Json *error = message.is_object() ? member(message, "error") : nullptr;
    return error ? textMember(*error, "code").value_or("none") : "none";
}

} // namespace tuppence::test
