// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/gateway/dispatcher.h"
#include "core/gateway/household.h"
#include "core/vault/ownerproof.h"

#include <QFile>

#include <deque>
#include <memory>

namespace tuppence::gateway {

/// Where one connection of the owner hands in passphrases: one check at a time, and after a wrong
/// one a pause before the next, which doubles each time (trust.md 13).
class OwnerDesk final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds firstPause {1000};
    static constexpr std::chrono::milliseconds longestPause {60'000};

    /// `household` outlives the desk.
    explicit OwnerDesk(const Household &household)
        : m_household(household)
    {
    }

    [[nodiscard]] const Household &household() const { return m_household; }

    /// The owner's passphrase is right. Errors of Vault::proveOwner().
    [[nodiscard]] Pending<vault::OwnerProof> prove(Secret passphrase);

    /// The owner has said with the passphrase that this connection may read the whole history.
    void allowExport() { m_mayExport = true; }

    [[nodiscard]] bool mayExport() const { return m_mayExport; }

    /// A backup on its way out or in, until the next one or the end of the connection.
    void carry(std::shared_ptr<QFile> backup) { m_carried = std::move(backup); }

    /// Null: there is none.
    [[nodiscard]] std::shared_ptr<QFile> carried() const { return m_carried; }

    /// Runs `check`, which takes a passphrase itself, when it is its turn.
    template <class T> [[nodiscard]] Pending<T> inTurn(std::function<Pending<T>()> check)
    {
        auto checked = andThen(turn(), this, [check = std::move(check)](Done) { return check(); });
        return whenReady(std::move(checked), this, [this](Result<T> result) {
            note(result ? QByteArray() : result.error().code);
            return ready<T>(std::move(result));
        });
    }

private:
    [[nodiscard]] Pending<Done> turn();
    void note(const QByteArray &code);
    void callNext();

    const Household &m_household;
    std::deque<QPromise<Result<Done>>> m_waiting;
    bool m_isBusy = false;
    bool m_mayExport = false;
    std::shared_ptr<QFile> m_carried;
    std::chrono::milliseconds m_pause {0}; ///< before the next check
};

/// One method of the owner's socket. Its secrets come first, in order.
struct OwnerMethod
{
    QByteArrayList secrets;
    std::function<Pending<std::shared_ptr<Answer>>(Call)> run;
};

using OwnerMethods = QHash<QByteArray, OwnerMethod>;

// The groups of methods; `desk` outlives what they give.
[[nodiscard]] OwnerMethods walletMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods moneyMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods paymentMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods sendingMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods passMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods exportMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods backupMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods agentMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods limitMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods choiceMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods additionMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods channelMethods(OwnerDesk &desk);
[[nodiscard]] OwnerMethods doctorMethods(OwnerDesk &desk);

/// Proves that the owner asks; the passphrase is there then, so a locked wallet is unlocked for it.
[[nodiscard]] Pending<Done> unlockWithProof(OwnerDesk &desk, Secret passphrase);
/// A method's answer that is a value and no secret.
[[nodiscard]] Pending<std::shared_ptr<Answer>> answered(Json result = Json::object());
/// The same for something that gives nothing but its success.
[[nodiscard]] Pending<std::shared_ptr<Answer>> answered(OwnerDesk &desk, Pending<Done> done);
/// One page of a list, as params "limit" (1 … 200) and "after" say: {`name`: […], "next"}.
/// Malformed ("gateway.params" {name}).
[[nodiscard]] Pending<std::shared_ptr<Answer>> page(const char *name, const Json &all,
                                                    const Json &params);
/// "limit", 100 where it is absent. Malformed ("gateway.params").
Result<int> limitFrom(const Json &params);

} // namespace tuppence::gateway
