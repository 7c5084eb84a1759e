// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/termstext.h"

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

QString requestsText(const Json &answer)
{
    QString text;
    for (const Json &request : elements(answer, "requests"))
        text += termsText(request) + u"  tuppence-cli approve %1\n\n"_s.arg(shown(request, "id"));
    return text.isEmpty() ? u"Nothing waits for you."_s : text.chopped(2);
}

/// "    signed receipt: right"; nothing where the seller signed none.
QString signedText(const Json &payment, const char *key, const QString &what)
{
    const Json *word = member(payment, key);
    if (!word)
        return {};
    const QString standing = shown(*word, "standing");
    const Json *reason = member(*word, "reason");
    const QString why = reason ? u". "_s + shown(*reason, "message") : QString();
    return u"\n    %1: %2%3"_s.arg(what, standing == u"unchecked"_s ? u"not checked"_s : standing,
                                   why);
}

QString historyText(const Json &answer)
{
    QStringList lines;
    for (const Json &payment : elements(answer, "payments")) {
        QStringList states {shown(payment, "stage"), shown(payment, "money"),
                            shown(payment, "answer")};
        states.removeAll(QString());
        lines.append(u"%1  %2  %3  %4  %5"_s.arg(
                         shown(payment, "created"), amountOf(payment, "amount"),
                         shown(payment, "site"), states.join(u'/'), shown(payment, "id"))
                     + signedText(payment, "signedOffer", u"signed offer"_s)
                     + signedText(payment, "signedReceipt", u"signed receipt"_s));
    }
    if (const QString next = shown(answer, "next"); !next.isEmpty())
        lines.append(u"There is more: --after "_s + next);
    return lines.isEmpty() ? u"Nothing was paid yet."_s : lines.join(u'\n');
}

} // namespace

Pending<Exit> showRequests(Context &context)
{
    return context.showList("requests", requestsText);
}

Pending<Exit> showHistory(Context &context)
{
    return context.showList("history", historyText);
}

Pending<Exit> approvePayment(Context &context)
{
    const QByteArray id = context.arguments().words().constFirst();
    const auto approve = [&context, id](const Json &request) {
        if (request.is_null())
            return failed<Exit>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
        // Shown before the passphrase is asked for: typing it is the owner's word on these terms.
        if (!context.wantsJson())
            say(termsText(request));
        const QByteArray terms = textMember(request, "terms").value_or(QByteArray());
        gateway::Question question {
            "approve",
            {{"payment", gateway::toJson(id)}, {"terms", gateway::toJson(terms)}},
            {},
            {}};
        return context.finish(context.ownerWithPassphrase(std::move(question)), u"Approved."_s);
    };
    return andThen(context.findInList("requests", "requests", id), &context, approve);
}

Pending<Exit> refusePayment(Context &context)
{
    gateway::Question question {"refuse",
                                {{"payment", context.word(0)},
                                 {"reason", gateway::toJson(context.arguments().text("reason"))}},
                                {},
                                {}};
    return context.finish(context.owner(std::move(question)), u"Refused."_s);
}

} // namespace tuppence::cli
