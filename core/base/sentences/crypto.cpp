// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> crypto()
{
    // clang-format off
    static constexpr Sentence table[] = {
        {"words.count", QT_TRANSLATE_NOOP("errors", "Recovery words are 12, 15, 18, 21 or 24; these are %found.")},
        {"words.unknown", QT_TRANSLATE_NOOP("errors", "No English recovery words stand at position %positions. Check their spelling.")},
        {"words.checksum", QT_TRANSLATE_NOOP("errors", "These words do not belong together. Check their order, and whether one was mistaken for another.")},
        {"words.entropy", QT_TRANSLATE_NOOP("errors", "Recovery words spell 16, 20, 24, 28 or 32 bytes.")},
        {"path.malformed", QT_TRANSLATE_NOOP("errors", "That is not a key path such as m/44'/60'/0'/0/0.")},
        {"key.out_of_range", QT_TRANSLATE_NOOP("errors", "These bytes are not a private key.")},
        {"key.seed_length", QT_TRANSLATE_NOOP("errors", "The seed of a key has the wrong length.")},
        {"signature.hash_length", QT_TRANSLATE_NOOP("errors", "Only a hash of 32 bytes can be signed.")},
        {"signature.malformed", QT_TRANSLATE_NOOP("errors", "That is not a signature.")},
        {"signature.mismatch", QT_TRANSLATE_NOOP("errors", "The signature does not belong to this key and message. Nothing was sent.")},
        {"address.malformed", QT_TRANSLATE_NOOP("errors", "That is not an address: 0x and 40 digits from 0 to 9 and a to f.")},
        {"address.checksum", QT_TRANSLATE_NOOP("errors", "The letter case of this address does not fit: most likely a character was mistyped. Copy it again.")},
        {"address.public_key", QT_TRANSLATE_NOOP("errors", "That is not a whole public key.")},
        {"rlp.malformed", QT_TRANSLATE_NOOP("errors", "The network's server sent bytes that are not RLP.")},
        {"rlp.too_deep", QT_TRANSLATE_NOOP("errors", "The network's server sent lists nested deeper than %most levels.")},
        {"abi.malformed", QT_TRANSLATE_NOOP("errors", "The contract's answer is not what its function gives.")},
        {"abi.word_length", QT_TRANSLATE_NOOP("errors", "A fixed number of bytes in a call is 1 to 32.")},
        {"typed.schema", QT_TRANSLATE_NOOP("errors", "The description of the message to sign contradicts itself.")},
        {"typed.value", QT_TRANSLATE_NOOP("errors", "The message to sign does not fit its description: %member.")},
        {"typed.out_of_range", QT_TRANSLATE_NOOP("errors", "A value of the message to sign is too large or too long: %member.")},
        {"typed.too_deep", QT_TRANSLATE_NOOP("errors", "The message to sign is nested deeper than %most levels.")},
        {"seal.weak_parameters", QT_TRANSLATE_NOOP("errors", "The wallet file protects its passphrase too weakly. Somebody may have changed it; restore the wallet from its words.")},
        {"seal.heavy_parameters", QT_TRANSLATE_NOOP("errors", "The wallet file asks for more memory or time than any wallet of this kind. Somebody may have changed it.")},
        {"seal.salt_length", QT_TRANSLATE_NOOP("errors", "The wallet file is damaged: its salt has the wrong length.")},
        {"seal.key_length", QT_TRANSLATE_NOOP("errors", "A key to seal with has 32 bytes.")},
        {"seal.no_memory", QT_TRANSLATE_NOOP("errors", "Not enough memory is left to check the passphrase. Close other programs and try again.")},
        {"seal.not_opened", QT_TRANSLATE_NOOP("errors", "This could not be opened: the key is another one, or the file was changed.")},
        {"seal.truncated", QT_TRANSLATE_NOOP("errors", "The stored answer is cut off or has something behind its end.")},
        {"seal.write_failed", QT_TRANSLATE_NOOP("errors", "The sealed file could not be written. Is the disk full?")},
        {"seal.read_failed", QT_TRANSLATE_NOOP("errors", "The sealed file could not be read.")},
    };
    // clang-format on
    return table;
}

} // namespace tuppence::sentences
