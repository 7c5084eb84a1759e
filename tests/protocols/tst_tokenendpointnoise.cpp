// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/mutated.h"
#include "tests/protocols/tokensamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

/// As the chain writes it for what `offer` wants.
deal::Signed proofFor(const deal::Offer &offer)
{
    if (!std::holds_alternative<deal::AuthorizePermit2>(*offer.instruction))
        return signedTransfer();
    return signedWith(
        R"({"permit2Authorization":{"from":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",)"
        R"("permitted":{"token":"0x0","amount":"1"},"spender":"0x0","nonce":"1","deadline":"2"},)"
        R"("signature":")"
        + signatureWords + R"("})");
}

/// Goes all the way with an offer that can be paid, and hears `reply` where the seller speaks.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer,
                   const net::Response &reply)
{
    const Protocol &protocol = dialect(tokenDialect);
    const auto exchange = protocol.exchange({purchaseId, samples::request()}, challenge, offer);
    const auto permit = std::get<deal::Send>(exchange->next(proofFor(offer)));
    RC_ASSERT(permit.message.url == challenge.proofGoesTo);
    RC_ASSERT(parseJson(permit.message.body).has_value());
    RC_ASSERT(protocol.resume(exchange->state()).has_value());
    RC_ASSERT(std::holds_alternative<deal::Withheld>(exchange->next(reply)));
    RC_ASSERT(std::holds_alternative<deal::Send>(exchange->next(tokenGiven())));
    RC_ASSERT(std::holds_alternative<deal::Withheld>(exchange->next(reply)));
}

void checkReading(const net::Response &reply)
{
    const auto found = samples::read(tokenDialect, reply);
    if (!found)
        return;
    if (!*found) {
        RC_ASSERT(!errorText(found->error()).contains(u"Something went wrong"));
        return;
    }
    const deal::Challenge &challenge = **found;
    RC_ASSERT(!challenge.offers.isEmpty() && challenge.offers.size() <= 64);
    RC_ASSERT(!net::origin(challenge.proofGoesTo).isEmpty());
    for (const deal::Offer &offer : challenge.offers) {
        RC_ASSERT(offer.instruction.has_value() != offer.obstacle.has_value());
        if (offer.instruction)
            checkExchange(challenge, offer, reply);
    }
}

} // namespace

class tst_TokenEndpointNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mutatedChallengesNeverCrash();
    void mutatedTokensNeverCrash();
    void mutatedStatesNeverCrash();
};

void tst_TokenEndpointNoise::mutatedChallengesNeverCrash()
{
    QVERIFY(rc::check("both generations", [] {
        checkReading(tokenReply(*mutated(tokenChallengeNew())));
        checkReading(tokenReply(*mutated(tokenChallengeOld())));
    }));
}

void tst_TokenEndpointNoise::mutatedTokensNeverCrash()
{
    const auto state = [] {
        const auto exchange = exchangeFor(tokenDialect, tokenReply(tokenChallengeNew()));
        (void)exchange->next(signedTransfer());
        return exchange->state();
    }();
    QVERIFY(rc::check("what the token endpoint answers", [&] {
        const auto exchange = dialect(tokenDialect).resume(state).value();
        (void)exchange->sendAgain();
        const auto step = exchange->next(net::Response {
            *rc::gen::element(200, 400, 402, 500), {}, *mutated(tokenGiven().body), {}});
        const auto *sent = std::get_if<deal::Send>(&step);
        RC_ASSERT(sent || std::holds_alternative<deal::Withheld>(step));
        if (!sent)
            return;
        const auto value = sent->message.headers.first("Authorization").value_or(QByteArray());
        RC_ASSERT(value.startsWith("Bearer ") && value.size() > 7 && value.count(' ') == 1);
        RC_ASSERT(!value.contains('\r') && !value.contains('\n'));
    }));
}

void tst_TokenEndpointNoise::mutatedStatesNeverCrash()
{
    const auto exchange = exchangeFor(tokenDialect, tokenReply(tokenChallengeNew()));
    (void)exchange->next(signedTransfer());
    const auto state = exchange->state();
    QVERIFY(rc::check("states", [&] {
        const auto resumed = dialect(tokenDialect).resume(*mutated(state));
        if (resumed)
            RC_ASSERT(!(*resumed)->state().isEmpty());
        else
            RC_ASSERT(resumed.error().code == "protocol.state");
    }));
}

QTEST_GUILESS_MAIN(tst_TokenEndpointNoise)
#include "tst_tokenendpointnoise.moc"
