// SPDX-License-Identifier: MIT
#include "core/base/caip.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tuppence {

namespace {

constexpr qsizetype maxLength = 256;

auto malformed()
{
    return fail(Error::Kind::Malformed, "caip.malformed");
}

/// How long a part is, and what may stand in it beside digits and small letters.
struct Part
{
    qsizetype least;
    qsizetype most;
    bool capitals;
    QByteArrayView others;
};

constexpr Part spacePart {3, 8, false, "-"};
constexpr Part networkPart {1, 32, true, "-_"};
constexpr Part referencePart {1, 128, true, "-.%"};

bool fits(QByteArrayView text, const Part &part)
{
    const auto may = [&part](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || (part.capitals && c >= 'A' && c <= 'Z') || part.others.contains(c);
    };
    return text.size() >= part.least && text.size() <= part.most
        && std::all_of(text.begin(), text.end(), may);
}

/// What stands before the first `mark`, which is taken away with it.
std::optional<QByteArrayView> takeUpTo(QByteArrayView &text, char mark)
{
    const auto at = text.indexOf(mark);
    if (at < 0)
        return {};
    const auto before = text.first(at);
    text = text.sliced(at + 1);
    return before;
}

/// The network that stands before the first `mark`, or is all of it where there is none to be.
Result<NetworkId> takeNetwork(QByteArrayView &text, std::optional<char> mark)
{
    const auto before = text.size() > maxLength ? std::nullopt : takeUpTo(text, ':');
    const auto after = mark ? takeUpTo(text, *mark) : std::exchange(text, {});
    if (!before || !after || !fits(*before, spacePart) || !fits(*after, networkPart))
        return malformed();
    return NetworkId {before->toByteArray(), after->toByteArray()};
}

} // namespace

Result<NetworkId> NetworkId::parse(QByteArrayView text)
{
    return takeNetwork(text, std::nullopt);
}

Result<AccountId> AccountId::parse(QByteArrayView text)
{
    auto network = TRY(takeNetwork(text, ':'));
    if (!fits(text, referencePart))
        return malformed();
    return AccountId {std::move(network), text.toByteArray()};
}

Result<AssetId> AssetId::parse(QByteArrayView text)
{
    auto network = TRY(takeNetwork(text, '/'));
    const auto kind = takeUpTo(text, ':');
    if (!kind || !fits(*kind, spacePart) || !fits(text, referencePart))
        return malformed();
    return AssetId {std::move(network), kind->toByteArray(), text.toByteArray()};
}

} // namespace tuppence
