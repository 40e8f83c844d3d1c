#include "sync/wire/home.hpp"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace tidemark::sync {
namespace {

/// sockaddr_un holds 107 bytes and QLocalServer may append to the name while it binds.
constexpr qsizetype socketPathBytesMax = 100;

QString underSystem(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + QStringLiteral("/tidemark");
}

Home systemHome()
{
    Home home;
    home.data = underSystem(QStandardPaths::GenericDataLocation);
    home.config = underSystem(QStandardPaths::GenericConfigLocation);
    home.run = underSystem(QStandardPaths::RuntimeLocation);
    home.log = underSystem(QStandardPaths::GenericDataLocation) + QStringLiteral("/log");
    return home;
}

Home homeBelow(const QString& folder)
{
    const QString root = QDir::cleanPath(QDir(folder).absolutePath());
    Home home;
    home.data = root + QStringLiteral("/data");
    home.config = root + QStringLiteral("/config");
    home.run = root + QStringLiteral("/run");
    home.log = root + QStringLiteral("/log");
    return home;
}

} // namespace

QString Home::agentAddress() const
{
#ifdef Q_OS_WIN
    const QByteArray digest = QCryptographicHash::hash(data.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("tidemark-agent-") + QString::fromLatin1(digest.toHex().left(16));
#else
    return run + QStringLiteral("/agent.sock");
#endif
}

Result<Home> findHome(const QString& folder)
{
    const QString wanted = folder.isEmpty() ? qEnvironmentVariable("TIDEMARK_HOME") : folder;
    Home home = wanted.isEmpty() ? systemHome() : homeBelow(wanted);
    const qsizetype bytes = home.agentAddress().toUtf8().size();
    if (bytes > socketPathBytesMax) {
        return Fault{
            FaultCode::invalid,
            "socket_path_too_long",
            "The path of the agent's socket has " + std::to_string(bytes) +
                " bytes, more than the 100 that systems allow.",
            "Choose a home folder with a shorter path, with --home or TIDEMARK_HOME."};
    }
    return home;
}

} // namespace tidemark::sync
