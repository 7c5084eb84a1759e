// SPDX-License-Identifier: MIT
#include "core/gateway/messages.h"

#include "core/base/bytes.h"
#include "core/base/errortext.h"
#include "core/crypto/ed25519.h"

#include <QJsonDocument>
#include <QMetaEnum>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr qsizetype longestProgram = 64;
constexpr qsizetype longestMethod = 64;

tl::unexpected<Error> notOurs()
{
    return fail(Error::Kind::Malformed, "gateway.message");
}

Json body(const Welcome &welcome)
{
    return {{"type", "welcome"},
            {"versions", std::vector<int>(welcome.versions.begin(), welcome.versions.end())},
            {"program", toJson(welcome.program)},
            {"challenge", toJson(toBase64(welcome.challenge))}};
}

Json body(const Hello &hello)
{
    return {{"type", "hello"},
            {"version", hello.version},
            {"program", toJson(hello.program)},
            {"key", toJson(toBase64(hello.key))},
            {"signature", toJson(toBase64(hello.signature))}};
}

Json body(const Ready &client)
{
    return {{"type", "ready"},
            {"client",
             {{"fingerprint", toJson(client.fingerprint)},
              {"paired", client.paired},
              {"name", toJson(client.name)}}}};
}

Json body(const Request &request)
{
    return {{"type", "request"},
            {"id", request.id},
            {"method", toJson(request.method)},
            {"params", request.params}};
}

Json body(const Response &response)
{
    Json json = {{"type", "response"}, {"id", response.id}};
    if (response.outcome)
        json["result"] = *response.outcome;
    else
        json["error"] = toJson(response.outcome.error());
    return json;
}

Json body(const Event &event)
{
    return {{"type", "event"},
            {"id", event.id},
            {"event", toJson(event.name)},
            {"data", event.content}};
}

Json body(const Farewell &farewell)
{
    return {{"type", "error"}, {"error", toJson(farewell.error)}};
}

Result<quint32> idOf(const Json &json)
{
    const Json *id = member(json, "id");
    if (!id || !id->is_number_unsigned())
        return notOurs();
    const auto value = id->get<quint64>();
    if (value == 0 || value > std::numeric_limits<quint32>::max())
        return notOurs();
    return static_cast<quint32>(value);
}

Result<QByteArray> textOf(const Json &json, const char *key, qsizetype longest)
{
    const auto text = textMember(json, key);
    if (!text || text->size() > longest)
        return notOurs();
    return *text;
}

Result<QByteArray> bytesOf(const Json &json, const char *key, qsizetype size)
{
    const auto text = TRY(textOf(json, key, 4 * size));
    const auto bytes = TRY(fromBase64(text));
    if (bytes.size() != size)
        return notOurs();
    return bytes;
}

Result<Json> objectOf(const Json &json, const char *key)
{
    const Json *found = member(json, key);
    if (!found)
        return Json::object();
    if (!found->is_object())
        return notOurs();
    return *found;
}

