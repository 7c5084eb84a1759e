// SPDX-License-Identifier: MIT
#pragma once

#include "tests/protocols/samples.h"

/// What sellers of x402-mock send, as their two generations write it, and what a chain signs.
namespace tuppence::samples {

inline const char *const tokenDialect = "x402-mock";
inline const QByteArray sepoliaToken = "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238";

inline QByteArray tokenChallengeNew()
{
    return R"({
  "reason": "Missing authorization token",
  "access_token_endpoint": "/token",
  "payment_scheme": {
    "payment_components": [
      { "payment_type": "evm", "amount": 0.5, "currency": "USDC", "metadata": {}, "created_at": "2026-03-10T12:00:00.123456",
        "caip2": "eip155:11155111", "pay_to": ")"
        + payee + R"(", "token": "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238",
        "token_name": "USDC", "token_decimals": 6, "token_version": "2" }
    ],
    "protocol_version": "Version 0.1"
  },
  "payment_instruction": "Payment required to access this resource. Submit payment to the access_token_endpoint using methods specified in payment_scheme."
})";
}

/// The component of 0.2.0 in the frame of 0.3.0.
inline QByteArray tokenChallengeOld()
{
    return R"({ "reason": "Missing authorization token", "access_token_endpoint": "/token", "payment_scheme": { "payment_components": [)"
           R"({ "payment_type":"evm","amount":0.5,"currency":"USDC","chain_id":11155111,"token":"0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238","created_at":"2026-03-10T12:00:00","metadata":{"symbol":"USDC","name":"USDC","decimals":6,"network":"sepolia","version":"2","wallet_address":")"
        + payee + R"("} })" + R"(], "protocol_version": "Version 0.1" } })";
}

/// `text` with `from` replaced, which has to stand there.
inline QByteArray with(QByteArray text, const char *from, const QByteArray &to)
{
    if (!text.contains(from))
        qFatal("not there: %s", from);
    return text.replace(from, to);
}

inline net::Response tokenReply(const QByteArray &body)
{
    return {402, {{"Content-Type", "application/json"}}, body, {}};
}

/// A signature whose r and s begin with zeros, as about one in 128 does.
inline const QByteArray signatureWords =
    "0x" + QByteArray(3, '0') + QByteArray(61, 'a') + QByteArray(64 - 5, '0') + "b1c2d" + "1b";

/// As the chain writes it.
inline deal::Signed signedTransfer()
{
    return signedWith(
        R"({"authorization":{"from":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","to":")" + payee
        + R"(","value":"500000","validAfter":"0","validBefore":"1773142800","nonce":"0x)"
        + QByteArray(64, 'e') + R"("},"signature":")" + signatureWords + R"("})");
}

inline net::Response tokenGiven(const QByteArray &more = R"(,"expires_in":300)")
{
    return {200,
            {{"Content-Type", "application/json"}},
            R"({"access_token":"eyJleHAi.c2ln","token_type":"Bearer")" + more + '}',
            {}};
}

/// A purchase of the honest offer.
inline std::unique_ptr<Exchange> begun()
{
    return exchangeFor(tokenDialect, tokenReply(tokenChallengeNew()));
}

/// One whose permit has been sent.
inline std::unique_ptr<Exchange> asking()
{
    auto exchange = begun();
    (void)exchange->next(signedTransfer());
    return exchange;
}

/// One that has its token.
inline std::unique_ptr<Exchange> answering(const net::Response &given = tokenGiven())
{
    auto exchange = asking();
    if (!std::holds_alternative<deal::Send>(exchange->next(given)))
        qFatal("no token was taken");
    return exchange;
}

/// A reply with a body.
inline net::Response saying(int status, const QByteArray &body,
                            const QByteArray &type = "application/json")
{
    return {status, {{"Content-Type", type}}, body, {}};
}

} // namespace tuppence::samples
