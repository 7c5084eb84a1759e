// SPDX-License-Identifier: MIT
#include "tests/fakes/fakerpc.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/crypto/abi.h"
#include "core/crypto/hash.h"
#include "core/deal/permit2.h"
#include "tests/fakes/fakejson.h"

#include <QTimer>

namespace tuppence::fakes {

using namespace Qt::StringLiterals;

namespace {

Result<Json> refusal(const char *message, int errorNumber = -32000)
{
    return fail(Error::Kind::Refused, "rpc.error",
                {{u"message"_s, QString::fromLatin1(message)}, {u"number"_s, errorNumber}});
}

evm::Address multicall()
{
    return evm::Address::parse("0xcA11bde05977b3631167028862bE2a173976CA11").value();
}

Json eventJson(const FakeBlocks &chain, const Spent &spent)
{
    const bool used = spent.kind == evm::Event::Kind::Used;
    return logJson(chain, spent, spent.authorization.token,
                   {used ? evm::usedTopic() : evm::cancelledTopic(),
                    evm::addressTopic(spent.authorization.from), spent.authorization.nonce},
                   {});
}

Json logsFor(const FakeBlocks &chain, const UsedPermit &one)
{
    if (!one.isInvalidation)
        return transfersJson(chain, one, one.permit.token);
    const auto place = evm::placeOf(one.permit.nonce);
    return Json::array(
        {logJson(chain, one, evm::Address::parse(deal::permit2Contract).value(),
                 {crypto::keccak256("UnorderedNonceInvalidation(address,uint256,uint256)"),
                  evm::addressTopic(one.permit.from)},
                 place.word.encode() + place.mask.encode())});
}

bool matches(const Json &wanted, const Json &topic)
{
    if (!wanted.is_array())
        return wanted == topic;
    return std::find(wanted.begin(), wanted.end(), topic) != wanted.end();
}

bool fits(const Json &filter, const Json &log)
{
    const Json &wanted = filter["topics"];
    for (size_t i = 0; i < wanted.size(); ++i) {
        if (!matches(wanted[i], log["topics"][i]))
            return false;
    }
    return filter["address"] == log["address"];
}

} // namespace

FakeBlocks FakeBlocks::create(Time start, std::chrono::seconds interval, int count)
{
    FakeBlocks chain;
    chain.times.append(start);
    chain.mine(interval, count - 1);
    return chain;
}

void FakeBlocks::mine(std::chrono::seconds interval, int count)
{
    for (int i = 0; i < count; ++i)
        times.append(times.back() + interval);
}

void FakeBlocks::cutAbove(quint64 newest)
{
    times.resize(qsizetype(newest) + 1);
    spent.removeIf([&](const Spent &one) { return one.block > newest; });
    permits.removeIf([&](const UsedPermit &one) { return one.block > newest; });
}

QByteArray FakeBlocks::hashOf(quint64 number) const
{
    const QByteArray branch = number >= forkedAt ? fork : "trunk"_ba;
    return crypto::keccak256(branch + QByteArray::number(number));
}

evm::Block FakeBlocks::block(quint64 number) const
{
    return {number, hashOf(number), times.at(qsizetype(number))};
}

std::optional<quint64> FakeServer::numberOf(const Json &tag) const
{
    const quint64 newest = chain.newest();
    if (tag == "latest")
        return newest;
    if (tag == "finalized")
        return newest - std::min(newest, finalizedDepth);
    const auto read = evm::readQuantity(tag);
    return read && *read <= newest ? read : std::nullopt;
}

Result<Json> FakeServer::blockAt(const Json &tag) const
{
    if (tag == "finalized" && finalized == Finalized::Error)
        return refusal(finalizedMessage.constData(), finalizedNumber);
    const auto at = numberOf(tag);
    if (!at || (tag == "finalized" && finalized == Finalized::Null))
        return Json();
    const auto block = chain.block(*at);
    return Json {{"number", number(block.number)},
                 {"hash", hex(block.hash)},
                 {"timestamp", number(quint64(block.time.time_since_epoch().count()))}};
}

bool FakeServer::isUsed(const QByteArray &arguments, quint64 block) const
{
    return !deniesUse
        && std::any_of(chain.spent.cbegin(), chain.spent.cend(), [&](const Spent &one) {
               return one.block <= block
                   && arguments
                   == evm::addressTopic(one.authorization.from) + one.authorization.nonce;
           });
}

QByteArray FakeServer::holdingOf(const evm::Address &token) const
{
    const auto found = chain.holdings.find(token);
    return found == chain.holdings.end() ? QByteArray() : found->second.encode();
}

Json FakeServer::aggregate(const QByteArray &arguments) const
{
    QList<evm::AbiValue> results;
    const auto calls = evm::AbiReader(arguments).tuples(0);
    for (const auto &call : *calls) {
        const QByteArray held = holdingOf(call.address(0).value());
        results.append(evm::AbiValue::tuple(
            {evm::AbiValue::boolean(!held.isEmpty()), evm::AbiValue::bytes(held)}));
    }
    return hex(evm::abiEncode({evm::AbiValue::array(results)}));
}

Result<Json> FakeServer::callContract(const Json &params) const
{
    const auto block = numberOf(params[1]);
    if (!block || (forgetsState && params[1] != "latest"))
        return refusal("missing trie node");
    const auto contract = evm::Address::decode(*evm::readBytes(params[0]["to"])).value();
    const QByteArray input = *evm::readBytes(params[0]["data"]);
    const QByteArray arguments = input.sliced(4);
    if (contract == multicall())
        return aggregate(arguments);
    if (input.startsWith(evm::abiSelector("balanceOf(address)")))
        return hex(holdingOf(contract));
    if (input.startsWith(evm::abiSelector("allowance(address,address)")))
        return hex(chain.allowance.encode());
    if (input.startsWith(evm::abiSelector("nonces(address)")))
        return chain.tokenNonce ? hex(chain.tokenNonce->encode()) : refusal("execution reverted");
    if (input.startsWith(evm::abiSelector("nonceBitmap(address,uint256)")))
        return hex(bitmapOf(arguments, *block));
    const bool denied = headDenies && params[1] == "latest";
    return hex(evm::AbiValue::boolean(!denied && isUsed(arguments, *block)).encoded());
}

Result<Json> FakeServer::logsOf(const Json &filter) const
{
    const auto first = evm::readQuantity(filter["fromBlock"]);
    const auto last = evm::readQuantity(filter["toBlock"]);
    if (mostBlocks && *last - *first >= *mostBlocks)
        return refusal("block range too large");
    Json logs = Json::array();
    for (const Spent &one : chain.spent) {
        const bool inside = one.block >= *first && one.block <= *last;
        const Json log = eventJson(chain, one);
        if (inside && !deniesUse && !deniesLogs && fits(filter, log))
            logs.push_back(log);
    }
    for (const UsedPermit &one : chain.permits) {
        const bool inside = one.block >= *first && one.block <= *last;
        for (const Json &log : logsFor(chain, one)) {
            if (inside && !deniesUse && !deniesLogs && fits(filter, log))
                logs.push_back(log);
        }
    }
    return logs;
}

QByteArray FakeServer::bitmapOf(const QByteArray &arguments, quint64 block) const
{
    QByteArray word(32, '\0');
    for (const UsedPermit &one : chain.permits) {
        const QByteArray nonce = one.permit.nonce.encode();
        const bool isHere =
            arguments == evm::addressTopic(one.permit.from) + '\0' + nonce.first(31);
        const auto bit = quint8(nonce.back());
        char &byte = word[31 - bit / 8];
        if (isHere && one.block <= block && !deniesUse)
            byte = char(byte | (1 << (bit % 8)));
    }
    return word;
}

Json FakeServer::sendingOf(const Json &transaction) const
{
    for (const UsedPermit &one : chain.permits) {
        if (hex(one.transaction) == transaction)
            return {{"hash", transaction},
                    {"blockHash", hex(chain.hashOf(one.block))},
                    {"to", hex(one.to.encode())},
                    {"input", hex(one.input)}};
    }
    return {};
}

Json FakeServer::receiptOf(const Json &transaction) const
{
    for (const Spent &one : chain.spent) {
        if (hex(one.transaction) != transaction)
            continue;
        Json logs = Json::array({eventJson(chain, one)});
        for (const Json &log : transfersJson(chain, one, one.authorization.token))
            logs.push_back(log);
        return {{"status", number(one.succeeded ? 1 : 0)},
                {"blockHash", hex(chain.hashOf(one.block))},
                {"transactionHash", transaction},
                {"logs", logs}};
    }
    for (const UsedPermit &one : chain.permits) {
        if (hex(one.transaction) == transaction)
            return {{"status", number(1)},
                    {"blockHash", hex(chain.hashOf(one.block))},
                    {"transactionHash", transaction},
                    {"logs", transfersJson(chain, one, one.permit.token)}};
    }
    return {};
}

Result<Json> FakeServer::answer(const net::Call &call)
{
    ++asked[call.method];
    if (const auto answered = special ? special(call) : std::nullopt)
        return *answered;
    if (says.contains(call.method))
        return says[call.method];
    if (call.method == "eth_chainId")
        return number(chainId);
    if (call.method == "eth_getBlockByNumber")
        return blockAt(call.params[0]);
    if (call.method == "eth_call")
        return callContract(call.params);
    if (call.method == "eth_getLogs")
        return logsOf(call.params[0]);
    if (call.method == "eth_getTransactionReceipt")
        return receiptOf(call.params[0]);
    if (call.method == "eth_getTransactionByHash")
        return sendingOf(call.params[0]);
    if (call.method == "eth_getCode")
        return Json(chain.hasMulticall ? "0x60" : "0x");
    if (call.method == "eth_getBalance") {
        const auto owner = evm::Address::decode(*evm::readBytes(call.params[0])).value();
        const auto held = chain.coins.find(owner);
        return number(held == chain.coins.end() ? 0 : *held->second.toUint64());
    }
    return refusal("method not found");
}

Result<QList<Result<Json>>> FakeRpc::answer(const QUrl &server, const QList<net::Call> &calls)
{
    const auto found = servers.find(server);
    if (found == servers.end() || found->second.isDown)
        return fail(Error::Kind::Network, "rpc.unreachable",
                    {{u"host"_s, server.host()}, {u"cause"_s, u"down"_s}});
    QList<Result<Json>> answers;
    for (const net::Call &call : calls)
        answers.append(found->second.answer(call));
    return answers;
}

Pending<QList<Result<Json>>> FakeRpc::batch(const QUrl &server, const QList<net::Call> &calls)
{
    if (beforeBatch)
        beforeBatch(m_batches++);
    const auto answers = answer(server, calls);
    if (!isSlow)
        return ready(answers);
    const auto promise = std::make_shared<QPromise<Result<QList<Result<Json>>>>>();
    promise->start();
    QTimer::singleShot(0, [promise, answers] {
        promise->addResult(answers);
        promise->finish();
    });
    return promise->future();
}

} // namespace tuppence::fakes
