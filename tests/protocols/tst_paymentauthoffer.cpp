// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/protocols/paymentauth/claim.h"
#include "tests/protocols/paymentsamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

/// The official challenge's request with one member changed; null takes it away.
Json changed(const char *key, const Json &value)
{
    auto request = chargeRequest();
    request[key] = value;
    return request;
}

Json changedDetail(const char *key, const Json &value)
{
    auto request = chargeRequest();
    request["methodDetails"][key] = value;
    return request;
}

net::Request asking(const net::Headers &headers, const QByteArray &body = {})
{
    return {"POST", QUrl(u"https://api.example.com/weather"_s), headers, body};
}

} // namespace

class tst_PaymentAuthOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheOfficialChallenge();
    void echoesItAsTheOfficialClientDoes();
    void endsWhereNoEndIsSaid();
    void readsEveryChallenge();
    void isNotSpokenWithoutItsScheme_data();
    void isNotSpokenWithoutItsScheme();
    void refuses_data();
    void refuses();
    void refusesForThisRequest_data();
    void refusesForThisRequest();
    void boundsWhatItReads();
};

void tst_PaymentAuthOffer::readsTheOfficialChallenge()
{
    const auto challenge = readPayment({officialField()})->value();
    QCOMPARE(challenge.dialect, "mpp"_ba);
    QCOMPARE(challenge.description, u"Weather"_s);
    QCOMPARE(challenge.offers.size(), 1);
    const auto &offer = challenge.offers.first();
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.scheme, "evm/charge"_ba);
    QCOMPARE(offer.network, (NetworkId {"eip155", "84532"}));
    deal::AuthorizeTransfer wanted {{{offer.network, "erc20", token}, Uint256(10'000)},
                                    payee,
                                    std::chrono::hours(1),
                                    deal::ValidAfter::Zero};
    wanted.nonce =
        fromHex("0xf89375a15693454b7f6c4a734d6190914599728407060f85f93fd0d9c1c2221f").value();
    wanted.end = Time(std::chrono::seconds(1'700'000'060));
    QCOMPARE(std::get<deal::AuthorizeTransfer>(*offer.instruction), wanted);
}

void tst_PaymentAuthOffer::echoesItAsTheOfficialClientDoes()
{
    QCOMPARE(onlyOffer({officialField()}).raw,
             text(mppVector().at("credentialDecoded").at("challenge")));
    const auto all = fieldFor(chargeRequest(),
                              parameter("opaque", "b3A") + parameter("header", "X-Pay")
                                  + parameter("digest", "") + parameter("unknown", "x"));
    const auto claim = paymentauth::claimIn(onlyOffer({all}).raw);
    QCOMPARE(claim.opaque, "b3A"_ba);
    QCOMPARE(claim.header, "X-Pay"_ba);
    QVERIFY(onlyOffer({all}).raw.startsWith(R"({"header":"X-Pay","id":"one","intent")"));
    QVERIFY(!onlyOffer({all}).raw.contains("unknown"));
}

void tst_PaymentAuthOffer::endsWhereNoEndIsSaid()
{
    const auto offer = onlyOffer({fieldFor(chargeRequest())});
    const auto &transfer = std::get<deal::AuthorizeTransfer>(*offer.instruction);
    QVERIFY(!transfer.end);
    QCOMPARE(transfer.validity, std::chrono::seconds(300));
}

void tst_PaymentAuthOffer::readsEveryChallenge()
{
    const auto tempo = fieldFor(chargeRequest(), {}, "tempo");
    const auto challenge = readPayment({"Basic realm=\"x\", " + tempo + ", " + officialField(),
                                        officialField(), R"(Payment id="a)"})
                               ->value();
    QByteArrayList codes;
    for (const auto &offer : challenge.offers)
        codes.append(offer.obstacle ? offer.obstacle->code : "payable"_ba);
    QCOMPARE(codes, (QByteArrayList {"mpp.method_tempo", "payable", "payable", "mpp.unreadable"}));
    QCOMPARE(challenge.offers.at(2).index, 2);
    QVERIFY(parseJson(challenge.raw).has_value());
}

void tst_PaymentAuthOffer::isNotSpokenWithoutItsScheme_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("another scheme") << R"(Basic realm="x, Payment id=y")"_ba;
    QTest::newRow("a longer name") << R"(PaymentX id="a")"_ba;
    QTest::newRow("a word of another") << "Negotiate Payment"_ba;
    QTest::newRow("nothing") << ""_ba;
}

void tst_PaymentAuthOffer::isNotSpokenWithoutItsScheme()
{
    QFETCH(QByteArray, field);
    QVERIFY(!readPayment({field}));
    auto reply = payReply({officialField()});
    reply.status = 401;
    QVERIFY(!paymentProtocol.read(request(), reply));
}

void tst_PaymentAuthOffer::refuses_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &field, const QByteArray &code) {
        QTest::newRow(name) << field << code;
    };
    const auto request = [&](const char *name, const Json &changed, const QByteArray &code) {
        row(name, fieldFor(changed), code);
    };
    for (const char *name : {"id", "realm", "method", "intent", "request"}) {
        auto field = fieldFor(chargeRequest());
        row(name, field.replace(QByteArray(" ") + name + '=', " x="), "mpp.missing");
    }
    row("tempo", fieldFor(chargeRequest(), {}, "tempo"), "mpp.method_tempo");
    row("lightning", fieldFor(chargeRequest(), {}, "lightning"), "mpp.method_lightning");
    row("stripe", fieldFor(chargeRequest(), {}, "stripe"), "mpp.method_stripe");
    row("solana", fieldFor(chargeRequest(), {}, "solana"), "mpp.method_solana");
    row("card", fieldFor(chargeRequest(), {}, "card"), "mpp.method");
    row("session", fieldFor(chargeRequest(), {}, "evm", "session"), "mpp.intent_session");
    row("subscription", fieldFor(chargeRequest(), {}, "evm", "subscription"),
        "mpp.intent_subscription");
    row("another intent", fieldFor(chargeRequest(), {}, "evm", "gift"), "mpp.intent");
    row("an end that is none", fieldFor(chargeRequest(), parameter("expires", "soon")),
        "mpp.expires");
    row("an end in seconds", fieldFor(chargeRequest(), parameter("expires", "1700000060")),
        "mpp.expires");
    row("said twice", fieldFor(chargeRequest(), parameter("realm", "b")), "mpp.unreadable");
    row("no base64url", fieldOf("ä"), "mpp.request");
    row("no object", fieldOf("W10"), "mpp.request");
    request("a long text", changed("externalId", std::string(8193, 'x')), "mpp.text_too_long");

    request("nothing to pay", changed("amount", "0"), "mpp.amount_zero");
    request("a fraction", changed("amount", "0.1"), "mpp.amount");
    request("less than nothing", changed("amount", "-1"), "mpp.amount");
    request("a number", changed("amount", 10000), "mpp.amount");
    request("no amount", changed("amount", nullptr), "mpp.amount");
    request("too much", changed("amount", std::string(78, '9')), "mpp.amount");
    request("no token", changed("currency", nullptr), "mpp.token");
    request("a token by its name", changed("currency", "USDC"), "mpp.token");
    request("a slip in the token",
            changed("currency", "0x036cbD53842c5426634e7929541eC2318f3dCF7e"),
            "mpp.token_checksum");
    request("no payee", changed("recipient", ""), "mpp.payee");
    request("a slip in the payee",
            changed("recipient", "0x209693bC6afc0C5328bA36FaF03C514EF312287C"),
            "mpp.payee_checksum");
    request("nobody", changed("recipient", "0x" + std::string(40, '0')), "mpp.payee_zero");
    request("the token itself", changed("recipient", token.toStdString()), "mpp.payee_is_token");
    request("no details", changed("methodDetails", nullptr), "mpp.network");
    request("no network", changedDetail("chainId", 0), "mpp.network");
    request("a network as text", changedDetail("chainId", "84532"), "mpp.network");
    request("splits", changedDetail("splits", Json::array({{{"amount", "1"}}})), "mpp.splits");
    request("splits that are none", changedDetail("splits", "x"), "mpp.splits");
    request("no types", changedDetail("credentialTypes", nullptr), "mpp.own_transaction");
    request("a hash", changedDetail("credentialTypes", Json::array({"hash"})),
            "mpp.own_transaction");
    request("a transaction", changedDetail("credentialTypes", Json::array({"transaction"})),
            "mpp.own_transaction");
    request("a permit", changedDetail("credentialTypes", Json::array({"permit2", "hash"})),
            "mpp.permit2");
    request("something new", changedDetail("credentialTypes", Json::array({"dream"})),
            "mpp.credential_types");
    request("types that are none", changedDetail("credentialTypes", "authorization"),
            "mpp.credential_types");
}

void tst_PaymentAuthOffer::refuses()
{
    QFETCH(QByteArray, field);
    const auto offer = onlyOffer({field});
    QVERIFY(!offer.instruction);
    QTEST(offer.obstacle->code, "code");
    QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
}

void tst_PaymentAuthOffer::refusesForThisRequest_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<net::Request>("asked");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &more, const net::Request &asked,
                        const QByteArray &code) { QTest::newRow(name) << more << asked << code; };
    const net::Headers own {{"authorization", "Basic x"}};
    const QByteArray ofHello =
        toBase64(QCryptographicHash::hash("hello", QCryptographicHash::Sha256));
    const QByteArray longer =
        toBase64(QCryptographicHash::hash("hello", QCryptographicHash::Sha512));
    const auto digest = [](const QByteArray &text) { return parameter("digest", text); };

    row("nothing in the way", "", asking({}), "");
    row("the caller's own", "", asking(own), "mpp.own_authorization");
    row("beside the caller's own", parameter("header", "Payment-Authorization"), asking(own), "");
    row("a header of the caller's", parameter("header", "X-A"), asking({{"x-a", "1"}}),
        "mpp.own_header");
    row("where a message ends", parameter("header", "Content-Length"), asking({}), "mpp.header");
    row("who is asked", parameter("header", "Host"), asking({}), "mpp.header");
    row("the proxy's", parameter("header", "Proxy-Authorization"), asking({}), "mpp.header");
    row("cookies", parameter("header", "cookie"), asking({}), "mpp.header");
    row("no name", parameter("header", "a b"), asking({}), "mpp.header");

    row("of the body", digest("sha-256=:" + ofHello + ':'), asking({}, "hello"), "");
    row("as mppx writes it", digest("sha-256=" + ofHello), asking({}, "hello"), "");
    row("the longer one", digest("sha-512=:" + longer + ':'), asking({}, "hello"), "");
    row("two", digest("sha-256=:" + ofHello + ":, sha-512=:" + longer + ':'), asking({}, "hello"),
        "");
    row("with one that nobody knows", digest("crc=:AA==:, sha-256=:" + ofHello + ':'),
        asking({}, "hello"), "");
    row("of another body", digest("sha-256=:" + ofHello + ':'), asking({}, "hello!"), "mpp.digest");
    row("of a body that is not there", digest("sha-256=" + ofHello), asking({}), "mpp.digest");
    row("one of two", digest("sha-256=:" + ofHello + ":,sha-512=:" + ofHello + ':'),
        asking({}, "hello"), "mpp.digest");
    row("that nobody knows", digest("md5=:AA==:"), asking({}), "mpp.digest_unknown");
    row("no digest", digest("hello"), asking({}), "mpp.digest_unknown");
    row("not readable", digest("sha-256=:@:"), asking({}), "mpp.digest_unknown");
}

