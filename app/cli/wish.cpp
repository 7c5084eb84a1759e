// SPDX-License-Identifier: MIT
#include "app/cli/wish.h"

#include "core/gateway/limits.h"
#include "core/gateway/messages.h"
#include "core/net/message.h"

#include <QFile>
#include <QUrl>

#include <unistd.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

tl::unexpected<Error> tooLarge()
{
    return fail(Error::Kind::OutOfRange, "gateway.body_too_large",
                {{u"most"_s, gateway::longestBody / (1024 * 1024)}});
}

/// What one -d or --data-binary stands for.
Result<QByteArray> piece(const Arguments::Given &given)
{
    if (!given.value.startsWith('@'))
        return given.value;
    QByteArray bytes = TRY(contentsOf(given.value.mid(1)));
    if (given.option == "data")
        bytes.removeIf([](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return bytes;
}

/// The body; no value: the request has none.
Result<std::optional<QByteArray>> bodyFrom(const Arguments &arguments)
{
    std::optional<QByteArray> body;
    for (const auto &given : arguments.given()) {
        if (given.option != "data" && given.option != "data-binary")
            continue;
        const auto bytes = TRY(piece(given));
        body = body ? *body + '&' + bytes : bytes;
    }
    if (body && body->size() > gateway::longestBody)
        return tooLarge();
    return body;
}

/// Adds one -H: "Name: value"; "Name:" takes a header of ours away, "Name;" sends it empty.
Result<Done> addHeader(net::Headers &headers, const QByteArray &line)
{
    const bool isPlain = std::none_of(line.begin(), line.end(),
                                      [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    const qsizetype colon = line.indexOf(':');
    const bool isEmptyOne = colon < 0 && line.endsWith(';');
    const QByteArray name =
        (isEmptyOne ? line.chopped(1) : line.left(std::max<qsizetype>(colon, 0))).trimmed();
    if (!isPlain || name.isEmpty() || name.contains(' '))
        return fail(Error::Kind::Malformed, "usage.header",
                    {{u"header"_s, QString::fromUtf8(line)}});
    const QByteArray value = isEmptyOne ? QByteArray() : line.mid(colon + 1).trimmed();
    if (value.isEmpty() && !isEmptyOne)
        headers.remove(name);
    else if (name.compare("accept", Qt::CaseInsensitive) == 0
             || name.compare("user-agent", Qt::CaseInsensitive) == 0
             || name.compare("content-type", Qt::CaseInsensitive) == 0)
        headers.set(name, value);
    else
        headers.add(name, value);
    return Done {};
}

Result<Json> headersFrom(const Arguments &arguments, bool hasBody)
{
    net::Headers headers {{"User-Agent", "tuppence-cli/" TUPPENCE_VERSION}, {"Accept", "*/*"}};
    if (hasBody)
        headers.add("Content-Type", "application/x-www-form-urlencoded");
    for (const auto &given : arguments.given()) {
        if (given.option == "header")
            TRY(addHeader(headers, given.value));
    }
    Json lines = Json::array();
    for (const auto &[name, value] : headers.lines())
        lines.push_back({gateway::toJson(name), gateway::toJson(value)});
    return lines;
}

Result<QByteArray> methodFrom(const Arguments &arguments, bool hasBody)
{
    const QByteArray method =
        arguments.value("request").value_or(hasBody ? QByteArray("POST") : QByteArray("GET"));
    const bool isWord = !method.isEmpty() && method.size() <= 32
        && std::all_of(method.begin(), method.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
           });
    if (!isWord)
        return fail(Error::Kind::Malformed, "usage.method");
    return method;
}

Result<QByteArray> urlFrom(const QByteArray &word)
{
    const QUrl url(QString::fromUtf8(word), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!isWeb || url.host().isEmpty())
        return fail(Error::Kind::Malformed, "usage.url", {{u"url"_s, QString::fromUtf8(word)}});
    return word;
}

} // namespace

Result<QByteArray> contentsOf(const QByteArray &name)
{
    QFile file;
    if (name != "-")
        file.setFileName(QFile::decodeName(name));
    const bool open =
        name == "-" ? file.open(STDIN_FILENO, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    QByteArray bytes;
    if (open)
        bytes = file.read(gateway::longestBody + 1);
    if (!open || file.error() != QFileDevice::NoError)
        return fail(Error::Kind::Storage, "usage.read_failed",
                    {{u"file"_s, QFile::decodeName(name)}, {u"reason"_s, file.errorString()}});
    if (bytes.size() > gateway::longestBody)
        return tooLarge();
    return bytes;
}

QList<Option> wishOptions()
{
    return {
        {"request", 'X', "METHOD", "the method; GET, or POST where there is a body"},
        {"header", 'H', "NAME: VALUE", "a header; NAME: alone leaves one of ours out"},
        {"data", 'd', "DATA",
         "a body; @FILE reads it and strips line ends; several are joined with &"},
        {"data-binary", 0, "DATA", "a body as it is; @FILE reads it, @- reads the standard input"},
        {"location", 'L', nullptr, "go along with redirects before anything is paid"},
        {"max", 0, "AMOUNT", "refuse what costs more: 0.10 (dollars) or \"0.10 USDC\""},
        {"id", 0, "KEY", "a name for this purchase: asking again with it never pays twice"},
        {"agent", 0, "NAME", "ask with the key of this agent"},
        {"reason", 0, "TEXT", "tells the owner what it is for"},
    };
}

Result<Wish> wishFrom(const Arguments &arguments)
{
    const auto url = TRY(urlFrom(arguments.words().constFirst()));
    const auto body = TRY(bodyFrom(arguments));
    const auto method = TRY(methodFrom(arguments, body.has_value()));
    const auto headers = TRY(headersFrom(arguments, body.has_value()));
    const auto text = [&](const char *option) {
        return gateway::toJson(arguments.value(option).value_or(QByteArray()));
    };
    return Wish {{{"url", gateway::toJson(url)},
                  {"method", gateway::toJson(method)},
                  {"headers", headers},
                  {"body", body.has_value()},
                  {"follow", arguments.has("location")},
                  {"most", text("max")},
                  {"key", text("id")},
                  {"reason", text("reason")}},
                 body.value_or(QByteArray())};
}

} // namespace tuppence::cli
