// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;

namespace {

QString contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

/// The files of the programs and of core, without the sentences themselves.
QStringList sources()
{
    QStringList paths;
    for (const QString &top : {u"core"_s, u"app"_s}) {
        QDirIterator files(QStringLiteral(TUPPENCE_SOURCE_DIR "/") + top, {u"*.h"_s, u"*.cpp"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (!path.contains(u"/sentences/"_s))
                paths.append(path);
        }
    }
    return paths;
}

/// Every text in the code that looks like an error code: "room.words_like_this".
QSet<QString> codesInTheCode()
{
    static const QRegularExpression pattern(
        uR"re("((?:number|amount|bytes|caip|json|words|address|seal|key|abi|rlp|eip712|http|rpc|socket|frame|url|registry|chain|signer|vault|ledger|purchase|payments|protocol|x402|tokenendpoint|clawdnet|mpp|deal|gateway|usage|warning)\.[a-z0-9_]+)")re"_s);
    QSet<QString> codes;
    for (const QString &path : sources()) {
        auto matches = pattern.globalMatch(contents(path));
        while (matches.hasNext())
            codes.insert(matches.next().captured(1));
    }
    return codes;
}

QSet<QString> codesWithSentences()
{
    QSet<QString> codes;
    for (const auto room : allSentences()) {
        for (const Sentence &sentence : room)
            codes.insert(QString::fromLatin1(sentence.code));
    }
    return codes;
}

/// docs/errors.md as the tables have it.
QString errorsPage()
{
    QString page =
        u"# Errors\n\nEvery code and what is said for it; `%name` stands for what the error brings "
        u"along. "
        "Codes stay; sentences may be put better.\n\n| code | sentence |\n| --- | --- |\n"_s;
    for (const auto room : allSentences()) {
        for (const Sentence &sentence : room)
            page += u"| `%1` | %2 |\n"_s.arg(QString::fromLatin1(sentence.code),
                                             QString::fromUtf8(sentence.english));
    }
    return page;
}

} // namespace

class tst_Sentences : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyCodeHasOne()
    {
        const auto codes = codesInTheCode();
        QVERIFY(codes.size() > 50);
        auto missing = (codes - codesWithSentences()).values();
        missing.sort();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }

    void noCodeHasTwo()
    {
        QSet<QByteArray> seen;
        for (const auto room : allSentences()) {
            for (const Sentence &sentence : room) {
                QVERIFY2(!seen.contains(sentence.code), sentence.code);
                seen.insert(sentence.code);
            }
        }
    }

    /// With TUPPENCE_WRITE_PAGES set, writes the page anew instead.
    void areDocumented()
    {
        const QString path = QStringLiteral(TUPPENCE_SOURCE_DIR "/docs/errors.md");
        if (qEnvironmentVariableIsSet("TUPPENCE_WRITE_PAGES")) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(errorsPage().toUtf8());
        }
        QCOMPARE(contents(path), errorsPage());
    }

    void areFilledIn()
    {
        const Error error {Error::Kind::OutOfRange,
                           "bytes.wrong_length",
                           {{u"expected"_s, 32}, {u"found"_s, 20}},
                           {}};
        QCOMPARE(errorText(error), u"Expected 32 bytes and found 20."_s);
    }

    void anUnknownCodeIsNamed()
    {
        QVERIFY(
            errorText({Error::Kind::Refused, "nobody.knows", {}, {}}).contains(u"nobody.knows"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Sentences)
#include "tst_sentences.moc"
