// SPDX-License-Identifier: MIT
#include "app/cli/backuptransfer.h"
#include "app/cli/command.h"
#include "app/cli/words.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

gateway::Question withPassphrase(const QByteArray &method, const Secret &passphrase)
{
    gateway::Question question {method, Json::object(), {}, {}};
    question.secrets.emplace_back("passphrase", passphrase.clone());
    return question;
}

qint64 numberOf(const Json &object, const char *key)
{
    const Json *number = member(object, key);
    return number && number->is_number_integer() ? number->get<qint64>() : 0;
}

/// "1 payment", "2 payments".
QString counted(qint64 count, const QString &what)
{
    return u"%1 %2%3"_s.arg(count).arg(what, count == 1 ? u""_s : u"s"_s);
}

QString changesText(const Json &answer, const QString &change)
{
    QString text;
    for (const Json &one : elements(answer, "limits")) {
        if (shown(one, "change") == change)
            text += u"\n  %1: %2"_s.arg(limitSubjectText(*member(one, "limit")),
                                        shown(*member(one, "limit"), "sentence"));
    }
    return text;
}

/// What a backup has brought, in words.
QString restoredText(const Json &answer)
{
    QString text = u"%1 and %2 came from the backup."_s.arg(
        counted(numberOf(answer, "payments"), u"payment"_s),
        counted(numberOf(answer, "agents"), u"agent"_s));
    const auto add = [&text](const QString &title, const QString &what) {
        if (!what.isEmpty())
            text += u'\n' + title + what;
    };
    if (const qint64 open = numberOf(answer, "open"); open > 0)
        text +=
            u"\nThe chain is asked about %1 that may still take money; enable their networks here. "
            "None of them is sent again from here."_s.arg(counted(open, u"payment"_s));
    add(u"New limits:"_s, changesText(answer, u"added"_s));
    add(u"Made stricter:"_s, changesText(answer, u"stricter"_s));
    add(u"Ended, because the two could not be compared; there everything asks until you set it anew:"_s,
        changesText(answer, u"ended"_s));
    if (const qint64 revoked = numberOf(answer, "revoked"); revoked > 0)
        text += u"\n%1 revoked here, as in the backup."_s.arg(counted(revoked, u"agent"_s));
    if (const qint64 doubtful = numberOf(answer, "doubtful"); doubtful > 0)
        text += u"\n%1 could not be believed; what they limit asks until you set them anew."_s.arg(
            counted(doubtful, u"limit"_s));
    if (const qint64 away = numberOf(answer, "takenAway"); away > 0)
        text += u"\n%1 you took away here did not come back."_s.arg(counted(away, u"limit"_s));
    text +=
        u"\nThe backup was made on %1: what was paid after that is not known here, and counts in "
        "no limit."_s.arg(shown(answer, "made"));
    if (numberOf(answer, "payments") > 0 || !elements(answer, "limits").empty())
        text += u" For 90 minutes everything asks."_s;
    return text;
}

Pending<Exit> upload(Context &context, const std::shared_ptr<Upload> &file,
                     const std::shared_ptr<Secret> &passphrase)
{
    auto restored =
        andThen(context.connection("owner", u"cli"_s), &context,
                [&context, file, passphrase](gateway::Client *client) {
                    return andThen(file->run(client), &context, [client, passphrase](Done) {
                        return client->request(withPassphrase("backup.restore", *passphrase));
                    });
                });
    return andThen(std::move(restored), &context,
                   [&context](const Json &answer) { return context.finish(answer, restoredText); });
}

Result<std::shared_ptr<Upload>> openBackup(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::Storage, "usage.read_failed",
                    {{u"file"_s, path}, {u"reason"_s, file->errorString()}});
    return std::make_shared<Upload>(std::move(file), nullptr);
}

/// Makes the wallet of its words first.
Pending<Exit> restoreWords(Context &context, const std::shared_ptr<Upload> &file)
{
    auto question = restoreQuestion(context);
    if (!question)
        return failed<Exit>(question.error());
    auto passphrase = std::make_shared<Secret>(question->secrets.at(0).second.clone());
    return andThen(context.owner(*std::move(question)), &context,
                   [&context, file, passphrase](const Json &) {
                       say(u"The wallet is restored and unlocked."_s);
                       return upload(context, file, passphrase);
                   });
}

} // namespace

Pending<Exit> makeBackup(Context &context)
{
    const QString path = QFile::decodeName(context.arguments().words().constFirst());
    if (path == u"-") // its summary goes there
        return failed<Exit>({Error::Kind::Malformed, "backup.no_file", {}, {}});
    auto file = DraftFile::create(path, context.arguments().has("force"));
    if (!file)
        return failed<Exit>(file.error());
    auto *download = new Download(*std::move(file), &context);
    auto secret = context.passphrase();
    if (!secret)
        return failed<Exit>(secret.error());
    auto passphrase = std::make_shared<Secret>(*std::move(secret));
    auto made = andThen(context.connection("owner", u"cli"_s), &context,
                        [&context, download, passphrase](gateway::Client *client) {
                            return andThen(
                                client->request(withPassphrase("backup", *passphrase)), &context,
                                [&context, download, client](const Json &counts) {
                                    download->setSize(numberOf(counts, "size"));
                                    return andThen(download->run(client), &context,
                                                   [counts](Done) { return ready<Json>(counts); });
                                });
                        });
    return andThen(std::move(made), &context, [&context, path](const Json &counts) {
        return context.finish(counts, [path](const Json &held) {
            return u"%1, %2 and %3 are in %4. Only the recovery words of this wallet open it."_s
                .arg(counted(numberOf(held, "payments"), u"payment"_s),
                     counted(numberOf(held, "limits"), u"limit"_s),
                     counted(numberOf(held, "agents"), u"agent"_s), path);
        });
    });
}

Pending<Exit> restoreBackup(Context &context)
{
    const auto path = context.arguments().value("backup");
    if (!path)
        return failed<Exit>({Error::Kind::Malformed,
                             "usage.option_missing",
                             {{u"option"_s, u"--backup FILE"_s}},
                             {}});
    const auto file = openBackup(QFile::decodeName(*path));
    if (!file)
        return failed<Exit>(file.error());
    return andThen(context.owner({"status", {}, {}, {}}), &context,
                   [&context, file = *file](const Json &status) {
                       const bool isNew = shown(status, "wallet") == u"none";
                       if (isNew)
                           return restoreWords(context, file);
                       if (context.arguments().has("words-file"))
                           return failed<Exit>({Error::Kind::Refused, "vault.exists", {}, {}});
                       auto passphrase = context.passphrase();
                       if (!passphrase)
                           return failed<Exit>(passphrase.error());
                       return upload(context, file,
                                     std::make_shared<Secret>(*std::move(passphrase)));
                   });
}

} // namespace tuppence::cli
