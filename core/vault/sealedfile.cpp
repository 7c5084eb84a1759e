// SPDX-License-Identifier: MIT
#include "core/vault/sealedfile.h"

#include "core/base/bytes.h"
#include "core/base/json.h"

#include <QCryptographicHash>

#include <limits>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

tl::unexpected<Error> damaged()
{
    return fail(Error::Kind::Malformed, "vault.damaged");
}

Json base64(const QByteArray &bytes)
{
    return toBase64(bytes).toStdString();
}

QByteArray spelled(const Json &json)
{
    return QByteArray::fromStdString(json.dump(1)) + '\n';
}

Json slotsOf(const SealedFile &file)
{
    Json slotsByName;
    slotsByName["owner"] = {
        {"kdf", "argon2id"},
        {"passes", file.owner.cost.passes},
        {"memoryBytes", file.owner.cost.memoryBytes},
        {"salt", base64(file.owner.salt)},
        {"dataKey", base64(file.owner.dataKey)},
    };
    if (file.unlockDataKey)
        slotsByName["unlock"] = {{"dataKey", base64(*file.unlockDataKey)}};
    return slotsByName;
}

Json headerOf(const SealedFile &file)
{
    auto addresses = Json::array();
    for (const auto &address : file.addresses)
        addresses.push_back(address.toStdString());
    Json header {
        {"tuppenceVault", file.note.isEmpty() ? 1 : SealedFile::newest},
        {"seal", "xchacha20-poly1305"},
        {"firstAccount", file.firstAccount},
        {"addresses", std::move(addresses)},
        {"slots", slotsOf(file)},
    };
    if (!file.note.isEmpty())
        header["note"] = file.note.toStdString();
    return header;
}

std::optional<quint64> countMember(const Json &object, const char *key)
{
    const auto *found = member(object, key);
    if (!found || !found->is_number_unsigned())
        return {};
    return found->get<quint64>();
}

/// Absent and malformed are the same here; what is not canonical shows when it is spelled again.
QByteArray bytesMember(const Json &object, const char *key)
{
    const auto text = textMember(object, key);
    return text ? fromBase64(*text).value_or(QByteArray {}) : QByteArray {};
}

Result<OwnerSlot> readOwnerSlot(const Json &slotsByName)
{
    const auto *owner = member(slotsByName, "owner");
    if (!owner)
        return damaged();
    const auto passes = countMember(*owner, "passes");
    const auto memoryBytes = countMember(*owner, "memoryBytes");
    if (!passes || *passes > std::numeric_limits<quint32>::max() || !memoryBytes)
        return damaged();
    return OwnerSlot {{.memoryBytes = *memoryBytes, .passes = quint32(*passes)},
                      bytesMember(*owner, "salt"),
                      bytesMember(*owner, "dataKey")};
}

Result<QByteArrayList> readAddresses(const Json &json)
{
    const auto *list = member(json, "addresses");
    if (!list || !list->is_array())
        return damaged();
    QByteArrayList addresses;
    for (const auto &address : *list) {
        if (!address.is_string())
            return damaged();
        addresses.append(QByteArray::fromStdString(address.get<std::string>()));
    }
    return addresses;
}

Result<SealedFile> read(const Json &json)
{
    const auto *slotsByName = member(json, "slots");
    const auto firstAccount = countMember(json, "firstAccount");
    if (!slotsByName || !firstAccount)
        return damaged();
    SealedFile file;
    file.addresses = TRY(readAddresses(json));
    file.owner = TRY(readOwnerSlot(*slotsByName));
    file.note = QString::fromUtf8(textMember(json, "note").value_or(QByteArray()));
    if (*firstAccount >= quint64(file.addresses.size()))
        return damaged();
    file.firstAccount = quint32(*firstAccount);
    if (const auto *unlock = member(*slotsByName, "unlock"))
        file.unlockDataKey = bytesMember(*unlock, "dataKey");
    file.secret = bytesMember(json, "secret");
    return file;
}

} // namespace

QByteArray encode(const SealedFile &file)
{
    auto json = headerOf(file);
    json["secret"] = base64(file.secret);
    const auto checksum = QCryptographicHash::hash(spelled(json), QCryptographicHash::Sha256);
    json["checksum"] = base64(checksum);
    return spelled(json);
}

Result<SealedFile> decodeSealedFile(QByteArrayView text)
{
    const auto json = parseJson(text);
    if (!json)
        return damaged();
    const auto version = countMember(*json, "tuppenceVault");
    if (version && *version > SealedFile::newest)
        return fail(Error::Kind::Unsupported, "vault.version", {{u"version"_s, qint64(*version)}});
    const auto file = TRY(read(*json));
    if (encode(file) != text)
        return damaged();
    return file;
}

QByteArray associatedBytes(const SealedFile &file)
{
    return spelled(headerOf(file));
}

} // namespace tuppence::vault
