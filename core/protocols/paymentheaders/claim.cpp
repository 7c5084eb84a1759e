// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/claim.h"

#include "core/protocols/deadline.h"
#include "core/protocols/decimal.h"
#include "core/protocols/paymentheaders/coin.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/splice.h"

using namespace Qt::StringLiterals;

namespace tuppence::paymentheaders {

namespace {

constexpr qsizetype longestHeader = qsizetype {8} * 1024;

using Same = bool (*)(const QByteArray &, const QByteArray &);

bool sameAmount(const QByteArray &one, const QByteArray &other)
{
    const auto number = Decimal::parse(one);
    return number && number == Decimal::parse(other);
}

bool sameWithoutCase(const QByteArray &one, const QByteArray &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

bool sameNetwork(const QByteArray &one, const QByteArray &other)
{
    const auto network = networkCalled(one);
    return network && network == networkCalled(other);
}

bool sameMemo(const QByteArray &, const QByteArray &)
{
    return false; // opaque: only the same text is the same
}

bool sameDeadline(const QByteArray &one, const QByteArray &other)
{
    const auto deadline = deadlineIn(one);
    return deadline && deadline == deadlineIn(other);
}

/// Each thing that is said: its place here, its names there, and when two texts say the same.
struct Field
{
    QByteArray Claim::*place;
    const char *header;
    const char *member;
    Same isSame;
};

constexpr Field fields[] = {
    {&Claim::amount, "X-Payment-Amount", "amount", sameAmount},
    {&Claim::currency, "X-Payment-Currency", "currency", sameWithoutCase},
    {&Claim::network, "X-Payment-Network", "network", sameNetwork},
    {&Claim::recipient, "X-Payment-Address", "recipient", sameWithoutCase},
    {&Claim::memo, "X-Payment-Memo", "memo", sameMemo},
    {&Claim::deadline, "X-Payment-Deadline", "deadline", sameDeadline},
    {&Claim::channel, "X-Payment-Channel", "channel", sameWithoutCase},
};

tl::unexpected<Error> disagreement(const char *what, const QByteArray &one, const QByteArray &other)
{
    const auto shown = [](const QByteArray &text) { return sellersWords(text).value(u"text"_s); };
    return fail(Error::Kind::Refused, "clawdnet.disagreement",
                {{u"member"_s, QString::fromLatin1(what)},
                 {u"one"_s, shown(one)},
                 {u"other"_s, shown(other)}});
}

Result<QByteArray> headerText(const net::Headers &headers, const char *name)
{
    const auto lines = headers.all(name);
    for (const QByteArray &line : lines) {
        if (line.size() > longestHeader)
            return fail(Error::Kind::OutOfRange, "clawdnet.text_too_long");
        if (line.trimmed() != lines.first().trimmed())
            return disagreement(name, lines.first(), line);
    }
    // Bytes that are not UTF-8 would not pass through JSON.
    return QString::fromUtf8(lines.value(0).trimmed()).toUtf8();
}

} // namespace

Result<Claim> claimInHeaders(const net::Headers &headers)
{
    Claim claim;
    for (const Field &field : fields)
        claim.*field.place = TRY(headerText(headers, field.header));
    if (claim.network.isEmpty())
        claim.network = TRY(headerText(headers, "X-Payment-Chain"));
    return claim;
}

Claim claimIn(const QByteArray &raw)
{
    const Json json = parseJson(raw).value_or(Json());
    Claim claim;
    for (const Field &field : fields) {
        if (!member(json, field.member))
            continue;
        // The seller's own digits: `json` has made a double of them.
        const auto text = textMember(json, field.member);
        claim.*field.place = text ? text->trimmed() : rawMember(raw, field.member).value_or("");
    }
    return claim;
}

Result<Claim> merged(const Claim &header, const Claim &body)
{
    Claim both;
    for (const Field &field : fields) {
        const QByteArray &one = header.*field.place;
        const QByteArray &other = body.*field.place;
        if (!one.isEmpty() && !other.isEmpty() && one != other && !field.isSame(one, other))
            return disagreement(field.member, one, other);
        both.*field.place = one.isEmpty() ? other : one;
    }
    return both;
}

Claim inheriting(Claim alternative, const Claim &first)
{
    for (const auto place : {&Claim::recipient, &Claim::memo, &Claim::deadline}) {
        if ((alternative.*place).isEmpty())
            alternative.*place = first.*place;
    }
    return alternative;
}

QByteArray toJson(const Claim &claim)
{
    RawMembers members;
    for (const Field &field : fields) {
        if (!(claim.*field.place).isEmpty())
            members.append({field.member, quoted(claim.*field.place)});
    }
    return objectOf(members);
}

} // namespace tuppence::paymentheaders
