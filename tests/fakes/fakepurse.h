// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/signer.h"
#include "core/deal/signin.h"
#include "core/payments/rooms.h"

namespace tuppence::fakes {

/// One account, and a signer that counts.
class FakePurse final : public payments::Purse, public deal::Signer
{
public:
    bool exists = true;
    bool locked = false;
    QByteArray address = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
    std::optional<Error> refusal; ///< what the signer says instead of signing
    QList<deal::Approval> approvals; ///< of each signature
    QList<std::pair<deal::SignIn, deal::Visit>> visits; ///< of each sign-in

    [[nodiscard]] QList<payments::Account> accounts() const override
    {
        if (!exists)
            return {};
        return {{"eip155", address}};
    }

    [[nodiscard]] bool isLocked() const override { return locked; }

    [[nodiscard]] deal::Signer &signer() override { return *this; }

    [[nodiscard]] Result<QByteArray> signIn(const deal::SignIn &message,
                                            const deal::Visit &visit) override
    {
        if (locked)
            return fail(Error::Kind::Locked, "vault.locked");
        if (refusal)
            return tl::make_unexpected(*refusal);
        visits.append({message, visit});
        return QByteArray(65, 's');
    }

    [[nodiscard]] Result<Secret> answersKey() const override
    {
        if (locked)
            return fail(Error::Kind::Locked, "vault.locked");
        return Secret::create(32);
    }

    [[nodiscard]] Result<Secret> limitsKey() const override { return answersKey(); }

    [[nodiscard]] Result<QByteArray> sign(const deal::Prepared &,
                                          const deal::Approval &approval) override
    {
        if (refusal)
            return tl::make_unexpected(*refusal);
        approvals.append(approval);
        return QByteArray(65, static_cast<char>(approvals.size()));
    }
};

} // namespace tuppence::fakes
