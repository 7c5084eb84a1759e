// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/mutated.h"
#include "tests/protocols/paymentsamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

bool isHeaderSafe(const QByteArray &value)
{
    return !value.isEmpty()
        && std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
}

/// Goes all the way with an offer that can be paid, and hears `reply` where the seller speaks.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer,
                   const net::Response &reply)
{
    const auto exchange = paymentProtocol.exchange({purchaseId, request()}, challenge, offer);
    const auto send = std::get<deal::Send>(exchange->next(officialProof()));
    const auto &[name, value] = send.message.headers.lines().last();
    RC_ASSERT(isHeaderSafe(name) && isHeaderSafe(value));
    RC_ASSERT(paymentProtocol.resume(exchange->state()).has_value());
    // The seller asks for what was paid.
    RC_ASSERT(std::holds_alternative<deal::Withheld>(exchange->next(reply)));
}

void checkReading(const net::Response &reply)
{
    const auto found = paymentProtocol.read(request(), reply);
    if (!found)
        return;
    if (!*found) {
        RC_ASSERT(!errorText(found->error()).contains(u"Something went wrong"));
        return;
    }
    const deal::Challenge &challenge = **found;
    RC_ASSERT(parseJson(challenge.raw, challenge.raw.size()).has_value());
    RC_ASSERT(!challenge.offers.isEmpty() && challenge.offers.size() <= 64);
    for (const deal::Offer &offer : challenge.offers) {
        RC_ASSERT(offer.instruction.has_value() != offer.obstacle.has_value());
        if (offer.instruction)
            checkExchange(challenge, offer, reply);
        else
            RC_ASSERT(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    }
}

} // namespace

class tst_PaymentAuthNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mutatedFieldsNeverCrash();
    void mutatedTermsNeverCrash();
    void mutatedAnswersNeverCrash();
    void mutatedStatesNeverCrash();
};

void tst_PaymentAuthNoise::mutatedFieldsNeverCrash()
{
    QVERIFY(rc::check("alone and beside another", [] {
        checkReading(payReply({*mutated(officialField())}));
        checkReading(
            payReply({"Basic realm=\"a\", " + *mutated(officialField()), officialField()}));
    }));
}

void tst_PaymentAuthNoise::mutatedTermsNeverCrash()
{
    QVERIFY(rc::check("what the request says", [] {
        const QByteArray changed = *mutated(text(chargeRequest()));
        const QByteArray encoded = changed.toBase64(QByteArray::Base64UrlEncoding);
        checkReading(payReply({fieldOf(encoded)}));
    }));
}

void tst_PaymentAuthNoise::mutatedAnswersNeverCrash()
{
    const auto state = charged()->state();
    QVERIFY(rc::check("what comes for the credential", [&] {
        auto reply = problem(*rc::gen::element(200, 400, 402, 403, 431, 500), "about:blank",
                             *mutated(officialField()));
        reply.body = *mutated(
            text({{"type", "https://paymentauth.org/problems/payment-expired"}, {"detail", "a"}}));
        reply.headers.add("Payment-Receipt", *mutated("eyJzdGF0dXMiOiJzdWNjZXNzIn0"));
        reply.headers.add("Retry-After", *mutated("7"));
        const auto step = paymentProtocol.resume(state).value()->next(reply);
        if (const auto *withheld = std::get_if<deal::Withheld>(&step))
            RC_ASSERT(!errorText(withheld->reason).contains(u"Something went wrong"));
    }));
}

void tst_PaymentAuthNoise::mutatedStatesNeverCrash()
{
    const auto state = charged()->state();
    QVERIFY(rc::check("states", [&] {
        const auto resumed = paymentProtocol.resume(*mutated(state));
        if (resumed)
            RC_ASSERT(!(*resumed)->state().isEmpty());
        else
            RC_ASSERT(resumed.error().code == "protocol.state");
    }));
}

QTEST_GUILESS_MAIN(tst_PaymentAuthNoise)
#include "tst_paymentauthnoise.moc"
