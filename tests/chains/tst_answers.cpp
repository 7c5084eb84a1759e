// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/chains/evm/answers.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

const QByteArray hash = "0x" + QByteArray(64, '7');
const QByteArray contract = "0x" + QByteArray(40, '5');

Json json(QByteArray text)
{
    text.replace("HASH", hash).replace("CONTRACT", contract);
    return parseJson(text).value();
}

const QByteArray soundLog = R"({"address": "CONTRACT", "topics": ["HASH"], "data": "0x01",
    "blockNumber": "0x10", "blockHash": "HASH", "transactionHash": "HASH"})";

} // namespace

class tst_Answers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readQuantities_data();
    void readQuantities();
    void readLargeQuantities();
    void readFlags_data();
    void readFlags();
    void readBlocks_data();
    void readBlocks();
    void readLogs_data();
    void readLogs();
    void leaveOutWhatWasTakenBack();
    void readReceipts_data();
    void readReceipts();
    void surviveNoise();
};

void tst_Answers::readQuantities_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expect");
    QTest::newRow("zero") << R"("0x0")"_ba << u"0"_s;
    QTest::newRow("odd digits") << R"("0x1a5")"_ba << u"421"_s;
    QTest::newRow("even digits") << R"("0x1A")"_ba << u"26"_s;
    QTest::newRow("most") << R"("0xffffffffffffffff")"_ba << u"18446744073709551615"_s;
    QTest::newRow("too much") << R"("0x10000000000000000")"_ba << QString();
    QTest::newRow("no digits") << R"("0x")"_ba << QString();
    QTest::newRow("decimal") << R"("26")"_ba << QString();
    QTest::newRow("number") << "26"_ba << QString();
    QTest::newRow("null") << "null"_ba << QString();
    QTest::newRow("no hexadecimal") << R"("0x1g")"_ba << QString();
    QTest::newRow("a null inside") << R"("0x1\u0000a")"_ba << QString();
}

void tst_Answers::readQuantities()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expect);
    const auto number = evm::readQuantity(json(text));
    QCOMPARE(number ? QString::number(*number) : QString(), expect);
}

void tst_Answers::readLargeQuantities()
{
    const std::string most = "0x" + std::string(64, 'f');
    QCOMPARE(evm::readLargeQuantity(Json(most)), Uint256::max());
    QVERIFY(!evm::readLargeQuantity(Json(most + "f")));
}

void tst_Answers::readFlags_data()
{
    QTest::addColumn<QByteArray>("digits");
    QTest::addColumn<QString>("expect");
    QTest::newRow("true") << QByteArray(63, '0') + '1' << u"true"_s;
    QTest::newRow("false") << QByteArray(64, '0') << u"false"_s;
    QTest::newRow("two") << QByteArray(63, '0') + '2' << u"none"_s;
    QTest::newRow("empty") << QByteArray() << u"none"_s;
    QTest::newRow("two words") << QByteArray(128, '0') << u"none"_s;
}

void tst_Answers::readFlags()
{
    QFETCH(QByteArray, digits);
    const auto flag = evm::readFlag(Json(("0x" + digits).toStdString()));
    const QString found = !flag ? u"none"_s : *flag ? u"true"_s : u"false"_s;
    QTEST(found, "expect");
}

void tst_Answers::readBlocks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("sound");
    QTest::newRow("sound") << R"({"number": "0x10", "hash": "HASH", "timestamp": "0x20"})"_ba
                           << true;
    QTest::newRow("null") << "null"_ba << false;
    QTest::newRow("list") << "[]"_ba << false;
    QTest::newRow("no hash") << R"({"number": "0x10", "timestamp": "0x20"})"_ba << false;
    QTest::newRow("short hash") << R"({"number": "0x10", "hash": "0x77", "timestamp": "0x20"})"_ba
                                << false;
    QTest::newRow("pending, without number")
        << R"({"number": null, "hash": "HASH", "timestamp": "0x20"})"_ba << false;
    QTest::newRow("the end of time")
        << R"({"number": "0x10", "hash": "HASH", "timestamp": "0xffffffffffffffff"})"_ba << false;
}

void tst_Answers::readBlocks()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, sound);
    const auto block = evm::readBlock(json(text));
    QCOMPARE(block.has_value(), sound);
    if (sound)
        QCOMPARE(*block, (evm::Block {16, fromHex(hash).value(), Time(std::chrono::seconds(32))}));
}

void tst_Answers::readLogs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    const auto without = [](const char *what, const char *instead) {
        return "[" + QByteArray(soundLog).replace(what, instead) + "]";
    };
    QTest::newRow("none") << "[]"_ba << 0;
    QTest::newRow("two") << "[" + soundLog + "," + soundLog + "]" << 2;
    QTest::newRow("no list") << "{}"_ba << -1;
    QTest::newRow("number in the list") << "[7]"_ba << -1;
    QTest::newRow("no address") << without("CONTRACT", "0x") << -1;
    QTest::newRow("five topics") << without(R"(["HASH"])",
                                            R"(["HASH","HASH","HASH","HASH","HASH"])")
                                 << -1;
    QTest::newRow("short topic") << without(R"(["HASH"])", R"(["0x77"])") << -1;
    QTest::newRow("no data") << without(R"("0x01")", "null") << -1;
    QTest::newRow("no block") << without(R"("0x10")", "null") << -1;
}

void tst_Answers::readLogs()
{
    QFETCH(QByteArray, text);
    const auto logs = evm::readLogs(json(text));
    const int count = logs ? int(logs->size()) : -1;
    QTEST(count, "count");
}

void tst_Answers::leaveOutWhatWasTakenBack()
{
    const QByteArray removed = QByteArray(soundLog).replace("{", R"({"removed": true, )");
    const QByteArray kept = QByteArray(soundLog).replace("{", R"({"removed": false, )");
    const auto logs = evm::readLogs(json("[" + removed + "," + kept + "]"));
    QVERIFY(logs);
    QCOMPARE(logs->size(), 1);
}

void tst_Answers::readReceipts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expect");
    const QByteArray rest =
        R"("blockHash": "HASH", "transactionHash": "HASH", "logs": [)" + soundLog + "]}";
    QTest::newRow("succeeded") << R"({"status": "0x1", )" + rest << u"yes"_s;
    QTest::newRow("failed") << R"({"status": "0x0", )" + rest << u"no"_s;
    QTest::newRow("no status") << "{" + rest << u"none"_s;
    QTest::newRow("not there") << "null"_ba << u"none"_s;
}

void tst_Answers::readReceipts()
{
    QFETCH(QByteArray, text);
    const auto receipt = evm::readReceipt(json(text));
    const QString found = !receipt ? u"none"_s : receipt->succeeded ? u"yes"_s : u"no"_s;
    QTEST(found, "expect");
}

void tst_Answers::surviveNoise()
{
    QVERIFY(rc::check("no text makes a reader crash", [](const std::string &text) {
        const Json noise = "0x" + text;
        const Json object = {{"number", noise}, {"hash", noise}, {"topics", {noise}}};
        RC_ASSERT(!evm::readBlock(object));
        RC_ASSERT(!evm::readLogs(Json::array({object})));
        const auto bytes = evm::readBytes(noise);
        RC_ASSERT((!bytes || size_t(bytes->size()) * 2 == text.size()));
    }));
}

QTEST_GUILESS_MAIN(tst_Answers)
#include "tst_answers.moc"
