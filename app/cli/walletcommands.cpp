// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/secretfile.h"
#include "app/cli/words.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

/// Asks on the owner's socket and gives the result with the secret that came with it.
Pending<std::shared_ptr<Secret>> ownerForSecret(Context &context, gateway::Question question)
{
    auto kept = std::make_shared<gateway::Question>(std::move(question));
    return andThen(
        context.connection("owner", u"cli"_s), &context, [kept](gateway::Client *client) {
            auto promise = std::make_shared<QPromise<Result<std::shared_ptr<Secret>>>>();
            promise->start();
            gateway::Errand *errand = client->ask(std::move(*kept));
            QObject::connect(
                errand, &gateway::Errand::finished, client,
                [promise, errand](const Result<Json> &outcome) {
                    if (outcome)
                        promise->addResult(std::make_shared<Secret>(errand->takeSecret()));
                    else
                        promise->addResult(
                            Result<std::shared_ptr<Secret>>(tl::make_unexpected(outcome.error())));
                    promise->finish();
                });
            return promise->future();
        });
}

/// Where new words go: a file, or the terminal that shows them.
struct WordsPlace
{
    std::optional<SecretFile> file;
    std::optional<Terminal> terminal;
};

Result<std::shared_ptr<WordsPlace>> placeForWords(const Arguments &arguments)
{
    auto place = std::make_shared<WordsPlace>();
    if (arguments.has("words-out")) {
        place->file.emplace(TRY(SecretFile::create(arguments.text("words-out"))));
        return place;
    }
    auto terminal = Terminal::open();
    if (!terminal)
        return fail(Error::Kind::Unsupported, "usage.words_need_terminal");
    place->terminal.emplace(*std::move(terminal));
    return place;
}

Result<Done> put(const Secret &words, WordsPlace &place)
{
    if (place.file)
        return place.file->write(words);
    return showAndConfirm(*place.terminal, words);
}

/// "It pays from 0x…."
QString payerText(const Json &answer)
{
    for (const Json &account : elements(answer, "accounts")) {
        if (isTrue(account, "default"))
            return u"It pays from "_s + shown(account, "address") + u'.';
    }
    return {};
}

QString placeText(const Json &status)
{
    return shown(status, "keys") == u"keychain"
        ? u"Its sealed keys are in the keychain of this desktop; the data folder alone opens nothing."_s
        : u"Its sealed keys are in the data folder; no keychain is used."_s;
}

/// Ends a command that made a wallet: where it is, and the account that pays.
Pending<Exit> tellAccounts(Context &context, const QString &before)
{
    return andThen(context.owner({"status", {}, {}, {}}), &context,
                   [&context, before](const Json &status) {
                       const QString made = before + u'\n' + placeText(status) + u'\n';
                       return andThen(context.owner({"accounts", {}, {}, {}}), &context,
                                      [&context, made](const Json &result) {
                                          return context.finish(result, [made](const Json &answer) {
                                              return made + payerText(answer);
                                          });
                                      });
                   });
}

/// What the owner said of the place for a new wallet.
Result<Json> keepParams(const Arguments &arguments)
{
    if (!arguments.has("keep"))
        return Json::object();
    if (arguments.text("keep") != u"file")
        return fail(Error::Kind::Malformed, "usage.keep");
    Json params = Json::object();
    params["keep"] = "file";
    return params;
}

} // namespace

Result<gateway::Question> restoreQuestion(Context &context)
{
    if (!context.arguments().has("words-file"))
        return fail(Error::Kind::Malformed, "usage.option_missing",
                    {{u"option"_s, u"--words-file FILE"_s}});
    const auto params = TRY(keepParams(context.arguments()));
    auto words = TRY(readSecretFile(context.arguments().text("words-file")));
    auto passphrase = TRY(context.newPassphrase());
    gateway::Question question {"wallet.restore", params, {}, {}};
    question.secrets.emplace_back("passphrase", std::move(passphrase));
    question.secrets.emplace_back("words", tidied(std::move(words)));
    return question;
}

Pending<Exit> walletCreate(Context &context)
{
    const auto count = context.arguments().number("words", 12, 12, 24);
    if (!count)
        return failed<Exit>(count.error());
    auto params = keepParams(context.arguments());
    if (!params)
        return failed<Exit>(params.error());
    (*params)["words"] = *count;
    auto place = placeForWords(context.arguments());
    if (!place)
        return failed<Exit>(place.error());
    auto passphrase = context.newPassphrase();
    if (!passphrase)
        return failed<Exit>(passphrase.error());
    gateway::Question question {"wallet.create", *params, {}, {}};
    question.secrets.emplace_back("passphrase", *std::move(passphrase));
    return andThen(ownerForSecret(context, std::move(question)), &context,
                   [&context, kept = *place](const std::shared_ptr<Secret> &words) {
                       if (const auto done = put(*words, *kept); !done)
                           return failed<Exit>(done.error());
                       return tellAccounts(context, u"The wallet is made and unlocked."_s);
                   });
}

Pending<Exit> walletRestore(Context &context)
{
    auto question = restoreQuestion(context);
    if (!question)
        return failed<Exit>(question.error());
    return andThen(context.owner(*std::move(question)), &context, [&context](const Json &) {
        return tellAccounts(
            context,
            u"The wallet is restored and unlocked. Settings, history, pairings and "
            "payments that are still open somewhere else did not come along; tuppence-cli "
            "restore --backup FILE brings them where you have a backup."_s);
    });
}

Pending<Exit> walletPassphrase(Context &context)
{
    auto old = context.passphrase("Old passphrase: ");
    if (!old)
        return failed<Exit>(old.error());
    auto fresh = context.newPassphrase();
    if (!fresh)
        return failed<Exit>(fresh.error());
    gateway::Question question {"wallet.passphrase", {}, {}, {}};
    question.secrets.emplace_back("old", *std::move(old));
    question.secrets.emplace_back("new", *std::move(fresh));
    return context.finish(context.owner(std::move(question)), u"The passphrase is changed."_s);
}

Pending<Exit> walletLock(Context &context)
{
    return context.finish(context.owner({"wallet.lock", {}, {}, {}}), u"The wallet is locked."_s);
}

Pending<Exit> walletUnlock(Context &context)
{
    return context.finish(context.ownerWithPassphrase({"wallet.unlock", {}, {}, {}}),
                          u"The wallet is unlocked."_s);
}

Pending<Exit> walletRemove(Context &context)
{
    return context.finish(context.ownerWithPassphrase({"wallet.remove", {}, {}, {}}),
                          u"The wallet is removed. Its recovery words still open it elsewhere."_s);
}

Pending<Exit> walletUnlockFile(Context &context)
{
    auto created = SecretFile::create(QString::fromUtf8(context.arguments().words().constFirst()));
    if (!created)
        return failed<Exit>(created.error());
    auto file = std::make_shared<SecretFile>(*std::move(created));
    auto passphrase = context.passphrase();
    if (!passphrase)
        return failed<Exit>(passphrase.error());
    gateway::Question question {"wallet.unlockSecret", {}, {}, {}};
    question.secrets.emplace_back("passphrase", *std::move(passphrase));
    return andThen(ownerForSecret(context, std::move(question)), &context,
                   [&context, file](const std::shared_ptr<Secret> &secret) {
                       if (const auto done = file->write(*secret); !done)
                           return failed<Exit>(done.error());
                       return context.finish(Json::object(), [](const Json &) {
                           return u"The unlock secret is written. An earlier one is void."_s;
                       });
                   });
}

} // namespace tuppence::cli
