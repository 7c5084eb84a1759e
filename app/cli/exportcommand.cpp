// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/draftfile.h"
#include "app/cli/exporttext.h"
#include "app/cli/interrupt.h"

#include <QFile>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr int paymentsInPage = 100;

// A chain of continuations would grow with each page, so there is a promise instead.

/// One export: page after page from the wallet into the file, so that no more than one page of the
/// history is in memory.
class Export final : public QObject
{
public:
    Export(DraftFile file, std::unique_ptr<ExportText> text, QObject *parent)
        : QObject(parent)
        , m_file(std::move(file))
        , m_text(std::move(text))
    {
        connect(&m_interrupt, &Interrupt::interrupted, this, [this] { m_isInterrupted = true; });
    }

    /// How many payments were written; call once. Errors of DraftFile, of the connection, and
    /// Cancelled "usage.interrupted".
    Pending<qint64> run(gateway::Client *client)
    {
        m_client = client;
        m_promise.start();
        if (const auto begun = m_file.write(m_text->begin()); begun)
            askFor({});
        else
            end(tl::make_unexpected(begun.error()));
        return m_promise.future();
    }

    [[nodiscard]] bool isToStandardOutput() const { return m_file.isStandardOutput(); }

private:
    void askFor(const QByteArray &cursor)
    {
        Json params = {{"limit", paymentsInPage}};
        if (!cursor.isEmpty())
            params["after"] = gateway::toJson(cursor);
        whenReady(m_client->request({"export.page", std::move(params), {}, {}}), this,
                  [this](const Result<Json> &page) { take(page); });
    }

    void take(const Result<Json> &page)
    {
        if (!page)
            return end(tl::make_unexpected(page.error()));
        if (const auto written = write(*page); !written)
            return end(tl::make_unexpected(written.error()));
        if (const auto next = textMember(*page, "next"))
            return askFor(*next);
        auto whole = m_file.write(m_text->end());
        if (whole)
            whole = m_file.commit();
        end(whole.map([this](Done) { return m_count; }));
    }

    Result<Done> write(const Json &page)
    {
        for (const Json &payment : elements(page, "payments")) {
            TRY(m_file.write(m_text->payment(payment)));
            ++m_count;
        }
        if (m_isInterrupted)
            return fail(Error::Kind::Cancelled, "usage.interrupted");
        return Done {};
    }

    void end(Result<qint64> outcome)
    {
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
    }

    QPromise<Result<qint64>> m_promise;
    DraftFile m_file;
    std::unique_ptr<ExportText> m_text;
    Interrupt m_interrupt;
    bool m_isInterrupted = false;
    gateway::Client *m_client = nullptr;
    qint64 m_count = 0;
};

Pending<Exit> conclude(Context &context, const Export &exported, qint64 count)
{
    if (exported.isToStandardOutput())
        return ready<Exit>(Exit::Done);
    const QString file = QString::fromUtf8(context.arguments().words().constFirst());
    return context.finish(
        {{"payments", count}, {"file", gateway::toJson(file)}}, [count, file](const Json &) {
            return u"%1 payments, oldest first, are written to %2."_s.arg(count).arg(file);
        });
}

} // namespace

Pending<Exit> exportHistory(Context &context)
{
    const Arguments &arguments = context.arguments();
    if (arguments.has("csv") == context.wantsJson())
        return failed<Exit>({Error::Kind::Malformed, "usage.export_format", {}, {}});
    auto file = DraftFile::create(QFile::decodeName(arguments.words().constFirst()),
                                  arguments.has("force"));
    if (!file)
        return failed<Exit>(file.error());
    auto *exported =
        new Export(*std::move(file), context.wantsJson() ? jsonExport() : csvExport(), &context);
    auto secret = context.passphrase();
    if (!secret)
        return failed<Exit>(secret.error());
    gateway::Question question {"export", Json::object(), {}, {}};
    question.secrets.emplace_back("passphrase", *std::move(secret));
    auto asking = std::make_shared<gateway::Question>(std::move(question));
    auto counted = andThen(
        context.connection("owner", u"cli"_s), exported,
        [exported, asking](gateway::Client *client) {
            return andThen(client->request(std::move(*asking)), exported,
                           [exported, client](const Json &) { return exported->run(client); });
        });
    return andThen(std::move(counted), &context, [&context, exported](qint64 count) {
        return conclude(context, *exported, count);
    });
}

} // namespace tuppence::cli
