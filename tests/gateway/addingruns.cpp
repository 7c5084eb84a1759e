// SPDX-License-Identifier: MIT
#include "tests/gateway/addingruns.h"

#include "core/crypto/secret.h"
#include "core/gateway/ownentries.h"

namespace tuppence::test {

namespace {

constexpr auto programsNetworks =
    R"({"networks": [{"id": "eip155:8453", "name": "Base", "finalDepth": 7}]})";

} // namespace

Secret keyOf(char wallet)
{
    return Secret::copyOf(crypto::bytesOf(QByteArray(32, wallet)));
}

Json sealedList(const char *list, Json entries)
{
    for (Json &entry : entries) {
        if (entry.is_object())
            entry = gateway::sealed(gateway::unsealed(entry), list, keyOf());
    }
    return entries;
}

AddingRuns::Running::Running(const ledger::samples::House &house, gateway::Additions::Key key)
    : registry(money::Registry::parse(programsNetworks, R"({"assets": []})").value())
    , choices(*house.ledger, registry, house.clock)
    , additions(*house.ledger, registry, choices, house.clock, std::move(key))
{
}

void AddingRuns::start()
{
    m_run = std::make_unique<Running>(m_house, [this]() -> Result<Secret> {
        if (isLocked)
            return fail(Error::Kind::Locked, "vault.locked");
        return keyOf();
    });
    QVERIFY(wait(choices().load()));
    m_run->warnings = wait(additions().load()).value();
}

Json AddingRuns::written(const char *list)
{
    return *parseJson(**wait(ledger().setting(list)));
}

void AddingRuns::write(const char *list, const Json &entries)
{
    QVERIFY(wait(ledger().setSetting(list, QByteArray::fromStdString(entries.dump()),
                                     {"owner", ledger::samples::at(0)})));
}

} // namespace tuppence::test
