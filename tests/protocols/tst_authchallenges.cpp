// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/authchallenges.h"

#include <QTest>

using namespace tuppence::paymentauth;
using namespace Qt::StringLiterals;

namespace {

/// "scheme name=value name=value", several with "; " between them; "!" behind a broken one.
QByteArray written(const QByteArray &field)
{
    QByteArrayList all;
    for (const auto &[scheme, parameters, isBroken] : authChallengesIn(field)) {
        QByteArray one = scheme;
        for (const auto &[name, value] : parameters)
            one += ' ' + name + '=' + value;
        all.append(isBroken ? one + '!' : one);
    }
    return all.join("; ");
}

} // namespace

class tst_AuthChallenges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void manyCommasTakeNoTime();
};

void tst_AuthChallenges::reads_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &field, const QByteArray &expected) {
        QTest::newRow(name) << field << expected;
    };
    row("one", R"(Payment id="a", realm="b c")", "payment id=a realm=b c");
    row("names in any case", R"(PAYMENT ID="a")", "payment id=a");
    row("without quotes", "Payment id=a-_b , realm = b", "payment id=a-_b realm=b");
    row("two of one scheme", R"(Payment id="a", Payment id="b")", "payment id=a; payment id=b");
    row("others beside it", R"(Basic realm="x, Payment id=y", Payment id="a", Bearer)",
        "basic realm=x, Payment id=y; payment id=a; bearer");
    row("a word behind a scheme", R"(Negotiate YII=, Payment id="a")", "negotiate; payment id=a");
    row("a word alone", "Negotiate YII/+=", "negotiate");
    row("escapes", R"(Payment a="\"\\b\c")", R"(payment a="\bc)");
    row("what no header may hold", R"(Payment a="\u2014\ud83d\ude00")",
        "payment a=\u2014\U0001F600");
    row("UTF-8", "Payment a=\"\xc3\xa9\"", "payment a=\xc3\xa9");
    row("Latin-1", "Payment a=\"\xe9\"", "payment a=\xc3\xa9");
    row("empty", R"(Payment a="")", "payment a=");
    row("commas", R"(, ,Payment ,id="a",,)", "payment id=a");
    row("nothing", "", "");
    row("spaces", " \t ", "");

    row("no end", R"(Payment id="a)", "payment!");
    row("an escape of nothing", R"(Payment id="a\)", "payment!");
    row("no value", "Payment id=", "payment");
    row("no value among others", R"(Payment id=, b="c")", "payment b=c");
    row("no value, and no word", R"(Payment a="b", id=)", "payment a=b!");
    row("half a character", R"(Payment a="\ud83d")", "payment!");
    row("twice", R"(Payment id="a", ID="b")", "payment id=a id=b!");
    row("text behind a value", R"(Payment id="a"b)", "payment!");
    row("broken before", R"(Basic realm="x, Payment id="a")", "basic!");
    row("a parameter of nobody", R"(id="a", Payment id="b")", "");
    row("signs", "@@@", "");
}

void tst_AuthChallenges::reads()
{
    QFETCH(QByteArray, field);
    QTEST(written(field), "expected");
}

void tst_AuthChallenges::manyCommasTakeNoTime()
{
    QCOMPARE(written(QByteArray(64 * 1024, ',') + "Payment id=a"), "payment id=a"_ba);
    QCOMPARE(authChallengesIn(QByteArray("a,").repeated(16 * 1024)).size(), 16 * 1024);
}

QTEST_GUILESS_MAIN(tst_AuthChallenges)
#include "tst_authchallenges.moc"
