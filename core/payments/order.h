// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/terms.h"
#include "core/ledger/outcome.h"
#include "core/ledger/records.h"
#include "core/net/message.h"
#include "core/payments/waiting.h"

#include <QObject>

#include <optional>

namespace tuppence::payments {

/// One wish to have one answer, as a door hands it in.
struct Order
{
    QByteArray requester; ///< the client's public key, hexadecimal
    QString requesterName; ///< as paired, or as it calls itself
    bool isPaired = false; ///< one that is not always asks the owner
    QByteArray key; ///< idempotency key; empty: a purchase of its own
    net::Request request;
    bool follow = false; ///< go along with redirects before anything is paid
    QString most; ///< refuse above this: "0.10" dollars or "0.10 USDC"; empty: no such cap
    QString reason; ///< why, in the requester's words
};

/// Where a purchase stands, told while it goes on.
enum class Progress {
    Asking,
    WaitingForOwner,
    WaitingForUnlock,
    Paying,
    Confirming, ///< a transaction of ours is on its way into a block
    Receiving,
};

/// How it ended, or how it stands: the table of outcomes in words of the ledger.
struct Report
{
    QByteArray purchase;
    ledger::Outcome outcome {};
    std::optional<ledger::Payment> payment; ///< none: nothing was asked of the owner
    std::optional<net::Response> head; ///< of the final answer, without its body
    std::optional<Error> error;
    QList<Error> notices; ///< what the requester should know of the limits that it was paid under
};

/// One offer that could be paid, or why not.
struct QuotedOffer
{
    QByteArray dialect;
    NetworkId network;
    std::optional<deal::AssetAmount> amount;
    QByteArray payee;
    std::optional<Error> obstacle;
    bool chosen = false;
};

/// What a request would cost. No offers: it is free, and `status` says what came.
struct Quote
{
    int status = 0;
    QUrl url; ///< after redirects
    QList<QuotedOffer> offers;
};

/// Who listens to one walk: a door's side of a request. It may be destroyed at any time.
class Listener : public QObject
{
    Q_OBJECT

public:
    /// The purchase's id and how far it is; comes first, and again with each change.
    virtual void progress(const QByteArray &purchase, Progress progress) = 0;
    /// The final answer begins.
    virtual void head(const net::Response &head) = 0;
    /// How many bytes of the body it takes now; 0 holds the seller's body back.
    [[nodiscard]] virtual qsizetype room() const = 0;
    /// At most room() bytes of the body.
    virtual void part(const QByteArray &bytes) = 0;
    /// The end, once. A body that broke off ends with an error in the report.
    virtual void finished(const Report &report) = 0;

Q_SIGNALS:
    /// room() has grown.
    void roomGrew();
};

} // namespace tuppence::payments
