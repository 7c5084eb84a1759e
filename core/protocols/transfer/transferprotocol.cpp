// SPDX-License-Identifier: MIT
#include "core/protocols/transfer/transferprotocol.h"

namespace tuppence::transfer {

using namespace Qt::StringLiterals;

namespace {

/// The transaction itself stands with the payment: there is nothing else to remember.
const QByteArray signedState = "transfer-1";

class TransferExchange final : public Exchange
{
public:
    explicit TransferExchange(std::optional<deal::Instruction> instruction)
        : m_instruction(std::move(instruction))
    {
    }

    [[nodiscard]] deal::Step start() override { return deal::CarryOut {m_instruction.value()}; }

    [[nodiscard]] deal::Step next(const deal::Signed &) override { return sendAgain(); }

    [[nodiscard]] deal::Step next(const deal::Reply &) override { return deal::Delivered {{}}; }

    [[nodiscard]] QByteArray state() const override { return signedState; }

    [[nodiscard]] deal::Step sendAgain() override
    {
        return deal::Submit {deal::Submit::Until::Included, deal::Delivered {{}}};
    }

private:
    std::optional<deal::Instruction> m_instruction; ///< none after a crash
};

} // namespace

QLatin1StringView TransferProtocol::id() const
{
    return "transfer"_L1;
}

std::optional<Result<deal::Challenge>> TransferProtocol::read(const deal::Carried &,
                                                              const deal::Reply &) const
{
    return std::nullopt;
}

std::unique_ptr<Exchange> TransferProtocol::exchange(const Purchase &, const deal::Challenge &,
                                                     const deal::Offer &offer) const
{
    return std::make_unique<TransferExchange>(offer.instruction);
}

Result<std::unique_ptr<Exchange>> TransferProtocol::resume(const QByteArray &state) const
{
    if (state != signedState)
        return fail(Error::Kind::Malformed, "protocol.state");
    return std::make_unique<TransferExchange>(std::nullopt);
}

} // namespace tuppence::transfer
