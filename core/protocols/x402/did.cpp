// SPDX-License-Identifier: MIT
#include "core/protocols/x402/did.h"

#include "core/base/caip.h"
#include "core/crypto/base58.h"
#include "core/crypto/eip55.h"
#include "core/protocols/sellertext.h"

namespace tuppence::x402 {

namespace {

using Kind = NamedSigner::Kind;

/// How multicodec marks a kind of key, as a varint in front of its bytes.
/// https://github.com/multiformats/multicodec
struct Mark
{
    QByteArrayView bytes;
    Kind kind;
    qsizetype keyBytes;
};

constexpr Mark marks[] = {
    {"\xed\x01", Kind::Ed25519, 32},
    {"\xe7\x01", Kind::Secp256k1, 33},
};

/// "z", which says base58, and the key.
std::optional<NamedSigner> readKey(QByteArrayView text)
{
    const auto decoded = text.startsWith('z') ? crypto::fromBase58(text.sliced(1))
                                              : fail(Error::Kind::Unsupported, "");
    if (!decoded)
        return std::nullopt;
    for (const Mark &mark : marks) {
        if (decoded->startsWith(mark.bytes) && decoded->size() == mark.bytes.size() + mark.keyBytes)
            return NamedSigner {mark.kind, decoded->sliced(mark.bytes.size())};
    }
    return std::nullopt;
}

/// "eip155:1:0xAb…"; an account has the same key on every network of EVM.
std::optional<NamedSigner> readAccount(QByteArrayView text)
{
    const auto account = AccountId::parse(text);
    const auto address = account && account->network.space == "eip155"
        ? evm::Address::parse(account->address)
        : fail(Error::Kind::Unsupported, "");
    if (!address)
        return std::nullopt;
    return NamedSigner {Kind::EvmAddress, address->encode()};
}

} // namespace

Result<NamedSigner> signerNamed(const QByteArray &didUrl)
{
    // What follows picks a key of a document; those that are read here have one key only.
    const QByteArray did = didUrl.split('#').constFirst();
    std::optional<NamedSigner> named;
    if (did.startsWith("did:key:"))
        named = readKey(QByteArrayView(did).sliced(8));
    else if (did.startsWith("did:pkh:"))
        named = readAccount(QByteArrayView(did).sliced(8));
    if (!named)
        return fail(Error::Kind::Unsupported, "x402.signer_unknown", sellersWords(didUrl));
    return *named;
}

} // namespace tuppence::x402
