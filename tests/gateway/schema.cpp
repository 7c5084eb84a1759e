// SPDX-License-Identifier: MIT
#include "tests/gateway/schema.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace tuppence::test {

namespace {

const Json &document(const QByteArray &name)
{
    static QHash<QByteArray, Json> read;
    if (!read.contains(name)) {
        QFile file(QStringLiteral(TUPPENCE_SOURCE_DIR "/docs/schemas/")
                   + QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        const auto json = parseJson(file.readAll(), 1024 * 1024);
        if (!json)
            qFatal("%s is not JSON", qPrintable(file.fileName()));
        read.insert(name, *json);
    }
    return read[name];
}

class Checker
{
public:
    explicit Checker(QByteArray name)
        : m_document(std::move(name))
    {
    }

    void check(const Json &value, const Json &schema, const QString &at)
    {
        for (const auto &[word, wanted] : schema.items())
            checkWord(QByteArray::fromStdString(word), wanted, value, schema, at);
    }

    /// Follows "file.json#/$defs/name", "file.json" or "#/$defs/name".
    void follow(const Json &value, const QByteArray &reference, const QString &at)
    {
        const qsizetype hash = reference.indexOf('#');
        const QByteArray file = reference.left(hash < 0 ? reference.size() : hash);
        Checker target(file.isEmpty() ? m_document : file);
        const Json *schema = &document(target.m_document);
        if (hash >= 0) {
            const auto name =
                reference.mid(hash + 1 + qsizetype(sizeof "/$defs/") - 1).toStdString();
            if (!(*schema)["$defs"].contains(name))
                qFatal("there is no schema %s", reference.constData());
            schema = &(*schema)["$defs"][name];
        }
        target.check(value, *schema, at);
        found += target.found;
    }

    QStringList found;

private:
    void checkWord(const QByteArray &word, const Json &wanted, const Json &value,
                   const Json &schema, const QString &at)
    {
        static const QSet<QByteArray> silent {"$schema", "$id", "title", "$defs"};
        if (silent.contains(word))
            return;
        if (word == "$ref")
            return follow(value, QByteArray::fromStdString(wanted.get<std::string>()), at);
        if (word == "oneOf" || word == "anyOf")
            return checkAlternatives(wanted, value, at);
        if (word == "type")
            return expect(isType(value, wanted), at + u": type"_s);
        if (word == "const")
            return expect(value == wanted, at + u": const"_s);
        if (word == "enum")
            return expect(std::find(wanted.begin(), wanted.end(), value) != wanted.end(),
                          at + u": enum"_s);
        checkContent(word, wanted, value, schema, at);
    }

    void checkContent(const QByteArray &word, const Json &wanted, const Json &value,
                      const Json &schema, const QString &at)
    {
        if (word == "properties" || word == "required" || word == "additionalProperties")
            return checkObject(word, wanted, value, schema, at);
        if (word == "items") {
            for (size_t i = 0; value.is_array() && i < value.size(); ++i)
                check(value[i], wanted, at + u"[%1]"_s.arg(i));
            return;
        }
        if (word == "minItems")
            return expect(!value.is_array() || value.size() >= wanted.get<size_t>(),
                          at + u": minItems"_s);
        if (word == "maxItems")
            return expect(!value.is_array() || value.size() <= wanted.get<size_t>(),
                          at + u": maxItems"_s);
        if (word == "minimum")
            return expect(!value.is_number() || value.get<qint64>() >= wanted.get<qint64>(),
                          at + u": minimum"_s);
        if (word == "maximum")
            return expect(!value.is_number() || value.get<qint64>() <= wanted.get<qint64>(),
                          at + u": maximum"_s);
        if (word == "maxLength")
            return expect(!value.is_string()
                              || value.get<std::string>().size() <= wanted.get<size_t>(),
                          at + u": maxLength"_s);
        if (word == "pattern") {
            const QRegularExpression pattern(QString::fromStdString(wanted.get<std::string>()));
            return expect(
                !value.is_string()
                    || pattern.match(QString::fromStdString(value.get<std::string>())).hasMatch(),
                at + u": pattern"_s);
        }
        qFatal("the schema word %s is not understood here", word.constData());
    }

    void checkObject(const QByteArray &word, const Json &wanted, const Json &value,
                     const Json &schema, const QString &at)
    {
        if (!value.is_object())
            return;
        if (word == "required") {
            for (const Json &name : wanted)
                expect(value.contains(name.get<std::string>()),
                       at + u'/' + QString::fromStdString(name.get<std::string>())
                           + u": missing"_s);
        } else if (word == "properties") {
            for (const auto &[name, inner] : wanted.items()) {
                if (value.contains(name))
                    check(value[name], inner, at + u'/' + QString::fromStdString(name));
            }
        } else {
            for (const auto &[name, inner] : value.items())
                expect(schema["properties"].contains(name),
                       at + u'/' + QString::fromStdString(name) + u": not foreseen"_s);
        }
    }

    void checkAlternatives(const Json &alternatives, const Json &value, const QString &at)
    {
        QStringList reasons;
        for (const Json &alternative : alternatives) {
            Checker one(m_document);
            one.check(value, alternative, at);
            if (one.found.isEmpty())
                return;
            reasons += one.found;
        }
        found.append(at + u": none of the alternatives ("_s + reasons.join(u"; "_s) + u')');
    }

    static bool isType(const Json &value, const Json &wanted)
    {
        if (wanted.is_array())
            return std::any_of(wanted.begin(), wanted.end(),
                               [&](const Json &one) { return isType(value, one); });
        const auto name = wanted.get<std::string>();
        return (name == "object" && value.is_object()) || (name == "array" && value.is_array())
            || (name == "string" && value.is_string()) || (name == "boolean" && value.is_boolean())
            || (name == "integer" && value.is_number_integer())
            || (name == "null" && value.is_null());
    }

    void expect(bool holds, const QString &complaint)
    {
        if (!holds)
            found.append(complaint);
    }

    QByteArray m_document;
};

} // namespace

QStringList complaints(const Json &value, const QByteArray &schema)
{
    Checker checker(schema);
    checker.follow(value, schema, {});
    return checker.found;
}

} // namespace tuppence::test
