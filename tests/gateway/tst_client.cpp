// SPDX-License-Identifier: MIT
#include "core/gateway/client.h"
#include "core/gateway/reach.h"
#include "tests/gateway/gate.h"

#include <QFloat16>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using test::Gate;

namespace {

/// Waits for a result.
template <class T> Result<T> wait(Pending<T> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }, 15'000))
        qFatal("no answer");
    return resultOf(pending);
}

std::unique_ptr<Client> connected(const Gate &gate, const QByteArray &socket = "ask")
{
    auto client =
        std::make_unique<Client>(*net::connectUnix(gate.path(QString::fromLatin1(socket))), socket,
                                 crypto::Ed25519Key::generate(), "test/1");
    const auto ready = wait(client->greet());
    if (!ready)
        qFatal("%s", ready.error().code.constData());
    return client;
}

} // namespace

class tst_Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void isGreeted()
    {
        const Gate gate;
        Client client(*net::connectUnix(gate.path(u"ask"_s)), "ask", crypto::Ed25519Key::generate(),
                      "test/1");
        const auto ready = wait(client.greet());
        QVERIFY(!ready->paired);
        QCOMPARE(ready->name, u"test/1"_s);
    }

    void isToldWhyItIsRefused()
    {
        const Gate gate;
        Client client(*net::connectUnix(gate.path(u"owner"_s)), "ask",
                      crypto::Ed25519Key::generate(), "test/1");
        QCOMPARE(wait(client.greet()).error().code, QByteArray("gateway.signature"));
    }

    void requestsGetTheirAnswers()
    {
        const Gate gate;
        const auto client = connected(gate);
        auto first = client->request({"echo", {{"x", 1}}, {}, {}});
        auto second = client->request({"jump", {}, {}, {}});
        QCOMPARE(wait(first)->at("params").at("x").get<int>(), 1);
        QCOMPARE(wait(second).error().code, QByteArray("gateway.unknown_method"));
    }

    void bodiesAreSentAsTheyAreTaken()
    {
        const Gate gate;
        const auto client = connected(gate);
        const QByteArray body(5 * 1024 * 1024 + 3, 'x');
        QCOMPARE(wait(client->request({"echo", {{"body", true}}, {}, body}))->at("body").get<int>(),
                 body.size());
        QCOMPARE(wait(client->request({"echo", {{"body", true}}, {}, {}}))->at("body").get<int>(),
                 0);
    }

    void secretsGoInOrder()
    {
        const Gate gate;
        const auto client = connected(gate, "owner");
        Question question {"tell", {}, {}, {}};
        for (const char *name : {"first", "second"}) {
            QByteArray bytes = QByteArray("the ") + name;
            question.secrets.emplace_back(name, Secret::take(bytes.data(), bytes.size()));
        }
        QCOMPARE(wait(client->request(std::move(question)))->at("secrets"),
                 (Json {"the first", "the second"}));
    }

    void aSecretIsThereWhenTheAnswerIs()
    {
        const Gate gate;
        const auto client = connected(gate, "owner");
        Errand *errand = client->ask({"whisper", {}, {}, {}});
        QByteArray heard;
        connect(errand, &Errand::finished, this, [&] {
            const Secret secret = errand->takeSecret();
            heard = QByteArray(secret.data(), secret.size());
        });
        QTRY_COMPARE(heard, QByteArray("psst"));
    }

    void aLargeAnswerStreams()
    {
        const Gate gate;
        const auto client = connected(gate);
        Errand *errand = client->ask({"stream", {{"size", 3'000'000}}, {}, {}});
        qsizetype size = 0;
        bool isOver = false;
        connect(errand, &Errand::part, this,
                [&](const QByteArray &bytes) { size += bytes.size(); });
        connect(errand, &Errand::finished, this, [&] { isOver = true; });
        const QSignalSpy ends(errand, &Errand::bodyEnded);
        QTRY_VERIFY_WITH_TIMEOUT(isOver, 15'000);
        QCOMPARE(size, 3'000'000);
        QCOMPARE(ends.size(), 1);
    }

    void whatIsUnderWayFailsWhenTheServerGoes()
    {
        Gate gate;
        const auto client = connected(gate);
        auto waiting = client->request({"keep", {}, {}, {}});
        QTest::qWait(0);
        gate.server.reset();
        QCOMPARE(wait(waiting).error().code, QByteArray("gateway.hung_up"));
        auto late = client->request({"echo", {}, {}, {}});
        QCOMPARE(wait(late).error().code, QByteArray("socket.closed"));
    }

    void anErrandCanBeCancelled()
    {
        const Gate gate;
        const auto client = connected(gate);
        Errand *errand = client->ask({"keep", {}, {}, {}});
        QByteArray code;
        connect(errand, &Errand::finished, this,
                [&](const Result<Json> &outcome) { code = outcome.error().code; });
        errand->cancel();
        QTRY_COMPARE(code, QByteArray("gateway.cancelled"));
    }

    void tooLongAPathIsNotWaitedFor()
    {
        const QString folder = u"/"_s + QString(120, u'x');
        Reach reach({folder, folder}, "ask", "test/1", this);
        QCOMPARE(wait(reach.run(crypto::Ed25519Key::generate())).error().code,
                 QByteArray("socket.path_too_long"));
    }

    void whoIsThereIsReached()
    {
        const Gate gate;
        Reach reach({gate.folder.path(), gate.folder.path()}, "ask", "test/1", this);
        const auto client = wait(reach.run(crypto::Ed25519Key::generate()));
        QVERIFY(wait((*client)->request({"echo", {}, {}, {}})).has_value());
    }
};

QTEST_GUILESS_MAIN(tst_Client)
#include "tst_client.moc"
