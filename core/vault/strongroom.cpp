// SPDX-License-Identifier: MIT
#include "core/vault/strongroom.h"

#include "core/base/errortext.h"

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

/// A keychain that is there and keeps nothing is an error: what is weaker has to be asked for.
template <class T> Result<T> orNotKept(Result<T> outcome)
{
    if (outcome)
        return outcome;
    const Error &error = outcome.error();
    return fail(error.kind, "vault.not_kept", {{u"reason"_s, errorText(error)}});
}

} // namespace

/// What a wallet is made of.
struct Strongroom::Wish
{
    Secret entropy;
    Secret passphrase;
    quint32 firstAccount;
};

Strongroom::Strongroom(const QString &path, Keychain *keychain, QObject *parent)
    : QObject(parent)
    , m_safe(path)
    , m_front(m_safe.front())
    , m_notes(keychain)
{
    m_thread.setMaxThreadCount(1);
}

Strongroom::~Strongroom() = default;

/// Runs `work` in the room's thread, after what was asked before. It may touch m_safe alone.
template <class Work> auto Strongroom::inOrder(Work work)
{
    using Outcome = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    auto future = promise->future();
    // Shared, because QThreadPool of Qt 6.4 takes only what can be copied.
    m_thread.start([promise = std::move(promise), work = std::make_shared<Work>(std::move(work))] {
        finishElsewhere(*promise, (*work)());
    });
    return future;
}

/// Keeps in mind what is known of the wallet that was opened.
Pending<Opened> Strongroom::noted(Pending<Opened> opening)
{
    return whenReady(std::move(opening), this, [this](Result<Opened> opened) {
        if (opened)
            m_front = opened->front;
        return ready(std::move(opened));
    });
}

Pending<Opened> Strongroom::make(Secret entropy, Secret passphrase, quint32 firstAccount,
                                 Keeping keeping)
{
    const auto wish =
        std::make_shared<Wish>(Wish {std::move(entropy), std::move(passphrase), firstAccount});
    if (keeping == Keeping::FileOnly || !m_notes.hasKeychain())
        return noted(makeInFile(wish));
    return noted(whenReady(m_notes.isThere(), this, [this, wish](const Result<bool> &isThere) {
        if (!isThere)
            return ready(orNotKept<Opened>(tl::make_unexpected(isThere.error())));
        return *isThere ? makeInKeychain(wish) : makeInFile(wish);
    }));
}

Pending<Opened> Strongroom::makeInFile(const std::shared_ptr<Wish> &wish)
{
    return inOrder([this, wish] {
        return m_safe.create(std::move(wish->entropy), wish->passphrase.view(), wish->firstAccount);
    });
}

Pending<Opened> Strongroom::makeInKeychain(const std::shared_ptr<Wish> &wish)
{
    Pending<Draft> drafting = inOrder([this, wish] {
        return m_safe.draft(std::move(wish->entropy), wish->passphrase.view(), wish->firstAccount,
                            Place::Keychain);
    });
    return andThen(std::move(drafting), this, [this](Draft made) {
        const auto draft = std::make_shared<Draft>(std::move(made));
        const auto note = draft->file.note;
        auto added = whenReady(m_notes.add(note, draft->note), this,
                               [](Result<Done> done) { return ready(orNotKept(std::move(done))); });
        auto keeping = andThen(std::move(added), this, [this, draft](Done) {
            return Pending<Opened>(
                inOrder([this, draft] { return m_safe.keep(std::move(*draft)); }));
        });
        return whenReady(std::move(keeping), this, [this, note](Result<Opened> kept) {
            if (!kept)
                std::ignore = m_notes.remove(note); // opens nothing; nobody waits for it
            return ready(std::move(kept));
        });
    });
}

/// Runs `open`, in order, with what the keychain has of the wallet: nothing, if all is in the file.
template <class Open> Pending<Opened> Strongroom::withNote(Open open)
{
    const auto ordered = [this, open](const QByteArray &note) {
        return Pending<Opened>(inOrder([open, note] { return open(note); }));
    };
    if (note().isEmpty())
        return noted(ordered({}));
    return noted(andThen(m_notes.contents(note()), this, ordered));
}

Pending<Opened> Strongroom::open(Secret passphrase)
{
    const auto kept = std::make_shared<Secret>(std::move(passphrase));
    return withNote(
        [this, kept](const QByteArray &note) { return m_safe.open(kept->view(), note); });
}

Pending<Opened> Strongroom::openWithUnlockSecret(Secret text)
{
    const auto kept = std::make_shared<Secret>(std::move(text));
    return withNote([this, kept](const QByteArray &note) {
        return m_safe.openWithUnlockSecret(kept->view(), note);
    });
}

Pending<Done> Strongroom::proveOwner(Secret passphrase)
{
    return inOrder([this, passphrase = std::move(passphrase)] {
        return m_safe.proveOwner(passphrase.view());
    });
}

Pending<Done> Strongroom::changePassphrase(Secret old, Secret fresh)
{
    return inOrder([this, old = std::move(old), fresh = std::move(fresh)] {
        return m_safe.changePassphrase(old.view(), fresh.view());
    });
}

Pending<Secret> Strongroom::addUnlockSecret(Secret passphrase)
{
    return inOrder([this, passphrase = std::move(passphrase)] {
        return m_safe.addUnlockSecret(passphrase.view());
    });
}

Pending<Done> Strongroom::remove()
{
    const auto note = this->note();
    QFuture<std::pair<Result<Done>, Result<Front>>> removing = inOrder([this] {
        const auto removed = m_safe.remove();
        return std::pair(removed, m_safe.front());
    });
    auto gone =
        whenReady(std::move(removing), this, [this](std::pair<Result<Done>, Result<Front>> after) {
            m_front = std::move(after.second);
            return ready(std::move(after.first));
        });
    return andThen(std::move(gone), this, [this, note](Done) {
        if (note.isEmpty())
            return ready<Done>(Done {});
        return whenReady(m_notes.remove(note), this, [](Result<Done> removed) {
            if (!removed)
                removed = fail(Error::Kind::Storage, "vault.note_left",
                               {{u"reason"_s, errorText(removed.error())}});
            return ready(std::move(removed));
        });
    });
}

Pending<std::optional<quint64>> Strongroom::ledgerMark()
{
    using Mark = std::optional<quint64>;
    if (note().isEmpty())
        return ready<Mark>(Mark {});
    return andThen(m_notes.mark(note()), this,
                   [](quint64 number) { return ready<Mark>(Mark(number)); });
}

Pending<Done> Strongroom::setLedgerMark(quint64 number)
{
    if (note().isEmpty())
        return ready<Done>(Done {});
    return m_notes.setMark(note(), number);
}

} // namespace tuppence::vault
