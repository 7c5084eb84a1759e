// SPDX-License-Identifier: MIT
#include "core/vault/libsecret.h"

#include <QLibrary>

namespace tuppence::vault {

namespace {

// https://docs.gtk.org/gio/func.bus_get_sync.html
using Connection = void;
using BusGetSync = Connection *(*)(int type, void *cancellable, void **error);
using SetExitOnClose = void (*)(Connection *, int exitOnClose);
constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION

/// The connection that all of this program shares; kept, so that it stays the one.
Connection *settledConnection()
{
    // Loaded like this, and not linked, because QtKeychain too has libsecret only where it is.
    QLibrary gio(QStringLiteral("gio-2.0"), 0);
    const auto busGetSync = reinterpret_cast<BusGetSync>(gio.resolve("g_bus_get_sync"));
    const auto setExitOnClose =
        reinterpret_cast<SetExitOnClose>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    if (!busGetSync || !setExitOnClose)
        return nullptr;
    auto *connection = busGetSync(sessionBus, nullptr, nullptr);
    if (connection)
        setExitOnClose(connection, /*exitOnClose=*/0);
    return connection;
}

} // namespace

void prepareLibsecret()
{
    static Connection *connection = nullptr;
    if (!connection)
        connection = settledConnection();
    // https://gnome.pages.gitlab.gnome.org/libsecret/func.Service.disconnect.html
    QLibrary libsecret(QStringLiteral("secret-1"), 0);
    const auto disconnect =
        reinterpret_cast<void (*)()>(libsecret.resolve("secret_service_disconnect"));
    if (disconnect)
        disconnect();
}

} // namespace tuppence::vault
