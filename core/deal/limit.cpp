// SPDX-License-Identifier: MIT
#include "core/deal/limit.h"

namespace tuppence::deal {

QByteArray Subject::key() const
{
    switch (kind) {
    case Kind::Wallet:
        return "wallet";
    case Kind::Site:
        return "site " + name;
    case Kind::Agent:
        return "agent " + name;
    case Kind::Payee:
        return "payee " + name;
    case Kind::Asset:
        return "asset " + name;
    case Kind::AgentOnSite:
        return "agent " + name + ' ' + site;
    }
    Q_UNREACHABLE();
}

Result<Subject> Subject::parse(const QByteArray &key)
{
    const QByteArrayList words = key.split(' ');
    Subject subject;
    if (words.size() > 1)
        subject.name = words.at(1);
    if (words.size() > 2)
        subject.site = words.at(2);
    for (const Kind kind :
         {Kind::Wallet, Kind::Site, Kind::Agent, Kind::Payee, Kind::Asset, Kind::AgentOnSite}) {
        subject.kind = kind;
        const bool isWhole = words.size() < 2 || !words.last().isEmpty();
        if (isWhole && subject.key() == key)
            return subject;
    }
    return fail(Error::Kind::Malformed, "deal.subject");
}

} // namespace tuppence::deal
