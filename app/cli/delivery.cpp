// SPDX-License-Identifier: MIT
#include "app/cli/delivery.h"

#include "app/cli/output.h"
#include "core/base/bytes.h"
#include "core/gateway/messages.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

constexpr int firstErrorStatus = 400;

tl::unexpected<Error> notWritten(const QFileDevice &file)
{
    return fail(Error::Kind::Storage, "usage.output_failed",
                {{u"file"_s, file.fileName()}, {u"reason"_s, file.errorString()}});
}

/// A draft that takes the place of `name` when it is whole; a pipe or a device is written to as it
/// is.
std::unique_ptr<QFileDevice> fileNamed(const QString &name)
{
    const QFileInfo present(name);
    if (present.exists() && !present.isFile() && !present.isDir())
        return std::make_unique<QFile>(name);
    return std::make_unique<QSaveFile>(name);
}

int statusOfHead(const Json &head)
{
    const Json *status = member(head, "status");
    return status && status->is_number_integer() ? status->get<int>() : 0;
}

QByteArray textOfHead(const Json &head)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(statusOfHead(head)) + "\r\n";
    for (const Json &line : elements(head, "headers")) {
        if (line.is_array() && line.size() == 2 && line[0].is_string() && line[1].is_string())
            text += QByteArray::fromStdString(line[0].get<std::string>()) + ": "
                + QByteArray::fromStdString(line[1].get<std::string>()) + "\r\n";
    }
    return text + "\r\n";
}

bool isText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    return !decoder.hasError() && !text.contains(QChar(0));
}

} // namespace

Result<std::unique_ptr<Delivery>> Delivery::create(const Arguments &arguments)
{
    std::unique_ptr<Delivery> delivery(new Delivery);
    delivery->m_includesHead = arguments.has("include");
    delivery->m_failsOnHttpError = arguments.has("fail");
    delivery->m_to = arguments.has("json") ? To::Json : To::Output;
    const QByteArray file = arguments.value("output").value_or("-");
    if (file == "-")
        return delivery;
    delivery->m_to = To::File;
    delivery->m_file = fileNamed(QFile::decodeName(file));
    if (!delivery->m_file->open(QIODevice::WriteOnly))
        return notWritten(*delivery->m_file);
    return delivery;
}

Result<Done> Delivery::begin(const Json &head)
{
    m_head = head.is_object() ? head : Json::object();
    m_isHttpError = m_failsOnHttpError && statusOfHead(*m_head) >= firstErrorStatus;
    if (m_includesHead && m_to != To::Json && !m_isHttpError)
        return put(textOfHead(*m_head));
    return Done {};
}

Result<Done> Delivery::take(QByteArrayView bytes)
{
    if (m_isHttpError)
        return Done {};
    return put(bytes);
}

Result<Done> Delivery::put(QByteArrayView bytes)
{
    switch (m_to) {
    case To::Output:
        return printBytes(bytes);
    case To::Json:
        if (m_body.size() + bytes.size() > longestInJson)
            return fail(Error::Kind::OutOfRange, "usage.too_large_for_json",
                        {{u"most"_s, longestInJson / (1024 * 1024)}});
        m_body.append(bytes);
        return Done {};
    case To::File:
        if (m_file->write(bytes.data(), bytes.size()) != bytes.size())
            return notWritten(*m_file);
        return Done {};
    }
    Q_UNREACHABLE();
}

Result<Done> Delivery::end()
{
    if (m_to != To::File || m_isHttpError)
        return Done {};
    auto *draft = qobject_cast<QSaveFile *>(m_file.get());
    if (draft ? !draft->commit() : !m_file->flush())
        return notWritten(*m_file);
    return Done {};
}

Json Delivery::response() const
{
    if (!hasBegun())
        return nullptr;
    const bool inside = m_to == To::Json && !m_isHttpError;
    const bool text = inside && isText(m_body);
    return {{"status", statusOfHead(*m_head)},
            {"headers", elements(*m_head, "headers")},
            {"body", text ? gateway::toJson(m_body) : Json()},
            {"bodyBase64", inside && !text ? gateway::toJson(toBase64(m_body)) : Json()},
            {"file",
             m_to == To::File && !m_isHttpError ? gateway::toJson(m_file->fileName()) : Json()}};
}

} // namespace tuppence::cli
