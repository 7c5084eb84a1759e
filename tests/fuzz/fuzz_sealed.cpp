// SPDX-License-Identifier: MIT
#include "core/crypto/sealedstream.h"
#include "core/vault/sealedfile.h"
#include "core/vault/unlocktext.h"
#include "tests/fuzz/fuzz.h"

#include <QBuffer>

using namespace tuppence;
using namespace tuppence::fuzz;

namespace {

/// What the stream says, or nothing where it is not whole.
std::optional<QByteArray> opened(const Secret &key, QByteArray stream)
{
    QBuffer device(&stream);
    device.open(QIODevice::ReadOnly);
    auto reader = crypto::SealedReader::create(key, &device);
    if (!reader)
        return std::nullopt;
    QByteArray plaintext;
    while (!reader->atEnd()) {
        const auto chunk = reader->read();
        if (!chunk)
            return std::nullopt;
        plaintext += *chunk;
    }
    return plaintext;
}

QByteArray sealedStream(const Secret &key, const QByteArray &plaintext)
{
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    auto writer = crypto::SealedWriter::create(key, &device).value();
    (void)writer.write(plaintext).value();
    (void)writer.finish().value();
    return device.data();
}

void checkStream(const QByteArray &input)
{
    static const Secret key = Secret::random(32);
    claim(!opened(key, input), "nobody makes a stream without the key");
    QByteArray stream = sealedStream(key, input);
    claim(opened(key, stream) == input, "a stream says what was written");
    claim(!opened(key, stream.chopped(1)) && !opened(key, stream + '\0'), "no more and no less");
    stream[input.size() % stream.size()] ^= 1;
    claim(!opened(key, stream), "a changed byte shows");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray input = inputOf(bytes, size);
    if (const auto file = vault::decodeSealedFile(input)) {
        claim(vault::encode(*file) == input, "there is one spelling of each file");
        claim(qsizetype(file->firstAccount) < file->addresses.size(), "somebody pays");
    }
    if (const auto secret = vault::parseUnlockText(crypto::bytesOf(input)))
        claim(secret->size() == 32, "an unlock secret has 32 bytes");
    checkStream(input);
    return 0;
}
