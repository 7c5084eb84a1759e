// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/base/secret.h"
#include "core/deal/prepared.h"
#include "core/deal/terms.h"
#include "core/money/registry.h"

#include <QTest>

#include <algorithm>

namespace tuppence::vault::samples {

using namespace std::chrono_literals;

/// Words that everybody knows, and their first accounts.
inline constexpr char words[] = "test test test test test test test test test test test junk";
inline constexpr char account0[] = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
inline constexpr char account1[] = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
inline constexpr char stranger[] = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
inline constexpr char payee[] = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
inline constexpr char token[] = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
inline constexpr char otherToken[] = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

inline const NetworkId network {"eip155", "84532"};
inline const NetworkId otherNetwork {"eip155", "8453"};
inline const AssetId asset {network, "erc20", token};

inline constexpr Time now {1700000000s};

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override { return samples::now; }
};

/// A payment of 0.01 USDC from account 1, as the owner agreed to it …
inline deal::Approval approval()
{
    deal::Approval approval;
    auto &terms = approval.terms;
    terms.site = "https://api.example.com";
    terms.method = "GET";
    terms.url = QUrl(QStringLiteral("https://api.example.com/weather"));
    terms.bodyHash = QByteArray(32, '\x22');
    terms.purchase = "purchase";
    terms.dialect = "x402-v2";
    terms.network = network;
    terms.asset = asset;
    terms.amount = Uint256(10000);
    terms.payee = payee;
    terms.validity = 60s;
    terms.account = {network, account1};
    approval.at = now;
    approval.payment = "payment";
    return approval;
}

/// … and as a chain made it ready.
inline deal::Prepared prepared()
{
    const AssetAmount amount {asset, Uint256(10000)};
    deal::TransferAuthorization message;
    message.domainName = QStringLiteral("USDC");
    message.domainVersion = QStringLiteral("2");
    message.chainId = 84532;
    message.token = token;
    message.from = account1;
    message.to = payee;
    message.value = Uint256(10000);
    message.validAfter = Time {};
    message.validBefore = now + 60s;
    message.nonce = QByteArray(32, '\x11');
    return {deal::AuthorizeTransfer {amount, payee, 60s, deal::ValidAfter::Zero},
            {network, account1},
            {amount},
            message};
}

inline deal::TransferAuthorization &messageOf(deal::Prepared &prepared)
{
    return std::get<deal::TransferAuthorization>(prepared.toSign);
}

inline deal::AuthorizeTransfer &instructionOf(deal::Prepared &prepared)
{
    return std::get<deal::AuthorizeTransfer>(prepared.instruction);
}

inline Secret secret(QByteArrayView text)
{
    auto bytes = Secret::create(text.size());
    std::ranges::copy(text, bytes.data());
    return bytes;
}

inline QByteArray exposed(const Secret &secret)
{
    return {secret.data(), secret.size()};
}

/// Lets events come until `pending` is there.
template <class T> Result<T> arrived(Pending<T> pending)
{
    if (!QTest::qWaitFor([&pending] { return pending.isFinished(); }, 30000))
        return fail(Error::Kind::Cancelled, "test.never_finished");
    return pending.takeResult();
}

/// The code of a failure; empty for a success.
template <class T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : result.error().code;
}

} // namespace tuppence::vault::samples
