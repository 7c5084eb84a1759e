// SPDX-License-Identifier: MIT
#include "core/ledger/names.h"

#include "core/ledger/row.h"

#include <array>
#include <span>

namespace tuppence::ledger {

namespace {

// In the order of the enumerators.
constexpr std::array stages {"asked",    "reserved", "signed", "sent",    "closed",
                             "declined", "refused",  "lapsed", "released"};
constexpr std::array moneyKinds {"none", "open", "settled", "dead"};
constexpr std::array answerKinds {"none", "waiting", "delivered", "withheld", "lost"};

template <class Enum> Result<Enum> find(std::span<const char *const> names, const QByteArray &name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return damaged(QStringLiteral("unknown word ") + QString::fromUtf8(name));
}

} // namespace

QByteArray nameOf(Stage stage)
{
    return stages.at(size_t(stage));
}

QByteArray nameOf(MoneyKind kind)
{
    return moneyKinds.at(size_t(kind));
}

QByteArray nameOf(AnswerKind kind)
{
    return answerKinds.at(size_t(kind));
}

Result<Stage> stageOf(const QByteArray &name)
{
    return find<Stage>(stages, name);
}

Result<MoneyKind> moneyKindOf(const QByteArray &name)
{
    return find<MoneyKind>(moneyKinds, name);
}

Result<AnswerKind> answerKindOf(const QByteArray &name)
{
    return find<AnswerKind>(answerKinds, name);
}

} // namespace tuppence::ledger
