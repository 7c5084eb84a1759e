// SPDX-License-Identifier: MIT
#include "app/cli/words.h"

#include <QRandomGenerator>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tuppence::cli {

namespace {

constexpr qsizetype asked = 3;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void show(const Terminal &terminal, const QList<QByteArrayView> &words)
{
    terminal.write("These words are the wallet. Whoever has them has the money, and without them\n"
                   "it is lost with this computer. Write them on paper, in this order.\n\n");
    for (qsizetype i = 0; i < words.size(); ++i) {
        terminal.write(QByteArray(i < 9 ? "   " : "  ") + QByteArray::number(i + 1) + "  ");
        terminal.write(words.at(i));
        terminal.write("\n");
    }
    terminal.write("\n");
}

/// `asked` different places, in order.
QList<qsizetype> somePlaces(qsizetype count)
{
    QList<qsizetype> places(count);
    std::iota(places.begin(), places.end(), 0);
    std::shuffle(places.begin(), places.end(), *QRandomGenerator::system());
    places.resize(asked);
    std::sort(places.begin(), places.end());
    return places;
}

/// Whether the owner knows the words at `places`.
Result<bool> confirmed(const Terminal &terminal, const QList<QByteArrayView> &words)
{
    for (const qsizetype place : somePlaces(words.size())) {
        const auto typed = TRY(terminal.ask("Word " + QByteArray::number(place + 1)
                                            + " (what you type is not shown): "));
        if (typed.view() != words.at(place))
            return false;
    }
    return true;
}

} // namespace

QList<QByteArrayView> splitWords(const Secret &words)
{
    QList<QByteArrayView> found;
    const QByteArrayView text = words.view();
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype space = text.indexOf(' ', from);
        const qsizetype to = space < 0 ? text.size() : space;
        found.append(text.sliced(from, to - from));
        from = to + 1;
    }
    return found;
}

Secret tidied(Secret words)
{
    char *out = words.data();
    bool pendingSpace = false;
    for (const char *in = words.data(); in != words.data() + words.size(); ++in) {
        if (isSpace(*in)) {
            pendingSpace = out != words.data();
            continue;
        }
        if (std::exchange(pendingSpace, false))
            *out++ = ' ';
        *out++ = *in;
    }
    return Secret::take(words.data(), out - words.data());
}

Result<Done> showAndConfirm(const Terminal &terminal, const Secret &words)
{
    const auto list = splitWords(words);
    for (;;) {
        terminal.openScreen();
        show(terminal, list);
        const auto seen = terminal.ask("Press Return when you have written them down.");
        terminal.closeScreen();
        const auto right =
            seen ? confirmed(terminal, list) : Result<bool>(tl::make_unexpected(seen.error()));
        if (!right)
            return fail(Error::Kind::Cancelled, "usage.words_not_confirmed");
        if (*right)
            return Done {};
        const auto again =
            terminal.ask("That is not the word. Press Return to see the list again.");
        if (!again)
            return fail(Error::Kind::Cancelled, "usage.words_not_confirmed");
    }
}

} // namespace tuppence::cli
