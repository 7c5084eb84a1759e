// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/chains/evm/rpc.h"

#include <map>

namespace tuppence::test {

/// Servers of a chain with one contract, which answers what `says` has for the selector.
class TokenServers final : public evm::Rpc
{
public:
    struct Contract
    {
        QByteArray chainId = "0x14a34";
        QByteArray code = "0x60";
        QHash<QByteArray, QByteArray> says;
        bool isDown = false;
    };

    Pending<QList<Result<Json>>> batch(const QUrl &server, const QList<net::Call> &calls) override
    {
        const Contract &contract = contracts[server];
        QList<Result<Json>> answers;
        for (const net::Call &call : calls)
            answers.append(answer(contract, call));
        if (contract.isDown)
            return failed<QList<Result<Json>>>({Error::Kind::Network, "rpc.unreachable", {}, {}});
        return ready<QList<Result<Json>>>(answers);
    }

    std::map<QUrl, Contract> contracts;

private:
    static Result<Json> answer(const Contract &contract, const net::Call &call)
    {
        if (call.method == "eth_chainId")
            return Json(contract.chainId.toStdString());
        if (call.method == "eth_getCode")
            return Json(contract.code.toStdString());
        const auto input = fromHex(QByteArray::fromStdString(call.params[0]["data"]));
        const auto said = contract.says.constFind(input->left(4));
        if (said == contract.says.cend())
            return fail(Error::Kind::Refused, "rpc.error");
        return Json(toHex(*said).toStdString());
    }
};

} // namespace tuppence::test
