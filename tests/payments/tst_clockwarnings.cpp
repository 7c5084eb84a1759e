// SPDX-License-Identifier: MIT
#include "core/money/registry.h"
#include "core/payments/warnings.h"
#include "tests/fakes/fakeclock.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const NetworkId base {"eip155", "8453"}; // blocks never stop
const NetworkId arbitrum {"eip155", "42161"}; // blocks where somebody pays
const NetworkId playBase {"eip155", "84532"};

} // namespace

/// The two witnesses of our clock: the seller, and the newest block of the network.
class tst_ClockWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestBlocksAreComparedWithOurClock_data();
    void newestBlocksAreComparedWithOurClock();
    void sayWhatEachClockSays();
    void nobodyAskedIsNoWitness();
    void bothWitnessesAreHeard();

private:
    QList<Error> warnings(const NetworkId &network, const std::optional<Time> &newestBlock,
                          const QByteArray &date = {});

    fakes::FakeClock m_clock;
};

QList<Error> tst_ClockWarnings::warnings(const NetworkId &network,
                                         const std::optional<Time> &newestBlock,
                                         const QByteArray &date)
{
    static const auto registry = money::Registry::builtIn().value();
    payments::Rooms rooms;
    rooms.clock = &m_clock;
    rooms.registry = &registry;
    payments::Option option;
    option.offer.network = network;
    option.amount = {registry.assetsOf(network).front().id, 1};
    option.balance = 1;
    option.newestBlock = newestBlock;
    payments::Asked asked;
    asked.request.url = QUrl(u"https://api.example.com/"_s);
    if (!date.isEmpty())
        asked.reply.headers.add("Date", date);
    return payments::warningsFor(option, asked, rooms);
}

void tst_ClockWarnings::newestBlocksAreComparedWithOurClock_data()
{
    QTest::addColumn<NetworkId>("network");
    QTest::addColumn<int>("ahead");
    QTest::addColumn<bool>("warns");
    constexpr int year = 31'536'000;
    for (const NetworkId &network : {base, arbitrum, playBase}) {
        const auto row = [&](const char *name, int ahead, bool warns) {
            QTest::addRow("%s, %s", network.reference.constData(), name)
                << network << ahead << warns;
        };
        row("of now", 0, false);
        row("a minute ahead", 60, false);
        row("more than a minute ahead", 61, true);
        row("a year ahead", year, true);
        row("a minute old", -60, false);
        row("more than a minute old", -61, network == base);
        row("a year old", -year, network == base);
    }
}

void tst_ClockWarnings::newestBlocksAreComparedWithOurClock()
{
    QFETCH(NetworkId, network);
    QFETCH(int, ahead);
    QFETCH(bool, warns);
    const auto told = warnings(network, m_clock.now() + std::chrono::seconds(ahead));
    QCOMPARE(told.size(), warns ? 1 : 0);
    if (warns)
        QCOMPARE(told.first().code, "warning.block_clock");
}

void tst_ClockWarnings::sayWhatEachClockSays()
{
    const Time ours = m_clock.now();
    const auto told = warnings(base, ours + 2h);
    QCOMPARE(told.first().data,
             (QJsonObject {{u"network"_s, u"Base"_s},
                           {u"theirs"_s, toRfc3339(ours + 2h)},
                           {u"ours"_s, toRfc3339(ours)}}));
}

void tst_ClockWarnings::nobodyAskedIsNoWitness()
{
    QVERIFY(warnings(base, std::nullopt).isEmpty());
}

void tst_ClockWarnings::bothWitnessesAreHeard()
{
    const auto told = warnings(base, m_clock.now() + 2h, "Sat, 21 Nov 2099 18:00:00 GMT");
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.first().code, "warning.clock");
    QCOMPARE(told.last().code, "warning.block_clock");
}

QTEST_GUILESS_MAIN(tst_ClockWarnings)
#include "tst_clockwarnings.moc"
