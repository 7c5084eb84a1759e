// SPDX-License-Identifier: MIT
#include "core/net/http.h"
#include "core/payments/answers.h"
#include "tests/fakes/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using payments::Answers;

namespace {

Secret key(char fill)
{
    auto secret = Secret::create(32);
    std::fill_n(secret.data(), secret.size(), fill);
    return secret;
}

QByteArray bodyOf(payments::AnswerReader &reader)
{
    QByteArray body;
    while (!reader.atEnd()) {
        const auto piece = reader.read();
        if (!piece)
            qFatal("Unexpected error %s", piece.error().code.constData());
        body += *piece;
    }
    return body;
}

const net::Response head {206, {{"Content-Type", "text/plain"}, {"X-Odd", "\xff\x01"}}, {}, {}};

} // namespace

class tst_KeptAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void comeBackAsTheyCame_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::newRow("empty") << qsizetype {0};
        QTest::newRow("one") << qsizetype {1};
        QTest::newRow("a chunk") << crypto::streamChunkBytes;
        QTest::newRow("more") << 3 * crypto::streamChunkBytes + 17;
    }

    void comeBackAsTheyCame()
    {
        QFETCH(qsizetype, size);
        const QTemporaryDir folder;
        const fakes::FakeClock clock;
        Answers answers(folder.filePath(u"answers"_s), clock);
        const QByteArray body(size, '\x7d');
        auto writer = *answers.keep("pay_1", head, key('a'));
        writer->write(body);
        QVERIFY(writer->finish());
        auto reader = *answers.open("pay_1", key('a'));
        QCOMPARE(reader->head().status, head.status);
        QCOMPARE(reader->head().headers, head.headers);
        QCOMPARE(bodyOf(*reader), body);
    }

    void comeBackWithAsLongAHeadAsHttpTakes()
    {
        const QTemporaryDir folder;
        const fakes::FakeClock clock;
        Answers answers(folder.filePath(u"answers"_s), clock);
        const net::Options options;
        const qsizetype lineBytes = options.mostHeadBytes / options.mostHeaders;
        net::Response longest {200, {}, {}, {}};
        for (qsizetype i = 0; i < options.mostHeaders; ++i)
            longest.headers.add("X-" + QByteArray::number(i), QByteArray(lineBytes, 'x'));
        auto writer = *answers.keep("pay_1", longest, key('a'));
        writer->write("sunny");
        QVERIFY(writer->finish());
        auto reader = answers.open("pay_1", key('a'));
        QVERIFY(reader);
        QCOMPARE((*reader)->head().headers, longest.headers);
        QCOMPARE(bodyOf(**reader), QByteArray("sunny"));
    }

    void areNotKeptWhereTheHeadCouldNotBeRead()
    {
        const QTemporaryDir folder;
        const fakes::FakeClock clock;
        Answers answers(folder.filePath(u"answers"_s), clock);
        const net::Response tooLong {200, {{"X", QByteArray(1 << 20, 'x')}}, {}, {}};
        QCOMPARE(answers.keep("pay_1", tooLong, key('a')).error().code,
                 QByteArray("payments.answer_not_kept"));
        QVERIFY(QDir(folder.filePath(u"answers"_s)).isEmpty());
    }

    void areSealed()
    {
        const QTemporaryDir folder;
        const fakes::FakeClock clock;
        Answers answers(folder.filePath(u"answers"_s), clock);
        auto writer = *answers.keep("pay_1", head, key('a'));
        writer->write("what was bought");
        QVERIFY(writer->finish());
        QFile file(folder.filePath(u"answers/pay_1.sealed"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray onDisk = file.readAll();
        QVERIFY(!onDisk.contains("what was bought"));
        QVERIFY(!onDisk.contains("text/plain"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(answers.open("pay_1", key('b')).error().code, QByteArray("seal.not_opened"));
    }

    void areNotThereBeforeTheyAreWhole()
    {
        const QTemporaryDir folder;
        const fakes::FakeClock clock;
        Answers answers(folder.filePath(u"answers"_s), clock);
        auto writer = *answers.keep("pay_1", head, key('a'));
        writer->write("half");
        QCOMPARE(answers.open("pay_1", key('a')).error().code, QByteArray("purchase.no_answer"));
        writer.reset();
        QVERIFY(QDir(folder.filePath(u"answers"_s)).isEmpty());
    }

    void tooMuchIsGivenUp()
    {
        const QTemporaryDir folder;
        const fakes::FakeClock clock;
        Answers answers(folder.filePath(u"answers"_s), clock);
        auto writer = *answers.keep("pay_1", head, key('a'));
        const QByteArray megabyte(1 << 20, 'x');
        for (int i = 0; i < 65; ++i)
            writer->write(megabyte);
        QVERIFY(!writer->finish());
        QVERIFY(QDir(folder.filePath(u"answers"_s)).isEmpty());
    }

    void goAfterADay()
    {
        const QTemporaryDir folder;
        fakes::FakeClock clock;
        clock.time = SystemClock().now();
        Answers answers(folder.filePath(u"answers"_s), clock);
        QVERIFY((*answers.keep("pay_1", head, key('a')))->finish());
        clock.time += Answers::keptFor - std::chrono::minutes(1);
        answers.prune();
        QVERIFY(answers.open("pay_1", key('a')));
        clock.time += std::chrono::minutes(2);
        answers.prune();
        QCOMPARE(answers.open("pay_1", key('a')).error().code, QByteArray("purchase.no_answer"));
    }

    void areLookedThroughOnceAMinute()
    {
        const QTemporaryDir folder;
        fakes::FakeClock clock;
        clock.time = SystemClock().now();
        Answers answers(folder.filePath(u"answers"_s), clock);
        QVERIFY((*answers.keep("pay_1", head, key('a')))->finish());
        QFile old(folder.filePath(u"answers/pay_0.sealed"_s));
        QVERIFY(old.open(QIODevice::WriteOnly));
        const auto longAgo = QDateTime::currentDateTime().addDays(-2);
        QVERIFY(old.setFileTime(longAgo, QFileDevice::FileModificationTime));
        old.close();
        QVERIFY((*answers.keep("pay_2", head, key('a')))->finish());
        QVERIFY(old.exists());
        clock.time += Answers::betweenPrunings;
        QVERIFY((*answers.keep("pay_3", head, key('a')))->finish());
        QVERIFY(!old.exists());
        QVERIFY(answers.open("pay_1", key('a')));
    }

    void areNotServedAfterADay()
    {
        const QTemporaryDir folder;
        fakes::FakeClock clock;
        clock.time = SystemClock().now();
        Answers answers(folder.filePath(u"answers"_s), clock);
        QVERIFY((*answers.keep("pay_1", head, key('a')))->finish());
        clock.time += Answers::keptFor + std::chrono::minutes(1);
        QCOMPARE(answers.open("pay_1", key('a')).error().code, QByteArray("purchase.no_answer"));
        QVERIFY(QDir(folder.filePath(u"answers"_s)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_KeptAnswers)
#include "tst_keptanswers.moc"
