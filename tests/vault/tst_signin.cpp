// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/crypto/eip55.h"
#include "core/crypto/hash.h"
#include "core/vault/signincoverage.h"
#include "core/vault/signinsignature.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"
#include "tests/vault/samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::arrived;
using samples::codeOf;

namespace {

constexpr Time issued {1'700'000'000s}; // 2023-11-14T22:13:20Z

Json official()
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-extension-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors");
    return parseJson(file.readAll()).value()["siwx_evm"];
}

deal::SignIn message()
{
    deal::SignIn message;
    message.domain = "api.example.com";
    message.account = {{"eip155", "8453"}, "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1"};
    message.statement = "Sign in to access premium data";
    message.uri = "https://api.example.com/data";
    message.version = "1";
    message.nonce = "a1b2c3d4e5f67890a1b2c3d4e5f67890";
    message.issuedAt = "2023-11-14T22:13:20.000Z";
    message.expirationTime = "2023-11-14T22:18:20.000Z";
    message.resources = {"https://api.example.com/data"};
    return message;
}

deal::Visit visit()
{
    return {QUrl(u"https://api.example.com/data?page=2"_s), message().account.address};
}

using Change = std::function<void(deal::SignIn &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

/// The text of EIP-4361, and what the vault demands before it signs it.
class tst_SignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textAndSignatureAreTheOfficialOnes();
    void linesThatAreNotThereAreLeftOut();
    void whatIsHonestIsSigned_data();
    void whatIsHonestIsSigned();
    void whatIsNotIsRefused_data();
    void whatIsNotIsRefused();
    void theVisitCountsAndNotTheSellersWord();
    void signsForAccountsOfItsOwnAlone();
};

void tst_SignIn::textAndSignatureAreTheOfficialOnes()
{
    QCOMPARE(textOf(message()).value(), textMember(official(), "text").value());
    const auto key = crypto::PrivateKey::create(samples::secret(QByteArray(32, 1))).value();
    QCOMPARE(toHex(signSignIn(message(), key).value()),
             textMember(official()["payload"], "signature").value());
}

void tst_SignIn::linesThatAreNotThereAreLeftOut()
{
    auto bare = message();
    bare.statement.clear();
    bare.expirationTime.clear();
    bare.resources.clear();
    bare.requestId = "r1";
    bare.notBefore = "2023-11-14T22:13:20Z";
    QCOMPARE(textOf(bare).value(),
             "api.example.com wants you to sign in with your Ethereum account:\n"
             "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1\n\n\n"
             "URI: https://api.example.com/data\nVersion: 1\nChain ID: 8453\n"
             "Nonce: a1b2c3d4e5f67890a1b2c3d4e5f67890\nIssued At: 2023-11-14T22:13:20.000Z\n"
             "Not Before: 2023-11-14T22:13:20Z\nRequest ID: r1");
}

void tst_SignIn::whatIsHonestIsSigned_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("as it is", [](auto &) {});
    row("no statement", [](auto &m) { m.statement.clear(); });
    row("no end", [](auto &m) { m.expirationTime.clear(); });
    row("another zone", [](auto &m) { m.issuedAt = "2023-11-15T00:13:20+02:00"; });
    row("a clock a minute ahead", [](auto &m) { m.issuedAt = "2023-11-14T22:14:20.000Z"; });
    row("another path", [](auto &m) { m.uri = "https://api.example.com"; });
    row("the usual port", [](auto &m) { m.uri = "https://api.example.com:443/data"; });
    row("twenty resources",
        [](auto &m) { m.resources = QByteArrayList(20, "https://api.example.com"); });
}

void tst_SignIn::whatIsHonestIsSigned()
{
    QFETCH(Change, change);
    auto changed = message();
    change(changed);
    QCOMPARE(codeOf(expectCovered(changed, visit(), issued)), "");
}

