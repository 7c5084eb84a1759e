// SPDX-License-Identifier: MIT
#include "core/deal/limit.h"
#include "core/deal/terms.h"
#include "core/policy/limittext.h"
#include "core/policy/measure.h"
#include "core/policy/spending.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const money::Registry registry = money::Registry::builtIn().value();
    const QByteArray input = inputOf(bytes, size);
    if (const auto terms = deal::decodeTerms(input))
        claim(deal::encode(*terms) == input, "there is one spelling of each set of terms");
    if (const auto subject = deal::Subject::parse(input))
        claim(subject->key() == input, "and of each subject");
    if (const auto limit = policy::decodeLimit(input)) {
        claim(policy::encode(*limit) == input, "and of each limit");
        claim(!policy::sentence(*limit, registry).isEmpty(), "which can be told");
    }
    if (const auto spending = policy::decodeSpending(input))
        claim(policy::encode(*spending) == input, "and of what was spent");
    if (const auto cap = policy::parseCap(QString::fromUtf8(input), registry)) {
        claim(policy::parseCap(policy::spelled(*cap, registry), registry) == *cap,
              "a cap that is written is the same cap");
        claim(!policy::display(*cap, registry).isEmpty(), "and can be shown");
    }
    return 0;
}
