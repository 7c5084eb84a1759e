// SPDX-License-Identifier: MIT
// A program that uses a ledger until a test kills it, its file may not grow, or it is done:
//   victim reserve PATH PAYMENT…        reserves each, once a line came on stdin
//   victim walk PATH                    walks payments until it is killed
//   victim fill PATH BYTES              walks payments with files that may not grow past BYTES
// After each step that the ledger confirmed it writes a line: payment and stage, or the error code.

#include "tests/ledger/ways.h"

#include <QCoreApplication>

#include <sys/resource.h>

#include <csignal>
#include <cstdio>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

namespace {

void say(const QByteArray &line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

int reserveEach(Ledger &ledger, const QByteArrayList &payments)
{
    say("ready");
    if (std::getchar() == EOF)
        return 1;
    for (const QByteArray &id : payments) {
        const QByteArray purchaseId = wait(ledger.payment(id)).value().terms.purchase;
        const QByteArray code =
            codeOf(ledger.reserve(reservation(payment(id, purchaseId)), allowing()));
        say(id + ' ' + (code.isEmpty() ? "reserved" : code));
    }
    return 0;
}

/// Until a step fails; then its code is the last line.
int walkOn(Ledger &ledger)
{
    const QByteArrayList way {"reserve", "writeSigned", "writeSent", "delivered", "settled"};
    const QByteArray prefix = QByteArray::number(QCoreApplication::applicationPid()) + '-';
    for (int number = 0;; ++number) {
        const QByteArray id = prefix + QByteArray::number(number);
        const NewPayment asked = payment(id, "pay_" + id);
        QByteArray code = codeOf(ledger.ask(asked));
        for (qsizetype step = 0; code.isEmpty() && step < way.size(); ++step) {
            say(id + ' ' + standing(ledger, id));
            code = codeOf(carryOut(ledger, asked, way.at(step)));
        }
        if (!code.isEmpty()) {
            say(code);
            return 0;
        }
        say(id + ' ' + standing(ledger, id));
    }
}

void limitFiles(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN); // writing fails instead
    const rlimit limit {bytes, bytes};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
        qFatal("setrlimit");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    const SystemClock clock;
    auto ledger = Ledger::open(arguments.at(2), clock);
    if (!ledger) {
        say(ledger.error().code);
        return 1;
    }
    if (arguments.at(1) == u"reserve") {
        QByteArrayList payments;
        for (const QString &id : arguments.sliced(3))
            payments.append(id.toLatin1());
        return reserveEach(**ledger, payments);
    }
    if (arguments.at(1) == u"fill")
        limitFiles(arguments.at(3).toULongLong());
    return walkOn(**ledger);
}
