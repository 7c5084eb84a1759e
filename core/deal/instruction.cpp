// SPDX-License-Identifier: MIT
#include "core/deal/instruction.h"

namespace tuppence::deal {

namespace {

Moved moved(const AuthorizeTransfer &transfer)
{
    return {transfer.amount, transfer.payee, {}, transfer.validity};
}

/// Without a witness the spender is the payee, and nobody moves it for them.
Moved moved(const AuthorizePermit2 &permit)
{
    const bool isContract = permit.witness != AuthorizePermit2::Witness::None;
    return {permit.amount, permit.payee, isContract ? permit.spender : QByteArray(),
            permit.validity};
}

Moved moved(const SubmitTransfer &transfer)
{
    return {transfer.amount, transfer.payee, {}, {}};
}

Moved moved(const SubmitAllowance &allowance)
{
    return {{allowance.coin, 0}, allowance.allowed.asset.reference, {}, {}};
}

Moved moved(const SubmitCancellation &cancellation)
{
    return {{cancellation.coin, 0}, cancellation.callee, {}, {}};
}

Moved moved(const SignVoucher &voucher)
{
    return {voucher.amount, voucher.payee, voucher.contract, {}, voucher.channel};
}

} // namespace

QUrl allowanceUrl(const AssetAmount &allowed)
{
    return QUrl(QStringLiteral("allowance:%1?units=%2")
                    .arg(QString::fromLatin1(allowed.asset.toString()), allowed.units.toString()));
}

Moved movedBy(const Instruction &instruction)
{
    return std::visit([](const auto &shape) { return moved(shape); }, instruction);
}

bool isSubmitted(const Instruction &instruction)
{
    return std::holds_alternative<SubmitTransfer>(instruction)
        || std::holds_alternative<SubmitAllowance>(instruction)
        || std::holds_alternative<SubmitCancellation>(instruction);
}

} // namespace tuppence::deal
