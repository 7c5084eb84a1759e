// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/errortext.h"

/// One table of sentences a room, in a file of its own.
namespace tuppence::sentences {

std::span<const Sentence> base();
std::span<const Sentence> crypto();
std::span<const Sentence> net();
std::span<const Sentence> money();
std::span<const Sentence> x402();
std::span<const Sentence> tokenendpoint();
std::span<const Sentence> clawdnet();
std::span<const Sentence> mpp();
std::span<const Sentence> chains();
std::span<const Sentence> ledger();
std::span<const Sentence> vault();
std::span<const Sentence> payments();
std::span<const Sentence> policy();
std::span<const Sentence> gateway();

} // namespace tuppence::sentences
