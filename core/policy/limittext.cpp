// SPDX-License-Identifier: MIT
#include "core/policy/limittext.h"

#include "core/base/json.h"

namespace tuppence::policy {

using namespace Qt::StringLiterals;

namespace {

using deal::Cap;
using deal::Limit;

tl::unexpected<Error> unreadable(const char *member)
{
    return fail(Error::Kind::Malformed, "limits.unreadable",
                {{u"member"_s, QString::fromUtf8(member)}});
}

/// "usd", "symbol USDC", or the asset.
std::string nameOf(const deal::Measure &measure)
{
    if (std::holds_alternative<deal::Dollars>(measure))
        return "usd";
    if (const auto *symbol = std::get_if<deal::Symbol>(&measure))
        return "symbol " + symbol->symbol.toStdString();
    return std::get<AssetId>(measure).toString().toStdString();
}

Result<deal::Measure> measureOf(const QByteArray &name)
{
    if (name == "usd")
        return deal::Measure {deal::Dollars {}};
    if (name.startsWith("symbol "))
        return deal::Measure {deal::Symbol {QString::fromUtf8(name.mid(7))}};
    const auto asset = TRY(AssetId::parse(name));
    return deal::Measure {asset};
}

Json toJson(const Cap &cap)
{
    Json json;
    json["in"] = nameOf(cap.measure);
    json["units"] = cap.units.toString().toStdString();
    return json;
}

Result<Cap> capFrom(const Json &json)
{
    const auto in = textMember(json, "in");
    const auto units = textMember(json, "units");
    if (!in || !units)
        return unreadable("in");
    const auto measure = TRY(measureOf(*in));
    const auto parsed = TRY(Uint256::parse(*units));
    return Cap {measure, parsed};
}

Result<Done> readCaps(const Json &json, Limit &limit)
{
    for (const NamedCap &named : namedCaps) {
        const Json *found = member(json, named.name);
        if (!found)
            continue;
        const auto cap = capFrom(*found);
        if (!cap)
            return unreadable(named.name);
        limit.*named.cap = *cap;
    }
    return Done {};
}

Result<Done> readRest(const Json &json, Limit &limit)
{
    if (const Json *count = member(json, "perMinute"))
        limit.perMinute = count->is_number_unsigned() ? count->get<int>() : -1;
    if (const Json *until = member(json, "until"); until && until->is_number_integer())
        limit.until = Time {std::chrono::seconds {until->get<qint64>()}};
    limit.zone = textMember(json, "zone").value_or(QByteArray {});
    const auto isSaid = [&json](const char *key, const char *word) {
        return textMember(json, key) == QByteArray(word);
    };
    limit.window = isSaid("window", "rolling") ? Limit::Window::Rolling : Limit::Window::Calendar;
    limit.above = isSaid("above", "refuse") ? Limit::Above::Refuse : Limit::Above::Ask;
    limit.payee = isSaid("payee", "any") ? Limit::Payee::Any : Limit::Payee::AsBefore;
    return Done {};
}

} // namespace

QByteArray encode(const Limit &limit)
{
    Json json;
    json["subject"] = limit.subject.key().toStdString();
    for (const NamedCap &named : namedCaps) {
        if (const auto &cap = limit.*named.cap)
            json[named.name] = toJson(*cap);
    }
    if (limit.perMinute)
        json["perMinute"] = *limit.perMinute;
    json["window"] = limit.window == Limit::Window::Rolling ? "rolling" : "calendar";
    json["zone"] = limit.zone.toStdString();
    if (limit.until)
        json["until"] = qint64 {limit.until->time_since_epoch().count()};
    json["above"] = limit.above == Limit::Above::Refuse ? "refuse" : "ask";
    json["payee"] = limit.payee == Limit::Payee::Any ? "any" : "as before";
    return QByteArray::fromStdString(json.dump());
}

Result<Limit> decodeLimit(const QByteArray &text)
{
    const auto json = parseJson(text);
    if (!json)
        return unreadable("");
    const auto subject = deal::Subject::parse(textMember(*json, "subject").value_or(QByteArray {}));
    if (!subject)
        return unreadable("subject");
    Limit limit;
    limit.subject = *subject;
    TRY(readCaps(*json, limit));
    TRY(readRest(*json, limit));
    // One text for one limit: whatever was missing, unknown or wrong shows here.
    if (encode(limit) != text)
        return unreadable("");
    return limit;
}

} // namespace tuppence::policy
