// SPDX-License-Identifier: MIT
#include "core/net/addresspolicy.h"
#include "core/net/redirect.h"
#include "core/net/requesthead.h"
#include "core/net/target.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace tuppence;
using namespace tuppence::fuzz;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

bool hasBreak(const QByteArray &text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

void checkTarget(const QUrl &url, Reach reach)
{
    const auto target = Target::create(url, reach);
    if (!target)
        return;
    claim(target->isTls || target->isThisMachine, "nothing leaves this machine in the clear");
    claim(reach == Reach::Loopback || !target->isThisMachine, "no stranger leads back here");
    const Place wanted = target->isThisMachine ? Place::Loopback : Place::Public;
    for (const QHostAddress &address : target->addresses)
        claim(place(address) == wanted, "an address is where it has to be");
    claim(target->path.startsWith('/') && !hasBreak(target->path) && !target->path.contains(' '),
          "a path is one word");
    claim(!hasBreak(target->authority), "a host is one line");
    const QByteArray itself = origin(url);
    claim(origin(QUrl(QString::fromLatin1(itself))) == itself, "an origin is its own origin");
    (void)registrableDomain(canonicalHost(url));
}

void checkRedirect(const QByteArray &location)
{
    const Request asked {"POST",
                         QUrl(u"https://shop.example/a?b"_s),
                         {{"X-PAYMENT", "proof"}, {"Cookie", "secret"}, {"Accept", "*/*"}},
                         "body"};
    const auto next = followed(asked, {307, {{"Location", location}}, {}, asked.url});
    if (!next)
        return;
    claim(next->url.scheme() == "https"_L1, "no redirect leads out of TLS");
    claim(!next->headers.has("x-payment"), "a proof goes to one URL");
    claim(origin(next->url) == origin(asked.url) || !next->headers.has("cookie"),
          "no other origin sees who asks");
}

/// A request with `text` as its method, a header's name or a header's value.
void checkHead(const QByteArray &text)
{
    const QUrl url(u"https://shop.example/"_s);
    const auto target = Target::create(url, Reach::Public);
    QByteArray value = text;
    const QByteArray name = cut(value, ':');
    for (const Request &request :
         {Request {text, url, {}, {}}, Request {"GET", url, {{name, value}}, {}}}) {
        const auto head = requestHead(request, *target, "tuppenced");
        if (!head)
            continue;
        claim(!hasBreak(text), "what would be a line of its own is refused");
        claim(head->count('\n') == head->count("\r\n") && head->count('\r') == head->count('\n'),
              "lines end as they should");
        claim(head->endsWith("\r\n\r\n") && head->count("\r\n\r\n") == 1, "there is one end");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text = inputOf(bytes, size);
    for (const QUrl &url : {QUrl::fromEncoded(text, QUrl::StrictMode), QUrl::fromEncoded(text),
                            QUrl(QString::fromUtf8(text), QUrl::StrictMode)}) {
        for (const Reach reach : {Reach::Public, Reach::Loopback})
            checkTarget(url, reach);
    }
    if (const auto address = addressOf(QString::fromUtf8(text)))
        claim(addressOf(address->toString()) == *address, "an address is its own spelling");
    checkRedirect(text);
    checkHead(text);
    return 0;
}
