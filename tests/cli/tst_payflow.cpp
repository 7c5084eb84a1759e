// SPDX-License-Identifier: MIT
#include "app/cli/payflow.h"
#include "core/base/bytes.h"
#include "core/gateway/messages.h"

#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000; // ms

/// What a wallet does once it is asked to pay.
using Turn = std::function<void(net::FrameSocket &socket, quint32 id)>;

/// A program at the wallet's place: it greets and takes its turn, or never says a word.
class FakeWallet final : public QObject
{
    Q_OBJECT

public:
    FakeWallet(const QString &path, Turn turn)
        : m_listener(*net::listenUnix(path))
        , m_notifier(m_listener.descriptor(), QSocketNotifier::Read)
        , m_turn(std::move(turn))
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, &FakeWallet::welcome);
    }

    [[nodiscard]] bool isMet() const { return m_socket != nullptr; }

private:
    void welcome()
    {
        m_socket = std::make_unique<net::FrameSocket>(*net::acceptUnix(m_listener));
        if (!m_turn)
            return;
        connect(m_socket.get(), &net::FrameSocket::messageReceived, this, &FakeWallet::answer);
        send(gateway::Welcome {{1}, "tuppenced/1", QByteArray(32, 'c')});
    }

    void answer(const QByteArray &json)
    {
        const auto message = gateway::decode(json);
        if (std::holds_alternative<gateway::Hello>(*message))
            return send(gateway::Ready {"f", false, u"test"_s});
        const auto &request = std::get<gateway::Request>(*message);
        if (request.method == "pay")
            m_turn(*m_socket, request.id);
    }

    void send(const gateway::Message &message)
    {
        std::ignore = m_socket->sendMessage(gateway::encode(message));
    }

    net::UnixSocket m_listener;
    QSocketNotifier m_notifier;
    Turn m_turn;
    std::unique_ptr<net::FrameSocket> m_socket;
};

void tell(net::FrameSocket &socket, const gateway::Message &message)
{
    std::ignore = socket.sendMessage(gateway::encode(message));
}

void tellProgress(net::FrameSocket &socket, quint32 id, const char *progress)
{
    tell(socket,
         gateway::Event {id, "progress", {{"purchase", "the-purchase"}, {"progress", progress}}});
}

/// Hands over an answer of one word and ends with `report`.
Turn delivers(const Json &report)
{
    return [report](net::FrameSocket &socket, quint32 id) {
        tell(socket, gateway::Event {id, "head", {{"status", 200}, {"headers", Json::array()}}});
        std::ignore = socket.sendPart(id, "word");
        std::ignore = socket.sendEnd(id);
        tell(socket, gateway::Response {id, report});
    };
}

/// Keeps what is written to the standard output while it lives.
class Captured
{
public:
    Captured()
        : m_before(dup(STDOUT_FILENO))
    {
        std::fflush(stdout);
        if (!m_file.open() || dup2(m_file.handle(), STDOUT_FILENO) < 0)
            qFatal("no file");
    }

    ~Captured()
    {
        std::fflush(stdout);
        dup2(m_before, STDOUT_FILENO);
        close(m_before);
    }

    Captured(const Captured &) = delete;
    Captured &operator=(const Captured &) = delete;
    Captured(Captured &&) = delete;
    Captured &operator=(Captured &&) = delete;

