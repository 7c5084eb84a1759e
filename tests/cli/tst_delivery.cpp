// SPDX-License-Identifier: MIT
#include "app/cli/delivery.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

const QList<Option> options {
    {"output", 'o', "FILE", ""},
    {"include", 'i', nullptr, ""},
    {"fail", 'f', nullptr, ""},
    {"json", 0, nullptr, ""},
};

Result<std::unique_ptr<Delivery>> deliveryOf(const QByteArrayList &line)
{
    return Delivery::create(*Arguments::parse(line, options, {"", 0, 0}));
}

Json headWith(int status)
{
    return {{"status", status},
            {"headers", Json::array({Json::array({"Content-Type", "text/plain"})})}};
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<none>");
}

} // namespace

class tst_Delivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aFileAppearsWhenItIsWhole()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"answer"_s);
        auto delivery = deliveryOf({"-o", QFile::encodeName(path)});
        QVERIFY((*delivery)->begin(headWith(200)));
        QVERIFY((*delivery)->take("half"));
        QVERIFY(!QFile::exists(path));
        QVERIFY((*delivery)->take("-whole"));
        QVERIFY((*delivery)->end());
        QCOMPARE(contents(path), QByteArray("half-whole"));
        QCOMPARE((*delivery)->response()["file"].get<std::string>(), path.toStdString());
    }

    void anOlderFileStaysUntilThen()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"answer"_s);
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        {
            auto delivery = deliveryOf({"-o", QFile::encodeName(path)});
            QVERIFY((*delivery)->begin(headWith(200)));
            QVERIFY((*delivery)->take("new"));
            QCOMPARE(contents(path), QByteArray("old"));
        }
        QCOMPARE(contents(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList {u"answer"_s});
    }

    void aPipeIsWrittenToAsItIs()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QFile reader(path);
        QVERIFY(reader.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        auto delivery = deliveryOf({"-o", QFile::encodeName(path)});
        QVERIFY((*delivery)->take("bytes"));
        QVERIFY((*delivery)->end());
        QCOMPARE(reader.read(5), QByteArray("bytes"));

        struct stat found
        {
        };

        QCOMPARE(stat(QFile::encodeName(path).constData(), &found), 0);
        QVERIFY(S_ISFIFO(found.st_mode));
    }

    void aPlaceThatCannotBeWrittenIsToldBefore()
    {
        QCOMPARE(deliveryOf({"-o", "/no/such/folder/x"}).error().code,
                 QByteArray("usage.output_failed"));
        QCOMPARE(deliveryOf({"-o", "/"}).error().code, QByteArray("usage.output_failed"));
    }

    void theHeadComesFirstWhereItIsWanted()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"answer"_s);
        auto delivery = deliveryOf({"-i", "-o", QFile::encodeName(path)});
        QVERIFY((*delivery)->begin(headWith(404)));
        QVERIFY((*delivery)->take("body"));
        QVERIFY((*delivery)->end());
        QCOMPARE(contents(path),
                 QByteArray("HTTP/1.1 404\r\nContent-Type: text/plain\r\n\r\nbody"));
    }

    void anErrorIsLeftOutWhereItIsAskedFor()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"answer"_s);
        for (const int status : {400, 503}) {
            auto delivery = deliveryOf({"-fi", "-o", QFile::encodeName(path)});
            QVERIFY((*delivery)->begin(headWith(status)));
            QVERIFY((*delivery)->take("body"));
            QVERIFY((*delivery)->end());
            QVERIFY((*delivery)->isHttpError());
            QVERIFY(!QFile::exists(path));
        }
        auto delivery = deliveryOf({"-f", "-o", QFile::encodeName(path)});
        QVERIFY((*delivery)->begin(headWith(399)));
        QVERIFY(!(*delivery)->isHttpError());
    }

    void jsonHoldsTextOrBase64_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("base64");
        QTest::newRow("text") << QByteArray("h\xc3\xa4") << QByteArray("h\xc3\xa4") << QByteArray();
        QTest::newRow("nothing") << QByteArray("") << QByteArray("") << QByteArray();
        QTest::newRow("no UTF-8") << QByteArray("\xff") << QByteArray() << QByteArray("/w==");
        QTest::newRow("half a letter") << QByteArray("h\xc3") << QByteArray() << QByteArray("aMM=");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray() << QByteArray("YQBi");
    }

    void jsonHoldsTextOrBase64()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, base64);
        auto delivery = deliveryOf({"--json"});
        QVERIFY((*delivery)->response().is_null());
        QVERIFY((*delivery)->begin(headWith(200)));
        QVERIFY((*delivery)->take(bytes));
        QVERIFY((*delivery)->end());
        const Json response = (*delivery)->response();
        QCOMPARE(response["status"].get<int>(), 200);
        QCOMPARE(textMember(response, "bodyBase64"),
                 base64.isEmpty() ? std::nullopt : std::optional(base64));
        QCOMPARE(textMember(response, "body"),
                 base64.isEmpty() ? std::optional(body) : std::nullopt);
    }

    void jsonHasAnEnd()
    {
        auto delivery = deliveryOf({"--json"});
        QVERIFY((*delivery)->begin(headWith(200)));
        const QByteArray much(Delivery::longestInJson, 'x');
        QVERIFY((*delivery)->take(much));
        QCOMPARE((*delivery)->take("x").error().code, QByteArray("usage.too_large_for_json"));
    }
};

QTEST_GUILESS_MAIN(tst_Delivery)
#include "tst_delivery.moc"
