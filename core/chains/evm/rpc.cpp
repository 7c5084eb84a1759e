// SPDX-License-Identifier: MIT
#include "core/chains/evm/rpc.h"

#include <algorithm>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

bool isRefusal(const Result<Json> &answer)
{
    return !answer && answer.error().code == "rpc.error";
}

/// What a server does that takes no batches: every call has the same error.
bool isRefusedAsWhole(const QList<Result<Json>> &answers)
{
    return answers.size() > 1
        && std::all_of(answers.cbegin(), answers.cend(), [&](const Result<Json> &answer) {
               const Result<Json> &first = answers.front();
               return isRefusal(answer) && isRefusal(first)
                   && answer.error().data[u"message"_s] == first.error().data[u"message"_s];
           });
}

} // namespace

Pending<QList<Result<Json>>> HttpRpc::batch(const QUrl &server, const QList<net::Call> &calls)
{
    const net::JsonRpc client(m_http, server);
    const auto oneByOne = [client, calls](const QList<Result<Json>> &answers) {
        if (!isRefusedAsWhole(answers))
            return ready<QList<Result<Json>>>(answers);
        QList<Pending<Json>> single;
        for (const net::Call &call : calls)
            single.append(client.call(call));
        return allAnswers<Json>(single);
    };
    return andThen(client.batch(calls), &m_scope, oneByOne);
}

} // namespace tuppence::evm
