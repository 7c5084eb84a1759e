// SPDX-License-Identifier: MIT
#include "core/net/bodyreader.h"
#include "core/net/headreader.h"
#include "tests/fuzz/fuzz.h"

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::net;

namespace {

constexpr qsizetype mostHeadBytes = 2048;
constexpr qsizetype mostLines = 20;

/// What was read of one answer, or that it is broken.
struct Told
{
    bool isBroken = false;
    bool isWhole = false;
    Response head;
    QByteArray body;

    friend bool operator==(const Told &, const Told &) = default;
};

Told readAnswer(const QByteArray &method, QByteArrayView wire, qsizetype step)
{
    Told told;
    HeadReader headReader(mostHeadBytes, mostLines);
    std::optional<BodyReader> bodyReader;
    while (!wire.isEmpty()) {
        QByteArray part = wire.first(qMin(step, wire.size())).toByteArray();
        wire = wire.sliced(part.size());
        if (!headReader.isComplete()) {
            const auto rest = headReader.feed(part);
            if (!rest)
                return {.isBroken = true};
            part = *rest;
        }
        if (headReader.isComplete() && !bodyReader) {
            const auto reader = BodyReader::create(method, headReader.head());
            if (!reader)
                return {.isBroken = true};
            bodyReader = *reader;
        }
        if (!bodyReader)
            continue;
        const auto body = bodyReader->feed(part);
        if (!body)
            return {.isBroken = true};
        told.body += *body;
    }
    told.isWhole = bodyReader && bodyReader->isWhole();
    told.head = headReader.head();
    return told;
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray wire = inputOf(bytes, size);
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("HEAD")}) {
        const Told atOnce = readAnswer(method, wire, qMax<qsizetype>(wire.size(), 1));
        claim(atOnce.body.size() <= wire.size(), "a body is no larger than what was sent");
        claim(atOnce.head.headers.lines().size() <= mostLines, "no more headers than allowed");
        claim(readAnswer(method, wire, 1) == atOnce, "it does not matter how the bytes come");
        claim(readAnswer(method, wire, 7) == atOnce, "it does not matter how the bytes come");
    }
    return 0;
}
