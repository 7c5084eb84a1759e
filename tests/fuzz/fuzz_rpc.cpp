// SPDX-License-Identifier: MIT
#include "core/chains/evm/answers.h"
#include "core/net/jsonrpc.h"
#include "tests/fuzz/fuzz.h"
#include "tests/net/scriptedhttp.h"

#include <QCoreApplication>

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::net;
using tuppence::tests::ScriptedHttp;
using namespace Qt::StringLiterals;

namespace {

template <class T> Result<T> awaited(const Pending<T> &pending)
{
    for (int turn = 0; turn < 100 && !pending.isFinished(); ++turn)
        QCoreApplication::processEvents();
    claim(pending.isFinished() && !pending.isCanceled(), "every call has an end");
    return pending.result();
}

/// What the chain makes of one result.
void readResult(const Json &json)
{
    if (const auto bytes = evm::readBytes(json))
        claim(json.is_string() && size_t(bytes->size()) * 2 + 2 == json.get<std::string>().size(),
              "bytes are all of them");
    const auto small = evm::readQuantity(json);
    claim(!small || evm::readLargeQuantity(json) == Uint256(*small), "a number is one number");
    const auto flag = evm::readFlag(json);
    claim(!flag || evm::readWord(json) == Uint256(*flag ? 1 : 0), "a flag is a word of 0 or 1");
    if (const auto block = evm::readBlock(json))
        claim(block->hash.size() == 32, "a block has a hash");
    const auto logs = evm::readLogs(json);
    for (const evm::Log &log : logs.value_or(QList<evm::Log>()))
        claim(log.topics.size() <= 4 && log.transaction.size() == 32, "a log is whole");
    if (const auto receipt = evm::readReceipt(json))
        claim(receipt->transaction.size() == 32, "a receipt names its transaction");
}

void check(const Result<Json> &answer)
{
    if (answer)
        return readResult(*answer);
    claim(answer.error().code.startsWith("rpc."), "a failure is one of the server's");
    claim(answer.error().data[u"message"_s].toString().size() <= 300, "its words are few");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static int none = 0;
    static QCoreApplication events(none, nullptr);
    const QByteArray body = inputOf(bytes, size);
    ScriptedHttp http([&body](const Request &) { return Response {200, {}, body, {}}; });
    const JsonRpc rpc(http, QUrl(u"https://rpc.example/"_s));
    check(awaited(rpc.call({"eth_call"})));
    const auto answers = awaited(rpc.batch({{"eth_call"}, {"eth_getLogs"}}));
    if (answers) {
        claim(answers->size() == 2, "one answer to each call");
        for (const auto &answer : *answers)
            check(answer);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (const auto json = parseJson(body))
        readResult(*json);
    return 0;
}
