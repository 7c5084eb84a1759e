// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <span>

namespace tuppence {

/// A code and its English sentence; `%name` in it stands for the member `name` of the error's data.
struct Sentence
{
    const char *code;
    const char *english; ///< ready to translate in the context "errors"
};

/// What happened, whether money moved and what can be done, in the user's language.
/// A code without a sentence gives a general sentence that names the code.
[[nodiscard]] QString errorText(const Error &error);

/// Every sentence there is, room by room: for the documents and for the test that misses one.
[[nodiscard]] std::span<const std::span<const Sentence>> allSentences();

} // namespace tuppence
