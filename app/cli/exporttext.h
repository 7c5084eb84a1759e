// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <memory>

namespace tuppence::cli {

/// How a history is written down, piece by piece (docs/export.md). A payment is one that the method
/// `export.page` gives.
class ExportText
{
public:
    virtual ~ExportText() = default;

    [[nodiscard]] virtual QByteArray begin() const = 0;
    [[nodiscard]] virtual QByteArray payment(const Json &payment) = 0;
    [[nodiscard]] virtual QByteArray end() const = 0;
};

/// A header, and one record for each payment.
[[nodiscard]] std::unique_ptr<ExportText> csvExport();
/// One object with "schema" and "payments".
[[nodiscard]] std::unique_ptr<ExportText> jsonExport();

} // namespace tuppence::cli
