// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/protocols/settlementreceipt.h"
#include "core/protocols/x402/exchangestate.h"
#include "core/protocols/x402/sellercodes.h"
#include "core/protocols/x402/x402protocol.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::x402;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTransaction = 128;

void checkReceipt(const net::Headers &headers)
{
    const auto receipt = readSettlementReceipt(headers);
    if (!receipt || !*receipt)
        return;
    const deal::Settlement &settlement = (*receipt)->settlement;
    claim((*receipt)->success == true || !settlement.charged, "nothing is charged without success");
    claim(settlement.transaction.size() <= longestTransaction, "a transaction's name is short");
}

/// Continues after a crash, as if `text` had been kept, and hears `replies`.
void checkState(const QByteArray &text, Version version, const QList<net::Response> &replies)
{
    const auto state = decodeState(text, version);
    const auto exchange = X402Protocol(version).resume(text);
    claim(exchange.has_value() == state.has_value(), "what can be read can go on");
    if (!state)
        return;
    const QByteArray kept = (*exchange)->state();
    const auto again = decodeState(kept, version);
    claim(again && again->sent == state->sent, "the same request would be sent");
    claim(encodeState(*again) == kept, "and the same state be kept");
    const auto step = (*exchange)->sendAgain();
    const auto *send = std::get_if<deal::Send>(&step);
    claim(send && send->carriesProof && send->message == state->sent, "it is sent as it was");
    for (const net::Response &reply : replies)
        (void)(*exchange)->next(reply);
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    const QByteArray encoded = toBase64(text);
    const QList<net::Response> replies {{200, {{"PAYMENT-RESPONSE", encoded}}, {}, {}},
                                        {402, {{"PAYMENT-REQUIRED", encoded}}, text, {}},
                                        {402, {{"X-PAYMENT-RESPONSE", text}}, text, {}}};
    for (const net::Response &reply : replies)
        checkReceipt(reply.headers);
    for (const Version version : {Version::One, Version::Two})
        checkState(text, version, replies);
    const Error error = sellerError(text);
    claim(error.code.startsWith("x402."), "a seller's code is one of ours");
    claim(error.data[u"text"_s].toString().size() <= 201 * 10, "a seller's text is short");
    return 0;
}
