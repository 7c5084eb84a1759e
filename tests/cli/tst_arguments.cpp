// SPDX-License-Identifier: MIT
#include "app/cli/arguments.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

const QList<Option> options {
    {"request", 'X', "METHOD", ""}, {"header", 'H', "NAME: VALUE", ""},
    {"silent", 's', nullptr, ""},   {"fail", 'f', nullptr, ""},
    {"max-time", 0, "SECONDS", ""},
};
constexpr Words oneWord {"URL", 1, 1};

/// "request=POST silent | word word".
QByteArray told(const Arguments &arguments)
{
    QByteArrayList given;
    for (const auto &one : arguments.given())
        given.append(one.value.isNull() ? one.option : one.option + '=' + one.value);
    return given.join(' ') + " | " + arguments.words().join(' ');
}

} // namespace

class tst_Arguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void onlyAnOptionIsMentioned_data()
    {
        QTest::addColumn<QByteArrayList>("line");
        QTest::addColumn<bool>("expected");
        using Line = QByteArrayList;
        QTest::newRow("alone") << Line {"--silent"} << true;
        QTest::newRow("short") << Line {"-s"} << true;
        QTest::newRow("among others") << Line {"-fs", "u"} << true;
        QTest::newRow("before a mistake") << Line {"-s", "--nobody"} << true;
        QTest::newRow("too many words") << Line {"u", "v", "-s"} << true;
        QTest::newRow("as a value") << Line {"-X", "-s", "u"} << false;
        QTest::newRow("as a long one's value") << Line {"--request", "--silent", "u"} << false;
        QTest::newRow("in a value") << Line {"-Xs", "u"} << false;
        QTest::newRow("as a word") << Line {"--", "-s"} << false;
        QTest::newRow("not at all") << Line {"u"} << false;
    }

    void onlyAnOptionIsMentioned()
    {
        QFETCH(QByteArrayList, line);
        QFETCH(bool, expected);
        QCOMPARE(Arguments::mentions(line, options, "silent"), expected);
    }

    void areRead_data()
    {
        QTest::addColumn<QByteArrayList>("line");
        QTest::addColumn<QByteArray>("expected");
        using Line = QByteArrayList;
        QTest::newRow("a word") << Line {"u"} << QByteArray(" | u");
        QTest::newRow("long") << Line {"--request", "POST", "u"} << QByteArray("request=POST | u");
        QTest::newRow("long with =")
            << Line {"--request=POST", "u"} << QByteArray("request=POST | u");
        QTest::newRow("= in the value")
            << Line {"--request=a=b", "u"} << QByteArray("request=a=b | u");
        QTest::newRow("empty value") << Line {"--request=", "u"} << QByteArray("request= | u");
        QTest::newRow("short") << Line {"-X", "POST", "u"} << QByteArray("request=POST | u");
        QTest::newRow("short, joined") << Line {"-XPOST", "u"} << QByteArray("request=POST | u");
        QTest::newRow("switches together") << Line {"-sf", "u"} << QByteArray("silent fail | u");
        QTest::newRow("switches and a value")
            << Line {"-sXPOST", "u"} << QByteArray("silent request=POST | u");
        QTest::newRow("options after the word") << Line {"u", "-s"} << QByteArray("silent | u");
        QTest::newRow("several") << Line {"-H", "A: 1", "-H", "B: 2", "u"}
                                 << QByteArray("header=A: 1 header=B: 2 | u");
        QTest::newRow("a value with a dash")
            << Line {"-H", "-s", "u"} << QByteArray("header=-s | u");
        QTest::newRow("after --") << Line {"-s", "--", "-u"} << QByteArray("silent | -u");
        QTest::newRow("a dash is a word") << Line {"-"} << QByteArray(" | -");
    }

    void areRead()
    {
        QFETCH(QByteArrayList, line);
        QFETCH(QByteArray, expected);
        const auto arguments = Arguments::parse(line, options, oneWord);
        QVERIFY2(arguments.has_value(), arguments ? "" : arguments.error().code.constData());
        QCOMPARE(told(*arguments), expected);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QByteArrayList>("line");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value");
        using Line = QByteArrayList;
        QTest::newRow("unknown, near")
            << Line {"--requst", "u"} << QByteArray("usage.unknown_option") << u"hint"_s
            << u"Did you mean --request?"_s;
        QTest::newRow("unknown, far")
            << Line {"--zzzzzzzzz", "u"} << QByteArray("usage.unknown_option") << u"hint"_s
            << u"--help lists the options."_s;
        QTest::newRow("unknown letter")
            << Line {"-sq", "u"} << QByteArray("usage.unknown_option") << u"option"_s << u"-q"_s;
        QTest::newRow("no value") << Line {"u", "--request"} << QByteArray("usage.no_value")
                                  << u"value"_s << u"METHOD"_s;
        QTest::newRow("no value, short")
            << Line {"u", "-X"} << QByteArray("usage.no_value") << u"option"_s << u"--request"_s;
        QTest::newRow("needless value")
            << Line {"--silent=1", "u"} << QByteArray("usage.needless_value") << u"option"_s
            << u"--silent"_s;
        QTest::newRow("no word") << Line {"-s"} << QByteArray("usage.too_few") << u"form"_s
                                 << u"URL"_s;
        QTest::newRow("two words")
            << Line {"u", "v"} << QByteArray("usage.too_many") << u"word"_s << u"v"_s;
    }

    void mistakesAreNamed()
    {
        QFETCH(QByteArrayList, line);
        QFETCH(QByteArray, code);
        QFETCH(QString, member);
        QFETCH(QString, value);
        const auto arguments = Arguments::parse(line, options, oneWord);
        QVERIFY(!arguments.has_value());
        QCOMPARE(arguments.error().code, code);
        QCOMPARE(arguments.error().data.value(member).toString(), value);
    }

    void theLastOneCounts()
    {
        const auto arguments = Arguments::parse({"-XPUT", "-XGET", "u"}, options, oneWord);
        QCOMPARE(arguments->value("request"), QByteArray("GET"));
        QVERIFY(!arguments->has("silent"));
    }

    void numbersHaveBounds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("expected"); // -1: refused
        QTest::newRow("least") << QByteArray("1") << qint64 {1};
        QTest::newRow("most") << QByteArray("60") << qint64 {60};
        for (const char *text :
             {"0", "61", "", "-1", "+1", "1.5", "1e1", " 1", "0x10", "99999999999999999999"})
            QTest::newRow(text) << QByteArray(text) << qint64 {-1};
    }

    void numbersHaveBounds()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, expected);
        const auto arguments = Arguments::parse({"--max-time", text, "u"}, options, oneWord);
        const auto number = arguments->number("max-time", 7, 1, 60);
        QCOMPARE(number.value_or(-1), expected);
        if (!number)
            QCOMPARE(number.error().code, QByteArray("usage.not_a_number"));
    }

    void anAbsentNumberHasItsUsualValue()
    {
        QCOMPARE(*Arguments::parse({"u"}, options, oneWord)->number("max-time", 7, 1, 60), 7);
    }

    void nearWordsAreFound()
    {
        const QByteArrayList names {"pay", "approve", "wallet create", "wallet unlock"};
        QCOMPARE(nearest("aprove", names), QByteArray("approve"));
        QCOMPARE(nearest("wallet crate", names), QByteArray("wallet create"));
        QCOMPARE(nearest("xyz", names), QByteArray());
    }

    void anyLineIsReadOrRefused()
    {
        const bool holds =
            rc::check("parse() takes any line", [](const std::vector<std::string> &words) {
                QByteArrayList line;
                for (const std::string &word : words)
                    line.append(QByteArray::fromStdString(word));
                const auto arguments = Arguments::parse(line, options, oneWord);
                RC_ASSERT((!arguments || arguments->words().size() == 1));
            });
        QVERIFY(holds);
    }
};

QTEST_GUILESS_MAIN(tst_Arguments)
#include "tst_arguments.moc"
