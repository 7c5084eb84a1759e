// SPDX-License-Identifier: MIT
#include "app/cli/payflow.h"

#include "core/gateway/messages.h"

#include <unistd.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

/// What a progress means to somebody who waits.
QString progressText(const QByteArray &progress)
{
    if (progress == "asking")
        return u"Asking the seller…"_s;
    if (progress == "waiting_for_owner")
        return u"Waiting for you: tuppence-cli requests"_s;
    if (progress == "waiting_for_unlock")
        return u"The wallet is locked: tuppence-cli unlock"_s;
    if (progress == "confirming")
        return u"Waiting for the network to take the payment into a block…"_s;
    return progress == "paying" ? u"Paying…"_s : u"Receiving…"_s;
}

QByteArray statusOfReport(const Json &report)
{
    return textMember(report, "status").value_or("failed");
}

/// A report about a question that failed before there was anything to report.
Json reportOf(const Error &error, const QByteArray &purchase)
{
    return {{"status", gateway::toJson(statusOf(error))},
            {"purchase", purchase.isEmpty() ? Json() : gateway::toJson(purchase)},
            {"payment", nullptr},
            {"receipt", nullptr},
            {"error", gateway::toJson(error)},
            {"exit", static_cast<int>(exitOf(error))}};
}

/// The same where the wallet had begun to pay and its last word is missing: only the chain can say
/// what became of the money.
Json reportOfLost(const Error &error, const QByteArray &purchase)
{
    Json report = reportOf(error, purchase);
    report["status"] = "unknown";
    report["exit"] = static_cast<int>(Exit::Unknown);
    return report;
}

QString unknownText(const Json *payment, const QString &purchase)
{
    const QString until = payment ? shown(*payment, "openUntil") : QString();
    if (!until.isEmpty())
        return u"It may have been paid; the chain will say so by %1. Ask again: tuppence-cli answer %2"_s
            .arg(until, purchase);
    if (payment) // a transaction of the wallet's own has no end
        return u"It may have been paid; the chain will say so once the transaction is final. "
               "Ask again: tuppence-cli answer %1"_s.arg(purchase);
    return u"It may have been paid. Do not buy it anew: ask again with the same --id or with "
           "tuppence-cli answer %1, or look at tuppence-cli history."_s.arg(purchase);
}

} // namespace

PayFlow::PayFlow(Context &context, std::unique_ptr<Delivery> delivery, std::chrono::seconds wait,
                 std::chrono::seconds longest)
    : QObject(&context)
    , m_context(context)
    , m_delivery(std::move(delivery))
    , m_wait(wait)
    , m_showsProgress(isatty(STDERR_FILENO) == 1 && !context.arguments().has("silent")
                      && !context.wantsJson())
{
    for (QTimer *timer : {&m_waitTimer, &m_longestTimer, &m_lastWordTimer})
        timer->setSingleShot(true);
    connect(&m_interrupt, &Interrupt::interrupted, this, &PayFlow::takeBack);
    connect(&m_longestTimer, &QTimer::timeout, this, &PayFlow::takeBack);
    connect(&m_waitTimer, &QTimer::timeout, this, [this] { askHowItStands(/*leaves=*/true); });
    connect(&m_lastWordTimer, &QTimer::timeout, this,
            [this] { finish(fail(Error::Kind::Network, "gateway.hung_up")); });
    if (longest.count() > 0)
        m_longestTimer.start(longest);
}

Pending<Exit> PayFlow::run(Pending<gateway::Client *> connection, gateway::Question question)
{
    m_promise.start();
    auto kept = std::make_shared<gateway::Question>(std::move(question));
    whenReady(std::move(connection), this, [this, kept](const Result<gateway::Client *> &client) {
        if (m_isOver)
            return;
        if (!client)
            return finish(tl::make_unexpected(client.error()));
        ask(**client, std::move(*kept));
    });
    return m_promise.future();
}

void PayFlow::ask(gateway::Client &client, gateway::Question question)
{
    m_client = &client;
    m_errand = client.ask(std::move(question));
    connect(m_errand, &gateway::Errand::happened, this, &PayFlow::takeEvent);
    connect(m_errand, &gateway::Errand::part, this,
            [this](const QByteArray &bytes) { note(m_delivery->take(bytes)); });
    connect(m_errand, &gateway::Errand::bodyEnded, this, [this] { note(m_delivery->end()); });
    connect(m_errand, &gateway::Errand::finished, this, &PayFlow::finish);
}

void PayFlow::takeEvent(const QByteArray &name, const Json &content)
{
    if (name == "progress")
        return takeProgress(content);
    if (name == "head") {
        showProgress({});
        note(m_delivery->begin(content));
    }
}

void PayFlow::takeProgress(const Json &content)
{
    m_purchase = textMember(content, "purchase").value_or(m_purchase);
    m_progress = textMember(content, "progress").value_or(QByteArray());
    m_mayHavePaid = m_mayHavePaid || m_progress == "paying" || m_progress == "confirming";
    const bool waits = m_progress.startsWith("waiting");
    if (waits && !m_waitTimer.isActive())
        m_waitTimer.start(m_wait);
    else if (!waits)
        m_waitTimer.stop();
    showProgress(progressText(m_progress));
}

