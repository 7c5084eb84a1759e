// SPDX-License-Identifier: MIT
#include "core/payments/backupfile.h"
#include "tests/payments/backups.h"

using namespace tuppence;
using namespace tuppence::tests;
using ledger::BackupRow;
using payments::BackupReader;
using payments::BackupWriter;

namespace {

constexpr qsizetype headBytes = 16 + 4 + 16;

QByteArray written(const QList<BackupRow> &rows, quint8 key = 1)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    auto writer = BackupWriter::create(keyOf(key), &buffer, Time {}).value();
    for (const BackupRow &row : rows)
        (void)writer.write(row).value();
    (void)writer.finish().value();
    return buffer.data();
}

/// The rows, or the code of what is wrong.
std::pair<QList<BackupRow>, QByteArray> read(QByteArray bytes, quint8 key = 1)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    auto reader = BackupReader::create(keyOf(key), &buffer);
    if (!reader)
        return {{}, reader.error().code};
    QList<BackupRow> rows;
    for (;;) {
        const auto row = reader->next();
        if (!row)
            return {{}, row.error().code};
        if (!*row)
            return {rows, {}};
        rows.append(**row);
    }
}

const QList<BackupRow> someRows {
    {BackupRow::Kind::Client,
     {QByteArray(32, 'k'), u"research"_s, u"agent"_s, u"1a2b"_s, qlonglong {5}, QVariant()}},
    {BackupRow::Kind::Subject,
     {u"wallet"_s, QByteArray(100'000, 'x'), QByteArray(""), qlonglong {1}}}};

} // namespace

/// What is written comes back, and nothing else does.
class tst_BackupFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void rowsComeBack() { QVERIFY(read(written(someRows)).first == someRows); }

    void damageIsSeenEverywhere()
    {
        const QByteArray whole = written(someRows);
        for (qsizetype size = 0; size < whole.size(); size += size < 200 ? 1 : 997)
            QVERIFY2(!read(whole.first(size)).second.isEmpty(), QByteArray::number(size));
        for (qsizetype i = 0; i < whole.size(); i += i < 200 ? 1 : 997) {
            QByteArray changed = whole;
            changed[i] = char(changed[i] ^ 1);
            QVERIFY2(!read(changed).second.isEmpty(), QByteArray::number(i));
        }
        QCOMPARE(read(whole.chopped(1)).second, "backup.damaged");
        QCOMPARE(read(whole + 'x').second, "backup.damaged");
        QCOMPARE(read(whole.first(headBytes)).second, "backup.damaged");
        QCOMPARE(read("id,asked,paid").second, "backup.not_one");
        QCOMPARE(read({}).second, "backup.not_one");
    }

    void anotherWalletsIsKnownAsThat()
    {
        QCOMPARE(read(written(someRows), 2).second, "backup.other_wallet");
    }

    void aNewerVersionIsKnownAsThat()
    {
        QByteArray newer = written(someRows);
        newer[16 + 3] = 2;
        QCOMPARE(read(newer).second, "backup.newer");
        QCOMPARE(read(newer, 2).second, "backup.newer");
    }

    void rowsOfAnotherShapeAreNotUnderstood()
    {
        const QByteArray narrow = written({{BackupRow::Kind::Client, {u"research"_s}}});
        QCOMPARE(read(narrow).second, "backup.content");
    }
};

QTEST_GUILESS_MAIN(tst_BackupFile)
#include "tst_backupfile.moc"
