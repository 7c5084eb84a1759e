// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> net()
{
    static constexpr Sentence table[] = {
        {"http.url",
         QT_TRANSLATE_NOOP("errors",
                           "That is not a web address that can be asked. It needs a host, and no "
                           "name or password in it.")},
        {"http.scheme",
         QT_TRANSLATE_NOOP("errors",
                           "Only https addresses are asked, and http addresses of this computer. "
                           "This one begins with “%scheme”.")},
        {"http.plain",
         QT_TRANSLATE_NOOP("errors",
                           "%host would be asked without encryption. Use its https address.")},
        {"http.loopback",
         QT_TRANSLATE_NOOP("errors",
                           "%host is this computer itself. It is asked only where developer "
                           "networks are switched on.")},
        {"http.address",
         QT_TRANSLATE_NOOP("errors",
                           "%host leads to %address, which is not an address of the public "
                           "internet. Nothing was sent.")},
        {"http.not_public",
         QT_TRANSLATE_NOOP("errors",
                           "%host is not an address of the public internet. Nothing was sent.")},
        {"http.method", QT_TRANSLATE_NOOP("errors", "“%method” is not a method that can be sent.")},
        {"http.header",
         QT_TRANSLATE_NOOP("errors",
                           "The header “%name” cannot be sent: it has forbidden characters, or is "
                           "one that the wallet sets itself.")},
        {"http.unknown_host",
         QT_TRANSLATE_NOOP(
             "errors", "No address was found for %host. Check its spelling and your connection.")},
        {"http.unreachable",
         QT_TRANSLATE_NOOP("errors", "%host cannot be reached. Nothing was sent.")},
        {"http.certificate",
         QT_TRANSLATE_NOOP("errors",
                           "%host could not prove that it is %host (%reason). Nothing was sent.")},
        {"http.tls",
         QT_TRANSLATE_NOOP("errors",
                           "No secure connection to %host could be made. Nothing was sent.")},
        {"http.timeout",
         QT_TRANSLATE_NOOP("errors", "%host did not answer within %seconds seconds.")},
        {"http.connection_lost",
         QT_TRANSLATE_NOOP("errors", "%host closed the connection before its answer was whole.")},
        {"http.malformed", QT_TRANSLATE_NOOP("errors", "The server's answer is not valid HTTP.")},
        {"http.head_too_large",
         QT_TRANSLATE_NOOP(
             "errors",
             "The server's answer begins with too many headers; at most %most bytes are read.")},
        {"http.too_large",
         QT_TRANSLATE_NOOP("errors",
                           "The server's answer is too large; at most %most bytes are read.")},
        {"http.redirect",
         QT_TRANSLATE_NOOP("errors",
                           "The server sends elsewhere, but does not say clearly where.")},
        {"http.downgrade",
         QT_TRANSLATE_NOOP("errors",
                           "The server sends to %host without encryption. That is not followed.")},
        {"rpc.address",
         QT_TRANSLATE_NOOP(
             "errors",
             "A network's server needs an https address, or an address of this computer.")},
        {"rpc.unreachable",
         QT_TRANSLATE_NOOP("errors", "The network's server %host cannot be reached (%cause).")},
        {"rpc.status",
         QT_TRANSLATE_NOOP("errors", "The network's server %host answered with status %status.")},
        {"rpc.malformed",
         QT_TRANSLATE_NOOP("errors",
                           "The network's server %host answered something that cannot be read.")},
        {"rpc.error",
         QT_TRANSLATE_NOOP("errors",
                           "The network's server %host refused %method: “%message” (%number).")},
        {"frame.malformed",
         QT_TRANSLATE_NOOP(
             "errors",
             "The other program does not speak the wallet's language. Is it of another version?")},
        {"frame.too_large",
         QT_TRANSLATE_NOOP("errors",
                           "A message of %bytes bytes is too large; at most %most are taken.")},
        {"frame.no_credit",
         QT_TRANSLATE_NOOP("errors", "The other program has not asked for more yet.")},
        {"socket.closed",
         QT_TRANSLATE_NOOP("errors", "The connection to the other program is closed.")},
        {"socket.path_too_long",
         QT_TRANSLATE_NOOP("errors",
                           "The socket's path %path has %bytes bytes; the system allows %most. "
                           "Choose a shorter folder with TUPPENCE_HOME.")},
        {"socket.nobody", QT_TRANSLATE_NOOP("errors", "Nobody answers at %path.")},
        {"socket.failed", QT_TRANSLATE_NOOP("errors", "The socket %path cannot be used: %reason.")},
    };
    return table;
}

} // namespace tuppence::sentences
