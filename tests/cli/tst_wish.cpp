// SPDX-License-Identifier: MIT
#include "app/cli/wish.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

Result<Wish> wish(const QByteArrayList &line)
{
    const auto arguments = Arguments::parse(line, wishOptions(), {"URL", 1, 1});
    if (!arguments)
        return tl::make_unexpected(arguments.error());
    return wishFrom(*arguments);
}

/// "Name: value" of each header but those that are always there.
QByteArray headersOf(const Wish &wish)
{
    QByteArrayList lines;
    for (const Json &line : wish.params["headers"]) {
        const auto text = QByteArray::fromStdString(line[0].get<std::string>() + ": "
                                                    + line[1].get<std::string>());
        if (!text.startsWith("User-Agent: tuppence-cli/") && text != "Accept: */*")
            lines.append(text);
    }
    return lines.join('|');
}

} // namespace

class tst_Wish : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void isAGetByItself()
    {
        const auto plain = wish({"https://a.example/x"});
        QCOMPARE(plain->params["method"].get<std::string>(), "GET");
        QCOMPARE(plain->params["url"].get<std::string>(), "https://a.example/x");
        QCOMPARE(plain->params["body"].get<bool>(), false);
        QCOMPARE(plain->params["follow"].get<bool>(), false);
        QCOMPARE(headersOf(*plain), QByteArray());
    }

    void bodiesAreThoseOfCurl_data()
    {
        QTest::addColumn<QByteArrayList>("options");
        QTest::addColumn<QByteArray>("body");
        using Line = QByteArrayList;
        QTest::newRow("text") << Line {"-d", "a=1"} << QByteArray("a=1");
        QTest::newRow("several") << Line {"-d", "a=1", "-d", "b=2"} << QByteArray("a=1&b=2");
        QTest::newRow("a file loses its line ends") << Line {"-d", "@FILE"} << QByteArray("onetwo");
        QTest::newRow("a file as it is")
            << Line {"--data-binary", "@FILE"} << QByteArray("one\r\ntwo\n");
        QTest::newRow("both, in order")
            << Line {"--data-binary", "x", "-d", "@FILE"} << QByteArray("x&onetwo");
        QTest::newRow("empty") << Line {"-d", ""} << QByteArray();
    }

    void bodiesAreThoseOfCurl()
    {
        QFETCH(QByteArrayList, options);
        QFETCH(QByteArray, body);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"body"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("one\r\ntwo\n");
        file.close();
        for (QByteArray &option : options)
            option.replace("@FILE", '@' + QFile::encodeName(file.fileName()));
        const auto posted = wish(options + QByteArrayList {"https://a.example/"});
        QCOMPARE(posted->body, body);
        QCOMPARE(posted->params["body"].get<bool>(), true);
        QCOMPARE(posted->params["method"].get<std::string>(), "POST");
        QCOMPARE(headersOf(*posted), QByteArray("Content-Type: application/x-www-form-urlencoded"));
    }

    void headersReplaceOursAndJoinOthers()
    {
        const auto wished =
            wish({"-d", "{}", "-H", "content-type: application/json", "-H", "X-A: 1", "-H", "X-A:2",
                  "-H", "X-Empty;", "-H", "Accept:", "https://a.example/"});
        QCOMPARE(headersOf(*wished),
                 QByteArray("content-type: application/json|X-A: 1|X-A: 2|X-Empty: "));
        for (const Json &line : wished->params["headers"])
            QVERIFY(line[0] != "Accept");
    }

    void theRestIsHandedOn()
    {
        const auto wished = wish({"-XDELETE", "-L", "--max", "0.10 USDC", "--id", "k", "--reason",
                                  "because", "http://127.0.0.1:4021/"});
        QCOMPARE(wished->params["method"].get<std::string>(), "DELETE");
        QCOMPARE(wished->params["follow"].get<bool>(), true);
        QCOMPARE(wished->params["most"].get<std::string>(), "0.10 USDC");
        QCOMPARE(wished->params["key"].get<std::string>(), "k");
        QCOMPARE(wished->params["reason"].get<std::string>(), "because");
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QByteArrayList>("line");
        QTest::addColumn<QByteArray>("code");
        using Line = QByteArrayList;
        for (const char *url :
             {"file:///etc/passwd", "ftp://a.example/", "data:,x", "a.example", "", "http://"})
            QTest::newRow(url) << Line {url} << QByteArray("usage.url");
        QTest::newRow("header without colon")
            << Line {"-H", "A", "https://a/"} << QByteArray("usage.header");
        QTest::newRow("header without name")
            << Line {"-H", ": 1", "https://a/"} << QByteArray("usage.header");
        QTest::newRow("two headers in one")
            << Line {"-H", "A: 1\r\nB: 2", "https://a/"} << QByteArray("usage.header");
        QTest::newRow("method") << Line {"-X", "GET /", "https://a/"} << QByteArray("usage.method");
        QTest::newRow("no method") << Line {"-X", "", "https://a/"} << QByteArray("usage.method");
        QTest::newRow("no such file")
            << Line {"-d", "@/no/such/file", "https://a/"} << QByteArray("usage.read_failed");
        QTest::newRow("a folder") << Line {"-d", "@/", "https://a/"}
                                  << QByteArray("usage.read_failed");
        QTest::newRow("endless") << Line {"--data-binary", "@/dev/zero", "https://a/"}
                                 << QByteArray("gateway.body_too_large");
    }

    void mistakesAreNamed()
    {
        QFETCH(QByteArrayList, line);
        QFETCH(QByteArray, code);
        const auto wished = wish(line);
        QVERIFY(!wished.has_value());
        QCOMPARE(wished.error().code, code);
    }
};

QTEST_GUILESS_MAIN(tst_Wish)
#include "tst_wish.moc"