void tst_SignIn::whatIsNotIsRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto group = [](const QByteArray &code) {
        return [code](const char *name, const Change &change) {
            QTest::newRow(name) << change << code;
        };
    };
    const auto site = group("signer.sign_in_site");
    site("another host", [](auto &m) { m.domain = "bank.example"; });
    site("no host", [](auto &m) { m.domain.clear(); });
    site("a port that is not there", [](auto &m) { m.domain += ":8443"; });
    site("a host in capitals", [](auto &m) { m.domain = "API.example.com"; });
    site("a URI elsewhere", [](auto &m) { m.uri = "https://bank.example/data"; });
    site("a URI of another scheme", [](auto &m) { m.uri = "http://api.example.com/data"; });
    site("a URI on another port", [](auto &m) { m.uri = "https://api.example.com:8443/"; });
    site("a URI whose host is a name",
         [](auto &m) { m.uri = "https://api.example.com@bank.example/data"; });
    site("no URI", [](auto &m) { m.uri.clear(); });
    site("a URI that is none", [](auto &m) { m.uri = "data"; });

    const auto text = group("signer.sign_in_text");
    text("another version", [](auto &m) { m.version = "2"; });
    text("no version", [](auto &m) { m.version.clear(); });
    text("no nonce", [](auto &m) { m.nonce.clear(); });
    text("a forged line", [](auto &m) { m.statement = "Hello\n\nURI: https://bank.example"; });
    text("a return", [](auto &m) { m.statement = "Hello\rURI: https://bank.example"; });
    text("an end of text", [](auto &m) { m.statement = QByteArray("Hello\0", 6); });
    text("a bidi mark", [](auto &m) { m.statement = "Hello \u202e"; });
    text("too long a statement", [](auto &m) { m.statement.fill('x', 1001); });
    text("a line in the nonce", [](auto &m) { m.nonce += "\nIssued At: 2023"; });
    text("a line in the request", [](auto &m) { m.requestId = "1\nResources:"; });
    text("a line in a resource", [](auto &m) { m.resources += "https://a.example\n- b"; });
    text("an empty resource", [](auto &m) { m.resources += ""; });
    text("many resources", [](auto &m) { m.resources = QByteArrayList(21, "a:b"); });

    const auto time = group("signer.sign_in_time");
    time("not issued", [](auto &m) { m.issuedAt.clear(); });
    time("issued later", [](auto &m) { m.issuedAt = "2023-11-14T22:14:21.000Z"; });
    time("over", [](auto &m) { m.expirationTime = "2023-11-14T22:13:20.000Z"; });
    time("not yet", [](auto &m) { m.notBefore = "2023-11-14T22:14:21.000Z"; });
    time("no time", [](auto &m) { m.issuedAt = "yesterday"; });
    time("no end that can be read", [](auto &m) { m.expirationTime = "never"; });
    time("no zone", [](auto &m) { m.issuedAt = "2023-11-14T22:13:20.000"; });
    time("a line behind it", [](auto &m) { m.issuedAt += "\nNonce: 1"; });

    const auto account = group("signer.account");
    account("another account", [](auto &m) { m.account.address = samples::account1; });
    account("another family", [](auto &m) { m.account.network.space = "solana"; });
}

void tst_SignIn::whatIsNotIsRefused()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    auto changed = message();
    change(changed);
    QCOMPARE(codeOf(expectCovered(changed, visit(), issued)), code);
}

void tst_SignIn::theVisitCountsAndNotTheSellersWord()
{
    const auto at = [](const char *url) {
        return codeOf(expectCovered(
            message(), {QUrl(QString::fromLatin1(url)), message().account.address}, issued));
    };
    QCOMPARE(at("https://api.example.com/"), "");
    for (const char *url : {"http://api.example.com/data", "https://api.example.com:8443/data",
                            "https://example.com/data", "ftp://api.example.com/", ""})
        QCOMPARE(at(url), "signer.sign_in_site");
}

void tst_SignIn::signsForAccountsOfItsOwnAlone()
{
    const QTemporaryDir folder;
    const samples::FixedClock clock;
    const auto registry = money::Registry::builtIn().value();
    Vault vault(folder.path());
    const auto passphrase = [] { return samples::secret("correct horse"); };
    QVERIFY(arrived(vault.restore(samples::secret(samples::words), passphrase())));
    const VaultSigner signer(vault, registry, clock);
    auto ours = message();
    ours.account.address = samples::account1;
    ours.issuedAt = toRfc3339(clock.now()).toLatin1();
    ours.expirationTime.clear();
    const auto signature = signer.signIn(ours, {visit().url, samples::account1});
    QVERIFY(signature);
    const auto text = textOf(ours).value();
    const auto hash = crypto::keccak256("\x19"
                                        "Ethereum Signed Message:\n"
                                        + QByteArray::number(text.size()) + text);
    const auto publicKey = crypto::recover(hash, *signature).value();
    QCOMPARE(evm::addressOf(publicKey)->toChecksummed(), samples::account1);

    auto theirs = ours;
    theirs.account.address = samples::stranger;
    QCOMPARE(codeOf(signer.signIn(theirs, {visit().url, samples::stranger})),
             "signer.foreign_account");
    QCOMPARE(codeOf(signer.signIn(theirs, {visit().url, samples::account1})), "signer.account");
    vault.lock();
    QCOMPARE(codeOf(signer.signIn(ours, {visit().url, samples::account1})), "vault.locked");
}

QTEST_GUILESS_MAIN(tst_SignIn)
#include "tst_signin.moc"
