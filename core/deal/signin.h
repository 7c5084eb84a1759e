// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"

#include <QByteArrayList>
#include <QUrl>

#include <optional>

namespace tuppence::deal {

/// Signing in by an account, which moves no money: the fields of the text that is signed. All of
/// them but the account are a seller's words as they came, and nothing but the vault judges them.
/// https://eips.ethereum.org/EIPS/eip-4361
struct SignIn
{
    QByteArray domain; ///< host, and the port where it is not the usual one
    AccountId account; ///< who signs in; its network is named in the text
    QByteArray statement; ///< empty: none, as below
    QByteArray uri;
    QByteArray version;
    QByteArray nonce;
    QByteArray issuedAt; ///< RFC 3339, like the two others
    QByteArray expirationTime;
    QByteArray notBefore;
    QByteArray requestId;
    QByteArrayList resources;

    friend bool operator==(const SignIn &, const SignIn &) = default;
};

/// What a seller asks for; the account is not filled in yet.
struct SignInAsked
{
    SignIn message;
    QList<NetworkId> networks; ///< on which it knows the signatures of single keys; never empty

    friend bool operator==(const SignInAsked &, const SignInAsked &) = default;
};

/// What a sign-in is compared with: never anything that the seller says.
struct Visit
{
    QUrl url; ///< that the request with the signature goes to
    QByteArray account; ///< that has paid there before

    friend bool operator==(const Visit &, const Visit &) = default;
};

} // namespace tuppence::deal