    QByteArray text()
    {
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    QTemporaryFile m_file;
    int m_before;
};

struct Ended
{
    int exit = -1;
    Json report;
};

/// `pay --json` to a wallet that takes `turn`; no turn: it never greets.
struct Payment
{
    Turn turn;
    QByteArrayList options;
    std::chrono::seconds longest {0};
    bool isInterrupted = false;
};

Ended endOf(const Payment &payment)
{
    const QTemporaryDir folder;
    const gateway::Paths paths {folder.path(), folder.path()};
    const FakeWallet wallet(paths.askSocket(), payment.turn);
    const QList<Option> options {{"json", 0, nullptr, ""}, {"output", 'o', "FILE", ""}};
    Context context(*Arguments::parse(payment.options + QByteArrayList {"--json"}, options, {}),
                    paths);
    auto *flow = new PayFlow(context, *Delivery::create(context.arguments()), 45s, payment.longest);
    Captured output;
    const auto exit =
        flow->run(context.connection("ask", u"cli"_s), {"pay", {{"url", "http://x/"}}, {}, {}});
    if (payment.isInterrupted) {
        if (!QTest::qWaitFor([&] { return wallet.isMet(); }, patience))
            return {};
        std::raise(SIGINT);
    }
    if (!QTest::qWaitFor([&] { return exit.isFinished(); }, patience))
        return {};
    return {static_cast<int>(*resultOf(exit)), *parseJson(output.text())};
}

QByteArray codeOf(const Json &report)
{
    const Json *error = member(report, "error");
    return error ? *textMember(*error, "code") : QByteArray();
}

} // namespace

class tst_PayFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void endsBeforeItIsConnected_data()
    {
        QTest::addColumn<bool>("isInterrupted");
        QTest::newRow("out of time") << false;
        QTest::newRow("Control-C") << true;
    }

    void endsBeforeItIsConnected()
    {
        QFETCH(bool, isInterrupted);
        const auto ended = endOf({nullptr, {}, isInterrupted ? 0s : 1s, isInterrupted});
        QCOMPARE(ended.exit, 12);
        QCOMPARE(textMember(ended.report, "status"), QByteArray("failed"));
        QCOMPARE(codeOf(ended.report), QByteArray("gateway.cancelled"));
    }

    void aWalletThatIsLostWhileItPaysMayHavePaid_data()
    {
        QTest::addColumn<bool>("dies");
        QTest::newRow("it dies") << true;
        QTest::newRow("it hangs") << false;
    }

    void aWalletThatIsLostWhileItPaysMayHavePaid()
    {
        QFETCH(bool, dies);
        const auto turn = [dies](net::FrameSocket &socket, quint32 id) {
            tellProgress(socket, id, "waiting_for_owner");
            tellProgress(socket, id, "paying");
            if (dies)
                socket.closeGently();
        };
        const auto ended = endOf({turn, {}, dies ? 0s : 1s, false});
        QCOMPARE(ended.exit, 15);
        QCOMPARE(textMember(ended.report, "status"), QByteArray("unknown"));
        QCOMPARE(textMember(ended.report, "purchase"), QByteArray("the-purchase"));
        QCOMPARE(codeOf(ended.report), QByteArray("gateway.hung_up"));
    }

    void aWalletThatIsLostBeforeItPaysWasNotReached()
    {
        const auto turn = [](net::FrameSocket &socket, quint32 id) {
            tellProgress(socket, id, "waiting_for_owner");
            socket.closeGently();
        };
        const auto ended = endOf({turn, {}, 0s, false});
        QCOMPARE(ended.exit, 16);
        QCOMPARE(textMember(ended.report, "status"), QByteArray("failed"));
    }

    void anAnswerThatCannotBeWritten_data()
    {
        QTest::addColumn<QByteArray>("told");
        QTest::addColumn<bool>("isPaid");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("was free") << QByteArray("free") << false << 12 << QByteArray("failed");
        QTest::newRow("was paid for")
            << QByteArray("paid") << true << 13 << QByteArray("paid_not_delivered");
    }

    void anAnswerThatCannotBeWritten()
    {
        QFETCH(QByteArray, told);
        QFETCH(bool, isPaid);
        QFETCH(int, exit);
        QFETCH(QByteArray, status);
        const Json report {{"status", gateway::toJson(told)},
                           {"purchase", "the-purchase"},
                           {"payment", isPaid ? Json {{"id", "p"}} : Json()},
                           {"exit", 0}};
        const auto ended = endOf({delivers(report), {"-o", "/dev/full"}, 0s, false});
        QCOMPARE(ended.exit, exit);
        QCOMPARE(textMember(ended.report, "status"), status);
        QCOMPARE(codeOf(ended.report), QByteArray("usage.output_failed"));
    }
};

QTEST_GUILESS_MAIN(tst_PayFlow)
#include "tst_payflow.moc"
