// SPDX-License-Identifier: MIT
#include "app/cli/context.h"

#include "core/gateway/clientkey.h"
#include "core/gateway/reach.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr auto program = "tuppence-cli/" TUPPENCE_VERSION;
constexpr qint64 highestDescriptor = 1'000'000;
constexpr qint64 usualPage = 100;
constexpr qint64 longestPage = 200;
/// Of elements that are looked through: so few that they fit into one message, however long.
constexpr qint64 searchedPage = 10;

struct Search
{
    QByteArray method;
    QByteArray list;
    QByteArray id;
};

Pending<Json> searchFrom(const Search &search, const QByteArray &cursor, gateway::Client *client)
{
    Json params = {{"limit", searchedPage}};
    if (!cursor.isEmpty())
        params["after"] = gateway::toJson(cursor);
    return andThen(client->request({search.method, std::move(params), {}, {}}), client,
                   [search, client](const Json &page) {
                       for (const Json &element : elements(page, search.list.constData())) {
                           if (textMember(element, "id") == search.id)
                               return ready<Json>(element);
                       }
                       const auto next = textMember(page, "next");
                       return next ? searchFrom(search, *next, client) : ready<Json>(Json());
                   });
}

} // namespace

Context::Context(Arguments arguments, gateway::Paths paths)
    : m_arguments(std::move(arguments))
    , m_paths(std::move(paths))
{
}

Json Context::word(qsizetype n) const
{
    return gateway::toJson(m_arguments.words().at(n));
}

Pending<gateway::Client *> Context::connection(const QByteArray &socketName, const QString &keyName)
{
    const auto folder = gateway::createFolder(m_paths.dataFolder);
    if (!folder)
        return failed<gateway::Client *>(folder.error());
    auto key = gateway::clientKey(m_paths.clientsFolder(), keyName);
    if (!key)
        return failed<gateway::Client *>(key.error());
    auto *reach = new gateway::Reach(m_paths, socketName, program, this);
    return reach->run(*std::move(key));
}

Pending<Json> Context::owner(gateway::Question question)
{
    auto kept = std::make_shared<gateway::Question>(std::move(question));
    return andThen(connection("owner", u"cli"_s), this,
                   [kept](gateway::Client *client) { return client->request(std::move(*kept)); });
}

Pending<Json> Context::ownerWithPassphrase(gateway::Question question)
{
    auto secret = passphrase();
    if (!secret)
        return failed<Json>(secret.error());
    question.secrets.emplace_back("passphrase", *std::move(secret));
    return owner(std::move(question));
}

Result<Secret> Context::passphrase(QByteArrayView prompt)
{
    if (!m_arguments.has("passphrase-fd"))
        return typed(prompt);
    const auto descriptor = TRY(m_arguments.number("passphrase-fd", -1, 0, highestDescriptor));
    return readSecretLine(static_cast<int>(descriptor));
}

Result<Secret> Context::newPassphrase()
{
    if (m_arguments.has("passphrase-fd"))
        return passphrase();
    auto first = TRY(typed("New passphrase: "));
    const auto second = TRY(typed("The same once more: "));
    if (!(first == second))
        return fail(Error::Kind::Malformed, "usage.passphrases_differ");
    return first;
}

Result<Secret> Context::typed(QByteArrayView prompt) const
{
    const auto terminal = Terminal::open();
    if (!terminal)
        return tl::make_unexpected(terminal.error());
    return terminal->ask(prompt);
}

Pending<Json> Context::findInList(const QByteArray &method, const QByteArray &list,
                                  const QByteArray &id)
{
    return andThen(connection("owner", u"cli"_s), this,
                   [search = Search {method, list, id}](gateway::Client *client) {
                       return searchFrom(search, {}, client);
                   });
}

Pending<Exit> Context::finish(const Json &result,
                              const std::function<QString(const Json &)> &text) const
{
    if (wantsJson()) {
        Json members = result;
        members["error"] = nullptr;
        printJson(std::move(members));
    } else if (const QString words = text(result); !words.isEmpty()) {
        printLine(words);
    }
    return ready<Exit>(Exit::Done);
}

Pending<Exit> Context::showList(const QByteArray &method, QString (*text)(const Json &))
{
    const auto limit = m_arguments.number("limit", usualPage, 1, longestPage);
    if (!limit)
        return failed<Exit>(limit.error());
    Json params = {{"limit", *limit}};
    if (const auto cursor = m_arguments.value("after"))
        params["after"] = gateway::toJson(*cursor);
    return andThen(owner({method, std::move(params), {}, {}}), this,
                   [this, text](const Json &result) { return finish(result, text); });
}

Pending<Exit> Context::finish(Pending<Json> done, const QString &text)
{
    return andThen(std::move(done), this, [this, text](const Json &result) {
        return finish(result, [text](const Json &) { return text; });
    });
}

} // namespace tuppence::cli
