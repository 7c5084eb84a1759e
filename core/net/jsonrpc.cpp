// SPDX-License-Identifier: MIT
#include "core/net/jsonrpc.h"

#include "core/net/target.h"

#include <QHash>

namespace tuppence::net {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Of a server's own words, which end up in front of people.
constexpr qsizetype mostWords = 300;

using Answer = Result<Json>;

Json toJson(const Call &call, qint64 id)
{
    return {{"jsonrpc", "2.0"},
            {"id", id},
            {"method", call.method.toStdString()},
            {"params", call.params}};
}

Error malformed(const QString &host)
{
    return {Error::Kind::Network, "rpc.malformed", {{u"host"_s, host}}, {}};
}

/// A failed fetch in the terms of RPC.
Error transportError(const Error &error, const QString &host)
{
    if (error.code == "http.too_large" || error.code == "http.malformed"
        || error.code == "http.head_too_large")
        return malformed(host);
    return {Error::Kind::Network,
            "rpc.unreachable",
            {{u"host"_s, host}, {u"cause"_s, QString::fromUtf8(error.code)}},
            error.detail};
}

Answer serverError(const Json &said, const QByteArray &method, const QString &host)
{
    const Json *number = member(said, "code");
    const Json *more = member(said, "data");
    const QString message = QString::fromUtf8(textMember(said, "message").value_or(""));
    return fail(Error::Kind::Refused, "rpc.error",
                {{u"host"_s, host},
                 {u"method"_s, QString::fromUtf8(method)},
                 {u"number"_s, number && number->is_number_integer() ? number->get<qint64>() : 0},
                 {u"message"_s, message.left(mostWords)}},
                more ? QString::fromStdString(more->dump()) : QString());
}

/// What one answer says about its call; its id has been looked at.
Answer read(const Json &answer, const QByteArray &method, const QString &host)
{
    const Json *error = member(answer, "error");
    if (error && error->is_object())
        return serverError(*error, method, host);
    const auto result = answer.find("result");
    if (error || result == answer.end())
        return tl::make_unexpected(malformed(host));
    return *result;
}

std::optional<qint64> idOf(const Json &answer)
{
    const Json *id = member(answer, "id");
    return id && id->is_number_integer() ? std::optional(id->get<qint64>()) : std::nullopt;
}

Answer readSingle(const Json &answer, const Call &call, const QString &host)
{
    // A server that could not read the request may answer without its id, but only with an error.
    const bool isItsOwn = idOf(answer) == 1 || (!member(answer, "id") && member(answer, "error"));
    if (!answer.is_object() || !isItsOwn)
        return tl::make_unexpected(malformed(host));
    return read(answer, call.method, host);
}

Result<QList<Answer>> readBatch(const Json &answers, const QList<Call> &calls, const QString &host)
{
    QList<Answer> results(calls.size(), tl::make_unexpected(malformed(host)));
    if (answers.is_object() && member(answers, "error")) { // one error for all of them
        for (qsizetype i = 0; i < calls.size(); ++i)
            results[i] = read(answers, calls[i].method, host);
        return results;
    }
    if (!answers.is_array())
        return tl::make_unexpected(malformed(host));
    QSet<qint64> seen;
    for (const Json &answer : answers) {
        const auto id = idOf(answer);
        if (!id || *id < 1 || *id > calls.size())
            continue;
        const qsizetype at = *id - 1;
        // Two answers to one call: neither is believed.
        results[at] = seen.contains(*id) ? Answer(tl::make_unexpected(malformed(host)))
                                         : read(answer, calls[at].method, host);
        seen.insert(*id);
    }
    return results;
}

Result<Json> readResponse(const Result<Response> &response, qsizetype mostBytes,
                          const QString &host)
{
    if (!response)
        return tl::make_unexpected(transportError(response.error(), host));
    if (response->status != 200)
        return fail(Error::Kind::Network, "rpc.status",
                    {{u"host"_s, host}, {u"status"_s, response->status}});
    auto answer = parseJson(response->body, mostBytes);
    if (!answer)
        return tl::make_unexpected(malformed(host));
    return answer;
}

Pending<Json> post(Http &http, const QUrl &url, const Json &body, qsizetype mostBytes)
{
    if (!isRpcAddress(url))
        return failed<Json>(fail(Error::Kind::Refused, "rpc.address").value());
    Request request {"POST",
                     url,
                     {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                     QByteArray::fromStdString(body.dump())};
    Options options {.reach = Reach::Loopback,
                     .connect = 10s,
                     .firstByte = 30s,
                     .idle = 30s,
                     .total = 60s,
                     .mostBodyBytes = mostBytes};
    const QString host = url.host();
    return fetch(http, request, options).then([mostBytes, host](const Result<Response> &response) {
        return readResponse(response, mostBytes, host);
    });
}

} // namespace

bool isRpcAddress(const QUrl &url)
{
    return Target::create(url, Reach::Loopback).has_value();
}

JsonRpc::JsonRpc(Http &http, const QUrl &url, qsizetype mostBytes)
    : m_http(&http)
    , m_url(url)
    , m_mostBytes(mostBytes)
{
}

Pending<Json> JsonRpc::call(const Call &call) const
{
    return post(*m_http, m_url, toJson(call, 1), m_mostBytes)
        .then([call, host = m_url.host()](const Result<Json> &answer) -> Answer {
            return answer ? readSingle(*answer, call, host) : answer;
        });
}

Pending<QList<Result<Json>>> JsonRpc::batch(const QList<Call> &calls) const
{
    if (calls.isEmpty())
        return ready<QList<Answer>>(QList<Answer>());
    Json body = Json::array();
    for (const Call &call : calls)
        body.push_back(toJson(call, std::ssize(body) + 1));
    return post(*m_http, m_url, body, m_mostBytes)
        .then([calls, host = m_url.host()](const Result<Json> &answers) -> Result<QList<Answer>> {
            if (!answers)
                return tl::make_unexpected(answers.error());
            return readBatch(*answers, calls, host);
        });
}

} // namespace tuppence::net
