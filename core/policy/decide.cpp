// SPDX-License-Identifier: MIT
#include "core/policy/decide.h"

#include "core/policy/limitcheck.h"
#include "core/policy/limittext.h"

#include <algorithm>

namespace tuppence::policy {

using namespace Qt::StringLiterals;
using deal::Subject;
using deal::Verdict;

namespace {

Error reason(const char *code)
{
    return {Error::Kind::Refused, code, {}, {}};
}

bool namesSum(const Standing &standing)
{
    return standing.limit
        && std::any_of(namedCaps.begin(), namedCaps.end(), [&standing](const NamedCap &named) {
               return bool((*standing.limit).*named.cap);
           });
}

} // namespace

QList<Subject> subjectsOf(const deal::Terms &terms, const QByteArray &requester,
                          const QList<AssetAmount> &leaves)
{
    using Kind = Subject::Kind;
    QList<Subject> subjects {
        {Kind::Wallet, {}, {}},
        {Kind::Payee, terms.network.space + ':' + terms.payee, {}},
        {Kind::Site, terms.site, {}},
        {Kind::Agent, requester, {}},
        {Kind::AgentOnSite, requester, terms.site},
    };
    for (const AssetAmount &amount : leaves) {
        const Subject asset {Kind::Asset, amount.asset.toString(), {}};
        if (!subjects.contains(asset))
            subjects.append(asset);
    }
    return subjects;
}

Verdict decide(const Question &question, const QList<Standing> &standings,
               const money::Registry &registry, Time now)
{
    Verdict verdict {Verdict::Kind::Allow, question.warnings, {}};
    bool isRefused = false;
    for (const Standing &standing : standings) {
        const Findings found = LimitCheck(standing, question, registry, now).run();
        // What refuses comes first.
        verdict.reasons =
            found.isRefused ? found.reasons + verdict.reasons : verdict.reasons + found.reasons;
        verdict.notices += found.notices;
        isRefused = isRefused || found.isRefused;
    }
    if (!question.isPaired)
        verdict.reasons.append(reason("limit.unpaired"));
    if (std::none_of(standings.begin(), standings.end(), namesSum))
        verdict.reasons.append(reason("limit.none"));
    if (!verdict.reasons.isEmpty())
        verdict.kind = isRefused ? Verdict::Kind::Refuse : Verdict::Kind::Ask;
    return verdict;
}

bool mayApprove(const Verdict &verdict, const QList<Error> &shown)
{
    const auto isShown = [&shown](const Error &reason) {
        return std::any_of(shown.begin(), shown.end(), [&reason](const Error &other) {
            return other.code == reason.code && other.data[u"of"] == reason.data[u"of"];
        });
    };
    const auto isFine = [&isShown](const Error &reason) {
        static const QByteArrayList knownAnyway {"limit.none", "limit.unpaired", "limit.per_minute",
                                                 "warning.first_payment", "warning.new_payee"};
        return knownAnyway.contains(reason.code) || isShown(reason);
    };
    return verdict.kind != Verdict::Kind::Refuse
        && std::all_of(verdict.reasons.begin(), verdict.reasons.end(), isFine);
}

} // namespace tuppence::policy