/// Keeps the first thing that went wrong with writing. The answer is taken to its end all the same:
/// the wallet keeps a copy of it.
void PayFlow::note(const Result<Done> &written)
{
    if (!written && !m_notWritten)
        m_notWritten = written.error();
}

void PayFlow::takeBack()
{
    if (m_isOver)
        return;
    if (!m_errand) // nothing was asked yet
        return finish(fail(Error::Kind::Cancelled, "gateway.cancelled"));
    m_waitTimer.stop();
    m_errand->cancel();
    if (m_purchase.isEmpty())
        m_lastWordTimer.start(lastWordTime);
    else
        askHowItStands(/*leaves=*/false);
}

/// Asks for the state and, if it is more than a request that waits or `leaves`, ends with it.
void PayFlow::askHowItStands(bool leaves)
{
    m_lastWordTimer.start(lastWordTime);
    auto state = m_client->request({"state", {{"purchase", gateway::toJson(m_purchase)}}, {}, {}});
    whenReady(std::move(state), this, [this, leaves](const Result<Json> &report) {
        if (m_isOver)
            return;
        if (!report || leaves || statusOfReport(*report) != "pending")
            finish(report);
    });
}

void PayFlow::finish(const Result<Json> &outcome)
{
    if (std::exchange(m_isOver, true))
        return;
    m_waitTimer.stop();
    m_longestTimer.stop();
    m_lastWordTimer.stop();
    showProgress({});
    if (outcome)
        tell(*outcome);
    else
        tell(m_mayHavePaid ? reportOfLost(outcome.error(), m_purchase)
                           : reportOf(outcome.error(), m_purchase));
}

void PayFlow::tell(Json report)
{
    Exit exit = exitOfReport(report);
    if (exit == Exit::Pending && m_progress == "waiting_for_unlock") {
        exit = Exit::Locked;
        report["status"] = "locked";
    }
    // What asks for money in an unknown way is refused, and handed over for whoever knows it.
    const bool isAnswered = exit == Exit::Done || (exit == Exit::Refused && m_delivery->hasBegun());
    if (isAnswered && m_notWritten) {
        const bool isPaid = member(report, "payment") != nullptr;
        exit = isPaid ? Exit::PaidNotDelivered : Exit::NothingPaid;
        report["status"] = isPaid ? "paid_not_delivered" : "failed";
        report["error"] = gateway::toJson(*m_notWritten);
    }
    if (exit == Exit::Done && m_delivery->isHttpError())
        exit = Exit::HttpError;
    report["response"] = isAnswered && !m_notWritten ? m_delivery->response() : Json();
    if (m_context.wantsJson()) {
        Json object;
        for (const char *key : {"status", "purchase", "response", "payment", "receipt", "error"})
            object[key] = report.contains(key) ? report[key] : Json();
        object["notices"] = report.contains("notices") ? report["notices"] : Json::array();
        printJson(std::move(object));
    } else {
        tellInWords(report);
    }
    m_promise.addResult(exit);
    m_promise.finish();
}

void PayFlow::tellInWords(const Json &report) const
{
    const Json *error = member(report, "error");
    if (error)
        say(u"tuppence-cli: "_s + shown(*error, "message"));
    const QByteArray status = statusOfReport(report);
    const QString purchase = shown(report, "purchase");
    const Json *payment = member(report, "payment");
    const Json *amount = payment ? member(*payment, "amount") : nullptr;
    if (status == "pending" || status == "locked")
        say(u"It waits for you: tuppence-cli requests. Once it is paid: tuppence-cli answer "_s
            + purchase);
    else if (status == "unknown")
        say(unknownText(payment, purchase));
    else if (status == "paid_not_delivered" && amount && !m_notWritten)
        say(u"The network says that %1 was paid to %2. The answer was not handed over."_s.arg(
            amountText(*amount), shown(*payment, "site")));
    else if (!payment && error
             && textMember(*error, "code").value_or(QByteArray()).startsWith("http."))
        say(u"Nothing was paid."_s); // such a sentence does not know when it is said
    else if (m_delivery->isHttpError())
        say(u"tuppence-cli: the server answered %1"_s.arg(
            m_delivery->response()["status"].get<int>()));
    else if (status == "paid" && amount && !m_context.arguments().has("silent"))
        say(u"Paid %1 to %2."_s.arg(amountText(*amount), shown(*payment, "site")));
    if (const Json *notices = member(report, "notices")) {
        for (const Json &notice : *notices)
            say(shown(notice, "message"));
    }
    if (m_notWritten && payment)
        say(u"The answer is kept: tuppence-cli answer "_s + purchase);
}

void PayFlow::showProgress(const QString &text)
{
    if (m_showsProgress)
        std::fprintf(stderr, "\r\033[K%s", text.toUtf8().constData());
}

} // namespace tuppence::cli
