// SPDX-License-Identifier: MIT
#pragma once

#include "core/policy/decide.h"

namespace tuppence::policy {

/// What one subject's limit says to one payment.
struct Findings
{
    QList<Error> reasons;
    QList<Error> notices; ///< "limit.nearly_spent", "limit.spent" {subject, of, cap}
    bool isRefused = false; ///< it is passed, and refuses
};

/// Asks one subject's limit about one payment.
class LimitCheck
{
public:
    /// All of them outlive it.
    LimitCheck(const Standing &standing, const Question &question, const money::Registry &registry,
               Time now)
        : m_standing(standing)
        , m_question(question)
        , m_registry(registry)
        , m_now(now)
    {
    }

    [[nodiscard]] Findings run();

private:
    struct Price
    {
        Uint256 counted; ///< the sum of what counts in some measure
        bool isWhole = true; ///< everything does
    };

    void checkCap(const char *code, const deal::Cap &cap, const Uint256 &spent);
    void checkSum(const char *code, const deal::Cap &cap, const Uint256 &spent,
                  const Uint256 &counted);
    void checkSpan(const char *code, const std::optional<deal::Cap> &cap, Span span);
    void checkPace();
    void note(const deal::Cap &cap, const Uint256 &before, const Uint256 &after);
    void add(const char *code, QJsonObject data = {});
    [[nodiscard]] Price price(const deal::Measure &measure) const;

    const Standing &m_standing;
    const Question &m_question;
    const money::Registry &m_registry;
    Time m_now;
    Findings m_findings;
};

} // namespace tuppence::policy
