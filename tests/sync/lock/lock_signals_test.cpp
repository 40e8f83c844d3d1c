// Locking with the session and before sleep, over real buses with the real names.
//
// The buses are private ones: the names of logind and of the screen saver are owned by this test.
#include "sync/lock/lock_signals.hpp"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <unistd.h>

using namespace tidemark::sync;

namespace {

const QString login1 = QStringLiteral("org.freedesktop.login1");
const QString managerPath = QStringLiteral("/org/freedesktop/login1");
const QString ownSession = managerPath + QStringLiteral("/session/_37");

/// A dbus-daemon of our own; its address is what it prints first.
class Bus {
public:
    Bus()
    {
        process_.setProgram(QStringLiteral("dbus-daemon"));
        process_.setArguments(
            {QStringLiteral("--session"),
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
    QProcess process_;
};

} // namespace

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

class LockSignalsTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<Bus> system_;
    std::unique_ptr<Bus> session_;
    std::unique_ptr<Login1Manager> manager_;
    Login1Session auto_;
    std::vector<LockCause> heard_;

    QDBusConnection logind() { return QDBusConnection(QStringLiteral("logind")); }
    QDBusConnection desktop() { return QDBusConnection(QStringLiteral("desktop")); }

    void emitSleep(bool isGoing)
    {
        QDBusMessage message = QDBusMessage::createSignal(
            managerPath,
            QStringLiteral("org.freedesktop.login1.Manager"),
            QStringLiteral("PrepareForSleep")
        );
        message << isGoing;
        QVERIFY(logind().send(message));
    }

    void emitLock(const QString& session)
    {
        QVERIFY(logind().send(QDBusMessage::createSignal(
            session, QStringLiteral("org.freedesktop.login1.Session"), QStringLiteral("Lock")
        )));
    }

    [[nodiscard]] std::ptrdiff_t sessionLocks() const
    {
        return std::count(heard_.begin(), heard_.end(), LockCause::sessionLocked);
    }

    /// A bus keeps the order of one sender: all that was sent before has been heard after this.
    void passBarrier()
    {
        const auto sleeps = [this] {
            return std::count(heard_.begin(), heard_.end(), LockCause::suspend);
        };
        const auto before = sleeps();
        emitSleep(true);
        QTRY_COMPARE(sleeps(), before + 1);
    }

    void emitScreenSaver(const char* path, const char* interface, bool isActive)
    {
        QDBusMessage message = QDBusMessage::createSignal(
            QString::fromLatin1(path),
            QString::fromLatin1(interface),
            QStringLiteral("ActiveChanged")
        );
        message << isActive;
        QVERIFY(desktop().send(message));
    }

private Q_SLOTS:
    void initTestCase()
    {
        system_ = std::make_unique<Bus>();
        session_ = std::make_unique<Bus>();
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", system_->address.toUtf8());
        qputenv("DBUS_SESSION_BUS_ADDRESS", session_->address.toUtf8());
        QDBusConnection::connectToBus(system_->address, QStringLiteral("logind"));
        QDBusConnection::connectToBus(session_->address, QStringLiteral("desktop"));
        QVERIFY(logind().isConnected());
        QVERIFY(desktop().isConnected());
        QVERIFY(logind().registerService(login1));
        QVERIFY(logind().registerObject(
            managerPath + QStringLiteral("/session/auto"),
            &auto_,
            QDBusConnection::ExportAllProperties
        ));
    }

    void init()
    {
        heard_.clear();
        manager_ = std::make_unique<Login1Manager>();
        QVERIFY(
            logind().registerObject(managerPath, manager_.get(), QDBusConnection::ExportAllSlots)
        );
    }

    void cleanup() { logind().unregisterObject(managerPath); }

    void sleepWaitsForTheKeysToBeDropped()
    {
        {
            const LockSignals signals_([this](LockCause cause) {
                heard_.push_back(cause);
                return true;
            });
            QTRY_COMPARE(manager_->inhibitors, 1);
            QCOMPARE(manager_->what, QStringLiteral("sleep"));
            QCOMPARE(manager_->mode, QStringLiteral("delay"));
            emitSleep(true);
            QTRY_COMPARE(heard_.size(), std::size_t(1));
            QVERIFY(heard_.front() == LockCause::suspend);
            QVERIFY(manager_->isHeldBack());
        }
        QTRY_VERIFY(!manager_->isHeldBack());
    }

    void nothingToDropLetsTheMachineSleep()
    {
        const LockSignals signals_([this](LockCause cause) {
            heard_.push_back(cause);
            return false;
        });
        QTRY_COMPARE(manager_->inhibitors, 1);
        QTRY_VERIFY(manager_->isHeldBack());
        emitSleep(true);
        QTRY_VERIFY(!manager_->isHeldBack());
        emitSleep(false);
        QTRY_COMPARE(manager_->inhibitors, 2);
        QCOMPARE(heard_.size(), std::size_t(1));
    }

    void onlyTheOwnSessionCounts()
    {
        const LockSignals signals_([this](LockCause cause) {
            heard_.push_back(cause);
            return true;
        });
        // Repeated until it is heard: listening begins after two answers of logind.
        QTRY_VERIFY((emitLock(ownSession), !heard_.empty()));
        passBarrier();
        const auto heard = sessionLocks();
        QVERIFY(heard > 0);
        emitLock(managerPath + QStringLiteral("/session/_30"));
        passBarrier();
        QCOMPARE(sessionLocks(), heard);
        emitLock(ownSession);
        passBarrier();
        QCOMPARE(sessionLocks(), heard + 1);
    }

    void screenSaversLockWhenTheyBegin_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("interface");
        QTest::newRow("gnome") << QByteArray("/org/gnome/ScreenSaver")
                               << QByteArray("org.gnome.ScreenSaver");
        QTest::newRow("kde") << QByteArray("/ScreenSaver")
                             << QByteArray("org.freedesktop.ScreenSaver");
    }

    void screenSaversLockWhenTheyBegin()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, interface);
        const LockSignals signals_([this](LockCause cause) {
            heard_.push_back(cause);
            return true;
        });
        emitScreenSaver(path.constData(), interface.constData(), false);
        emitScreenSaver(path.constData(), interface.constData(), true);
        QTRY_COMPARE(heard_.size(), std::size_t(1));
        QVERIFY(heard_.front() == LockCause::sessionLocked);
    }
};

QTEST_GUILESS_MAIN(LockSignalsTest)
#include "lock_signals_test.moc"
