// Is there a keyring on the session bus?
#include "sync/keys/keyring.hpp"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QStringList>

namespace tidemark::sync {

bool isKeyringServicePresent()
{
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface())
        return false;
    const QStringList wanted{
        QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("org.kde.kwalletd6"),
        QStringLiteral("org.kde.kwalletd5")};
    const QStringList running = bus.interface()->registeredServiceNames();
    for (const auto& name : wanted) {
        if (running.contains(name))
            return true;
    }
    const QStringList startable = bus.interface()->activatableServiceNames();
    for (const auto& name : wanted) {
        if (startable.contains(name))
            return true;
    }
    return false;
}

} // namespace tidemark::sync
