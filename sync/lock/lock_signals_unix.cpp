// logind and the desktops' screen savers, over D-Bus. Calls are asynchronous: a bus that hangs
// must not keep the agent from starting.
#include "sync/lock/lock_signals.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QObject>

#include <array>

namespace tidemark::sync {
namespace {

struct ScreenSaver {
    const char* path;
    const char* interface;
};

/// GNOME, KDE and the rest; each desktop has one or two of them.
constexpr std::array<ScreenSaver, 4> screenSavers{{
    {"/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"},
    {"/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"},
    {"/ScreenSaver", "org.freedesktop.ScreenSaver"},
    {"/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"},
}};

const QString login1 = QStringLiteral("org.freedesktop.login1");
const QString managerPath = QStringLiteral("/org/freedesktop/login1");
const QString managerInterface = QStringLiteral("org.freedesktop.login1.Manager");
const QString sessionInterface = QStringLiteral("org.freedesktop.login1.Session");

QDBusMessage managerCall(const QString& method, const QVariantList& arguments)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(login1, managerPath, managerInterface, method);
    call.setArguments(arguments);
    return call;
}

} // namespace

class LockSignals::Parts final : public QObject {
    Q_OBJECT

public:
    explicit Parts(std::function<bool(LockCause)> lock)
        : lock_(std::move(lock))
    {
        for (const ScreenSaver& saver : screenSavers)
            QDBusConnection::sessionBus().connect(
                QString(),
                QString::fromLatin1(saver.path),
                QString::fromLatin1(saver.interface),
                QStringLiteral("ActiveChanged"),
                this,
                SLOT(onScreenSaver(bool))
            );
        if (!system_.isConnected())
            return;
        system_.connect(
            login1,
            managerPath,
            managerInterface,
            QStringLiteral("PrepareForSleep"),
            this,
            SLOT(onSleep(bool))
        );
        holdSleepBack();
        findSession();
    }

private Q_SLOTS:
    void onScreenSaver(bool isActive)
    {
        if (isActive)
            lock_(LockCause::sessionLocked);
    }

    void onSessionLock() { lock_(LockCause::sessionLocked); }

    void onSleep(bool isGoingToSleep)
    {
        if (!isGoingToSleep)
            return holdSleepBack();
        if (!lock_(LockCause::suspend))
            delay_ = QDBusUnixFileDescriptor();
    }

private:
    template <class T, class Use>
    void ask(const QDBusMessage& call, Use use)
    {
        auto* watcher = new QDBusPendingCallWatcher(system_.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, use] {
            const QDBusPendingReply<T> reply = *watcher;
            watcher->deleteLater();
            if (reply.isValid())
                use(reply.value());
        });
    }

    /// logind waits for whoever holds this before it lets the machine sleep.
    void holdSleepBack()
    {
        const QVariantList arguments{
            QStringLiteral("sleep"),
            QStringLiteral("Tidemark"),
            QStringLiteral("Closes the data on this device"),
            QStringLiteral("delay")};
        ask<QDBusUnixFileDescriptor>(
            managerCall(QStringLiteral("Inhibit"), arguments),
            [this](const QDBusUnixFileDescriptor& delay) { delay_ = delay; }
        );
    }

    /// `auto` is the session of the caller, or the one that its user sits at.
    void findSession()
    {
        QDBusMessage call = QDBusMessage::createMethodCall(
            login1,
            managerPath + QStringLiteral("/session/auto"),
            QStringLiteral("org.freedesktop.DBus.Properties"),
            QStringLiteral("Get")
        );
        call.setArguments({sessionInterface, QStringLiteral("Id")});
        ask<QDBusVariant>(call, [this](const QDBusVariant& id) {
            ask<QDBusObjectPath>(
                managerCall(QStringLiteral("GetSession"), {id.variant().toString()}),
                [this](const QDBusObjectPath& session) { listenTo(session.path()); }
            );
        });
    }

    void listenTo(const QString& session)
    {
        system_.connect(
            login1, session, sessionInterface, QStringLiteral("Lock"), this, SLOT(onSessionLock())
        );
    }

    std::function<bool(LockCause)> lock_;
    QDBusConnection system_ = QDBusConnection::systemBus();
    QDBusUnixFileDescriptor delay_ = {};
};

LockSignals::LockSignals(std::function<bool(LockCause)> lock)
    : parts_(std::make_unique<Parts>(std::move(lock)))
{
}

LockSignals::~LockSignals() = default;

} // namespace tidemark::sync

#include "lock_signals_unix.moc"
