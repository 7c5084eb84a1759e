// SPDX-License-Identifier: MIT
#include "app/cli/csv.h"
#include "app/cli/exporttext.h"

#include <QFloat16> // before rapidcheck, which needs all of it
#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

/// What a reader of RFC 4180 makes of `text`: the cells of one record.
QStringList cellsOf(const QByteArray &text)
{
    QStringList cells {{}};
    bool isQuoted = false;
    const QString record = QString::fromUtf8(text).chopped(2);
    for (qsizetype i = 0; i < record.size(); ++i) {
        const QChar character = record[i];
        if (character == u'"' && isQuoted && record.mid(i + 1, 1) == u'"')
            cells.last() += record[++i];
        else if (character == u'"')
            isQuoted = !isQuoted;
        else if (character == u',' && !isQuoted)
            cells.append(QString());
        else
            cells.last() += character;
    }
    return cells;
}

} // namespace

class tst_Csv : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void quotesWhatIsNoPlainWord_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("word") << u"eip155:8453/erc20:0xAb"_s
                              << QByteArray("eip155:8453/erc20:0xAb\r\n");
        QTest::newRow("empty") << QString() << QByteArray("\r\n");
        QTest::newRow("number") << u"0.000001"_s << QByteArray("0.000001\r\n");
        QTest::newRow("space") << u"a b"_s << QByteArray("\"a b\"\r\n");
        QTest::newRow("comma") << u"a,b"_s << QByteArray("\"a,b\"\r\n");
        QTest::newRow("quote") << u"say \"hi\""_s << QByteArray("\"say \"\"hi\"\"\"\r\n");
        QTest::newRow("line break") << u"a\r\nb"_s << QByteArray("\"a\r\nb\"\r\n");
        QTest::newRow("other separator") << u"a;=1"_s << QByteArray("\"a;=1\"\r\n");
        QTest::newRow("not ASCII") << u"é"_s << QByteArray("\"\xc3\xa9\"\r\n");
    }

    void quotesWhatIsNoPlainWord()
    {
        QFETCH(QString, cell);
        QFETCH(QByteArray, text);
        QCOMPARE(csvRecord({cell}), text);
    }

    void noCellIsAFormula_data()
    {
        QTest::addColumn<QString>("cell");
        for (const char16_t *cell : {u"=1+1",
                                     u"+1",
                                     u"-1",
                                     u"@SUM(A1)",
                                     u"\t=1",
                                     u"\rx",
                                     u"\nx",
                                     u"\tx",
                                     u"  =1",
                                     u"\u00A0=1",
                                     u"\u3000+1",
                                     u"\uFF1D1",
                                     u"\uFF0B1",
                                     u"\uFF0D1",
                                     u"\uFF201",
                                     u"\uFE66cmd",
                                     u"\uFE62a",
                                     u"\uFE63a",
                                     u"\uFE6Ba",
                                     u"\u22121",
                                     u"\uFEFF=1",
                                     u"\u200B=1",
                                     u" \u3000\uFF1D1",
                                     u"=HYPERLINK(\"http://evil.example\",\"a,b\")",
                                     u"="})
            QTest::newRow(QString::fromUtf16(cell).toUtf8().toPercentEncoding())
                << QString::fromUtf16(cell);
    }

    void noCellIsAFormula()
    {
        QFETCH(QString, cell);
        QCOMPARE(cellsOf(csvRecord({u"a"_s, cell})), QStringList({u"a"_s, u'\'' + cell}));
    }

    void whatIsNoFormulaStaysAsItIs_data()
    {
        QTest::addColumn<QString>("cell");
        for (const char *cell : {"1+1", "a=b", "https://shop.example/?a=-1", "'x", "0x12", "x@y"})
            QTest::newRow(cell) << QString::fromUtf8(cell);
    }

    void whatIsNoFormulaStaysAsItIs()
    {
        QFETCH(QString, cell);
        QCOMPARE(cellsOf(csvRecord({cell})), QStringList({cell}));
    }

    void everyCellComesBack()
    {
        QVERIFY(rc::check(
            "cells survive writing and reading", [](const std::vector<std::u16string> &texts) {
                QStringList cells {u"first"_s};
                for (const auto &text : texts)
                    cells.append(QString::fromUtf8(QString::fromStdU16String(text).toUtf8()));
                const QStringList read = cellsOf(csvRecord(cells));
                RC_ASSERT(read.size() == cells.size());
                for (qsizetype i = 0; i < cells.size(); ++i)
                    RC_ASSERT(read[i] == cells[i] || read[i] == u'\'' + cells[i]);
            }));
    }

    void aSellersTextIsNoFormula()
    {
        auto csv = csvExport();
        const QStringList names = cellsOf(csv->begin());
        const Json payment {{"id", "p1"},
                            {"created", "2026-11-21T12:00:00Z"},
                            {"url", "=cmd|' /C calc'!A0"},
                            {"reason",
                             "\xEF\xBC\x9D"
                             "1,\n\"x\""},
                            {"payee", "\xE2\x80\xAE@x"},
                            {"fee", nullptr},
                            {"amount",
                             {{"units", "10000"},
                              {"decimals", 6},
                              {"symbol", "+USDC"},
                              {"asset", "eip155:8453/erc20:0x0"},
                              {"usd", "0.01"}}}};
        const QStringList cells = cellsOf(csv->payment(payment));
        const auto cell = [&](const QString &name) { return cells[names.indexOf(name)]; };
        QCOMPARE(cells.size(), names.size());
        QCOMPARE(cell(u"url"_s), u"'=cmd|' /C calc'!A0"_s);
        QCOMPARE(cell(u"reason"_s), u"'＝1,⟨U+000A⟩\"x\""_s);
        QCOMPARE(cell(u"payee"_s), u"⟨U+202E⟩@x"_s);
        QCOMPARE(cell(u"symbol"_s), u"'+USDC"_s);
        QCOMPARE(cell(u"amount"_s), u"0.01"_s);
        QCOMPARE(cell(u"units"_s), u"10000"_s);
        QCOMPARE(cell(u"fee"_s), QString());
        QCOMPARE(cell(u"paid"_s), QString());
    }

    void jsonIsOneObject()
    {
        auto text = jsonExport();
        const auto whole = [&](QByteArray middle) {
            return parseJson(text->begin() + middle + text->end());
        };
        QCOMPARE(whole({})->at("payments").size(), size_t {0});
        QByteArray two = text->payment({{"id", "a"}});
        two += text->payment({{"id", "b"}});
        QCOMPARE(whole(two)->at("payments"), Json({{{"id", "a"}}, {{"id", "b"}}}));
    }
};

QTEST_GUILESS_MAIN(tst_Csv)
#include "tst_csv.moc"
