// SPDX-License-Identifier: MIT
#include "core/vault/walletnotes.h"

#include "core/vault/keychain.h"

#include <tuple>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

QString contentsName(const QString &wallet)
{
    return u"wallet "_s + wallet;
}

QString markName(const QString &wallet)
{
    return u"ledger of wallet "_s + wallet;
}

template <class T> Pending<T> noKeychain()
{
    return failed<T>({Error::Kind::Unsupported, "keychain.none", {}, {}});
}

/// A number in the one spelling that setMark() gives it.
Result<quint64> parseMark(const QByteArray &text)
{
    bool isNumber = false;
    const auto number = text.toULongLong(&isNumber);
    if (!isNumber || QByteArray::number(number) != text)
        return fail(Error::Kind::Malformed, "vault.mark_damaged");
    return number;
}

} // namespace

WalletNotes::WalletNotes(Keychain *keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
{
}

Pending<bool> WalletNotes::isThere() const
{
    return m_keychain ? m_keychain->isThere() : ready<bool>(false);
}

Pending<Done> WalletNotes::add(const QString &wallet, const QByteArray &contents)
{
    if (!m_keychain)
        return noKeychain<Done>();
    auto marked = andThen(m_keychain->write(contentsName(wallet), contents), this,
                          [this, wallet](Done) { return setMark(wallet, 0); });
    return whenReady(std::move(marked), this, [this, wallet](const Result<Done> &done) {
        // Nobody waits for this: a keychain that kept us waiting may still come to it.
        if (!done)
            std::ignore = remove(wallet);
        return ready(done);
    });
}

Pending<QByteArray> WalletNotes::read(const QString &name, const QByteArray &codeIfMissing)
{
    if (!m_keychain)
        return noKeychain<QByteArray>();
    return whenReady(m_keychain->read(name), this, [codeIfMissing](Result<QByteArray> found) {
        if (!found && found.error().code == "keychain.no_note")
            found = fail(Error::Kind::Refused, codeIfMissing);
        return ready(std::move(found));
    });
}

Pending<QByteArray> WalletNotes::contents(const QString &wallet)
{
    return read(contentsName(wallet), "vault.note_missing");
}

Pending<quint64> WalletNotes::mark(const QString &wallet)
{
    return andThen(read(markName(wallet), "vault.mark_missing"), this,
                   [](const QByteArray &text) { return ready(parseMark(text)); });
}

Pending<Done> WalletNotes::setMark(const QString &wallet, quint64 number)
{
    if (!m_keychain)
        return noKeychain<Done>();
    return m_keychain->write(markName(wallet), QByteArray::number(number));
}

Pending<Done> WalletNotes::remove(const QString &wallet)
{
    if (!m_keychain)
        return noKeychain<Done>();
    return andThen(m_keychain->remove(contentsName(wallet)), this,
                   [this, wallet](Done) { return m_keychain->remove(markName(wallet)); });
}

} // namespace tuppence::vault
