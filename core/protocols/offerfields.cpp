// SPDX-License-Identifier: MIT
#include "core/protocols/offerfields.h"

#include "core/crypto/eip55.h"
#include "core/protocols/sellertext.h"

namespace tuppence {

using Kind = Error::Kind;

Result<QByteArray> readText(const Json &object, const Required &required)
{
    const Json *said = member(object, required.key);
    if (said && !said->is_string())
        return fail(Kind::Malformed, required.wrong, sellersWords(*said));
    const auto text = textMember(object, required.key).value_or(QByteArray());
    if (text.isEmpty())
        return fail(Kind::Malformed, required.missing);
    return text;
}

Result<QByteArray> readAddress(const Json &object, const Required &required, const char *mistyped)
{
    const auto text = TRY(readText(object, required));
    const auto address = evm::Address::checksummed(text);
    if (!address)
        return fail(Kind::Malformed,
                    address.error().code == "address.checksum" ? mistyped : required.wrong,
                    sellersWords(text));
    return *address;
}

Result<Done> checkPayee(const QByteArray &payee, const QByteArray &token)
{
    static const QByteArray nobody = evm::Address().toChecksummed();
    if (payee == nobody)
        return fail(Kind::Refused, "x402.payee_zero");
    if (payee == token)
        return fail(Kind::Refused, "x402.payee_is_token");
    return Done {};
}

Result<Uint256> readUnits(const QByteArray &text)
{
    const auto units = Uint256::parse(QByteArrayView(text));
    if (units)
        return *units;
    const bool isTooLarge = units.error().kind == Kind::OutOfRange;
    return fail(units.error().kind, isTooLarge ? "x402.amount_too_large" : "x402.amount",
                sellersWords(text));
}

Result<Done> checkEvm(const NetworkId &network)
{
    const auto chainId = Uint256::parse(QByteArrayView(network.reference));
    if (network.space != "eip155" || !chainId || !chainId->toUint64())
        return fail(Kind::Unsupported, "x402.network", sellersWords(network.toString()));
    return Done {};
}

} // namespace tuppence
