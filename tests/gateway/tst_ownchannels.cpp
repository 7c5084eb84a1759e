// SPDX-License-Identifier: MIT
#include "core/ledger/backup.h"
#include "tests/gateway/addingruns.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using namespace tuppence::test;

namespace {

const QByteArray id = "0x" + QByteArray(64, 'a');
constexpr auto list = "own-channels";

Json channelEntry()
{
    return {{"id", id.toUpper().replace("0X", "0x").toStdString()},
            {"network", "eip155:84532"},
            {"contract", "0xc4a2000000000000000000000000000000000402"},
            {"asset", play.reference.toLower().toStdString()},
            {"payee", "0x209693bc6afc0c5328ba36faf03c514ef312287c"},
            {"deposit", "100000"},
            {"label", "the research bot"}};
}

} // namespace

/// The owner's payment channels, in one run of the program after the other.
class tst_OwnChannels : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_runs = std::make_unique<AddingRuns>();
        QVERIFY(wait(m_runs->additions().addNetwork(networkEntry())));
        QVERIFY(wait(m_runs->additions().addToken(token())));
    }

    void cleanup() { m_runs.reset(); }

    void isThereInTheNextRun()
    {
        QVERIFY(wait(m_runs->additions().addChannel(channelEntry())));
        m_runs->start();
        QVERIFY(m_runs->warnings().isEmpty());
        const auto *channel = m_runs->registry().channels().find(id);
        QVERIFY(channel);
        QCOMPARE(channel->asset, play);
        QCOMPARE(channel->contract, QByteArray("0xC4a2000000000000000000000000000000000402"));
        QCOMPARE(channel->payee, QByteArray("0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
        QCOMPARE(channel->deposit, Uint256(100'000));
        QCOMPARE(channel->label, u"the research bot"_s);
        QVERIFY(channel->signedBefore.isZero() && !channel->expiry && channel->payer.isEmpty());
    }

    void isNoMoreOnceRemoved()
    {
        QVERIFY(wait(m_runs->additions().addChannel(channelEntry())));
        QCOMPARE(codeOf(m_runs->additions().addChannel(channelEntry())),
                 QByteArray("money.known_channel"));
        QVERIFY(wait(m_runs->additions().removeChannel(id.toUpper())));
        QVERIFY(!m_runs->registry().channels().find(id));
        QCOMPARE(codeOf(m_runs->additions().removeChannel(id)),
                 QByteArray("money.unknown_channel"));
        m_runs->start();
        QVERIFY(m_runs->registry().channels().all().isEmpty());
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const char *member, const QByteArray &value,
                            const char *code = "money.entry") {
            QTest::newRow(name) << QByteArray(member) << value << QByteArray(code);
        };
        const auto text = [](const QByteArray &value) { return '"' + value + '"'; };
        row("a short id", "id", text("0x12"));
        row("no network", "network", text("base"));
        row("another family", "network", text("solana:x"));
        row("an unknown network", "network", text("eip155:5"), "money.network_first");
        row("an unknown token", "asset", text("0x0000000000000000000000000000000000000001"),
            "money.channel_asset");
        row("a coin that is not known", "asset", text("native"), "money.channel_asset");
        row("no asset", "asset", text("USDC"));
        row("a wrong checksum", "payee", text("0x209693bc6afc0c5328ba36faf03c514ef312287C"));
        row("nobody", "payee", text("0x0000000000000000000000000000000000000000"));
        row("no contract", "contract", text("0x0000000000000000000000000000000000000000"));
        row("a number", "deposit", "100000");
        row("nothing in it", "deposit", text("0"));
        row("a fraction", "deposit", text("0.5"));
        row("more than the deposit", "signed", text("100001"));
        row("a time without a zone", "expiry", text("2027-01-01T00:00:00"));
        row("no time", "expiry", text("soon"));
        row("a label that lies", "label", text("a\xe2\x80\xae"), "money.own_text");
        row("what nobody asked for", "fee", text("1"));
    }

    void refusesWhatIsNone()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, value);
        Json entry = channelEntry();
        entry[member.toStdString()] = parseJson("[" + value + "]")->at(0);
        QTEST(codeOf(m_runs->additions().addChannel(entry)), "code");
        QVERIFY(m_runs->registry().channels().all().isEmpty());
    }

    void whatSomebodyElseWroteIsNotBelieved()
    {
        QVERIFY(wait(m_runs->additions().addChannel(channelEntry())));
        Json channels = m_runs->written(list);
        channels[0]["deposit"] = "900000";
        m_runs->write(list, channels);
        m_runs->isLocked = true;
        m_runs->start();
        QVERIFY(m_runs->registry().channels().find(id));
        m_runs->isLocked = false;
        const QList<Error> told = m_runs->additions().verify();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().code, QByteArray("gateway.unsealed"));
        QVERIFY(!m_runs->registry().channels().find(id));
    }

    void anUnsoundTokenTakesItsChannelsAlong()
    {
        QVERIFY(wait(m_runs->additions().addChannel(channelEntry())));
        Json tokens = m_runs->written("own-tokens");
        tokens[0]["decimals"] = 12;
        m_runs->write("own-tokens", tokens);
        m_runs->isLocked = true;
        m_runs->start();
        m_runs->isLocked = false;
        QCOMPARE(m_runs->additions().verify().size(), 2);
        QVERIFY(m_runs->registry().channels().all().isEmpty());
    }

    void networkAndTokenStayWhileItIsThere()
    {
        QVERIFY(wait(m_runs->additions().addChannel(channelEntry())));
        QCOMPARE(codeOf(m_runs->additions().removeToken(play.toString())),
                 QByteArray("gateway.in_channel"));
        QCOMPARE(codeOf(m_runs->additions().removeNetwork(home.toString())),
                 QByteArray("gateway.in_channel"));
        QVERIFY(wait(m_runs->additions().removeChannel(id)));
        QVERIFY(wait(m_runs->additions().removeToken(play.toString())));
    }

    void nothingIsAddedToALockedWallet()
    {
        m_runs->isLocked = true;
        QCOMPARE(codeOf(m_runs->additions().addChannel(channelEntry())),
                 QByteArray("vault.locked"));
        QVERIFY(m_runs->registry().channels().all().isEmpty());
    }

    /// Vouchers of before may stand in another ledger.
    void whatWasSignedIsAskedForAfterARestore()
    {
        const auto restored = [](ledger::Restoring &restoring) {
            return restoring.goOn(ledger::samples::at(0));
        };
        QVERIFY(wait(m_runs->ledger().restore(restored, ledger::samples::sealKey())));
        QCOMPARE(codeOf(m_runs->additions().addChannel(channelEntry())),
                 QByteArray("gateway.signed_needed"));
        Json entry = channelEntry();
        entry["signed"] = "0";
        QVERIFY(wait(m_runs->additions().addChannel(entry)));
    }

private:
    std::unique_ptr<AddingRuns> m_runs;
};

QTEST_GUILESS_MAIN(tst_OwnChannels)
#include "tst_ownchannels.moc"
