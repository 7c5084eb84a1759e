// SPDX-License-Identifier: MIT
#include "core/net/bodyreader.h"
#include "core/net/headreader.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

/// A head and what follows it, or the error's code.
struct Outcome
{
    Response head;
    QByteArray rest;
    QByteArray error;
};

Outcome readHead(const QByteArrayList &pieces, qsizetype mostBytes = 1000, qsizetype mostLines = 10)
{
    HeadReader reader(mostBytes, mostLines);
    Outcome outcome;
    for (const QByteArray &piece : pieces) {
        if (reader.isComplete()) {
            outcome.rest += piece;
            continue;
        }
        const auto rest = reader.feed(piece);
        if (!rest)
            return {{}, {}, rest.error().code};
        outcome.rest += *rest;
    }
    outcome.head = reader.head();
    outcome.error = reader.isComplete() ? "" : "incomplete";
    return outcome;
}

QByteArrayList bytewise(const QByteArray &bytes)
{
    QByteArrayList pieces;
    for (const char c : bytes)
        pieces.append(QByteArray(1, c));
    return pieces;
}

/// `body`, or the error's code in angle brackets, and whether it is whole.
std::pair<QByteArray, bool> readBody(const Response &head, const QByteArrayList &pieces,
                                     const QByteArray &method = "GET")
{
    auto reader = BodyReader::create(method, head);
    if (!reader)
        return {'<' + reader.error().code + '>', false};
    QByteArray body;
    for (const QByteArray &piece : pieces) {
        const auto bytes = reader->feed(piece);
        if (!bytes)
            return {'<' + bytes.error().code + '>', false};
        body += *bytes;
    }
    return {body, reader->isWhole()};
}

const Response chunked {200, {{"Transfer-Encoding", "chunked"}}, {}, {}};

QByteArray noise()
{
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    return QByteArray::fromStdString(bytes);
}

} // namespace

class tst_Answer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAHead();
    void takesBareLineFeeds();
    void passesInterimAnswersOver();
    void refusesHeads_data();
    void refusesHeads();
    void capsTheHead();
    void knowsWhereTheBodyEnds_data();
    void knowsWhereTheBodyEnds();
    void readsChunks_data();
    void readsChunks();
    void readsAnyChunkingInAnyPieces();
    void survivesNoise();
};

void tst_Answer::readsAHead()
{
    const QByteArray bytes = "HTTP/1.1 402 Payment Required\r\nA: 1\r\nset-cookie:x=y\r\n"
                             "Set-Cookie:\t z \r\nEmpty:\r\n\r\nbody\r\n";
    for (const auto &pieces : {QByteArrayList {bytes}, bytewise(bytes)}) {
        const auto outcome = readHead(pieces);
        QCOMPARE(outcome.error, ""_ba);
        QCOMPARE(outcome.head.status, 402);
        QCOMPARE(outcome.head.headers,
                 (Headers {{"A", "1"}, {"set-cookie", "x=y"}, {"Set-Cookie", "z"}, {"Empty", ""}}));
        QCOMPARE(outcome.rest, "body\r\n"_ba);
    }
}

void tst_Answer::takesBareLineFeeds()
{
    const auto outcome = readHead({"HTTP/1.0 200\nA: 1\n\nx"});
    QCOMPARE(outcome.head.status, 200);
    QCOMPARE(outcome.head.headers, (Headers {{"A", "1"}}));
    QCOMPARE(outcome.rest, "x"_ba);
}

void tst_Answer::passesInterimAnswersOver()
{
    const auto outcome = readHead({"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n"
                                   "Link: </x>\r\n\r\nHTTP/1.1 200 OK\r\nA: 1\r\n\r\n"});
    QCOMPARE(outcome.head.status, 200);
    QCOMPARE(outcome.head.headers, (Headers {{"A", "1"}}));
}

