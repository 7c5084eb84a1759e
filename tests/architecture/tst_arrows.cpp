// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Each room and the rooms it may include. All Qt headers share one include root, and all of ours
/// another, so linking alone would not stop a wrong arrow.
const QMap<QString, QSet<QString>> &arrows()
{
    static const QSet<QString> ground {u"base"_s};
    static const QSet<QString> first {u"base"_s, u"money"_s, u"net"_s, u"crypto"_s};
    static const QSet<QString> second = first + QSet<QString> {u"deal"_s};
    static const QSet<QString> rooms =
        second + QSet<QString> {u"protocols"_s, u"chains"_s, u"policy"_s, u"ledger"_s, u"vault"_s};
    static const QMap<QString, QSet<QString>> map {
        {u"base"_s, {}},        {u"crypto"_s, ground},
        {u"net"_s, ground},     {u"money"_s, ground},
        {u"deal"_s, first},     {u"protocols"_s, second},
        {u"chains"_s, second},  {u"policy"_s, second},
        {u"ledger"_s, second},  {u"vault"_s, second},
        {u"payments"_s, rooms}, {u"gateway"_s, rooms + QSet<QString> {u"payments"_s}},
    };
    return map;
}

struct Include
{
    QString from; ///< the file, from the repository's root
    QString room; ///< its room
    QString line; ///< what stands between the quotes or brackets
};

QList<Include> includesUnder(const QString &root, const QString &top)
{
    // moc reads raw text literals for code, so the quotation mark is spelled out.
    static const QRegularExpression pattern(u"^\\s*#include [\\x22<]([^\\x22>]+)[\\x22>]"_s,
                                            QRegularExpression::MultilineOption);
    QList<Include> found;
    QDirIterator files(root + u'/' + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        const QString name = file.fileName().mid(root.size() + 1);
        auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            found.append({name, name.section(u'/', 1, 1), matches.next().captured(1)});
    }
    return found;
}

/// What is wrong with one include line of core, or nothing.
QString complaint(const Include &include)
{
    if (include.line.startsWith(u"QtGui"_s) || include.line.startsWith(u"QtQuick"_s)
        || include.line.startsWith(u"QtQml"_s))
        return u"no screen below app/"_s;
    if (include.line.startsWith(u"app/"_s))
        return u"core does not know the programs"_s;
    if (include.room == u"chains"_s || include.room == u"protocols"_s) {
        const QString sibling = include.line.section(u'/', 2, 2);
        const QString own = include.from.section(u'/', 2, 2);
        const bool nested = include.line.count(u'/') == 3 && include.from.count(u'/') == 3;
        if (nested && include.line.section(u'/', 1, 1) == include.room && sibling != own)
            return u"no arrow between siblings"_s;
    }
    if (!include.line.startsWith(u"core/"_s))
        return {};
    const QString target = include.line.section(u'/', 1, 1);
    if (target == include.room || arrows().value(include.room).contains(target))
        return {};
    return u"no arrow from %1 to %2"_s.arg(include.room, target);
}

} // namespace

class tst_Arrows : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void pointDownOnly()
    {
        const auto includes = includesUnder(QStringLiteral(TUPPENCE_SOURCE_DIR), u"core"_s);
        QVERIFY(includes.size() > 100);
        QStringList complaints;
        for (const Include &include : includes) {
            if (const QString why = complaint(include); !why.isEmpty())
                complaints.append(include.from + u" includes "_s + include.line + u": "_s + why);
        }
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
    }

    void knowEveryRoom()
    {
        const QDir core(QStringLiteral(TUPPENCE_SOURCE_DIR "/core"));
        for (const QString &room : core.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const bool hasCode =
                !QDir(core.filePath(room)).entryList({u"*.h"_s, u"*.cpp"_s}).isEmpty();
            QVERIFY2(!hasCode || arrows().contains(room), qPrintable(room));
        }
    }

    void wrongOnesAreSeen_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("line");
        QTest::newRow("up") << u"core/base/x.cpp"_s << u"core/ledger/ledger.h"_s;
        QTest::newRow("across") << u"core/chains/evm/x.cpp"_s << u"core/vault/vault.h"_s;
        QTest::newRow("sibling chain")
            << u"core/chains/evm/x.cpp"_s << u"core/chains/solana/base58.h"_s;
        QTest::newRow("screen") << u"core/gateway/x.cpp"_s << u"QtQuick/QQuickItem"_s;
        QTest::newRow("program") << u"core/gateway/x.cpp"_s << u"app/cli/terminal.h"_s;
    }

    void wrongOnesAreSeen()
    {
        QFETCH(QString, from);
        QFETCH(QString, line);
        QVERIFY(!complaint({from, from.section(u'/', 1, 1), line}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Arrows)
#include "tst_arrows.moc"
