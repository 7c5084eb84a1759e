// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "core/protocols/cookiepass.h"
#include "core/protocols/deadline.h"
#include "core/protocols/decimal.h"
#include "core/protocols/paymentheaders/challenge.h"
#include "core/protocols/paymentheaders/headerprotocol.h"
#include "core/protocols/paymentheaders/judge.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::paymentheaders;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOffers = 64;

const net::Request asked {"GET", QUrl(u"https://shop.example/a"_s), {{"Accept", "*/*"}}, {}};

const QByteArray proof =
    R"({"transaction":"0x02","transactionHash":"0x)" + QByteArray(64, '1') + R"(","from":"0x2"})";

bool isOneWord(const QByteArray &value)
{
    return !value.isEmpty()
        && std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// Header lines "Name: value" until an empty one, and the body behind it.
deal::Reply replyOf(QByteArray text, int status)
{
    deal::Reply reply {status, {}, {}, asked.url};
    while (!text.isEmpty()) {
        QByteArray line = cut(text, '\n');
        if (line.isEmpty())
            break;
        const QByteArray name = cut(line, ':');
        reply.headers.add(name, line);
    }
    reply.body = text;
    return reply;
}

/// What must be true of an offer that can be paid; `reply` is the seller's challenge.
void checkExchange(const deal::Challenge &challenge, const deal::Offer &offer,
                   const deal::Reply &reply)
{
    const auto exchange =
        HeaderProtocol().exchange({"purchase_0123456789", asked}, challenge, offer);
    deal::Signed made;
    made.bytes = proof;
    const auto step = exchange->next(made);
    const auto *submit = std::get_if<deal::Submit>(&step);
    const auto *send = submit ? std::get_if<deal::Send>(&submit->then) : nullptr;
    claim(send && send->carriesProof, "the hash is sent once the transaction is in a block");
    claim(send->message.url == asked.url && send->message.body == asked.body, "with the request");
    for (const char *name : {"X-Payment-Hash", "X-Payment-Network", "X-Payment-Amount"})
        claim(isOneWord(send->message.headers.first(name).value()), "in headers of one word");
    claim(HeaderProtocol().resume(exchange->state()).has_value(), "and can be sent again");
    claim(std::holds_alternative<deal::Withheld>(judge(reply, offer)), "the same is no new price");
}

void checkChallenge(const deal::Reply &reply)
{
    const auto challenge = challengeIn(reply);
    if (!challenge || !*challenge)
        return;
    const auto &offers = (*challenge)->offers;
    claim(!offers.isEmpty() && offers.size() <= mostOffers, "1 … 64 offers");
    claim(parseJson((*challenge)->raw, (*challenge)->raw.size()).has_value(), "kept as JSON");
    for (qsizetype i = 0; i < offers.size(); ++i) {
        claim(offers[i].index == i, "offers are counted");
        claim(offers[i].instruction.has_value() != offers[i].obstacle.has_value(),
              "an offer can be carried out, or something says why not");
        if (offers[i].instruction)
            checkExchange(**challenge, offers[i], reply);
    }
}

void checkPass(const deal::Reply &reply)
{
    const auto pass = cookiePassIn(reply);
    if (!pass)
        return;
    claim(pass->lifetime.count() > 0 && pass->site == "https://shop.example", "a pass lives");
    claim(!pass->value.contains('\r') && !pass->value.contains('\n'), "a pass is one line");
}

void checkNumbers(const QByteArray &text)
{
    const auto number = Decimal::parse(text);
    const auto units = number ? number->units(6) : tl::make_unexpected(Decimal::Unfit::Fraction);
    if (units)
        claim(Decimal::parse(units->toString().toLatin1() + "e-6") == number, "nothing is rounded");
    const auto deadline = deadlineIn(text);
    claim(!deadline || deadlineIn(toRfc3339(*deadline).toLatin1()) == deadline, "times agree");
}

/// Continues after a crash, as if `text` had been kept.
void checkState(const QByteArray &text)
{
    const auto resumed = HeaderProtocol().resume(text);
    if (!resumed)
        return;
    const QByteArray kept = (*resumed)->state();
    const auto again = HeaderProtocol().resume(kept);
    claim(again && (*again)->state() == kept, "the same state is kept");
    for (const int status : {200, 402, 409, 422})
        (void)(*resumed)->next(replyOf(text, status));
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    checkChallenge(replyOf(text, 402));
    checkPass(replyOf(text, 200));
    checkNumbers(text);
    checkState(text);
    return 0;
}
