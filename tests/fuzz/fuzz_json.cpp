// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;

namespace {

QByteArray keyOf(const std::string &key)
{
    return QByteArray::fromStdString(key);
}

/// Reads each part of `text` from its own bytes, and finds in it what the whole has there.
void compareParts(QByteArrayView text, const Json &whole)
{
    const auto members = rawMembers(text);
    claim(members.has_value() == whole.is_object(), "objects, and only they, have members");
    const auto elements = rawElements(text);
    claim(elements.has_value() == whole.is_array(), "arrays, and only they, have elements");
    if (members) {
        claim(size_t(members->size()) == whole.size(), "every member is found");
        qsizetype at = 0;
        for (const auto &[key, value] : whole.items()) {
            claim(members->at(at).first == keyOf(key), "members keep their order");
            const QByteArray raw = members->at(at++).second;
            claim(rawMember(text, keyOf(key)) == raw, "a member is found by its key");
            claim(parseJson(raw, raw.size()) == value, "a member's bytes are its value");
            compareParts(raw, value);
        }
    }
    if (elements) {
        claim(size_t(elements->size()) == whole.size(), "every element is found");
        for (qsizetype i = 0; i < elements->size(); ++i) {
            claim(parseJson(elements->at(i)) == whole.at(size_t(i)), "as is an element's");
            compareParts(elements->at(i), whole.at(size_t(i)));
        }
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    // Takes text that was never looked at, too: it has to end.
    const auto unread = rawMembers(text);
    const auto elements = rawElements(text);
    claim(!unread || !elements, "nothing is object and array");
    const auto json = parseJson(text);
    if (!json)
        return 0;
    compareParts(text, *json);
    const QByteArray again = QByteArray::fromStdString(json->dump());
    claim(parseJson(again, again.size()) == *json, "what is written again reads the same");
    return 0;
}
