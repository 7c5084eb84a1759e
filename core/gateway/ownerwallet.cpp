// SPDX-License-Identifier: MIT
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/gateway/walletstate.h"
#include "core/payments/engine.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;

/// A vault's answer that is a secret, put beside an empty result.
Outcome withSecret(OwnerDesk &desk, Pending<Secret> pending)
{
    return andThen(std::move(pending), &desk, [](Secret secret) {
        auto answer = std::make_shared<Answer>();
        answer->secret = std::move(secret);
        return ready<std::shared_ptr<Answer>>(std::move(answer));
    });
}

/// The owner's choice for a new wallet; by itself the keychain is used where there is one.
Result<vault::Keeping> keepingFrom(const Json &params)
{
    const Json *keep = member(params, "keep");
    if (!keep)
        return vault::Keeping::KeychainIfThere;
    if (*keep == "file")
        return vault::Keeping::FileOnly;
    return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, u"keep"_s}});
}

Outcome create(OwnerDesk &desk, Call call)
{
    const Json *words = member(call.params, "words");
    if (!words || !words->is_number_unsigned() || words->get<quint64>() > 24)
        return failed<std::shared_ptr<Answer>>(
            {Error::Kind::Malformed, "gateway.params", {{u"name"_s, u"words"_s}}, {}});
    const auto keeping = keepingFrom(call.params);
    if (!keeping)
        return failed<std::shared_ptr<Answer>>(keeping.error());
    return withSecret(
        desk,
        desk.household().vault->create(words->get<int>(), std::move(call.secrets.at(0)), *keeping));
}

Outcome restore(OwnerDesk &desk, Call call)
{
    const auto keeping = keepingFrom(call.params);
    if (!keeping)
        return failed<std::shared_ptr<Answer>>(keeping.error());
    return answered(desk,
                    desk.household().vault->restore(std::move(call.secrets.at(1)),
                                                    std::move(call.secrets.at(0)), *keeping));
}

Outcome unlock(OwnerDesk &desk, Call call)
{
    auto passphrase = std::make_shared<Secret>(std::move(call.secrets.at(0)));
    return answered(desk, desk.inTurn<Done>([&desk, passphrase] {
        return desk.household().vault->unlock(std::move(*passphrase));
    }));
}

Outcome changePassphrase(OwnerDesk &desk, Call call)
{
    auto secrets = std::make_shared<std::vector<Secret>>(std::move(call.secrets));
    return answered(desk, desk.inTurn<Done>([&desk, secrets] {
        return desk.household().vault->changePassphrase(std::move(secrets->at(0)),
                                                        std::move(secrets->at(1)));
    }));
}

Outcome addUnlockSecret(OwnerDesk &desk, Call call)
{
    auto passphrase = std::make_shared<Secret>(std::move(call.secrets.at(0)));
    return withSecret(desk, desk.inTurn<Secret>([&desk, passphrase] {
        return desk.household().vault->addUnlockSecret(std::move(*passphrase));
    }));
}

Outcome remove(OwnerDesk &desk, Call call)
{
    if (!desk.household().engine->isIdle())
        return failed<std::shared_ptr<Answer>>(
            {Error::Kind::Refused, "gateway.payments_open", {}, {}});
    auto removed =
        andThen(desk.prove(std::move(call.secrets.at(0))), &desk, [&desk](vault::OwnerProof proof) {
            return desk.household().vault->remove(std::move(proof));
        });
    return answered(desk, std::move(removed));
}

Outcome status(OwnerDesk &desk, const Call &)
{
    const Household &household = desk.household();
    Json warnings = Json::array();
    for (const Error &warning : household.warnings)
        warnings.push_back(toJson(warning));
    return answered({{"version", TUPPENCE_VERSION},
                     {"wallet", walletState(*household.vault)},
                     {"keys", keysPlace(*household.vault)},
                     {"waiting", household.engine->waiting().size()},
                     {"idle", household.engine->isIdle()},
                     {"warnings", warnings}});
}

} // namespace

OwnerMethods walletMethods(OwnerDesk &desk)
{
    const auto with = [&desk](Outcome (*method)(OwnerDesk &, Call)) {
        return [&desk, method](Call call) { return method(desk, std::move(call)); };
    };
    return {
        {"status", {{}, [&desk](const Call &call) { return status(desk, call); }}},
        {"wallet.create", {{"passphrase"}, with(create)}},
        {"wallet.restore", {{"passphrase", "words"}, with(restore)}},
        {"wallet.unlock", {{"passphrase"}, with(unlock)}},
        {"wallet.passphrase", {{"old", "new"}, with(changePassphrase)}},
        {"wallet.unlockSecret", {{"passphrase"}, with(addUnlockSecret)}},
        {"wallet.remove", {{"passphrase"}, with(remove)}},
        {"wallet.lock",
         {{},
          [&desk](const Call &) {
              desk.household().vault->lock();
              return answered();
          }}},
    };
}

} // namespace tuppence::gateway
