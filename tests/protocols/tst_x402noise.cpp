// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/mutated.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

/// Whatever is read keeps its promises: each offer is payable or says why not, each error has
/// words.
void checkReading(const net::Response &reply)
{
    static const ProtocolRegistry registry;
    const Reading reading = registry.read(samples::request(), reply);
    for (const auto &found : reading.challenges) {
        RC_ASSERT(!found.challenge.offers.isEmpty() && found.challenge.offers.size() <= 64);
        for (const deal::Offer &offer : found.challenge.offers) {
            RC_ASSERT(offer.instruction.has_value() != offer.obstacle.has_value());
            if (!offer.instruction)
                continue;
            const auto exchange = found.protocol->exchange(
                {"purchase_0123456789", samples::request()}, found.challenge, offer);
            deal::Signed proof;
            proof.bytes = "{}";
            RC_ASSERT(std::holds_alternative<deal::Send>(exchange->next(proof)));
            RC_ASSERT(found.protocol->resume(exchange->state()).has_value());
            (void)exchange->next(reply);
        }
    }
    for (const auto &broken : reading.broken)
        RC_ASSERT(!errorText(broken.error).contains(u"Something went wrong"));
}

net::Response headerReply(const QByteArray &text)
{
    return {402,
            {{"PAYMENT-REQUIRED", toBase64(text)},
             {"X-PAYMENT-REQUIRED", toBase64(text)},
             {"PAYMENT-RESPONSE", toBase64(text)}},
            {},
            {}};
}

} // namespace

class tst_X402Noise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noiseNeverCrashes();
    void mutatedChallengesNeverCrash();
    void mutatedPagesNeverCrash();
    void mutatedStatesNeverCrash();
};

void tst_X402Noise::noiseNeverCrashes()
{
    QVERIFY(rc::check(
        "any status, headers and body", [](const std::string &header, const std::string &body) {
            const int status = *rc::gen::element(200, 402, 412, 500);
            checkReading(
                {status,
                 {{"PAYMENT-REQUIRED", bytes(header)}, {"PAYMENT-RESPONSE", bytes(header)}},
                 bytes(body),
                 {}});
            checkReading(headerReply(bytes(body)));
            checkReading({status, {}, R"({"x402Version":1,)" + bytes(body), {}});
        }));
}

void tst_X402Noise::mutatedChallengesNeverCrash()
{
    auto two = samples::challengeTwo();
    two["extensions"] = {
        {"payment-identifier", {{"info", {{"required", true}}}, {"schema", Json::object()}}}};
    const auto textTwo = samples::text(two);
    const auto textOne = samples::text(samples::challengeOne());
    QVERIFY(rc::check("headers of version 2",
                      [&] { checkReading(headerReply(*samples::mutated(textTwo))); }));
    QVERIFY(rc::check("bodies of both", [&] {
        checkReading({402, {}, *samples::mutated(textTwo), {}});
        checkReading({402, {}, *samples::mutated(textOne), {}});
    }));
}

void tst_X402Noise::mutatedPagesNeverCrash()
{
    const QByteArray page = R"(<html><script>window.x402 = { amount: 0.01, paymentRequirements: [)"
        + samples::text(samples::offerOne())
        + R"(], currentUrl: "\"x", config: { chainConfig: {"1":{}}, }, }; </script></html>)";
    const auto whole = samples::read("x402-v1", {402, {}, page, {}});
    QVERIFY(whole && *whole);
    QVERIFY(rc::check("paywall pages", [&] {
        checkReading({402, {{"Content-Type", "text/html"}}, *samples::mutated(page), {}});
    }));
}

void tst_X402Noise::mutatedStatesNeverCrash()
{
    const auto challenge =
        samples::challenge("x402-v2", samples::replyTwo(samples::challengeTwo()));
    const auto exchange = samples::dialect("x402-v2").exchange(
        {"purchase_0123456789", samples::request()}, challenge, challenge.offers.first());
    deal::Signed proof;
    proof.bytes = "{}";
    QVERIFY(std::holds_alternative<deal::Send>(exchange->next(proof)));
    const auto state = exchange->state();
    QVERIFY(rc::check("states", [&] {
        const auto resumed = samples::dialect("x402-v2").resume(*samples::mutated(state));
        if (resumed)
            RC_ASSERT(!(*resumed)->state().isEmpty());
        else
            RC_ASSERT(resumed.error().code == "protocol.state");
    }));
}

QTEST_GUILESS_MAIN(tst_X402Noise)
#include "tst_x402noise.moc"
