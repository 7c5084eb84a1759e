// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QList>
#include <QMap>

namespace tuppence::ledger::samples {

/// Where a payment can stand, and what each action makes of it then.
struct Situation
{
    const char *name;
    const char *way; ///< how a payment comes there
    QMap<QByteArray, QByteArray> becomes; ///< action → what it is then; any other is refused
};

inline const QByteArrayList allActions {
    "reserve",        "decline",   "refuse",   "lapse", "release", "writeSigned", "writeSent",
    "writeSentAgain", "delivered", "withheld", "lost",  "seen",    "settled",     "dead"};

inline const QList<Situation> situations {
    {"asked",
     "",
     {{"reserve", "reserved none none"},
      {"decline", "declined none none"},
      {"refuse", "refused none none"},
      {"lapse", "lapsed none none"}}},
    {"reserved",
     "reserve",
     {{"release", "released none none"}, {"writeSigned", "signed open waiting"}}},
    {"signed",
     "reserve writeSigned",
     {{"writeSent", "sent open waiting"},
      {"seen", "signed open waiting"},
      {"settled", "closed settled lost"},
      {"dead", "closed dead lost"}}},
    {"sent",
     "reserve writeSigned writeSent",
     {{"writeSentAgain", "sent open waiting"},
      {"delivered", "sent open delivered"},
      {"withheld", "sent open withheld"},
      {"lost", "sent open lost"},
      {"seen", "sent open waiting"},
      {"settled", "sent settled waiting"},
      {"dead", "sent dead waiting"}}},
    {"lost, open",
     "reserve writeSigned writeSent lost",
     {{"writeSentAgain", "sent open lost"},
      {"delivered", "sent open delivered"},
      {"withheld", "sent open withheld"},
      {"lost", "sent open lost"},
      {"seen", "sent open lost"},
      {"settled", "closed settled lost"},
      {"dead", "closed dead lost"}}},
    {"delivered, open",
     "reserve writeSigned writeSent delivered",
     {{"seen", "sent open delivered"},
      {"settled", "closed settled delivered"},
      {"dead", "closed dead delivered"}}},
    {"withheld, open",
     "reserve writeSigned writeSent withheld",
     {{"writeSentAgain", "sent open withheld"},
      {"delivered", "sent open delivered"},
      {"withheld", "sent open withheld"},
      {"lost", "sent open lost"},
      {"seen", "sent open withheld"},
      {"settled", "closed settled withheld"},
      {"dead", "closed dead withheld"}}},
    {"settled, waiting",
     "reserve writeSigned writeSent settled",
     {{"delivered", "closed settled delivered"},
      {"withheld", "closed settled withheld"},
      {"lost", "closed settled lost"}}},
    {"dead, waiting",
     "reserve writeSigned writeSent dead",
     {{"delivered", "closed dead delivered"},
      {"withheld", "closed dead withheld"},
      {"lost", "closed dead lost"}}},
    {"settled, delivered", "reserve writeSigned writeSent delivered settled", {}},
    {"settled, withheld",
     "reserve writeSigned writeSent settled withheld",
     {{"delivered", "closed settled delivered"},
      {"withheld", "closed settled withheld"},
      {"lost", "closed settled lost"}}},
    {"dead, delivered", "reserve writeSigned writeSent delivered dead", {}},
    {"settled, lost",
     "reserve writeSigned writeSent lost settled",
     {{"delivered", "closed settled delivered"},
      {"withheld", "closed settled withheld"},
      {"lost", "closed settled lost"}}},
    {"dead, lost",
     "reserve writeSigned writeSent lost dead",
     {{"delivered", "closed dead delivered"},
      {"withheld", "closed dead withheld"},
      {"lost", "closed dead lost"}}},
    {"declined", "decline", {}},
    {"refused", "refuse", {}},
    {"lapsed", "lapse", {}},
    {"released", "reserve release", {}},
};

} // namespace tuppence::ledger::samples