void tst_Answer::refusesHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("another protocol") << "SSH-2.0-OpenSSH\r\n"_ba;
    QTest::newRow("HTTP/2") << "HTTP/2 200 OK\r\n\r\n"_ba;
    QTest::newRow("empty line first") << "\r\nHTTP/1.1 200 OK\r\n\r\n"_ba;
    QTest::newRow("no status") << "HTTP/1.1\r\n\r\n"_ba;
    QTest::newRow("status of letters") << "HTTP/1.1 abc OK\r\n\r\n"_ba;
    QTest::newRow("status of two digits") << "HTTP/1.1 20 OK\r\n\r\n"_ba;
    QTest::newRow("status of four digits") << "HTTP/1.1 2000 OK\r\n\r\n"_ba;
    QTest::newRow("status 099") << "HTTP/1.1 099 OK\r\n\r\n"_ba;
    QTest::newRow("status 600") << "HTTP/1.1 600 OK\r\n\r\n"_ba;
    QTest::newRow("status 101") << "HTTP/1.1 101 Switching\r\n\r\n"_ba;
    QTest::newRow("no colon") << "HTTP/1.1 200 OK\r\nA\r\n\r\n"_ba;
    QTest::newRow("no name") << "HTTP/1.1 200 OK\r\n: x\r\n\r\n"_ba;
    QTest::newRow("space before the colon") << "HTTP/1.1 200 OK\r\nA : x\r\n\r\n"_ba;
    QTest::newRow("folded line") << "HTTP/1.1 200 OK\r\nA: x\r\n y\r\n\r\n"_ba;
    QTest::newRow("NUL in a value") << "HTTP/1.1 200 OK\r\nA: x\0y\r\n\r\n"_ba;
    QTest::newRow("CR in a value") << "HTTP/1.1 200 OK\r\nA: x\ry\r\n\r\n"_ba;
}

void tst_Answer::refusesHeads()
{
    QFETCH(const QByteArray, bytes);
    QCOMPARE(readHead({bytes}).error, "http.malformed"_ba);
    QCOMPARE(readHead(bytewise(bytes)).error, "http.malformed"_ba);
}

void tst_Answer::capsTheHead()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nA: 1\r\nB: 2\r\n\r\n";
    QCOMPARE(readHead({head}, head.size(), 2).error, ""_ba);
    QCOMPARE(readHead({head}, head.size() - 1, 2).error, "http.head_too_large"_ba);
    QCOMPARE(readHead({head}, head.size(), 1).error, "http.head_too_large"_ba);
    QCOMPARE(readHead({"HTTP/1.1 200 OK\r\nA: " + QByteArray(2000, 'x')}).error,
             "http.head_too_large"_ba);
    QCOMPARE(readHead({QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(100)}).error,
             "http.head_too_large"_ba);
}

void tst_Answer::knowsWhereTheBodyEnds_data()
{
    QTest::addColumn<Response>("head");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("expected"); // of "hello, world"
    QTest::addColumn<bool>("isWhole");

    const auto row = [](const char *name, int status, const Headers &headers, const char *expected,
                        bool isWhole, const char *method = "GET") {
        QTest::newRow(name) << Response {status, headers, {}, {}} << QByteArray(method)
                            << QByteArray(expected) << isWhole;
    };
    row("length", 200, {{"Content-Length", "5"}}, "hello", /*isWhole=*/true);
    row("longer length", 402, {{"Content-Length", "13"}}, "hello, world", /*isWhole=*/false);
    row("no length", 200, {}, "hello, world", /*isWhole=*/false);
    row("length 0", 200, {{"Content-Length", "0"}}, "", /*isWhole=*/true);
    row("equal lengths", 200, {{"Content-Length", "5"}, {"content-length", "5"}}, "hello",
        /*isWhole=*/true);
    row("HEAD", 200, {{"Content-Length", "5"}}, "", /*isWhole=*/true, "HEAD");
    row("204", 204, {}, "", /*isWhole=*/true);
    row("304", 304, {{"Content-Length", "5"}}, "", /*isWhole=*/true);
    row("two lengths", 200, {{"Content-Length", "5"}, {"Content-Length", "6"}}, "<http.malformed>",
        /*isWhole=*/false);
    row("negative length", 200, {{"Content-Length", "-5"}}, "<http.malformed>", /*isWhole=*/false);
    row("signed length", 200, {{"Content-Length", "+5"}}, "<http.malformed>", /*isWhole=*/false);
    row("no number", 200, {{"Content-Length", "five"}}, "<http.malformed>", /*isWhole=*/false);
    row("empty length", 200, {{"Content-Length", ""}}, "<http.malformed>", /*isWhole=*/false);
    row("huge length", 200, {{"Content-Length", "99999999999999999999"}}, "<http.malformed>",
        /*isWhole=*/false);
    row("gzip coding", 200, {{"Transfer-Encoding", "gzip, chunked"}}, "<http.malformed>",
        /*isWhole=*/false);
    row("two codings", 200, {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
        "<http.malformed>", /*isWhole=*/false);
}

void tst_Answer::knowsWhereTheBodyEnds()
{
    QFETCH(const Response, head);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, expected);
    QFETCH(const bool, isWhole);
    QCOMPARE(readBody(head, {"hello, world"}, method), std::pair(expected, isWhole));
    QCOMPARE(readBody(head, bytewise("hello, world"), method), std::pair(expected, isWhole));
}

