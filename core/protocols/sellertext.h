// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/net/message.h"

#include <QJsonObject>

namespace tuppence {

/// Whether a text or key anywhere in `json`, which parseJson() gave, is above 8 KiB: no honest
/// challenge holds one.
[[nodiscard]] bool hasLongText(const Json &json);

/// The seller's words for an error sentence, as {"text": …}, plain and at most 100 characters: a
/// text as it is, everything else as JSON.
[[nodiscard]] QJsonObject sellersWords(const Json &said);
/// The same words for a text that was read.
[[nodiscard]] QJsonObject sellersWords(const QByteArray &text);

/// Why a seller refuses: the text in the members `message`, `error` or `details` of its JSON body,
/// else the body where that is plain text. No value: it does not say.
[[nodiscard]] std::optional<QByteArray> reasonIn(const net::Response &reply);

} // namespace tuppence
