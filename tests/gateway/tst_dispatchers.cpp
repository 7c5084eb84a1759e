// SPDX-License-Identifier: MIT
#include "app/cli/wish.h"
#include "core/gateway/askdispatcher.h"
#include "core/gateway/orderparams.h"
#include "core/gateway/ownerdispatcher.h"
#include "tests/gateway/schema.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

namespace {

const Caller someone {QByteArray(32, 'k'), "1a2b-3c4d-5e6f-7a8b", false, u"test/1"_s};

/// What a schema file defines.
Json definitionsOf(const QString &file)
{
    QFile schema(QStringLiteral(TUPPENCE_SOURCE_DIR "/docs/schemas/") + file);
    if (!schema.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    return parseJson(schema.readAll(), 1024 * 1024)->at("$defs");
}

/// The methods that a schema file describes.
QByteArrayList methodsOf(const QString &file)
{
    QByteArrayList methods;
    const Json definitions = definitionsOf(file);
    for (const auto &[name, unused] : definitions.items()) {
        if (const auto text = QByteArray::fromStdString(name); text.endsWith(".params"))
            methods.append(text.chopped(7));
    }
    return methods;
}

Call payWith(const QByteArray &params)
{
    Call call;
    call.method = "pay";
    call.params = *parseJson(params);
    return call;
}

} // namespace

class tst_Dispatchers : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void haveTheMethodsOfTheirSchemas()
    {
        const AskDispatcher ask(m_household, someone);
        const OwnerDispatcher owner(m_household);
        const auto asked = methodsOf(u"ask.json"_s);
        const auto owned = methodsOf(u"owner.json"_s);
        QCOMPARE(asked.size(), 6);
        QCOMPARE(owned.size(), 48);
        for (const QByteArray &method : asked)
            QVERIFY2(ask.shape(method), method);
        for (const QByteArray &method : owned)
            QVERIFY2(owner.shape(method), method);
    }

    /// trust.md 9: what changes, approves, pairs or shows words is not on the socket `ask`.
    void shareNothingButTheStatus()
    {
        const AskDispatcher ask(m_household, someone);
        const OwnerDispatcher owner(m_household);
        for (const QByteArray &method : methodsOf(u"owner.json"_s))
            QVERIFY2(method == "status" || !ask.shape(method), method);
        for (const QByteArray &method : methodsOf(u"ask.json"_s))
            QVERIFY2(method == "status" || !owner.shape(method), method);
    }

    void whatLoosensWantsThePassphrase()
    {
        const OwnerDispatcher owner(m_household);
        const QByteArrayList reading {"status",      "accounts",    "balance",       "networks",
                                      "tokens",      "tokens.read", "requests",      "history",
                                      "doctor",      "agents.list", "settings.list", "limits.list",
                                      "passes.list", "channels"};
        const QByteArrayList tightening {"wallet.lock", "refuse", "passes.forget"};
        // They go on with what another method begins or ends with the passphrase.
        const QByteArrayList goingOn {"export.page", "backup.read", "backup.write"};
        const QByteArrayList asking {"send", "allow", "cancel",
                                     "send.end"}; // what waits for `approve`
        for (const QByteArray &method : methodsOf(u"owner.json"_s)) {
            const bool isFree = reading.contains(method) || tightening.contains(method)
                || goingOn.contains(method) || asking.contains(method);
            QVERIFY2(owner.shape(method)->secrets.isEmpty() == isFree, method);
            QVERIFY2(!owner.shape(method)->takesBody, method);
        }
    }

