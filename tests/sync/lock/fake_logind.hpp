// Buses of our own, with what a desktop has on them: logind, and the screen savers.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QTemporaryFile>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace tidemark::test {

inline const QString login1 = QStringLiteral("org.freedesktop.login1");
inline const QString managerPath = QStringLiteral("/org/freedesktop/login1");
inline const QString ownSession = managerPath + QStringLiteral("/session/_37");

/// A dbus-daemon of our own, on which nothing is started by itself; its address is what it prints
/// first.
class Bus {
public:
    Bus()
    {
        (void)config_.open();
        config_.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                      "<policy context='default'><allow send_destination='*'/><allow own='*'/>"
                      "<allow receive_sender='*'/></policy></busconfig>");
        config_.close();
        process_.setProgram(QStringLiteral("dbus-daemon"));
        process_.setArguments(
            {QStringLiteral("--config-file=") + config_.fileName(),
             QStringLiteral("--nofork"),
             QStringLiteral("--print-address")}
        );
        process_.start();
        process_.waitForReadyRead(5000);
        address = QString::fromUtf8(process_.readLine()).trimmed();
    }

    ~Bus()
    {
        process_.terminate();
        process_.waitForFinished(5000);
    }

    QString address = {};

private:
    QTemporaryFile config_;
    QProcess process_;
};

/// What we need of logind's manager.
class Login1Manager final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~Login1Manager() override { close(readEnd_); }

    /// Whether somebody still holds the sleep back.
    [[nodiscard]] bool isHeldBack() const
    {
        char byte = 0;
        return readEnd_ >= 0 && read(readEnd_, &byte, 1) < 0 && errno == EAGAIN;
    }

    int inhibitors = 0;
    QString what = {};
    QString mode = {};

public Q_SLOTS:
    QDBusUnixFileDescriptor
    Inhibit(const QString& whatFor, const QString&, const QString&, const QString& how)
    {
        ++inhibitors;
        what = whatFor;
        mode = how;
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return {};
        if (readEnd_ >= 0)
            close(readEnd_);
        readEnd_ = ends[0];
        QDBusUnixFileDescriptor given(ends[1]); // Duplicates it.
        close(ends[1]);
        return given;
    }

    QDBusObjectPath GetSession(const QString& id)
    {
        return QDBusObjectPath(
            id == QStringLiteral("7") ? ownSession : managerPath + QStringLiteral("/session/_30")
        );
    }

private:
    int readEnd_ = -1;
};

/// The caller's session, with its number.
class Login1Session final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Session")
    Q_PROPERTY(QString Id READ id CONSTANT)

public:
    [[nodiscard]] QString id() const { return QStringLiteral("7"); }
};

struct ScreenSaverName {
    const char* desktop;
    const char* path;
    const char* interface;
};

/// Everything that tells of a locked session.
inline constexpr std::array<ScreenSaverName, 4> screenSaverNames{{
    {"gnome", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"},
    {"kde", "/ScreenSaver", "org.freedesktop.ScreenSaver"},
    {"freedesktop", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"},
    {"cinnamon", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"},
}};

[[nodiscard]] inline QDBusMessage sleepSignal(bool isGoing)
{
    QDBusMessage message = QDBusMessage::createSignal(
        managerPath,
        QStringLiteral("org.freedesktop.login1.Manager"),
        QStringLiteral("PrepareForSleep")
    );
    message << isGoing;
    return message;
}

[[nodiscard]] inline QDBusMessage lockSignal(const QString& session)
{
    return QDBusMessage::createSignal(
        session, QStringLiteral("org.freedesktop.login1.Session"), QStringLiteral("Lock")
    );
}

[[nodiscard]] inline QDBusMessage screenSaverSignal(const ScreenSaverName& name, bool isActive)
{
    QDBusMessage message = QDBusMessage::createSignal(
        QString::fromLatin1(name.path),
        QString::fromLatin1(name.interface),
        QStringLiteral("ActiveChanged")
    );
    message << isActive;
    return message;
}

} // namespace tidemark::test
