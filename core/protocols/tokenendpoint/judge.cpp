// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/judge.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::tokenendpoint {

namespace {

constexpr qsizetype longestToken = qsizetype {8} * 1024;
constexpr qsizetype longestText = 200;
constexpr std::chrono::seconds longestLifetime = std::chrono::hours(30 * 24);

/// What the servers' texts begin with.
struct Phrase
{
    const char *beginning;
    const char *code;
};

constexpr Phrase phrases[] = {
    {"Verification failed: Receiver/spender does not match", "tokenendpoint.other_payee"},
    {"Verification failed: Authorized amount", "tokenendpoint.too_little"},
    {"Verification failed: Insufficient token balance", "tokenendpoint.insufficient_balance"},
    {"Verification failed: Authorization has expired", "tokenendpoint.expired"},
    {"Verification failed: EIP-712 domain mismatch", "tokenendpoint.domain_mismatch"},
    {"Verification failed: Signature invalid", "tokenendpoint.signature_invalid"},
    {"Payment verification failed", "tokenendpoint.verification_failed"},
    {"Token issuance failed", "tokenendpoint.issuance_failed"},
};

Error refusal(const char *code, QJsonObject values = {})
{
    return {Error::Kind::Refused, code, std::move(values), {}};
}

/// The seller's reason, its first line: details in JSON follow. Empty: it gives none.
QByteArray reasonIn(const net::Response &reply)
{
    const auto json = parseJson(reply.body);
    const auto firstLine = [](const QByteArray &text) {
        return text.trimmed().split('\n').first().trimmed();
    };
    for (const char *key : {"reason", "error", "detail"}) {
        const auto text = json ? textMember(*json, key) : std::nullopt;
        if (text && !text->trimmed().isEmpty())
            return firstLine(*text);
    }
    const auto type = reply.headers.first("Content-Type").value_or(QByteArray()).toLower();
    return type.startsWith("text/plain") ? firstLine(reply.body) : QByteArray();
}

Error refusalIn(const net::Response &reply)
{
    if (reply.status / 100 == 3)
        return refusal("tokenendpoint.redirects", {{u"status"_s, reply.status}});
    const QByteArray reason = reasonIn(reply);
    if (reason.isEmpty())
        return refusal("tokenendpoint.seller_error", {{u"status"_s, reply.status}});
    const auto *known = std::ranges::find_if(
        phrases, [&](const Phrase &phrase) { return reason.startsWith(phrase.beginning); });
    return refusal(known == std::end(phrases) ? "tokenendpoint.other" : known->code,
                   {{u"text"_s, plainText(reason, longestText)}});
}

/// It goes into a header line, so nothing else may stand in it.
bool isUsable(const QByteArray &token)
{
    return !token.isEmpty() && token.size() <= longestToken
        && std::ranges::all_of(token, [](char c) { return c > ' ' && c <= '~'; });
}

std::optional<std::chrono::seconds> lifetimeIn(const Json &json)
{
    const Json *said = member(json, "expires_in");
    if (!said || !said->is_number_unsigned())
        return std::nullopt;
    const auto seconds = said->get<quint64>();
    if (seconds < 1 || seconds > quint64(longestLifetime.count()))
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

} // namespace

Result<Token> tokenIn(const net::Response &reply)
{
    if (reply.status != 200)
        return tl::make_unexpected(refusalIn(reply));
    const auto json = parseJson(reply.body);
    const auto text = json ? textMember(*json, "access_token") : std::nullopt;
    if (!text || !isUsable(*text))
        return tl::make_unexpected(refusal("tokenendpoint.no_token"));
    return Token {*text, lifetimeIn(*json)};
}

std::optional<deal::Pass> passOf(const Token &token, const net::Request &original)
{
    if (!token.lifetime)
        return std::nullopt;
    return deal::Pass {net::origin(original.url), "Authorization", "Bearer " + token.text,
                       *token.lifetime};
}

deal::Step judgeAnswer(const net::Response &reply)
{
    if (reply.status == 431)
        return deal::Withheld {refusal("tokenendpoint.header_refused"), {}};
    if (reply.status == 402)
        return deal::Withheld {refusal("tokenendpoint.token_refused",
                                       {{u"text"_s, plainText(reasonIn(reply), longestText)}}),
                               {}};
    return deal::Delivered {};
}

} // namespace tuppence::tokenendpoint
