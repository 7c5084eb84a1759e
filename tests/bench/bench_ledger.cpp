// SPDX-License-Identifier: MIT
// What a payment waits for the disk, beside one bare commit with the same settings; and beside
// itself in a ledger of a million payments.
// Usage: bench_ledger FOLDER [Google Benchmark's options]     FOLDER keeps the ledgers

#include "core/ledger/connection.h"
#include "tests/bench/books.h"

#include <QCoreApplication>
#include <QDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

using namespace tuppence;
using namespace Qt::StringLiterals;
using bench::Books;

namespace {

constexpr qint64 million = 1'000'000;

/// Seconds that `step` takes.
template <class Step> double timed(Step step)
{
    const auto start = std::chrono::steady_clock::now();
    step();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// What each iteration took: a disk that is shared has long tails, so medians are compared.
class Samples
{
public:
    explicit Samples(benchmark::State &state)
        : m_state(state)
    {
    }

    ~Samples()
    {
        std::sort(m_seconds.begin(), m_seconds.end());
        for (const auto &[name, part] : {std::pair {"p10", 0.1}, {"median", 0.5}, {"p90", 0.9}})
            m_state.counters[name] = 1e6 * m_seconds.at(size_t(part * double(m_seconds.size())));
    }

    Q_DISABLE_COPY_MOVE(Samples)

    void add(double seconds)
    {
        m_state.SetIterationTime(seconds);
        m_seconds.push_back(seconds);
    }

private:
    benchmark::State &m_state;
    std::vector<double> m_seconds;
};

void bareCommit(benchmark::State &state, ledger::Connection &connection)
{
    const QByteArray row(300, 'r');
    Samples samples(state);
    for (auto _ : state) {
        samples.add(timed([&] {
            (void)connection.transaction([&] {
                return connection.execute(u"INSERT INTO bare (content) VALUES (?)"_s, {row});
            });
        }));
    }
}

/// Times one step of every payment.
void oneStep(benchmark::State &state, Books &books, void (Books::*counted)())
{
    Samples samples(state);
    for (auto _ : state) {
        for (const auto step : {&Books::reserve, &Books::send, &Books::answer}) {
            const double seconds = timed([&] { (books.*step)(); });
            if (step == counted)
                samples.add(seconds);
        }
        books.settle(); // what stays open is asked about at every start
    }
}

std::unique_ptr<ledger::Connection> bareFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qFatal("%s", qPrintable(file.errorString()));
    file.close();
    auto connection = ledger::Connection::open(path).value();
    for (const auto &made : {connection->configure().map([](Done) { return 0; }),
                             connection->execute(u"PRAGMA journal_mode = WAL"_s),
                             connection->execute(u"CREATE TABLE bare (content BLOB NOT NULL)"_s)}) {
        if (!made)
            qFatal("%s", made.error().code.constData());
    }
    return connection;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (argc != 2)
        qFatal("Usage: bench_ledger FOLDER");
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    const QTemporaryDir fresh(folder.filePath(u"fresh-XXXXXX"_s));
    bench::fill(folder.filePath(u"million"_s), million);
    Books empty(fresh.filePath(u"empty"_s));
    Books full(folder.filePath(u"million"_s));
    const auto bare = bareFile(fresh.filePath(u"bare.sqlite"_s));
    empty.reserve(); // the first payment to a site asks; the others are like those of every day
    empty.send();
    empty.answer();

    const auto add = [](const char *name, auto... what) {
        benchmark::RegisterBenchmark(name, what...)->UseManualTime()->Unit(benchmark::kMicrosecond);
    };
    add("bare", [&bare](benchmark::State &state) { bareCommit(state, *bare); });
    add("reserve/empty", [&](benchmark::State &state) { oneStep(state, empty, &Books::reserve); });
    add("send/empty", [&](benchmark::State &state) { oneStep(state, empty, &Books::send); });
    add("answer/empty", [&](benchmark::State &state) { oneStep(state, empty, &Books::answer); });
    add("reserve/million", [&](benchmark::State &state) { oneStep(state, full, &Books::reserve); });
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
