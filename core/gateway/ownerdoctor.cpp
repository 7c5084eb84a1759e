// SPDX-License-Identifier: MIT
#include "core/gateway/choices.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/money/registry.h"
#include "core/vault/keychain.h"
#include "core/vault/vault.h"

#include <unistd.h>

#include <chrono>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// Above this the clock is worth a word (trust.md 16).
constexpr std::chrono::seconds worthAWord {60};

enum class Verdict { Good, Bad };

Json finding(Verdict verdict, const QByteArray &code, const QJsonObject &values = {})
{
    Json json = toJson(Error {Error::Kind::Refused, code, values, {}});
    json.erase("kind");
    json["good"] = verdict == Verdict::Good;
    return json;
}

/// Where the sealed keys are, or would be.
Json keysFinding(const Household &household, const Result<bool> &keychain)
{
    const auto place = household.vault->place();
    if (!keychain)
        return finding(Verdict::Bad, keychain.error().code, keychain.error().data);
    if (place && *place == vault::Place::Keychain)
        return *keychain ? finding(Verdict::Good, "gateway.doctor_keychain")
                         : finding(Verdict::Bad, "keychain.none");
    if (place)
        return finding(Verdict::Bad,
                       *keychain ? "gateway.doctor_file" : "gateway.doctor_no_keychain");
    return *keychain ? finding(Verdict::Good, "gateway.doctor_keychain_there")
                     : finding(Verdict::Bad, "gateway.doctor_keychain_absent");
}

/// What needs no network to be known.
Json findingsAtHome(const Household &household)
{
    Json findings = Json::array();
    // A client hangs up on a tuppenced of another user, so that whoever reads this is the same one.
    findings.push_back(finding(Verdict::Bad, "gateway.doctor_same_user",
                               {{u"uid"_s, static_cast<qint64>(geteuid())}}));
    for (const Error &warning : household.warnings) {
        Json json = finding(Verdict::Bad, warning.code, warning.data);
        findings.push_back(std::move(json));
    }
    if (household.warnings.isEmpty())
        findings.push_back(finding(Verdict::Good, "gateway.doctor_memory"));
    for (const money::Network &network : household.registry->networks()) {
        const bool isEnabled = household.choices->isEnabled(network.id);
        if (isEnabled && household.choices->serversOf(network.id).isEmpty())
            findings.push_back(
                finding(Verdict::Bad, "gateway.doctor_no_rpc", {{u"network"_s, network.name}}));
    }
    return findings;
}

QList<NetworkId> askableNetworks(const Household &household)
{
    QList<NetworkId> askable;
    for (const money::Network &network : household.registry->networks()) {
        const bool isEnabled = household.choices->isEnabled(network.id);
        if (isEnabled && !household.choices->serversOf(network.id).isEmpty())
            askable.append(network.id);
    }
    return askable;
}

Json clockFinding(const NetworkId &network, const Result<std::chrono::seconds> &skew)
{
    const QString name = QString::fromLatin1(network.toString());
    if (!skew)
        return finding(Verdict::Bad, "gateway.doctor_rpc_silent", {{u"network"_s, name}});
    if (std::chrono::abs(*skew) > worthAWord)
        return finding(Verdict::Bad, "gateway.doctor_clock",
                       {{u"network"_s, name}, {u"seconds"_s, static_cast<qint64>(skew->count())}});
    return finding(Verdict::Good, "gateway.doctor_clock_good", {{u"network"_s, name}});
}

/// Asks the servers, and adds what they said to `findings`.
Outcome askNetworks(OwnerDesk &desk, const Json &findings)
{
    const Household &household = desk.household();
    const QList<NetworkId> networks = askableNetworks(household);
    QList<Pending<std::chrono::seconds>> asked;
    for (const NetworkId &network : networks)
        asked.append(household.clockSkew(network));
    return whenReady(QtFuture::whenAll(asked.begin(), asked.end()), &desk,
                     [findings, networks](const QList<Pending<std::chrono::seconds>> &told) {
                         Json all = findings;
                         for (qsizetype i = 0; i < told.size(); ++i)
                             all.push_back(clockFinding(networks.at(i), resultOf(told.at(i))));
                         return answered({{"findings", all}});
                     });
}

Outcome doctor(OwnerDesk &desk)
{
    auto *keychain = desk.household().keychain;
    return whenReady(keychain ? keychain->isThere() : ready<bool>(false), &desk,
                     [&desk](const Result<bool> &isThere) {
                         Json findings = findingsAtHome(desk.household());
                         findings.push_back(keysFinding(desk.household(), isThere));
                         return askNetworks(desk, findings);
                     });
}

} // namespace

OwnerMethods doctorMethods(OwnerDesk &desk)
{
    return {{"doctor", {{}, [&desk](const Call &) { return doctor(desk); }}}};
}

} // namespace tuppence::gateway
