// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"
#include "core/payments/engine.h"
#include "core/protocols/protocolregistry.h"
#include "tests/fakes/fakechain.h"
#include "tests/fakes/fakeclock.h"
#include "tests/fakes/fakehttp.h"
#include "tests/fakes/fakepurse.h"
#include "tests/fakes/recordinglistener.h"

#include <QTemporaryDir>
#include <QTest>

namespace tuppence::tests {

using namespace Qt::StringLiterals;
using payments::Order;
using payments::PaymentEngine;

inline const QByteArray terms =
    R"({"x402Version":2,"error":"Payment required","resource":{"url":"https://api.example.com/weather"},"accepts":[{"scheme":"exact","network":"eip155:84532","amount":"10000","asset":"0x036CbD53842c5426634e7929541eC2318f3dCF7e","payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C","maxTimeoutSeconds":60,"extra":{"name":"USDC","version":"2"}}]})";
inline const QByteArray receipt =
    R"({"success":true,"transaction":"0xaa","network":"eip155:84532","payer":"0x1a"})";

inline net::Response challenge()
{
    return {402, {{"PAYMENT-REQUIRED", toBase64(terms)}}, "{}", {}};
}

inline net::Response paidAnswer()
{
    return {200, {{"PAYMENT-RESPONSE", toBase64(receipt)}}, "sunny", {}};
}

/// The seller never said anything.
inline Result<net::Response> lost()
{
    return fail(Error::Kind::Network, "http.timeout", {{u"left"_s, true}});
}

inline bool isPaid(const net::Request &request)
{
    return request.headers.has("PAYMENT-SIGNATURE");
}

template <class T> T value(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
        qFatal("A future did not come");
    const auto result = pending.result();
    if (!result)
        qFatal("Unexpected error %s", result.error().code.constData());
    return *result;
}

inline QByteArray codeOf(Pending<Done> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
        qFatal("A future did not come");
    const auto result = pending.result();
    return result ? QByteArray() : result.error().code;
}

/// A whole house on fakes, with a real ledger in a folder of its own.
class House
{
public:
    House()
    {
        answerProofs(paidAnswer());
        open();
    }

    /// The seller asks for money, and has this for whoever brings a proof.
    void answerProofs(const Result<net::Response> &answer)
    {
        http.answer = [answer](const net::Request &request) {
            return isPaid(request) ? answer : Result<net::Response>(challenge());
        };
    }

    /// As after a restart: the same folder, everything else new.
    void restart()
    {
        engine.reset();
        ledger.reset();
        open();
    }

    void open()
    {
        ledger = *ledger::Ledger::open(ledgerPath(), clock);
        payments::Rooms rooms;
        rooms.clock = &clock;
        rooms.registry = &registry;
        rooms.http = &http;
        rooms.ledger = ledger.get();
        rooms.purse = &purse;
        rooms.protocols = &protocols;
        rooms.chains = {&chain};
        rooms.answersFolder = folder.filePath(u"answers"_s);
        rooms.mayReachLoopback = [] { return false; };
        rooms.earlierPaymentsLost = [this] {
            if (beforeNoting)
                beforeNoting();
            return false;
        };
        rooms.checkLedger = [this] {
            if (whileChecking)
                whileChecking();
            return ready<Done>(Done {});
        };
        rooms.highestFeeOn = [this](const NetworkId &) { return highestFee; };
        rooms.isEnabled = [this](const NetworkId &) { return networkOn; };
        rooms.preferredNetworks = [this] { return preferred; };
        engine = std::make_unique<PaymentEngine>(rooms);
        value(engine->recover());
    }

    [[nodiscard]] QString ledgerPath() const { return folder.filePath(u"ledger.sqlite"_s); }

    std::unique_ptr<fakes::RecordingListener> pay(const QByteArray &key = {},
                                                  const QString &most = {})
    {
        Order order;
        order.requester = "1a2b-3c4d-5e6f-7a8b";
        order.isPaired = isPaired;
        order.key = key;
        order.most = most;
        order.request.url = QUrl(u"https://api.example.com/weather"_s);
        order.request.body = body;
        auto listener = std::make_unique<fakes::RecordingListener>();
        engine->pay(order, listener.get());
        return listener;
    }

    /// Waits until one payment asks the owner.
    payments::Waiting waiting()
    {
        if (!QTest::qWaitFor([&] { return engine->waiting().size() == 1; }))
            qFatal("Nothing waits for the owner");
        return engine->waiting().first();
    }

    QByteArray approve()
    {
        const auto request = waiting();
        return codeOf(engine->approve(request.payment, nameOf(request)));
    }

    QTemporaryDir folder;
    fakes::FakeClock clock;
    fakes::FakeHttp http;
    fakes::FakeChain chain {clock};
    fakes::FakePurse purse;
    money::Registry registry = *money::Registry::builtIn();
    ProtocolRegistry protocols;
    bool networkOn = true;
    QList<NetworkId> preferred; ///< by the owner, the best first
    std::optional<Uint256> highestFee; ///< that the owner allows anywhere
    bool isPaired = true; ///< whoever asks
    std::function<void()> beforeNoting; ///< right before the request is written down
    std::function<void()> whileChecking; ///< right before the limits are asked
    QByteArray body;
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<PaymentEngine> engine;
};

#define QVERIFY_ENDS(listener) QTRY_VERIFY((listener)->report.has_value())

} // namespace tuppence::tests
