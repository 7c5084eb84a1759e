// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/arguments.h"
#include "core/base/json.h"

#include <QFileDevice>

#include <memory>
#include <optional>

namespace tuppence::cli {

/// Where the bytes of an answer go while they come: standard output, a file, or the JSON object.
class Delivery
{
public:
    /// The largest body that is put into a JSON object; a larger one needs -o.
    static constexpr qsizetype longestInJson = 64 * 1024 * 1024;

    /// Opens what "-o" names, so that nothing is paid for an answer that cannot be written.
    /// Storage ("usage.output_failed" {file, reason}).
    static Result<std::unique_ptr<Delivery>> create(const Arguments &arguments);

    /// The final answer begins; `head` is the event's content.
    Result<Done> begin(const Json &head);
    /// Storage ("usage.output_failed"). OutOfRange ("usage.too_large_for_json" {most}).
    Result<Done> take(QByteArrayView bytes);
    /// The body is whole: the file gets its name now. Storage ("usage.output_failed").
    Result<Done> end();

    /// begin() was called.
    [[nodiscard]] bool hasBegun() const { return m_head.has_value(); }

    /// "-f" and a status of 400 or above: the body is left out.
    [[nodiscard]] bool isHttpError() const { return m_isHttpError; }

    /// The member "response" of the JSON object; null before begin().
    [[nodiscard]] Json response() const;

private:
    enum class To { Output, File, Json };

    Delivery() = default;
    Result<Done> put(QByteArrayView bytes);

    To m_to = To::Output;
    bool m_includesHead = false;
    bool m_failsOnHttpError = false;
    bool m_isHttpError = false;
    std::optional<Json> m_head;
    QByteArray m_body; ///< for the JSON object
    std::unique_ptr<QFileDevice> m_file;
};

} // namespace tuppence::cli
