// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/ledger.h"

#include <QTemporaryDir>

namespace tuppence::ledger::samples {

class StoppedClock final : public Clock
{
public:
    Time time = Time(std::chrono::seconds(1'790'000'000));

    [[nodiscard]] Time now() const override { return time; }
};

inline Time at(qint64 seconds)
{
    return Time(std::chrono::seconds(1'790'000'000 + seconds));
}

/// Waits, as only a test may.
template <class T> Result<T> wait(Pending<T> pending)
{
    pending.waitForFinished();
    return pending.result();
}

/// The code that it fails with; empty where it succeeds.
template <class T> QByteArray codeOf(Pending<T> pending)
{
    const auto result = wait(std::move(pending));
    return result ? QByteArray() : result.error().code;
}

inline const AssetId usdc {
    {"eip155", "84532"}, "erc20", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"};
inline const AssetId ether {{"eip155", "84532"}, "slip44", "60"};

inline NewPurchase purchase(const QByteArray &id, const QByteArray &key = {})
{
    net::Request request;
    request.method = "POST";
    request.url = QUrl(QStringLiteral("https://shop.example/a%20b?x=1&y=%2F"));
    request.headers.add("Accept", "text/plain");
    request.headers.add("accept", QByteArray("\0\xff'\"", 4));
    request.body = QByteArray("{\"a\":\0\xfe}", 8);
    return {id, "unpaired", key, request, at(0)};
}

inline deal::Terms termsFor(const QByteArray &purchase, const Uint256 &amount = 10'000)
{
    deal::Terms terms;
    terms.site = "https://shop.example";
    terms.method = "POST";
    terms.url = QUrl(QStringLiteral("https://shop.example/a"));
    terms.bodyHash = QByteArray(32, 'h');
    terms.purchase = purchase;
    terms.dialect = "x402-v2";
    terms.network = usdc.network;
    terms.asset = usdc;
    terms.amount = amount;
    terms.payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    terms.highestFee = 500;
    terms.validity = std::chrono::seconds(60);
    terms.account = {usdc.network, "0x857b06519E91e3A54538791bDbb0E22373e36b66"};
    return terms;
}

inline NewPayment payment(const QByteArray &id, const QByteArray &purchase,
                          const Uint256 &amount = 10'000)
{
    return {id,
            samples::purchase(purchase),
            termsFor(purchase, amount),
            QByteArray("{\"x402Version\":2}"),
            at(10),
            at(310)};
}

inline Reservation reservation(const NewPayment &payment)
{
    return {payment.id,
            deal::nameOf(payment.terms),
            {{payment.terms.asset, payment.terms.amount}, {ether, 500}},
            deal::Approval::By::Owner,
            at(20)};
}

inline SealKey sealKey(char byte = 'k')
{
    return std::make_shared<const Secret>(Secret::copyOf(std::array<quint8, 32> {quint8(byte)}));
}

/// Whoever decides allows it, and books it when it was reserved.
inline Judging allowing()
{
    return {[](Book &) -> Result<Judgement> {
                return Judgement {{deal::Verdict::Kind::Allow, {}, {}}, at(20)};
            },
            sealKey()};
}

inline SignedPayment proofOf(const QByteArray &payment)
{
    return {payment,
            {"the-signature", {usdc.network, QByteArray("handle\0id", 9)}, at(90)},
            "state-with-the-signature",
            at(700),
            at(21)};
}

/// A ledger in a folder of its own.
struct House
{
    QTemporaryDir folder;
    StoppedClock clock;
    std::unique_ptr<Ledger> ledger;

    House()
    {
        if (const auto opened = open(); !opened)
            qFatal("%s", opened.error().code.constData());
    }

    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("home/ledger.db")); }

    /// Closes it first if it is open.
    Result<Done> open()
    {
        ledger.reset();
        auto opened = Ledger::open(path(), clock);
        if (!opened)
            return tl::make_unexpected(opened.error());
        ledger = *std::move(opened);
        return Done {};
    }
};

} // namespace tuppence::ledger::samples
