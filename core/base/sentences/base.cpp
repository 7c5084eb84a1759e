// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> base()
{
    static constexpr Sentence table[] = {
        {"number.malformed", QT_TRANSLATE_NOOP("errors", "That is not a whole number.")},
        {"number.out_of_range",
         QT_TRANSLATE_NOOP("errors", "That number is too large or too small.")},
        {"amount.malformed", QT_TRANSLATE_NOOP("errors", "That is not an amount such as 0.10.")},
        {"amount.places",
         QT_TRANSLATE_NOOP("errors", "This token has only %places decimal places.")},
        {"amount.decimals", QT_TRANSLATE_NOOP("errors", "No token has that many decimal places.")},
        {"bytes.not_hex",
         QT_TRANSLATE_NOOP("errors", "That is not hexadecimal text beginning with 0x.")},
        {"bytes.wrong_length",
         QT_TRANSLATE_NOOP("errors", "Expected %expected bytes and found %found.")},
        {"bytes.not_base58", QT_TRANSLATE_NOOP("errors", "That is not base58 text.")},
        {"bytes.not_base64", QT_TRANSLATE_NOOP("errors", "That is not base64 text.")},
        {"caip.malformed",
         QT_TRANSLATE_NOOP("errors", "That is not the name of a network, an account or a token.")},
        {"json.too_large",
         QT_TRANSLATE_NOOP("errors", "The JSON text has %bytes bytes; at most %most are read.")},
        {"json.too_deep",
         QT_TRANSLATE_NOOP("errors", "The JSON text is nested deeper than %most levels.")},
        {"json.too_many_members",
         QT_TRANSLATE_NOOP("errors", "A part of the JSON text has more than %most members.")},
        {"json.malformed", QT_TRANSLATE_NOOP("errors", "That is not JSON.")},
        {"deal.terms",
         QT_TRANSLATE_NOOP("errors", "The record of what was approved cannot be read.")},
        {"json.doubled_key",
         QT_TRANSLATE_NOOP("errors",
                           "The JSON text says the same thing twice, and it could mean either.")},
    };
    return table;
}

} // namespace tuppence::sentences