void tst_Answer::readsChunks_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("isWhole");

    const auto row = [](const char *name, const QByteArray &wire, const char *expected,
                        bool isWhole = false) {
        QTest::newRow(name) << wire << QByteArray(expected) << isWhole;
    };
    const char *const broken = "<http.malformed>";
    row("two", "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n", "hello, world", /*isWhole=*/true);
    row("none", "0\r\n\r\n", "", /*isWhole=*/true);
    row("hexadecimal", "000A\r\n0123456789\r\n0\r\n\r\n", "0123456789", /*isWhole=*/true);
    row("extension", "5;name=\"x\"\r\nhello\r\n0;y\r\n\r\n", "hello", /*isWhole=*/true);
    row("trailers", "5\r\nhello\r\n0\r\nA: b\r\nC: d\r\n\r\n", "hello", /*isWhole=*/true);
    row("bare line feeds", "5\nhello\n0\n\n", "hello", /*isWhole=*/true);
    row("cut", "5\r\nhel", "hel");
    row("cut before the end", "5\r\nhello\r\n0\r\n", "hello");
    row("no size", "\r\nhello", broken);
    row("no number", "xyz\r\nhello", broken);
    row("negative", "-5\r\nhello", broken);
    row("prefixed", "0x5\r\nhello", broken);
    row("huge", "ffffffffffffffff\r\nhello", broken);
    row("too short a size", "4\r\nhello\r\n0\r\n\r\n", broken);
    row("endless size", QByteArray(5000, '0'), broken);
    row("endless extension", "5;" + QByteArray(5000, 'x'), broken);
    row("endless trailers", "0\r\n" + QByteArray("A: 0123456789\r\n").repeated(6000), broken);
}

void tst_Answer::readsChunks()
{
    QFETCH(const QByteArray, wire);
    QFETCH(const QByteArray, expected);
    QFETCH(const bool, isWhole);
    QCOMPARE(readBody(chunked, {wire}), std::pair(expected, isWhole));
    QCOMPARE(readBody(chunked, bytewise(wire)), std::pair(expected, isWhole));
}

void tst_Answer::readsAnyChunkingInAnyPieces()
{
    QVERIFY(rc::check("cutting changes nothing", [] {
        QByteArray body;
        QByteArray wire;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            const QByteArray chunk = 'c' + noise();
            body += chunk;
            wire += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
        }
        wire += "0\r\n\r\n";
        QByteArrayList pieces;
        for (QByteArray left = wire; !left.isEmpty();) {
            pieces.append(left.first(*rc::gen::inRange<qsizetype>(1, left.size() + 1)));
            left.remove(0, pieces.last().size());
        }
        RC_ASSERT(readBody(chunked, pieces) == std::pair(body, true));
    }));
}

void tst_Answer::survivesNoise()
{
    QVERIFY(rc::check("in a head", [] { readHead({"HTTP/1.1 200 OK\r\n" + noise(), noise()}); }));
    QVERIFY(rc::check("in chunks", [] { readBody(chunked, {noise(), "5\r\n" + noise()}); }));
}

QTEST_GUILESS_MAIN(tst_Answer)
#include "tst_answer.moc"
