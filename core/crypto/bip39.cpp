// SPDX-License-Identifier: MIT
#include "core/crypto/bip39.h"

#include "core/crypto/bip39words.h"
#include "core/crypto/hash.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace tuppence::crypto {

namespace {

// Looking a word up takes a time that depends on the word. Nobody who could measure that is kept
// out by hiding it: it happens twice in a wallet's life, at creation and at restoring.

constexpr qsizetype bitsPerWord = 11;
constexpr int seedRounds = 2048;
constexpr qsizetype mostWords = 24;

bool isSpace(quint8 c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

quint8 lowered(quint8 c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<quint8>(c - 'A' + 'a') : c;
}

/// The words as they stand in `text`.
std::vector<Bytes> split(Bytes text)
{
    std::vector<Bytes> words;
    auto at = text.begin();
    while (true) {
        at = std::find_if_not(at, text.end(), isSpace);
        if (at == text.end())
            return words;
        const auto end = std::find_if(at, text.end(), isSpace);
        words.emplace_back(at, end);
        at = end;
    }
}

/// Its place in the list, whatever its letter case.
std::optional<quint16> indexOf(Bytes word)
{
    const auto isBefore = [](std::string_view listed, Bytes sought) {
        return std::lexicographical_compare(
            listed.begin(), listed.end(), sought.begin(), sought.end(), [](auto a, auto b) {
                return lowered(static_cast<quint8>(a)) < lowered(static_cast<quint8>(b));
            });
    };
    const auto found = std::lower_bound(englishWords.begin(), englishWords.end(), word, isBefore);
    if (found == englishWords.end()
        || !std::equal(found->begin(), found->end(), word.begin(), word.end(),
                       [](char a, quint8 b) { return static_cast<quint8>(a) == lowered(b); }))
        return std::nullopt;
    return static_cast<quint16>(found - englishWords.begin());
}

Result<Done> expectListed(const std::vector<Bytes> &words)
{
    QList<int> unknown;
    QStringList shown;
    for (int position = 1; position <= std::ssize(words); ++position) {
        if (!indexOf(words.at(static_cast<size_t>(position - 1)))) {
            unknown.append(position);
            shown.append(QString::number(position));
        }
    }
    if (unknown.isEmpty())
        return Done {};
    return fail(Error::Kind::Malformed, "words.unknown",
                {{QStringLiteral("position"), unknown.first()},
                 {QStringLiteral("positions"), shown.join(QStringLiteral(", "))}});
}

bool isWordCount(qsizetype count)
{
    return count >= 12 && count <= mostWords && count % 3 == 0;
}

/// Puts eleven bits behind eleven bits, highest first, into bytes that are zero.
class BitWriter
{
public:
    explicit BitWriter(Secret &into)
        : m_into(into)
    {
    }

    void append(quint16 bits)
    {
        for (qsizetype bit = bitsPerWord - 1; bit >= 0; --bit, ++m_at)
            m_into.bytes()[m_at / 8] |= static_cast<quint8>((bits >> bit & 1) << (7 - m_at % 8));
    }

private:
    Secret &m_into;
    qsizetype m_at = 0;
};

quint16 bitsAt(const Secret &bytes, qsizetype wordIndex)
{
    unsigned bits = 0;
    for (qsizetype at = wordIndex * bitsPerWord; at < (wordIndex + 1) * bitsPerWord; ++at)
        bits = bits << 1 | (bytes.view()[static_cast<size_t>(at / 8)] >> (7 - at % 8) & 1U);
    return static_cast<quint16>(bits);
}

/// Entropy and the first byte of its SHA-256, of which a sentence spells a bit for every 4 bytes.
Secret withChecksum(Bytes entropy)
{
    Secret bytes = Secret::create(std::ssize(entropy) + 1);
    std::copy(entropy.begin(), entropy.end(), bytes.bytes());
    bytes.bytes()[entropy.size()] = sha256Secret(entropy).view().front();
    return bytes;
}

/// One space between two words, small letters.
Secret joined(const std::vector<Bytes> &words)
{
    qsizetype size = std::ssize(words) - 1;
    for (const Bytes word : words)
        size += std::ssize(word);
    Secret sentence = Secret::create(size);
    quint8 *at = sentence.bytes();
    for (const Bytes word : words) {
        if (at != sentence.bytes())
            *at++ = ' ';
        at = std::transform(word.begin(), word.end(), at, lowered);
    }
    return sentence;
}

/// The entropy of words that are right in number.
Result<Secret> entropyOfWords(const std::vector<Bytes> &words)
{
    TRY(expectListed(words));
    const qsizetype bits = std::ssize(words) * bitsPerWord;
    Secret spelled = Secret::create(bits / 8 + 1);
    BitWriter writer(spelled);
    for (const Bytes word : words)
        writer.append(*indexOf(word));
    const qsizetype checksumBits = std::ssize(words) / 3;
    const Bytes entropy = spelled.view().first(static_cast<size_t>((bits - checksumBits) / 8));
    const auto mask = static_cast<quint8>(0xff << (8 - checksumBits));
    const quint8 checksum = sha256Secret(entropy).view().front() & mask;
    if ((spelled.view()[entropy.size()] & mask) != checksum)
        return fail(Error::Kind::Malformed, "words.checksum");
    return Secret::copyOf(entropy);
}

Result<std::vector<Bytes>> wordsOf(Bytes text)
{
    auto words = split(text);
    if (!isWordCount(std::ssize(words)))
        return fail(Error::Kind::Malformed, "words.count",
                    {{QStringLiteral("found"), static_cast<qint64>(words.size())}});
    return words;
}

} // namespace

Secret newSentence(WordCount count)
{
    const Secret entropy = Secret::random(count == WordCount::Twelve ? 16 : 32);
    return sentenceOf(entropy).value();
}

Result<Secret> parseSentence(Bytes text)
{
    const auto words = TRY(wordsOf(text));
    TRY(entropyOfWords(words));
    return joined(words);
}

Result<Secret> entropyOf(const Secret &sentence)
{
    const auto words = TRY(wordsOf(sentence.view()));
    return entropyOfWords(words);
}

Result<Secret> sentenceOf(const Secret &entropy)
{
    if (entropy.size() < 16 || entropy.size() > 32 || entropy.size() % 4 != 0)
        return fail(Error::Kind::OutOfRange, "words.entropy");
    const Secret bits = withChecksum(entropy.view());
    const qsizetype count = entropy.size() / 4 * 3;
    std::vector<Bytes> words;
    for (qsizetype i = 0; i < count; ++i) {
        const std::string_view word = englishWords.at(bitsAt(bits, i));
        words.push_back(bytesOf(QByteArrayView(word.data(), std::ssize(word))));
    }
    return joined(words);
}

Secret seedOf(const Secret &sentence, Bytes passphrase)
{
    const Bytes prefix = bytesOf("mnemonic");
    Secret salt = Secret::create(std::ssize(prefix) + std::ssize(passphrase));
    const auto behind = std::copy(prefix.begin(), prefix.end(), salt.bytes());
    std::copy(passphrase.begin(), passphrase.end(), behind);
    return pbkdf2HmacSha512(sentence.view(), salt.view(), seedRounds);
}

Bytes wordAt(const Secret &sentence, int position)
{
    const auto words = split(sentence.view());
    if (position < 1 || position > std::ssize(words))
        return {};
    return words.at(static_cast<size_t>(position - 1));
}

} // namespace tuppence::crypto
