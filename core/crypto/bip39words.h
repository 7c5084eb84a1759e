// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

namespace tuppence::crypto {

/// The English recovery words in alphabetical order; a word's place is the eleven bits it stands
/// for. https://github.com/bitcoin/bips/blob/master/bip-0039/english.txt
extern const std::array<std::string_view, 2048> englishWords;

} // namespace tuppence::crypto
