// SPDX-License-Identifier: MIT
#include "app/cli/exporttext.h"

#include "app/cli/csv.h"
#include "core/base/amount.h"
#include "core/base/plaintext.h"
#include "core/gateway/messages.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr int exportSchema = 1;
/// Of one cell: more than any URL that is paid for.
constexpr qsizetype longestCell = 64 * 1024;

/// The text member, or nothing, with what cannot be seen made visible; numbers as they are.
QString cell(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    if (found && found->is_number_integer())
        return QString::number(found->get<qint64>());
    return plainText(textMember(object, key).value_or(QByteArray()), longestCell);
}

/// The member of the amount that the payment has under `amount`.
QString cellOf(const Json &payment, const char *amount, const char *key)
{
    const Json *found = member(payment, amount);
    return found ? cell(*found, key) : QString();
}

/// The exact decimal; nothing where the wallet does not know the asset's places.
QString decimalOf(const Json &payment, const char *amount)
{
    const Json *found = member(payment, amount);
    const auto units = found ? textMember(*found, "units") : std::nullopt;
    const Json *decimals = found ? member(*found, "decimals") : nullptr;
    const auto number = units ? Uint256::parse(QByteArrayView(*units)) : Uint256 {};
    if (!units || !number || !decimals || !decimals->is_number_integer())
        return {};
    const auto value = Amount::create(*number, decimals->get<int>());
    return value ? value->toString() : QString();
}

struct Column
{
    const char *name;
    QString (*value)(const Json &payment);
};

/// A column that is a member of the payment under the same or another name.
#define MEMBER(name, key)                                                                          \
    Column                                                                                         \
    {                                                                                              \
        name, [](const Json &payment) { return cell(payment, key); }                               \
    }

// In the order of docs/export.md; new ones come at the end.
constexpr std::array columns {
    MEMBER("id", "id"),
    MEMBER("asked", "created"),
    MEMBER("paid", "paid"),
    MEMBER("site", "site"),
    MEMBER("method", "method"),
    MEMBER("url", "url"),
    Column {"requester",
            [](const Json &payment) {
                const QString name = cell(payment, "requester");
                return name.isEmpty() ? cell(payment, "fingerprint") : name;
            }},
    MEMBER("dialect", "dialect"),
    MEMBER("network", "network"),
    Column {"asset", [](const Json &payment) { return cellOf(payment, "amount", "asset"); }},
    Column {"symbol", [](const Json &payment) { return cellOf(payment, "amount", "symbol"); }},
    Column {"amount", [](const Json &payment) { return decimalOf(payment, "amount"); }},
    Column {"units", [](const Json &payment) { return cellOf(payment, "amount", "units"); }},
    Column {"dollars", [](const Json &payment) { return cellOf(payment, "amount", "usd"); }},
    Column {"fee", [](const Json &payment) { return decimalOf(payment, "fee"); }},
    Column {"fee_symbol", [](const Json &payment) { return cellOf(payment, "fee", "symbol"); }},
    MEMBER("payee", "payee"),
    MEMBER("account", "account"),
    MEMBER("status", "status"),
    MEMBER("stage", "stage"),
    MEMBER("money", "money"),
    Column {"moved_units", [](const Json &payment) { return cellOf(payment, "moved", "units"); }},
    MEMBER("answer", "answer"),
    MEMBER("http_status", "httpStatus"),
    MEMBER("transaction", "transaction"),
    MEMBER("approved_by", "approvedBy"),
    MEMBER("code", "code"),
    MEMBER("reason", "reason"),
};

#undef MEMBER

class Csv final : public ExportText
{
public:
    [[nodiscard]] QByteArray begin() const override
    {
        QStringList names;
        for (const Column &column : columns)
            names.append(QLatin1StringView(column.name));
        return csvRecord(names);
    }

    [[nodiscard]] QByteArray payment(const Json &payment) override
    {
        QStringList cells;
        for (const Column &column : columns)
            cells.append(column.value(payment));
        return csvRecord(cells);
    }

    [[nodiscard]] QByteArray end() const override { return {}; }
};

class JsonObject final : public ExportText
{
public:
    [[nodiscard]] QByteArray begin() const override
    {
        return "{\"schema\":" + QByteArray::number(exportSchema) + ",\"payments\":[";
    }

    [[nodiscard]] QByteArray payment(const Json &payment) override
    {
        const QByteArray separator = m_isFirst ? "\n" : ",\n";
        m_isFirst = false;
        return separator + gateway::toText(payment);
    }

    [[nodiscard]] QByteArray end() const override { return "\n]}\n"; }

private:
    bool m_isFirst = true;
};

} // namespace

std::unique_ptr<ExportText> csvExport()
{
    return std::make_unique<Csv>();
}

std::unique_ptr<ExportText> jsonExport()
{
    return std::make_unique<JsonObject>();
}

} // namespace tuppence::cli
