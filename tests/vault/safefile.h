// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/bip39.h"
#include "core/vault/safe.h"
#include "core/vault/storage.h"
#include "tests/vault/samples.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tuppence::vault::samples {

inline const QByteArray passphrase = "correct horse";

inline crypto::Bytes bytes(const QByteArray &text)
{
    return crypto::bytesOf(text);
}

inline crypto::Secret entropy()
{
    const auto sentence = crypto::parseSentence(crypto::bytesOf(words)).value();
    return crypto::entropyOf(sentence).value();
}

/// The sealed file of a wallet, in a folder of its own; account 1 is its default.
class SafeFile
{
public:
    SafeFile() { put(whole()); }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("vault.sealed")); }

    void put(const QByteArray &text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(text), text.size());
    }

    /// What stands in it at first. Made once, because each costs an Argon2id.
    [[nodiscard]] static const QByteArray &whole()
    {
        static const QByteArray made = [] {
            const QTemporaryDir folder;
            const QString path = folder.filePath(QStringLiteral("vault.sealed"));
            if (!Safe(path).create(entropy(), bytes(passphrase), 1))
                qFatal("No wallet could be made");
            return readWhole(path).value();
        }();
        return made;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace tuppence::vault::samples
