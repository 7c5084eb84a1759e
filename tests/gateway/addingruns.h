// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/additions.h"
#include "core/gateway/choices.h"
#include "core/money/registry.h"
#include "tests/ledger/samples.h"

#include <QTest>

namespace tuppence::test {

/// The network of the samples' payments, which this program does not know.
inline const NetworkId home {"eip155", "84532"};
inline const AssetId play = ledger::samples::usdc;

inline Json networkEntry(const char *id = "eip155:84532", const char *name = "Home")
{
    return {{"id", id}, {"name", name}, {"test", true}, {"finalDepth", 64U}};
}

inline money::Asset token(const AssetId &id = play, const QString &symbol = QStringLiteral("PLAY"))
{
    money::Asset token;
    token.id = id;
    token.symbol = symbol;
    token.name = QStringLiteral("Play");
    token.version = QStringLiteral("1");
    token.decimals = 6;
    token.domainSeparator = QByteArray(32, 's');
    return token;
}

/// Every wallet has another one.
Secret keyOf(char wallet = 1);

/// As this wallet writes a list of that name.
Json sealedList(const char *list, Json entries);

template <class T> Result<T> wait(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }, 30'000))
        qFatal("no answer");
    return resultOf(pending);
}

template <class T> QByteArray codeOf(Pending<T> pending)
{
    const auto result = wait(std::move(pending));
    return result ? QByteArray() : result.error().code;
}

/// The owner's networks and tokens in one run of the program after the other, on one ledger.
class AddingRuns
{
public:
    AddingRuns() { start(); }

    /// Begins a run on what the ledger has.
    void start();
    /// The list as the ledger has it.
    Json written(const char *list);
    void write(const char *list, const Json &entries);

    money::Registry &registry() { return m_run->registry; }

    gateway::Choices &choices() { return m_run->choices; }

    gateway::Additions &additions() { return m_run->additions; }

    ledger::Ledger &ledger() { return *m_house.ledger; }

    const QList<Error> &warnings() { return m_run->warnings; }

    bool isLocked = false;

private:
    struct Running
    {
        Running(const ledger::samples::House &house, gateway::Additions::Key key);

        money::Registry registry;
        gateway::Choices choices;
        gateway::Additions additions;
        QList<Error> warnings;
    };

    ledger::samples::House m_house;
    std::unique_ptr<Running> m_run;
};

} // namespace tuppence::test
