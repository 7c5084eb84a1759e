// SPDX-License-Identifier: MIT
#include "app/cli/output.h"

#include "core/base/amount.h"
#include "core/base/errortext.h"
#include "core/base/plaintext.h"
#include "core/gateway/messages.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr int schema = 1;
constexpr qsizetype longestShown = 2048;

} // namespace

Exit exitOf(const Error &error)
{
    const bool isReaching = error.code == "gateway.not_started" || error.code == "gateway.no_daemon"
        || error.code == "gateway.not_reached" || error.code == "gateway.other_server"
        || error.code == "gateway.version" || error.code == "gateway.hung_up"
        || error.code == "vault.none" || error.code == "gateway.no_home"
        || error.code.startsWith("gateway.folder") || error.code.startsWith("socket.");
    if (error.code.startsWith("usage.") && error.kind == Error::Kind::Malformed)
        return Exit::Usage;
    if (isReaching)
        return Exit::NoWallet;
    if (error.kind == Error::Kind::Locked)
        return Exit::Locked;
    if (error.kind == Error::Kind::Refused)
        return Exit::Refused;
    return Exit::NothingPaid;
}

Exit exitOfReport(const Json &report)
{
    const Json *code = member(report, "exit");
    return code && code->is_number_integer() ? static_cast<Exit>(code->get<int>())
                                             : Exit::NothingPaid;
}

QByteArray statusOf(const Error &error)
{
    switch (exitOf(error)) {
    case Exit::Refused:
        return "refused";
    case Exit::Locked:
        return "locked";
    default:
        return "failed";
    }
}

Result<Done> printBytes(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = write(STDOUT_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(
                Error::Kind::Storage, "usage.output_failed",
                {{u"file"_s, u"-"_s}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
        bytes = bytes.sliced(count);
    }
    return Done {};
}

void printLine(const QString &text)
{
    std::ignore = printBytes(QByteArray(text.toUtf8() + '\n'));
}

void printJson(Json members)
{
    Json object = {{"schema", schema}};
    for (auto &[key, value] : members.items())
        object[key] = std::move(value);
    std::ignore = printBytes(QByteArray(gateway::toText(object) + '\n'));
}

void say(const QString &text)
{
    std::fprintf(stderr, "%s\n", text.toUtf8().constData());
}

void sayError(const Error &error)
{
    say(u"tuppence-cli: "_s + errorText(error));
}

QString amountText(const Json &amount)
{
    const auto units = textMember(amount, "units");
    const Json *decimals = member(amount, "decimals");
    if (!units)
        return u"–"_s;
    const auto number = Uint256::parse(QByteArrayView(*units));
    if (!number || !decimals || !decimals->is_number_integer())
        return u"%1 units of %2"_s.arg(shown(amount, "units"), shown(amount, "asset"));
    const auto value = Amount::create(*number, decimals->get<int>());
    return value ? value->toString() + u' ' + shown(amount, "symbol") : u"–"_s;
}

QString shown(const Json &object, const char *key)
{
    return plainText(textMember(object, key).value_or(QByteArray()), longestShown);
}

bool isTrue(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    return found && found->is_boolean() && found->get<bool>();
}

Json elements(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    return found && found->is_array() ? *found : Json::array();
}

} // namespace tuppence::cli
