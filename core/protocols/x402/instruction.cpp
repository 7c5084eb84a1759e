// SPDX-License-Identifier: MIT
#include "core/protocols/x402/instruction.h"

#include "core/crypto/eip55.h"
#include "core/deal/permit2.h"
#include "core/protocols/offerfields.h"
#include "core/protocols/sellertext.h"

namespace tuppence::x402 {

namespace {

using Kind = Error::Kind;

// How long a signature may live, whatever the seller asks for (trust.md 16).
constexpr std::chrono::seconds shortestValidity {30};
constexpr std::chrono::seconds longestValidity {3600};

/// What every way needs to know.
struct Transfer
{
    AssetAmount amount;
    QByteArray payee;
    std::chrono::seconds validity {};
};

Result<Uint256> readAmount(const Json &entry, Version version)
{
    const char *key = version == Version::One ? "maxAmountRequired" : "amount";
    const auto text = TRY(readText(entry, {key, "x402.no_amount", "x402.amount"}));
    return readUnits(text);
}

/// Held within what we let a signature live; the seller's number may have a fraction.
Result<std::chrono::seconds> readValidity(const Json &entry)
{
    const Json *timeout = member(entry, "maxTimeoutSeconds");
    if (!timeout || !timeout->is_number() || !(timeout->get<double>() > 0))
        return fail(Kind::Malformed, "x402.timeout");
    const double seconds = std::min(timeout->get<double>(), double(longestValidity.count()));
    return std::max(std::chrono::seconds(qint64(seconds)), shortestValidity);
}

Result<Transfer> readTransfer(const Json &entry, Version version, const NetworkId &network)
{
    const auto token =
        TRY(readAddress(entry, {"asset", "x402.no_asset", "x402.asset"}, "x402.asset_checksum"));
    const auto payee =
        TRY(readAddress(entry, {"payTo", "x402.no_payee", "x402.payee"}, "x402.payee_checksum"));
    TRY(checkPayee(payee, token));
    const auto amount = TRY(readAmount(entry, version));
    const auto validity = TRY(readValidity(entry));
    return Transfer {{{network, "erc20", token}, amount}, payee, validity};
}

deal::AuthorizePermit2 exactly(const Transfer &transfer)
{
    return {transfer.amount,
            transfer.payee,
            deal::exactProxy,
            {},
            deal::AuthorizePermit2::Witness::Payee,
            transfer.validity};
}

/// The facilitator is signed, so that nobody else settles.
Result<deal::Instruction> upTo(const Transfer &transfer, const Json &entry)
{
    const Json *extra = member(entry, "extra");
    const auto facilitator =
        TRY(readAddress(extra ? *extra : Json::object(),
                        {"facilitatorAddress", "x402.no_facilitator", "x402.facilitator"},
                        "x402.facilitator_checksum"));
    if (facilitator == evm::Address().toChecksummed())
        return fail(Kind::Refused, "x402.facilitator_zero");
    return deal::AuthorizePermit2 {transfer.amount,
                                   transfer.payee,
                                   deal::uptoProxy,
                                   facilitator,
                                   deal::AuthorizePermit2::Witness::PayeeAndFacilitator,
                                   transfer.validity};
}

} // namespace

Result<Way> readWay(const QByteArray &scheme, const Json *extra, Version version)
{
    const bool isExact = scheme == "exact";
    const Json *method = extra ? member(*extra, "assetTransferMethod") : nullptr;
    if (isExact && (!method || *method == "eip3009"))
        return Way::Authorization;
    if (!method || *method == "permit2") {
        if (version == Version::One)
            return fail(Kind::Unsupported, "x402.permit2");
        return isExact ? Way::Permit : Way::PermitUpTo;
    }
    if (*method == "erc7710")
        return fail(Kind::Unsupported, "x402.erc7710");
    return fail(Kind::Unsupported, "x402.transfer_method", sellersWords(*method));
}

Result<deal::Instruction> readInstruction(const Json &entry, Way way, Version version,
                                          const NetworkId &network)
{
    const auto transfer = TRY(readTransfer(entry, version, network));
    if (way == Way::Permit)
        return exactly(transfer);
    if (way == Way::PermitUpTo)
        return upTo(transfer, entry);
    const auto validAfter =
        version == Version::One ? deal::ValidAfter::TenMinutesAgo : deal::ValidAfter::Zero;
    return deal::AuthorizeTransfer {transfer.amount, transfer.payee, transfer.validity, validAfter};
}

} // namespace tuppence::x402
