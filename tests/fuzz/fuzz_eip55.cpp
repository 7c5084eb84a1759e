// SPDX-License-Identifier: MIT
#include "core/crypto/eip55.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::evm;
using namespace tuppence::fuzz;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    if (const auto address = Address::parse(text)) {
        const QByteArray checksummed = address->toChecksummed();
        claim(checksummed.toLower() == text.toLower(), "the checksum changes letter case only");
        const QByteArray digits = text.sliced(2);
        const bool isMixed = digits != digits.toLower() && digits != digits.toUpper();
        claim(!isMixed || text == checksummed, "mixed case is the checksum's");
        claim(Address::parse(checksummed) == *address, "its own text is read");
    }
    if (const auto address = Address::decode(text)) {
        claim(address->encode() == text, "20 bytes stay what they are");
        claim(Address::parse(address->toChecksummed()) == *address, "every address can be read");
    }
    claim(!addressOf(text) || (text.size() == 65 && text.front() == 4), "a key, not compressed");
    return 0;
}
