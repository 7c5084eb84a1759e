// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

Q_DECLARE_METATYPE(tuppence::Error)

class tst_Commands : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void areFound_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<qsizetype>("words");
        QTest::newRow("one word") << QByteArray("pay http://x/") << QByteArray("pay")
                                  << qsizetype {1};
        QTest::newRow("two words") << QByteArray("wallet create --words 24")
                                   << QByteArray("wallet create") << qsizetype {2};
        QTest::newRow("longest first") << QByteArray("networks enable eip155:1")
                                       << QByteArray("networks enable") << qsizetype {2};
        QTest::newRow("the list") << QByteArray("networks --json") << QByteArray("networks")
                                  << qsizetype {1};
        QTest::newRow("short for wallet unlock")
            << QByteArray("unlock") << QByteArray("unlock") << qsizetype {1};
    }

    void areFound()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, name);
        QFETCH(qsizetype, words);
        const auto found = findCommand(line.split(' '));
        QCOMPARE(QByteArray(found->first->name), name);
        QCOMPARE(found->second, words);
    }

    void unknownOnesAreHinted_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("hint");
        QTest::newRow("one letter") << QByteArray("histry") << u"Did you mean \"history\"?"_s;
        QTest::newRow("two words")
            << QByteArray("wallet crate") << u"Did you mean \"wallet create\"?"_s;
        QTest::newRow("half a command")
            << QByteArray("agents pai") << u"Did you mean \"agents pair\"?"_s;
        QTest::newRow("a group") << QByteArray("wallet")
                                 << u"tuppence-cli wallet --help lists what there is."_s;
        QTest::newRow("nothing near")
            << QByteArray("frobnicate") << u"tuppence-cli --help lists them."_s;
    }

    void unknownOnesAreHinted()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, hint);
        const auto found = findCommand(line.split(' '));
        QCOMPARE(found.error().code, QByteArray("usage.unknown_command"));
        QCOMPARE(found.error().data.value(u"hint"_s).toString(), hint);
    }

    void noCommandIsAMistake()
    {
        QCOMPARE(findCommand({}).error().code, QByteArray("usage.no_command"));
        QCOMPARE(findCommand({"--json"}).error().code, QByteArray("usage.no_command"));
    }

    void eachIsNamedOnceAndDoesSomething()
    {
        QSet<QByteArray> names;
        for (const Command &command : allCommands()) {
            QVERIFY2(!names.contains(command.name), command.name);
            names.insert(command.name);
            QVERIFY(command.run);
            QVERIFY(overview().contains(QLatin1StringView(command.name)));
        }
    }

    void theirHelpNamesEveryOption()
    {
        for (const Command &command : allCommands()) {
            const QString help = helpOf(command);
            QSet<QByteArray> names;
            QSet<char> letters;
            for (const Option &option : command.options + commonOptions()) {
                QVERIFY2(help.contains(u"--"_s + QLatin1StringView(option.name)), option.name);
                QVERIFY2(!names.contains(option.name), option.name);
                QVERIFY2(option.letter == 0 || !letters.contains(option.letter), option.name);
                names.insert(option.name);
                letters.insert(option.letter);
            }
        }
    }

    void errorsHaveTheExitCodesOfTheTable_data()
    {
        using enum Error::Kind;
        QTest::addColumn<Error>("error");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, Error::Kind kind, const QByteArray &code, int exit) {
            QTest::newRow(name) << Error {kind, code, {}, {}} << exit;
        };
        row("usage", Malformed, "usage.too_few", 2);
        row("refused", Refused, "vault.wrong_passphrase", 10);
        row("nothing paid", Network, "http.unreachable", 12);
        row("cancelled", Cancelled, "gateway.cancelled", 12);
        row("a file", Storage, "usage.read_failed", 12);
        row("locked", Locked, "vault.locked", 14);
        row("no wallet", Refused, "vault.none", 16);
        row("no program", Network, "gateway.no_daemon", 16);
        row("another user's", Refused, "gateway.other_server", 16);
        row("a folder", Storage, "gateway.folder", 16);
        row("a long path", OutOfRange, "socket.path_too_long", 16);
    }

    void errorsHaveTheExitCodesOfTheTable()
    {
        QFETCH(Error, error);
        QFETCH(int, code);
        QCOMPARE(static_cast<int>(exitOf(error)), code);
    }

    void amountsAreShownWithTheirSymbol()
    {
        QCOMPARE(
            amountText({{"units", "10000"}, {"decimals", 6}, {"symbol", "USDC"}, {"asset", "a"}}),
            u"0.01 USDC"_s);
        QCOMPARE(
            amountText({{"units", "5"}, {"decimals", nullptr}, {"asset", "eip155:1/erc20:0x1"}}),
            u"5 units of eip155:1/erc20:0x1"_s);
        QCOMPARE(amountText(nullptr), u"–"_s);
    }

    void whatOthersWroteIsMadeVisible()
    {
        QVERIFY(!shown({{"x", "a\u202e\u001b[31mb"}}, "x").contains(QChar(0x1b)));
        QVERIFY(!shown({{"x", "a\u202eb"}}, "x").contains(QChar(0x202e)));
    }
};

QTEST_GUILESS_MAIN(tst_Commands)
#include "tst_commands.moc"
