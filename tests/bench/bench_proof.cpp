// SPDX-License-Identifier: MIT
// From the seller's header to the header that pays, beside the hashes and the one signature that
// nobody can do without. BENCH_TIMES says how often; what is counted is the difference of two runs.

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/crypto/hash.h"
#include "tests/bench/till.h"

#include <QCoreApplication>
#include <QFile>

#include <benchmark/benchmark.h>
#include <secp256k1_recovery.h>

using namespace tuppence;

namespace {

/// What EIP-712 hashes for one transfer: two types, two structures' members, the two hashes.
constexpr std::array<qsizetype, 4> hashed {150, 160, 224, 66};

QByteArray shortChallenge()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors");
    const Json vectors = parseJson(file.readAll(), 1024 * 1024).value();
    return textMember(vectors["v2_exact_eip3009"], "paymentRequiredHeader").value();
}

/// The same seller with four offers and one extension: 2 KB of JSON.
QByteArray longChallenge()
{
    Json challenge = parseJson(fromBase64(shortChallenge()).value(), 64 * 1024).value();
    const Json offer = challenge["accepts"][0];
    for (const char *other : {"1000000", "20000", "30000"}) {
        Json more = offer;
        more["amount"] = other;
        challenge["accepts"].push_back(more);
    }
    challenge["extensions"]["bazaar"]["info"]["description"] = "";
    const auto missing = 2048 - challenge.dump().size();
    challenge["extensions"]["bazaar"]["info"]["description"] = std::string(missing, 'w');
    return toBase64(QByteArray::fromStdString(challenge.dump()));
}

void floorOfAll(benchmark::State &state)
{
    auto *context = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    const QByteArray key(32, '\x01');
    const QByteArray digest(32, '\x02');
    const auto *keyBytes = reinterpret_cast<const unsigned char *>(key.constData());
    const auto *digestBytes = reinterpret_cast<const unsigned char *>(digest.constData());
    for (auto _ : state) {
        for (const qsizetype size : hashed)
            benchmark::DoNotOptimize(crypto::keccak256(QByteArray(size, '\x03')));
        secp256k1_ecdsa_recoverable_signature signature;
        if (!secp256k1_ecdsa_sign_recoverable(context, &signature, digestBytes, keyBytes, nullptr,
                                              nullptr))
            qFatal("not signed");
        benchmark::DoNotOptimize(signature);
    }
    secp256k1_context_destroy(context);
}

void payFor(benchmark::State &state, const QByteArray &challenge)
{
    static bench::Till till;
    for (auto _ : state) {
        if (till.pay(challenge).isEmpty())
            qFatal("no proof");
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QByteArray once = shortChallenge();
    const QByteArray fourfold = longChallenge();
    for (auto *one : {benchmark::RegisterBenchmark("floor", floorOfAll),
                      benchmark::RegisterBenchmark("short", payFor, once),
                      benchmark::RegisterBenchmark("long", payFor, fourfold)}) {
        if (const int times = qEnvironmentVariableIntValue("BENCH_TIMES"))
            one->Iterations(times);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
