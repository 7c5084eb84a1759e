// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/evmchain.h"
#include "core/crypto/secp256k1.h"
#include "core/crypto/transaction.h"
#include "core/money/registry.h"
#include "tests/fakes/fakerpc.h"

namespace tuppence {

/// What one server says of fees and numbers.
struct World
{
    std::optional<Uint256> baseFee = Uint256(1'000);
    std::optional<Uint256> tip = Uint256(100);
    std::optional<Uint256> gasPrice = Uint256(1'100);
    std::optional<Uint256> gas = Uint256(40'000);
    QString refusal; ///< of the estimate, where there is no gas
    int refusalNumber = 3;
    Uint256 blockGasLimit = 30'000'000;
    Uint256 held = Uint256(1'000'000'000'000);
    Uint256 counted = Uint256(7);
    Uint256 waiting = Uint256(7);
    QByteArray l1Fee; ///< what the oracle's contract answers

    [[nodiscard]] std::optional<Result<Json>> answer(const net::Call &call) const
    {
        const auto large = [](const Uint256 &number) -> Result<Json> {
            return Json(evm::largeQuantity(number).toStdString());
        };
        const auto refused = [](const QString &message, int number) -> Result<Json> {
            return fail(Error::Kind::Refused, "rpc.error",
                        {{QStringLiteral("message"), message}, {QStringLiteral("number"), number}});
        };
        const auto orRefused = [&](const std::optional<Uint256> &number) {
            return number ? large(*number) : refused(QStringLiteral("method not found"), -32601);
        };
        if (call.method == "eth_getBlockByNumber") {
            Json block = {{"gasLimit", *large(blockGasLimit)}};
            if (baseFee)
                block["baseFeePerGas"] = *large(*baseFee);
            return block;
        }
        if (call.method == "eth_maxPriorityFeePerGas")
            return orRefused(tip);
        if (call.method == "eth_gasPrice")
            return orRefused(gasPrice);
        if (call.method == "eth_estimateGas")
            return gas ? large(*gas) : refused(refusal, refusalNumber);
        if (call.method == "eth_getBalance")
            return large(held);
        if (call.method == "eth_getTransactionCount")
            return large(call.params[1] == "pending" ? waiting : counted);
        if (call.method == "eth_call")
            return Json(toHex(l1Fee).toStdString());
        return std::nullopt;
    }
};

class OwnClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override { return time; }

    Time time {std::chrono::seconds(1'700'000'000)};
};

/// Signs whatever transaction it is given.
class TransactionSigner final : public deal::Signer
{
public:
    explicit TransactionSigner(char keyByte)
        : m_key(crypto::PrivateKey::create(
                    crypto::Secret::copyOf(crypto::bytesOf(QByteArray(32, keyByte))))
                    .value())
    {
    }

    Result<QByteArray> sign(const deal::Prepared &prepared, const deal::Approval &) override
    {
        return m_key.sign(
            evm::digestOf(transactionOf(std::get<deal::EvmTransaction>(prepared.toSign))));
    }

    [[nodiscard]] static evm::Transaction transactionOf(const deal::EvmTransaction &message)
    {
        return {message.chainId,
                message.nonce,
                evm::Address::parse(message.to).value(),
                message.value,
                message.data,
                message.gasLimit,
                message.maxFeePerGas,
                message.maxPriorityFeePerGas};
    }

private:
    crypto::PrivateKey m_key;
};

/// Two servers of Ethereum, the account of a key that is known, and what is to be sent.
struct SendScene
{
    SendScene()
        : registry(money::Registry::builtIn().value())
    {
        reset();
    }

    void reset()
    {
        urls = {here, there};
        clock.time = Time(std::chrono::seconds(1'700'000'000));
        worlds = {};
        rpc = {};
        network = {"eip155", "1"};
        serve(1);
    }

    void serve(quint64 chainId)
    {
        for (const QUrl &url : {here, there}) {
            rpc.servers[url].chainId = chainId;
            rpc.servers[url].special = [this, url](const net::Call &call) {
                return worlds[url].answer(call);
            };
        }
    }

    [[nodiscard]] AssetId token() const { return registry.assetsOf(network).front().id; }

    [[nodiscard]] AssetId coin() const { return registry.network(network)->coin->id; }

    [[nodiscard]] deal::SubmitTransfer transfer(const AssetId &asset) const
    {
        return {{asset, 10'000}, payee, std::nullopt};
    }

    [[nodiscard]] evm::EvmChain chain()
    {
        return evm::EvmChain(
            registry, rpc, [this](const NetworkId &) { return urls; }, clock);
    }

    [[nodiscard]] Result<std::optional<AssetAmount>> fee(const deal::SubmitTransfer &instruction)
    {
        auto asked = chain();
        return asked.highestFee(instruction, {network, payer}).result();
    }

    [[nodiscard]] Result<deal::Prepared> prepare(const deal::SubmitTransfer &instruction,
                                                 const Bounds &bounds)
    {
        auto asked = chain();
        return asked.prepare(instruction, {network, payer}, bounds).result();
    }

    [[nodiscard]] Result<deal::Signed> sign(const deal::Prepared &prepared, char keyByte = 1)
    {
        TransactionSigner signer(keyByte);
        return chain().sign(prepared, {}, signer);
    }

    [[nodiscard]] World &world(const QUrl &url) { return worlds[url]; }

    NetworkId network;
    const QByteArray payer = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
    const QByteArray payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    const QUrl here {QStringLiteral("https://here.example/rpc")};
    const QUrl there {QStringLiteral("https://there.example/rpc")};
    money::Registry registry;
    OwnClock clock;
    std::map<QUrl, World> worlds;
    fakes::FakeRpc rpc;
    QList<QUrl> urls; ///< that the owner agreed to
};

} // namespace tuppence
