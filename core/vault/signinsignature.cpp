// SPDX-License-Identifier: MIT
#include "core/vault/signinsignature.h"

#include "core/crypto/eip55.h"
#include "core/crypto/hash.h"

namespace tuppence::vault {

Result<QByteArray> textOf(const deal::SignIn &message)
{
    const QByteArray address = TRY(evm::Address::checksummed(message.account.address));
    QByteArrayList lines {
        message.domain + " wants you to sign in with your Ethereum account:", address, ""};
    if (!message.statement.isEmpty())
        lines.append(message.statement);
    const auto add = [&lines](const char *name, const QByteArray &text) {
        if (!text.isEmpty())
            lines.append(name + (": " + text));
    };
    lines.append("");
    add("URI", message.uri);
    add("Version", message.version);
    add("Chain ID", message.account.network.reference);
    add("Nonce", message.nonce);
    add("Issued At", message.issuedAt);
    add("Expiration Time", message.expirationTime);
    add("Not Before", message.notBefore);
    add("Request ID", message.requestId);
    if (!message.resources.isEmpty())
        lines.append("Resources:");
    for (const QByteArray &resource : message.resources)
        lines.append("- " + resource);
    return lines.join('\n');
}

Result<QByteArray> signSignIn(const deal::SignIn &message, const crypto::PrivateKey &key)
{
    const QByteArray text = TRY(textOf(message));
    // No transaction and no typed message begins like this.
    return key.sign(crypto::keccak256("\x19"
                                      "Ethereum Signed Message:\n"
                                      + QByteArray::number(text.size()) + text));
}

} // namespace tuppence::vault
