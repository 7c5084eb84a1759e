// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/arguments.h"
#include "core/base/json.h"

namespace tuppence::cli {

/// What `pay` and `quote` are to ask for, as the message on the socket says it.
struct Wish
{
    Json params;
    QByteArray body;
};

/// The options that say what to ask for, as curl calls them.
[[nodiscard]] QList<Option> wishOptions();

/// Reads them, the files they name too. "-d" strips line ends of a file and joins its parts with
/// "&", like curl; a body means POST.
///
/// Malformed: "usage.url", "usage.header" {header}, "usage.method". Storage ("usage.read_failed"
/// {file, reason}), OutOfRange ("gateway.body_too_large" {most}).
Result<Wish> wishFrom(const Arguments &arguments);

/// The bytes of a file; "-" is the standard input. Storage ("usage.read_failed" {file, reason}),
/// OutOfRange ("gateway.body_too_large" {most}).
Result<QByteArray> contentsOf(const QByteArray &name);

} // namespace tuppence::cli
