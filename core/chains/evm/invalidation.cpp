// SPDX-License-Identifier: MIT
#include "core/chains/evm/invalidation.h"

#include "core/base/bytes.h"
#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/permission.h"
#include "core/chains/evm/usesearch.h"
#include "core/crypto/abi.h"
#include "core/crypto/hash.h"
#include "core/deal/permit2.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

using Found = std::optional<Event>;

// The places of the answers.
enum Asked { Before, Header, Invalidations, Transfers };

Address permit2()
{
    return Address::parse(deal::permit2Contract).value();
}

QByteArray invalidationTopic()
{
    return crypto::keccak256("UnorderedNonceInvalidation(address,uint256,uint256)");
}

net::Call invalidationsCall(const Permit &permit, quint64 block)
{
    const auto hex = [](const QByteArray &bytes) { return Json(toHex(bytes).toStdString()); };
    const Json number = quantity(block).toStdString();
    return {
        "eth_getLogs",
        Json::array({{{"fromBlock", number},
                      {"toBlock", number},
                      {"address", hex(permit2().encode())},
                      {"topics",
                       Json::array({hex(invalidationTopic()), hex(addressTopic(permit.from))})}}})};
}

bool isInvalidation(const Permit &permit, const Log &log)
{
    const AbiReader body(log.body);
    const auto word = body.number(0);
    const auto mask = body.number(1);
    const auto place = placeOf(permit.nonce);
    return log.contract == permit2() && log.topics.size() == 2
        && log.topics.at(0) == invalidationTopic() && log.topics.at(1) == addressTopic(permit.from)
        && word && mask && *word == place.word && isIn(place, mask->encode());
}

/// `answers` are about the first block at which the nonce is used.
Result<Found> read(const Server &server, const Permit &permit, const QList<Result<Json>> &answers)
{
    const auto header = TRY(answers.at(Header));
    const auto own = TRY(answers.at(Invalidations));
    const auto others = TRY(answers.at(Transfers));
    const auto block = readBlock(header);
    const auto invalidations = readLogs(own);
    const auto transfers = readLogs(others);
    if (!block || !invalidations || !transfers)
        return tl::make_unexpected(server.error("rpc.malformed"));
    const auto &before = answers.at(Before);
    const bool wasUnused = before && readState(permit, *before) == false;
    const bool isPaid = !eventsOf(permit, *transfers).isEmpty();
    const auto found =
        std::find_if(invalidations->cbegin(), invalidations->cend(), [&](const Log &log) {
            return isInvalidation(permit, log) && log.blockHash == block->hash;
        });
    if (!wasUnused || isPaid || found == invalidations->cend())
        return Found();
    return Found(Event {Event::Kind::Cancelled, *block, found->transaction});
}

Pending<Found> askBlock(const Server &server, const Permit &permit, quint64 number)
{
    const auto asked =
        server.ask({stateCall(permit, quantity(number - std::min<quint64>(number, 1))),
                    blockCall(quantity(number)), invalidationsCall(permit, number),
                    eventsCall(permit, number, number)});
    return andThen(asked, server.scope, [server, permit](const QList<Result<Json>> &answers) {
        return ready<Found>(read(server, permit, answers));
    });
}

} // namespace

Pending<std::optional<Event>> askInvalidation(const Server &server, const Permit &permit,
                                              const Block &last)
{
    return andThen(firstBlockOfUse(server, permit, last.number), server.scope,
                   [server, permit](quint64 number) { return askBlock(server, permit, number); });
}

} // namespace tuppence::evm
