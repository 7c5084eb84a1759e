// SPDX-License-Identifier: MIT
#include "core/net/framereader.h"
#include "tests/fuzz/fuzz.h"

#include <sys/socket.h>
#include <unistd.h>

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::net;

namespace {

QByteArray written(const Frame &frame)
{
    switch (frame.kind) {
    case FrameKind::Message:
        return messageFrame(frame.bytes);
    case FrameKind::Part:
        return partFrame(frame.request, frame.bytes);
    case FrameKind::End:
        return endFrame(frame.request);
    case FrameKind::Cancel:
        return cancelFrame(frame.request);
    case FrameKind::Credit:
        return creditFrame(frame.request, numberAt(frame.bytes));
    case FrameKind::Secret:
        return secretFrameStart(frame.request, frame.secret.size())
            + QByteArray(frame.secret.data(), frame.secret.size());
    }
    claim(false, "every frame has a kind");
    return {};
}

/// Every whole frame among `wire`, written again; what came after it broke off or was wrong.
QByteArray readFrames(const QByteArray &wire, qsizetype step)
{
    int ends[2] {};
    claim(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) == 0,
          "there is a pair of sockets");
    const UnixSocket here(ends[0]);
    const UnixSocket there(ends[1]);
    FrameReader reader;
    QByteArray again;
    for (qsizetype at = 0; at < wire.size(); at += step) {
        const auto part = size_t(qMin(step, wire.size() - at));
        claim(::write(there.descriptor(), wire.data() + at, part) == ssize_t(part),
              "the socket takes it");
        for (auto frame = reader.next(here); !frame || *frame; frame = reader.next(here)) {
            if (!frame)
                return again;
            again += written(**frame);
        }
    }
    return again;
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray wire = inputOf(bytes, size);
    if (const auto header = FrameHeader::decode(wire)) {
        const auto encoded = header->encode();
        claim(QByteArrayView(encoded.data(), frameHeaderBytes) == wire, "a header stays the same");
    }
    const QByteArray atOnce = readFrames(wire, qMax<qsizetype>(wire.size(), 1));
    claim(wire.startsWith(atOnce), "frames are written as they were read");
    claim(readFrames(wire, 3 + wire.size() / 50) == atOnce, "it does not matter how they come");
    return 0;
}
