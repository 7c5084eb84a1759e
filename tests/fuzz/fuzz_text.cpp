// SPDX-License-Identifier: MIT
#include "core/base/amount.h"
#include "core/base/bytes.h"
#include "core/base/caip.h"
#include "core/base/plaintext.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;

namespace {

template <class Id> void readId(const QByteArray &text)
{
    if (const auto id = Id::parse(text))
        claim(id->toString() == text, "an id is written as it was read");
}

void readNumbers(const QByteArray &text)
{
    const auto number = Uint256::parse(QByteArrayView(text));
    if (number) {
        claim(number->toString().toUtf8() == text, "a number is written as it was read");
        claim(Uint256::decode(number->encode()) == *number, "and survives its bytes");
    }
    claim(Uint256::parse(QStringView(QString::fromUtf8(text))).has_value() == number.has_value(),
          "text in UTF-16 is the same number");
    for (const int decimals : {0, 6, 18, Amount::maxDecimals}) {
        const auto amount = Amount::parse(QString::fromUtf8(text), decimals);
        if (amount)
            claim(Amount::parse(amount->toString(), decimals) == *amount, "nothing is rounded");
    }
    if (const auto bytes = Uint256::decode(text)) {
        claim(text.size() <= 32, "32 bytes fit");
        claim(bytes->encode() == text.rightJustified(32, '\0'), "bytes stay what they are");
    }
}

void readBytes(const QByteArray &text)
{
    if (const auto bytes = fromHex(text))
        claim(toHex(*bytes) == text.toLower(), "hex is written as it was read");
    if (const auto bytes = fromBase64(text))
        claim(fromBase64(toBase64(*bytes)) == *bytes, "base64 survives");
    claim(fromBase64(toBase64(text)) == text, "all bytes can be written in base64");
    claim(fromHex(toHex(text)) == text, "and in hex");
}

void showText(const QByteArray &text)
{
    constexpr qsizetype most = 20;
    constexpr qsizetype longestSign = 10; // "⟨U+10FFFF⟩"
    const QString shown = plainText(text, most);
    claim(shown.size() <= most * longestSign + 1, "no longer than was asked for");
    for (const QChar unit : shown) {
        const bool isSeen = unit.category() != QChar::Other_Control
            && unit.category() != QChar::Other_Format && unit != QChar::LineSeparator
            && unit != QChar::ParagraphSeparator;
        claim(isSeen, "every character is seen");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    readId<NetworkId>(text);
    readId<AccountId>(text);
    readId<AssetId>(text);
    readNumbers(text);
    readBytes(text);
    showText(text);
    return 0;
}
