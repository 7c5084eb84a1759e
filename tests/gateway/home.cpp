// SPDX-License-Identifier: MIT
#include "tests/gateway/home.h"

#include "tests/gateway/schema.h"

namespace tuppence::test {

using namespace gateway;

namespace {

void check(const Json &json, const QByteArray &schema)
{
    if (const auto found = complaints(json, schema); !found.isEmpty())
        qFatal("%s: %s", schema.constData(), qPrintable(found.join(u'\n')));
}

} // namespace

Secret secretOf(const char *text)
{
    QByteArray bytes(text);
    return Secret::take(bytes.data(), bytes.size());
}

QByteArray codeOf(const Result<Json> &outcome)
{
    return outcome ? QByteArray("none") : outcome.error().code;
}

Home::Home()
    : m_paths {m_folder.path(), m_folder.path()}
{
    auto opened = daemon::House::open(m_paths, m_clock, {});
    if (!opened)
        qFatal("%s", opened.error().code.constData());
    m_house = *std::move(opened);
    if (const auto started = wait(m_house->start()); !started)
        qFatal("%s", started.error().code.constData());
    owner = connected("owner");
    ask = connected("ask");
}

std::unique_ptr<Client> Home::connected(const QByteArray &socket, crypto::Ed25519Key key)
{
    auto connection =
        net::connectUnix(socket == "owner" ? m_paths.ownerSocket() : m_paths.askSocket());
    auto client =
        std::make_unique<Client>(*std::move(connection), socket, std::move(key), "test/1");
    const auto ready = wait(client->greet());
    if (!ready)
        qFatal("%s", ready.error().code.constData());
    greeting = *ready;
    return client;
}

Result<Json> Home::tell(const QByteArray &method, const Json &params,
                        const QList<std::pair<QByteArray, const char *>> &secrets)
{
    Question question {method, params, {}, {}};
    Json announced = params;
    for (const auto &[name, text] : secrets) {
        question.secrets.emplace_back(name, secretOf(text));
        announced["secrets"].push_back(name.toStdString());
    }
    check(announced, "owner.json#/$defs/" + method + ".params");
    auto outcome = wait(owner->request(std::move(question)));
    if (outcome)
        check(*outcome, "owner.json#/$defs/" + method + ".result");
    return outcome;
}

Result<Json> Home::tellWithPassphrase(const QByteArray &method, const Json &params)
{
    return tell(method, params, {{"passphrase", passphrase}});
}

Result<Json> Home::inquire(const QByteArray &method, const Json &params)
{
    check(params, "ask.json#/$defs/" + method + ".params");
    auto outcome = wait(ask->request({method, params, {}, {}}));
    if (outcome)
        check(*outcome, "ask.json#/$defs/" + method + ".result");
    return outcome;
}

} // namespace tuppence::test
