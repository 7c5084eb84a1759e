// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/permission.h"
#include "core/chains/evm/server.h"
#include "core/chains/evm/testimony.h"

#include <memory>

namespace tuppence::evm {

/// One conversation with one server about one permission.
class Witness : public std::enable_shared_from_this<Witness>
{
public:
    struct Question
    {
        Permission permission;
        quint64 chainId = 0;
        quint64 finalDepth = 0; ///< blocks, where the server knows no `finalized` block
    };

    Witness(const Server &server, const Question &question);

    /// Network: "rpc.wrong_chain", "rpc.malformed"; "rpc.contradicts": the server denies what it
    /// has just said; "rpc.no_log": it calls an authorisation's nonce used and has no log of that;
    /// errors of the transport. Refused "rpc.error": errors of the server's own.
    [[nodiscard]] Pending<Testimony> testify();

private:
    /// Each learns its part of the testimony, in this order.
    [[nodiscard]] Pending<Done> learnHorizon();
    [[nodiscard]] Pending<Done> learnState();
    [[nodiscard]] Pending<Done> learnEvent();
    [[nodiscard]] Pending<Done> learnTransaction(const Log &log);
    [[nodiscard]] Pending<Done> learnNothing(const Error &why);

    [[nodiscard]] Result<Done> takeState(const QList<Result<Json>> &answers);
    [[nodiscard]] Result<Done> takeTransaction(const Log &log, const QList<Json> &answers);
    [[nodiscard]] Result<std::optional<Uint256>> takeMoved(const Receipt &receipt,
                                                           const Json &transaction) const;
    [[nodiscard]] Pending<Log> searchLog();
    [[nodiscard]] Pending<Log> searchLateLog(const Error &why);
    [[nodiscard]] const Permit *permit() const;

    Server m_server;
    Question m_question;
    Testimony m_testimony;
    bool m_isUsed = false; ///< at the last final block or at the head
};

} // namespace tuppence::evm
