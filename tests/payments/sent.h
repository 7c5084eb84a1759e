// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ledger/samples.h"

namespace tuppence::tests {

/// A payment whose proof is on its way to the seller, as the ledger then has it. Its handle is its
/// id.
inline ledger::Payment sent(ledger::Ledger &ledger, const QByteArray &id)
{
    namespace samples = ledger::samples;
    const auto payment = samples::payment(id, "pay_of_" + id);
    auto proof = samples::proofOf(id);
    proof.proof.handle.id = id;
    const bool isWritten = samples::wait(ledger.ask(payment))
        && samples::wait(ledger.reserve(samples::reservation(payment), samples::allowing()))
        && samples::wait(ledger.writeSigned(proof))
        && samples::wait(ledger.writeSent(id, samples::at(22)));
    const auto row = samples::wait(ledger.payment(id));
    if (!isWritten || !row)
        qFatal("the ledger does not take a payment");
    return *row;
}

} // namespace tuppence::tests
