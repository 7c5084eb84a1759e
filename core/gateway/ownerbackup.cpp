// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/gateway/limitjson.h"
#include "core/gateway/messages.h"
#include "core/gateway/ownerdesk.h"
#include "core/ledger/ledger.h"
#include "core/payments/engine.h"
#include "core/payments/restoration.h"
#include "core/vault/vault.h"

#include <QTemporaryFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

using Outcome = Pending<std::shared_ptr<Answer>>;
using payments::Restored;

/// Of a piece; as base64 and with the rest of its message it stays below longestMessage.
constexpr qint64 longestPiece = 128 * 1024;

Outcome wrong(const char *name)
{
    return failed<std::shared_ptr<Answer>>(
        {Error::Kind::Malformed, "gateway.params", {{u"name"_s, QString::fromLatin1(name)}}, {}});
}

Outcome storage(const QFileDevice &file, const char *code)
{
    return failed<std::shared_ptr<Answer>>(
        {Error::Kind::Storage, code, {{u"reason"_s, file.errorString()}}, {}});
}

/// "offset", where it is a whole number.
std::optional<qint64> offsetFrom(const Json &params)
{
    const Json *offset = member(params, "offset");
    if (!offset || !offset->is_number_unsigned())
        return {};
    return offset->get<qint64>();
}

/// A file without a name, sealed and gone with the connection: the backup on its way.
std::shared_ptr<QFile> newCarried(const Household &household)
{
    return std::make_shared<QTemporaryFile>(household.folder + u"/backup-XXXXXX"_s);
}

/// The keys, once the owner has proved to ask and the wallet is unlocked.
Pending<payments::BackupKeys> openKeys(OwnerDesk &desk, Call call)
{
    return andThen(unlockWithProof(desk, std::move(call.secrets.at(0))), &desk, [&desk](Done) {
        auto file = desk.household().vault->backupKey();
        auto rows = desk.household().vault->limitsKey();
        if (!file || !rows)
            return failed<payments::BackupKeys>({Error::Kind::Locked, "vault.locked", {}, {}});
        return ready<payments::BackupKeys>(
            payments::BackupKeys {std::make_shared<const Secret>(*std::move(file)),
                                  std::make_shared<const Secret>(*std::move(rows))});
    });
}

Outcome make(OwnerDesk &desk, Call call)
{
    return andThen(openKeys(desk, std::move(call)), &desk,
                   [&desk](const payments::BackupKeys &keys) {
                       const auto file = newCarried(desk.household());
                       if (!file->open(QIODevice::ReadWrite))
                           return storage(*file, "backup.not_kept");
                       return andThen(desk.household().engine->backUp(keys, file), &desk,
                                      [&desk, file](const payments::BackedUp &counts) {
                                          if (!file->flush())
                                              return storage(*file, "backup.not_kept");
                                          desk.carry(file);
                                          return answered({{"size", file->size()},
                                                           {"payments", counts.payments},
                                                           {"limits", counts.limits},
                                                           {"agents", counts.agents}});
                                      });
                   });
}

Outcome read(OwnerDesk &desk, const Call &call)
{
    const auto file = desk.carried();
    const auto offset = offsetFrom(call.params);
    if (!file || !offset || *offset > file->size())
        return wrong("offset");
    const bool isThere = file->seek(*offset);
    const QByteArray piece = file->read(longestPiece);
    if (!isThere || piece.size() != std::min(longestPiece, file->size() - *offset))
        return storage(*file, "backup.not_kept");
    return answered({{"bytes", toJson(toBase64(piece))}});
}

/// At offset 0 another file begins.
Outcome write(OwnerDesk &desk, const Call &call)
{
    const auto offset = offsetFrom(call.params);
    const auto piece = fromBase64(call.text("bytes"));
    if (!piece || piece->isEmpty() || piece->size() > longestPiece)
        return wrong("bytes");
    if (offset == 0) {
        auto file = newCarried(desk.household());
        if (!file->open(QIODevice::ReadWrite))
            return storage(*file, "backup.not_kept");
        desk.carry(file);
    }
    const auto file = desk.carried();
    if (!file || !offset || *offset != file->size())
        return wrong("offset");
    const bool isThere = file->seek(*offset);
    if (!isThere || file->write(*piece) != piece->size() || !file->flush())
        return storage(*file, "backup.not_kept");
    return answered();
}

const char *nameOf(Restored::Change change)
{
    switch (change) {
    case Restored::Change::Added:
        return "added";
    case Restored::Change::Stricter:
        return "stricter";
    case Restored::Change::Ended:
        return "ended";
    }
    Q_UNREACHABLE();
}

/// Each limit that was changed, as it stands now, and how.
Json changesJson(const Restored &restored, const QList<ledger::LimitRow> &rows,
                 const QList<ledger::Client> &clients, const Household &household)
{
    Json list = Json::array();
    for (const auto &[subject, change] : restored.limits) {
        for (const ledger::LimitRow &row : rows) {
            if (row.subject != subject)
                continue;
            Json limit = limitJson(row, clients, *household.registry, household.clock->now());
            list.push_back({{"change", nameOf(change)}, {"limit", std::move(limit)}});
        }
    }
    return list;
}

Outcome tell(OwnerDesk &desk, const Restored &restored)
{
    const Household &household = desk.household();
    return andThen(
        household.engine->limits(), &desk, [&, restored](const QList<ledger::LimitRow> &rows) {
            return andThen(household.ledger->clients(), &desk,
                           [&household, restored, rows](const QList<ledger::Client> &clients) {
                               return answered(
                                   {{"made", toJson(toRfc3339(restored.made))},
                                    {"payments", restored.payments},
                                    {"open", restored.open},
                                    {"agents", restored.agents},
                                    {"revoked", restored.revoked.size()},
                                    {"limits", changesJson(restored, rows, clients, household)},
                                    {"doubtful", restored.doubtful},
                                    {"takenAway", restored.takenAway}});
                           });
        });
}

Outcome restore(OwnerDesk &desk, Call call)
{
    const auto file = desk.carried();
    if (!file)
        return wrong("offset");
    desk.carry(nullptr); // the ledger's thread reads it
    return andThen(
        openKeys(desk, std::move(call)), &desk, [&desk, file](const payments::BackupKeys &keys) {
            const Household &household = desk.household();
            if (!file->seek(0))
                return storage(*file, "backup.not_kept");
            // In the engine's context, because the owner's connection may be gone by then.
            auto taken = andThen(household.engine->restore(keys, file), household.engine,
                                 [dismiss = household.dismissRevoked](const Restored &restored) {
                                     for (const QByteArray &key : restored.revoked)
                                         dismiss(key);
                                     return ready<Restored>(restored);
                                 });
            return andThen(std::move(taken), &desk,
                           [&desk](const Restored &restored) { return tell(desk, restored); });
        });
}

} // namespace

OwnerMethods backupMethods(OwnerDesk &desk)
{
    return {
        {"backup", {{"passphrase"}, [&desk](Call call) { return make(desk, std::move(call)); }}},
        {"backup.read", {{}, [&desk](const Call &call) { return read(desk, call); }}},
        {"backup.write", {{}, [&desk](const Call &call) { return write(desk, call); }}},
        {"backup.restore",
         {{"passphrase"}, [&desk](Call call) { return restore(desk, std::move(call)); }}},
    };
}

} // namespace tuppence::gateway
