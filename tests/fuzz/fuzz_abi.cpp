// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::evm;
using namespace tuppence::fuzz;

namespace {

constexpr int mostDepth = 3;

/// Reads every slot as everything that it could be.
void readAll(const AbiReader &reader, qsizetype size, int depth)
{
    for (const qsizetype slot : {qsizetype {0}, qsizetype {1}, qsizetype {2}, size / 32}) {
        const auto word = reader.word(slot);
        claim(!word || word->size() == 32, "a word has 32 bytes");
        if (const auto number = reader.number(slot))
            claim(number->encode() == *word, "a number is its word");
        if (const auto address = reader.address(slot))
            claim(AbiValue::address(*address).encoded() == *word, "an address is its word");
        if (const auto truth = reader.boolean(slot))
            claim(AbiValue::boolean(*truth).encoded() == *word, "a boolean is its word");
        if (const auto bytes = reader.bytes(slot))
            claim(bytes->size() <= size, "no more bytes than there are");
        if (const auto words = reader.words(slot))
            claim(words->size() * 32 <= size, "no more words than there are");
        if (depth == 0)
            continue;
        if (const auto tuple = reader.tuple(slot))
            readAll(*tuple, size, depth - 1);
        if (const auto tuples = reader.tuples(slot)) {
            claim(tuples->size() * 32 <= size, "no more tuples than there is room for");
            if (!tuples->isEmpty())
                readAll(tuples->last(), size, depth - 1);
        }
    }
}

void writeAndRead(const QByteArray &input)
{
    const QByteArray encoded =
        abiEncode({AbiValue::number(7), AbiValue::bytes(input),
                   AbiValue::tuple({AbiValue::bytes(input), AbiValue::boolean(true)})});
    const AbiReader reader(encoded);
    claim(reader.number(0) == Uint256(7), "numbers come back");
    claim(reader.bytes(1) == QByteArrayView(input), "bytes come back");
    const auto tuple = reader.tuple(2);
    claim(tuple && tuple->bytes(0) == QByteArrayView(input) && tuple->boolean(1) == true,
          "tuples come back");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray input = inputOf(bytes, size);
    readAll(AbiReader(input), input.size(), mostDepth);
    writeAndRead(input);
    return 0;
}
