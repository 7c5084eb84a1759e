// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/mutated.h"
#include "tests/protocols/pagesamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

/// Goes all the way with an offer that can be paid, and hears `reply` where the seller speaks.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer,
                   const net::Response &reply)
{
    const auto exchange = pageProtocol.exchange({purchaseId, request()}, challenge, offer);
    (void)exchange->next(signedPage());
    const auto proof = fromBase64(sentBy(*exchange).headers.first("X-Payment").value());
    const auto json = parseJson(proof.value());
    const auto moved = deal::movedBy(*offer.instruction);
    const Json &payload = *member(json.value(), "payload");
    RC_ASSERT(textMember(payload, "amount") == moved.amount.units.toString().toLatin1());
    RC_ASSERT(textMember(payload, "to")->toLower() == moved.payee.toLower());
    RC_ASSERT(!moved.amount.units.isZero());
    RC_ASSERT(pageProtocol.resume(exchange->state()).has_value());
    // The seller asks for what was paid.
    RC_ASSERT(std::holds_alternative<deal::Withheld>(exchange->next(reply)));
}

void checkReading(const net::Response &reply)
{
    const auto found = readPage(reply);
    if (!found)
        return;
    if (!*found) {
        RC_ASSERT(!errorText(found->error()).contains(u"Something went wrong"));
        return;
    }
    const deal::Challenge &challenge = **found;
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

class tst_ReferencePageNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mutatedOffersNeverCrash();
    void anyAmountIsExactOrRefused();
    void mutatedRefusalsNeverCrash();
    void mutatedStatesNeverCrash();
};

void tst_ReferencePageNoise::mutatedOffersNeverCrash()
{
    const auto one = samples::text(pageOffer());
    const auto list = samples::text(Json::array({pageOffer(), pageOfferWith("amount", 7)}));
    QVERIFY(rc::check("inside base64 and around it", [&] {
        checkReading(pageReplyOf(*mutated(one)));
        checkReading(pageReplyOf(*mutated(list)));
        checkReading({402, {{"X-Payment-Required", *mutated(toBase64(one))}}, {}, {}});
    }));
}

void tst_ReferencePageNoise::anyAmountIsExactOrRefused()
{
    QVERIFY(rc::check("as a text and as a number", [] {
        const auto digits = *rc::gen::container<std::string>(rc::gen::inRange('0', char('9' + 1)));
        const auto wanted = Uint256::parse(QByteArrayView(digits.data(), qsizetype(digits.size())));
        const bool isPayable = wanted && !wanted->isZero();
        for (const auto &said : {'"' + digits + '"', digits}) {
            const auto raw =
                samples::text(pageOffer()).replace(R"("10000")", QByteArray::fromStdString(said));
            const auto read = readPage(pageReplyOf(raw));
            const bool isPaid = *read && (*read)->offers.first().instruction;
            RC_ASSERT(isPaid == isPayable);
            if (isPaid)
                RC_ASSERT(transferOf((*read)->offers.first()).amount.units == *wanted);
        }
    }));
}

void tst_ReferencePageNoise::mutatedRefusalsNeverCrash()
{
    const auto state = payingPage()->state();
    const auto receipt = R"({"success":false,"transaction":"0x1","network":"eip155:1"})"_ba;
    QVERIFY(rc::check("what comes for the proof", [&] {
        net::Headers headers {{"Content-Type", *mutated("application/json")}};
        if (*rc::gen::arbitrary<bool>())
            headers.add("Payment-Response", toBase64(*mutated(receipt)));
        const auto reply = pageAnswer(*rc::gen::element(200, 400, 402, 409, 500),
                                      *mutated(R"({"error":"a","message":"b"})"), headers);
        const auto step = pageProtocol.resume(state).value()->next(reply);
        if (const auto *withheld = std::get_if<deal::Withheld>(&step))
            RC_ASSERT(!errorText(withheld->reason).contains(u"Something went wrong"));
        else if (const auto *delivered = std::get_if<deal::Delivered>(&step))
            RC_ASSERT((!delivered->note
                       || !errorText(*delivered->note).contains(u"Something went wrong")));
    }));
}

void tst_ReferencePageNoise::mutatedStatesNeverCrash()
{
    const auto state = payingPage()->state();
    QVERIFY(rc::check("states", [&] {
        const auto resumed = pageProtocol.resume(*mutated(state));
        if (resumed)
            RC_ASSERT(!(*resumed)->state().isEmpty());
        else
            RC_ASSERT(resumed.error().code == "protocol.state");
    }));
}

QTEST_GUILESS_MAIN(tst_ReferencePageNoise)
#include "tst_referencepagenoise.moc"
