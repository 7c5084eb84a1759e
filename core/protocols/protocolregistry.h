// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"
#include "core/protocols/signingin.h"

#include <QList>

#include <memory>
#include <vector>

namespace tuppence {

/// Every dialect there is, in the order in which they are asked. The order is meaning: a seller
/// that speaks two of them lists the same price twice, and the earlier one is then preferred.
[[nodiscard]] std::vector<std::unique_ptr<const Protocol>> allProtocols();

/// What all dialects together made of one reply.
struct Reading
{
    struct Found
    {
        const Protocol *protocol = nullptr; ///< lives as long as its registry
        deal::Challenge challenge;
    };

    struct Broken
    {
        QByteArray dialect;
        Error error;
    };

    /// A seller that lets in whoever signs in, if it was paid before.
    struct SignIn
    {
        const SigningIn *way = nullptr; ///< lives as long as its registry
        deal::SignInAsked asked;
    };

    QList<Found> challenges; ///< in the registry's order
    QList<Broken> broken; ///< dialects that were spoken badly; they block no other
    std::optional<SignIn> signIn;
};

/// The dialects of one program.
class ProtocolRegistry
{
public:
    explicit ProtocolRegistry(
        std::vector<std::unique_ptr<const Protocol>> protocols = allProtocols());

    /// Asks every dialect. Both lists are empty for a reply that asks for no money.
    [[nodiscard]] Reading read(const deal::Carried &asked, const deal::Reply &reply) const;
    /// The dialect whose id() that is; none when this program does not know it.
    [[nodiscard]] const Protocol *find(QByteArrayView id) const;

private:
    std::vector<std::unique_ptr<const Protocol>> m_protocols;
};

} // namespace tuppence
