// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_ErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void fillsIn()
    {
        const Error error {Error::Kind::Refused, "gateway.already_running", {{u"pid"_s, 4711}}, {}};
        QCOMPARE(errorText(error), u"The wallet is already open, in process 4711."_s);
    }

    void leavesAGapForWhatNobodyGave()
    {
        const Error error {Error::Kind::Refused, "gateway.already_running", {}, {}};
        QCOMPARE(errorText(error), u"The wallet is already open, in process …."_s);
    }

    /// A value may be what a stranger wrote: names in it are text, also those of other values.
    void doesNotFillInAValue()
    {
        const Error error {Error::Kind::Malformed,
                           "usage.read_failed",
                           {{u"file"_s, u"100%reason"_s}, {u"reason"_s, u"no %file"_s}},
                           {}};
        QCOMPARE(errorText(error), u"100%reason cannot be read: no %file."_s);
    }

    void namesACodeThatIsNew()
    {
        const Error error {Error::Kind::Storage, "nobody.knows", {}, {}};
        QCOMPARE(errorText(error), u"Something went wrong (nobody.knows)."_s);
    }
};

QTEST_APPLESS_MAIN(tst_ErrorText)
#include "tst_errortext.moc"