Result<QByteArray> programOf(const Json &json)
{
    const auto program = TRY(textOf(json, "program", longestProgram));
    const bool isPlain =
        std::all_of(program.begin(), program.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    if (!isPlain)
        return notOurs();
    return program;
}

Result<Message> welcomeFrom(const Json &json)
{
    Welcome welcome;
    const Json *versions = member(json, "versions");
    if (!versions || !versions->is_array())
        return notOurs();
    for (const Json &version : *versions) {
        if (!version.is_number_unsigned() || version.get<quint64>() > 1000)
            return notOurs();
        welcome.versions.append(version.get<int>());
    }
    welcome.program = TRY(programOf(json));
    welcome.challenge = TRY(bytesOf(json, "challenge", 32));
    return welcome;
}

Result<Message> helloFrom(const Json &json)
{
    Hello hello;
    const Json *version = member(json, "version");
    if (!version || !version->is_number_unsigned() || version->get<quint64>() > 1000)
        return notOurs();
    hello.version = version->get<int>();
    hello.program = TRY(programOf(json));
    hello.key = TRY(bytesOf(json, "key", 32));
    hello.signature = TRY(bytesOf(json, "signature", 64));
    return hello;
}

Result<Message> readyFrom(const Json &json)
{
    const auto client = TRY(objectOf(json, "client"));
    const Json *paired = member(client, "paired");
    if (!paired || !paired->is_boolean())
        return notOurs();
    Ready known;
    known.paired = paired->get<bool>();
    known.fingerprint = TRY(textOf(client, "fingerprint", 64));
    known.name = QString::fromUtf8(TRY(textOf(client, "name", 256)));
    return known;
}

Result<Message> requestFrom(const Json &json)
{
    Request request;
    request.id = TRY(idOf(json));
    request.method = TRY(textOf(json, "method", longestMethod));
    request.params = TRY(objectOf(json, "params"));
    return request;
}

Result<Message> responseFrom(const Json &json)
{
    Response response;
    response.id = TRY(idOf(json));
    if (const Json *error = member(json, "error")) {
        Error told = TRY(errorFromJson(*error));
        response.outcome = tl::make_unexpected(std::move(told));
    } else {
        response.outcome = TRY(objectOf(json, "result"));
    }
    return response;
}

Result<Message> eventFrom(const Json &json)
{
    Event event;
    event.id = TRY(idOf(json));
    event.name = TRY(textOf(json, "event", longestMethod));
    event.content = TRY(objectOf(json, "data"));
    return event;
}

Result<Message> farewellFrom(const Json &json)
{
    const Json *error = member(json, "error");
    if (!error)
        return notOurs();
    return Farewell {TRY(errorFromJson(*error))};
}

} // namespace

QByteArray encode(const Message &message)
{
    return toText(std::visit([](const auto &what) { return body(what); }, message));
}

Result<Message> decode(QByteArrayView text)
{
    const auto json = TRY(parseJson(text, longestMessage));
    const auto type = TRY(textOf(json, "type", longestMethod));
    if (type == "request")
        return requestFrom(json);
    if (type == "response")
        return responseFrom(json);
    if (type == "event")
        return eventFrom(json);
    if (type == "welcome")
        return welcomeFrom(json);
    if (type == "hello")
        return helloFrom(json);
    if (type == "ready")
        return readyFrom(json);
    if (type == "error")
        return farewellFrom(json);
    return notOurs();
}

QByteArray helloText(QByteArrayView socket, QByteArrayView challenge)
{
    QByteArray text("tuppence-hello-1");
    text.append('\0').append(socket).append('\0').append(challenge);
    return text;
}

QByteArray fingerprint(QByteArrayView key)
{
    return crypto::fingerprint(key).replace(u' ', u'-').toLatin1();
}

Json toJson(const Error &error)
{
    const auto kinds = QMetaEnum::fromType<Error::Kind>();
    const QByteArray values = QJsonDocument(error.data).toJson(QJsonDocument::Compact);
    return {{"kind", kinds.valueToKey(static_cast<int>(error.kind))},
            {"code", toJson(error.code)},
            {"message", toJson(errorText(error))},
            {"data", parseJson(values, longestMessage).value_or(Json::object())}};
}

Result<Error> errorFromJson(const Json &json)
{
    const auto kind = TRY(textOf(json, "kind", 64));
    Error error;
    bool known = false;
    error.kind = static_cast<Error::Kind>(
        QMetaEnum::fromType<Error::Kind>().keyToValue(kind.constData(), &known));
    if (!known)
        return notOurs();
    error.code = TRY(textOf(json, "code", 128));
    const auto values = TRY(objectOf(json, "data"));
    error.data = QJsonDocument::fromJson(toText(values)).object();
    return error;
}

QByteArray toText(const Json &json)
{
    return QByteArray::fromStdString(
        json.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace));
}

} // namespace tuppence::gateway
