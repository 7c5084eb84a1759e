// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/records.h"

namespace tuppence::ledger {

// The other way round than toString(). Storage "ledger.damaged": no such name.

Result<Stage> stageOf(const QByteArray &name);
Result<MoneyKind> moneyKindOf(const QByteArray &name);
Result<AnswerKind> answerKindOf(const QByteArray &name);

} // namespace tuppence::ledger
