// SPDX-License-Identifier: MIT
#include "core/gateway/messages.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::gateway;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const auto message = decode(inputOf(bytes, size));
    if (!message)
        return 0;
    const QByteArray text = encode(*message);
    claim(!text.contains('\n'), "a message is one line");
    if (text.size() > longestMessage)
        return 0;
    const auto again = decode(text);
    claim(again && again->index() == message->index(), "a message that was read can be written");
    claim(encode(*again) == text, "and stays the same");
    return 0;
}