void tst_PaymentAuthOffer::refusesForThisRequest()
{
    QFETCH(QByteArray, more);
    QFETCH(net::Request, asked);
    QTEST(obstacleIn({fieldFor(chargeRequest(), more)}, asked), "code");
}

void tst_PaymentAuthOffer::boundsWhatItReads()
{
    const auto codeOf = [](const QByteArrayList &fields) {
        const auto found = readPayment(fields);
        return found && !*found ? found->error().code : QByteArray();
    };
    QCOMPARE(codeOf({"Payment a=\"" + QByteArray(64 * 1024, 'x') + '"'}), "mpp.too_large"_ba);
    QCOMPARE(codeOf({QByteArray("Payment, ").repeated(65)}), "mpp.too_many_offers"_ba);
    QCOMPARE(readPayment({QByteArray("Payment, ").repeated(64)})->value().offers.size(), 64);
    QCOMPARE(obstacleIn({fieldOf(QByteArray(16 * 1024 + 1, 'A'))}), "mpp.text_too_long"_ba);
    QCOMPARE(obstacleIn({fieldFor(chargeRequest(), ", opaque=" + QByteArray(8193, 'x'))}),
             "mpp.text_too_long"_ba);
}

QTEST_GUILESS_MAIN(tst_PaymentAuthOffer)
#include "tst_paymentauthoffer.moc"
