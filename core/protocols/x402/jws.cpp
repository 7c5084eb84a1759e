// SPDX-License-Identifier: MIT
#include "core/protocols/x402/jws.h"

#include "core/base/bytes.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/hash.h"
#include "core/crypto/secp256k1.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/x402/did.h"

namespace tuppence::x402 {

namespace {

using Kind = NamedSigner::Kind;

std::optional<Json> jsonIn(const QByteArray &part)
{
    const auto json =
        fromBase64(part).and_then([](const QByteArray &text) { return parseJson(text); });
    return json ? std::optional(*json) : std::nullopt;
}

bool isNamed(const NamedSigner &named, const QByteArray &publicKey, const evm::Address &address)
{
    if (named.kind == Kind::EvmAddress)
        return named.bytes == address.encode();
    // 2 or 3 stands for an even or an odd y.
    const char parity = (publicKey.back() & 1) == 0 ? '\x02' : '\x03';
    return named.bytes == parity + publicKey.sliced(1, 32);
}

/// The form of JWS does not say which of two keys signed: each is asked for its name.
bool isSignedBy(const evm::Address &payee, const NamedSigner &named, const Jws &jws)
{
    const QByteArray hash = crypto::sha256(jws.signedText);
    for (const char v : {'\x1b', '\x1c'}) {
        const auto publicKey = crypto::recover(hash, jws.signature + v);
        const auto address = publicKey.and_then(evm::addressOf);
        if (address && *address == payee && isNamed(named, *publicKey, *address))
            return true;
    }
    return false;
}

} // namespace

std::optional<Jws> readJws(const QByteArray &text)
{
    const QByteArrayList parts = text.split('.');
    if (parts.size() != 3)
        return std::nullopt;
    const auto header = jsonIn(parts.at(0));
    const auto payload = jsonIn(parts.at(1));
    const auto signature = fromBase64(parts.at(2));
    if (!header || !payload || !signature)
        return std::nullopt;
    return Jws {textMember(*header, "alg").value_or(QByteArray()),
                textMember(*header, "kid").value_or(QByteArray()),
                header->contains("crit"),
                *payload,
                parts.at(0) + '.' + parts.at(1),
                *signature};
}

Result<Done> expectSignedBy(const evm::Address &payee, const Jws &jws)
{
    const auto notPayees = fail(Error::Kind::Refused, "x402.not_payees");
    const bool isCurveKnown = jws.algorithm == "ES256K" || jws.algorithm == "EdDSA";
    if (!isCurveKnown || jws.hasConditions)
        return fail(Error::Kind::Unsupported, "x402.signature_algorithm",
                    sellersWords(jws.algorithm));
    const auto named = TRY(signerNamed(jws.keyId));
    if ((named.kind == Kind::Ed25519) != (jws.algorithm == "EdDSA"))
        return notPayees;
    if (named.kind != Kind::Ed25519)
        return isSignedBy(payee, named, jws) ? Result<Done>(Done {}) : notPayees;
    if (!crypto::verifyEd25519(named.bytes, jws.signedText, jws.signature))
        return notPayees;
    return fail(Error::Kind::Unsupported, "x402.signer_no_account");
}

} // namespace tuppence::x402
