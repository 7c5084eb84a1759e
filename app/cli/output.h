// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <QString>

namespace tuppence::cli {

/// The exit codes, as the README lists them.
enum class Exit {
    Done = 0,
    Usage = 2,
    Refused = 10,
    Pending = 11,
    NothingPaid = 12,
    PaidNotDelivered = 13,
    Locked = 14,
    Unknown = 15,
    NoWallet = 16,
    HttpError = 22, ///< with -f: the answer has a status of 400 or above, as curl says it
    Interrupted = 130, ///< twice Control-C
};

/// What a command that could not be done ends with.
[[nodiscard]] Exit exitOf(const Error &error);
/// What a report of a payment ends with.
[[nodiscard]] Exit exitOfReport(const Json &report);
/// The word for `status` in an object that tells of an error.
[[nodiscard]] QByteArray statusOf(const Error &error);

/// Bytes to the standard output. Storage ("usage.output_failed" {file, reason}).
Result<Done> printBytes(QByteArrayView bytes);
/// A line to the standard output.
void printLine(const QString &text);
/// One object with "schema" in front, on one line.
void printJson(Json members);
/// A line to the standard error.
void say(const QString &text);
/// The error as a sentence, to the standard error.
void sayError(const Error &error);

/// "0.01 USDC" of the amount of a report; "–" for null.
[[nodiscard]] QString amountText(const Json &amount);
/// The text member, or nothing; made fit to be shown.
[[nodiscard]] QString shown(const Json &object, const char *key);
/// Whether the member is there and is true.
[[nodiscard]] bool isTrue(const Json &object, const char *key);
/// The array member's elements, or none.
[[nodiscard]] Json elements(const Json &object, const char *key);

} // namespace tuppence::cli