    void ordersAreRead()
    {
        Call call = payWith(
            test::quoted("{'url':'https://a.example/"
                         "x?y=%20','method':'PUT','headers':[['A','1'],['A','2']],'body':true,'"
                         "follow':true,'most':'0.10 USDC','key':'k','reason':'for\\u202e you'}"));
        call.body = "bytes";
        const auto order = orderFrom(call, someone);
        QCOMPARE(order->request.method, QByteArray("PUT"));
        QCOMPARE(order->request.url.toEncoded(), QByteArray("https://a.example/x?y=%20"));
        QCOMPARE(order->request.headers.all("A"), (QByteArrayList {"1", "2"}));
        QCOMPARE(order->request.body, QByteArray("bytes"));
        QCOMPARE(order->requester, someone.key.toHex());
        QCOMPARE(order->requesterName, u"An unpaired program (test/1)"_s);
        QVERIFY(order->follow);
        QCOMPARE(order->most, u"0.10 USDC"_s);
        QCOMPARE(order->key, QByteArray("k"));
        QVERIFY(!order->reason.contains(QChar(0x202e)));
    }

    void whatTheCommandLineAsksFitsTheSchema_data()
    {
        QTest::addColumn<QByteArrayList>("line");
        using Line = QByteArrayList;
        QTest::newRow("plain") << Line {"https://a.example/x"};
        QTest::newRow("with everything")
            << Line {"-X",    "PUT",       "-H",   "A: 1", "-d",       "a=1",       "-L",
                     "--max", "0.10 USDC", "--id", "k",    "--reason", "the story", "https://a/"};
    }

    void whatTheCommandLineAsksFitsTheSchema()
    {
        QFETCH(QByteArrayList, line);
        const auto arguments = cli::Arguments::parse(line, cli::wishOptions(), {"URL", 1, 1});
        QVERIFY2(arguments.has_value(), arguments ? "" : arguments.error().code);
        const auto wish = cli::wishFrom(*arguments);
        const Json definitions = definitionsOf(u"ask.json"_s);
        for (const QByteArray &method : {QByteArray("pay"), QByteArray("quote")}) {
            const auto complaints =
                test::complaints(wish->params, "ask.json#/$defs/" + method + ".params");
            QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
            const Json &known = definitions[(method + ".params").toStdString()]["properties"];
            for (const auto &[name, unused] : wish->params.items())
                QVERIFY2(known.contains(name), name.c_str());
        }
        QVERIFY(orderFrom({"pay", wish->params, {}, wish->body}, someone).has_value());
    }

    void badOrdersAreMalformed_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QString>("name");
        QTest::newRow("no url") << QByteArray("{}") << u"url"_s;
        QTest::newRow("url no text") << (test::quoted("{'url':1}")) << u"url"_s;
        QTest::newRow("url no url") << (test::quoted("{'url':'http://a b/'}")) << u"url"_s;
        QTest::newRow("url too long") << (test::quoted("{'url':'https://a.example/")
                                          + QByteArray(17'000, 'x') + test::quoted("'}"))
                                      << u"url"_s;
        QTest::newRow("method") << (test::quoted("{'url':'https://a/','method':7}")) << u"method"_s;
        QTest::newRow("headers") << (test::quoted("{'url':'https://a/','headers':{'A':'1'}}"))
                                 << u"headers"_s;
        QTest::newRow("a header of one")
            << (test::quoted("{'url':'https://a/','headers':[['A']]}")) << u"headers"_s;
        QTest::newRow("follow") << (test::quoted("{'url':'https://a/','follow':'yes'}"))
                                << u"follow"_s;
        QTest::newRow("most") << (test::quoted("{'url':'https://a/','most':1}")) << u"most"_s;
        QTest::newRow("key too long") << (test::quoted("{'url':'https://a/','key':'")
                                          + QByteArray(129, 'k') + test::quoted("'}"))
                                      << u"key"_s;
    }

    void badOrdersAreMalformed()
    {
        QFETCH(QByteArray, params);
        QFETCH(QString, name);
        const auto order = orderFrom(payWith(params), someone);
        QCOMPARE(order.error().code, QByteArray("gateway.params"));
        QCOMPARE(order.error().data.value(u"name"_s).toString(), name);
    }

private:
    Household m_household;
};

QTEST_GUILESS_MAIN(tst_Dispatchers)
#include "tst_dispatchers.moc"
