// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

namespace tuppence::crypto {

/// How many recovery words a new wallet gets; 16 or 32 bytes of entropy.
enum class WordCount { Twelve = 12, TwentyFour = 24 };

// A sentence is English recovery words in lower case with one space between two, no line end.
// https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki

/// A new sentence from the system's generator.
[[nodiscard]] Secret newSentence(WordCount count);

/// The sentence that a person typed as `text`: any letter case, any ASCII white space. 12, 15, 18,
/// 21 or 24 words. An error never repeats a word: it could be one of the secret.
///
/// Malformed "words.count" {found}: another number of words. "words.unknown" {position, positions}:
/// no words of the list; the first of them counted from 1, and all of them as "3, 7".
/// "words.checksum": all are words of the list, but they do not belong together.
[[nodiscard]] Result<Secret> parseSentence(Bytes text);

/// The entropy that a sentence spells: 16 … 32 bytes. Fails like parseSentence().
[[nodiscard]] Result<Secret> entropyOf(const Secret &sentence);
/// The sentence for `entropy`. OutOfRange "words.entropy": not 16, 20, 24, 28 or 32 bytes.
[[nodiscard]] Result<Secret> sentenceOf(const Secret &entropy);

/// The 64 bytes that keys are derived from. `passphrase` is UTF-8 in the normal form NFKD.
[[nodiscard]] Secret seedOf(const Secret &sentence, Bytes passphrase = {});

/// The word at `position`, counted from 1, as bytes inside `sentence`; empty where there is none.
[[nodiscard]] Bytes wordAt(const Secret &sentence, int position);

} // namespace tuppence::crypto
